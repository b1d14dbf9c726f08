using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The level that the callback of an observable instrument reports: the number of elements of a collection that also shrinks, say.</summary>
internal static class ObservedLevel
{
    /// <summary>The expression that reads it; null where it reads none that is known.</summary>
    public static IOperation? Of(InstrumentDeclaration instrument, CancellationToken cancellation)
    {
        if (instrument.Observes?.SemanticModel is not { } model) return null;
        var variables = new VariableValues(model, cancellation);
        foreach (var value in ObservedNumber.Of(instrument, variables))
            if (Read(value, variables) is { } level) return level;
        return null;
    }

    private static IOperation? ReadOperand(IOperation operand, VariableValues variables)
    {
        foreach (var value in ObservedNumber.Behind(operand, variables))
            if (Read(value, variables) is { } level) return level;
        return null;
    }

    /// <summary>The level itself, or one that is scaled, or joined with others.</summary>
    private static IOperation? Read(IOperation value, VariableValues variables)
    {
        if (value is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide } sum) return IsLevel(value, variables) ? value : null;
        var (left, right) = (ReadOperand(sum.LeftOperand, variables), ReadOperand(sum.RightOperand, variables));
        return (left != null || sum.LeftOperand.ConstantValue.HasValue) && (right != null || sum.RightOperand.ConstantValue.HasValue) ? left ?? right : null;
    }

    private static bool IsLevel(IOperation value, VariableValues variables)
    {
        if (LevelMembers.CountedCollection(value) is { } collection) return !GrowingCollection.Is(CallSite.Unwrap(CallSite.ObjectOf(collection)), variables);
        return value switch
        {
            IPropertyReferenceOperation { Property: var property } => LevelMembers.Contains(property),
            IInvocationOperation { TargetMethod: var method } => LevelMembers.Contains(method),
            _ => false,
        };
    }
}
