using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>The calls that a builder gets one after the other: those of a chain, and of the statements about the variable or parameter that it begins with.</summary>
internal static class BuilderChain
{
    /// <summary>What certainly stands in the way to a call, from the first on.</summary>
    public static List<IInvocationOperation> Before(IInvocationOperation last, TextReader texts)
    {
        var steps = new List<IInvocationOperation>();
        var value = ReceiverOf(last);
        for (; value is IInvocationOperation step; value = ReceiverOf(step)) steps.Insert(0, step);
        if (value is null || Target.SymbolOf(value) is not (ILocalSymbol or IParameterSymbol) || Target.SymbolOf(value) is not { } builder) return steps;
        var earlier = new List<IInvocationOperation>();
        foreach (var operation in RootOf(last).Descendants())
            if (operation is IInvocationOperation other && other.Syntax.SpanStart < value.Syntax.SpanStart && IsOn(other, builder) && !ExclusiveBranches.Separate(other.Syntax, last.Syntax)) earlier.Add(other);
        earlier.Sort(static (one, other) => PlaceOf(one).CompareTo(PlaceOf(other)));
        steps.InsertRange(0, earlier);
        if (texts.Variables.Follow(value) is IInvocationOperation begun)
        {
            steps.Insert(0, begun);
            steps.InsertRange(0, Before(begun, texts));
        }
        return steps;
    }

    private static bool IsOn(IInvocationOperation step, ISymbol builder)
    {
        IOperation? value = step;
        while (value is IInvocationOperation call) value = ReceiverOf(call);
        return value != null && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(value), builder);
    }

    private static IOperation? ReceiverOf(IInvocationOperation call) => CallSite.Of(call)?.Receiver is { } receiver ? CallSite.Unwrap(receiver) : null;

    private static int PlaceOf(IInvocationOperation call) => CallSite.Of(call)!.CalledName.SpanStart;

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }
}
