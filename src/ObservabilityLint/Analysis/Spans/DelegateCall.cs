using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>A call that runs the delegate that it is given, before it returns or is awaited: <c>items.ForEach(…)</c>, <c>Retry.Execute(() => …)</c>.</summary>
/// <param name="Call">The call.</param>
/// <param name="Inside">Where a method of the program does so; null for one of a library.</param>
internal sealed record DelegateCall(IOperation Call, IOperation? Inside)
{
    /// <summary>The call that certainly runs a lambda (or a method that is named), if at all, in its own context; null where the delegate may be kept, or run elsewhere.</summary>
    public static DelegateCall? Of(IOperation made, ContextFacts facts, CancellationToken cancellation)
    {
        var value = made.Parent;
        while (value is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation) value = value.Parent;
        if (value is not IArgumentOperation { Parent: IInvocationOperation call, Parameter: { } parameter }) return null;
        if (ImmediateCalls.Is(call)) return new DelegateCall(call, null);
        return facts.Graph.BodiesOf(call.TargetMethod, cancellation) is [var body] && !OwnContext.IsIn(body, facts.Effects(cancellation)) && OnlyCallOf(parameter, body) is { } inside ? new DelegateCall(call, inside) : null;
    }

    /// <summary><c>action()</c>, <c>action?.Invoke()</c>: the call of what is used there; null where it is used in another way.</summary>
    public static IOperation? CallOf(IOperation used) => used.Parent switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call when call.Instance == used => call,
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call } access when access.Operation == used => call,
        _ => null,
    };

    /// <summary>The first call of a parameter that is a delegate; null where it is used in any other way, or in a function inside.</summary>
    private static IOperation? OnlyCallOf(IParameterSymbol parameter, IOperation body)
    {
        IOperation? first = null;
        foreach (var operation in body.Descendants())
        {
            if (operation is not IParameterReferenceOperation { Parameter: var used } || used.Ordinal != parameter.Ordinal || !SymbolEqualityComparer.Default.Equals(used.ContainingSymbol, parameter.ContainingSymbol.OriginalDefinition) || IsNullCheck(operation)) continue;
            if (LiveRange.FunctionAround(operation.Syntax) != body.Syntax || CallOf(operation) is not { } call) return null;
            first ??= call;
        }
        return first;
    }

    private static bool IsNullCheck(IOperation used)
    {
        var value = used.Parent;
        while (value is IConversionOperation) value = value.Parent;
        return value is IBinaryOperation or IIsPatternOperation || value is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ThrowIfNull" } };
    }
}
