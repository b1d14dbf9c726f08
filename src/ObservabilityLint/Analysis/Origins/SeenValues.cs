using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>A collection of the values that came so far, which lets new ones through up to a number of them: <c>if (seen.Count &gt;= 100) return "other"; seen.Add(path);</c></summary>
internal static class SeenValues
{
    /// <summary>
    /// True if, where the comparison has this outcome, the collection has fewer values than some number, and the code around puts this one into it.
    /// What a local holds, or a list, or what is taken out again, is the work at hand: there is no end to all that comes through.
    /// </summary>
    public static bool HaveRoomFor(IOperation value, IBinaryOperation comparison, bool outcome)
    {
        var counted = comparison.OperatorKind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => outcome ? comparison.LeftOperand : comparison.RightOperand,
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => outcome ? comparison.RightOperand : comparison.LeftOperand,
            _ => null,
        };
        if (counted is null || LevelMembers.CountedCollection(CallSite.Unwrap(counted)) is not { Type.Name: var type } collection || !type.EndsWith("Set", System.StringComparison.Ordinal) && !type.EndsWith("Dictionary", System.StringComparison.Ordinal)) return false;
        return Target.SymbolOf(CallSite.Unwrap(collection)) is { } seen and (IFieldSymbol or IPropertySymbol) && ArePutIn(value, seen, comparison)
            && comparison.SemanticModel is { } model && GrowingCollection.Is(collection, new VariableValues(model, CancellationToken.None));
    }

    private static bool ArePutIn(IOperation value, ISymbol collection, IOperation around)
    {
        while (around.Parent is { } outer) around = outer;
        var fills = new List<CollectionFill>();
        foreach (var use in around.DescendantsAndSelf())
            if (SymbolEqualityComparer.Default.Equals(Target.SymbolOf(use), collection)) CollectionFills.TryCollect([use], fills);
        foreach (var fill in fills)
            if (KnownValueTest.IsAbout(fill.Value, value)) return true;
        return false;
    }
}
