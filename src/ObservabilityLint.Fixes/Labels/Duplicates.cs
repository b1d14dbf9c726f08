using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>
/// Which of two labels of one name can go. Of equal values the second; a constant beside a computed value, which says more.
/// Of two that say different things neither: both reach the exporter, and only the author knows which was meant.
/// </summary>
internal static class Duplicates
{
    /// <summary>The label to remove for a second one that is given; null where that is not certain.</summary>
    public static LabelPlace? ToRemove(LabelPlace second)
    {
        if (second is not { Measurement: { } measurement, Tag: { } tag }) return null;
        var others = measurement.Tags.TakeWhile(other => other != tag).Where(other => other.Key?.Value == second.Name).ToList();
        if (others.Find(other => AreEqual(other, tag)) is { } same) return same.IsOptional && !tag.IsOptional ? second with { Tag = same } : second;
        // In the runs in which only the one is given it must stay.
        if (others.Exists(other => other.IsOptional != tag.IsOptional)) return null;
        if (IsConstant(tag)) return others.TrueForAll(IsConstant) ? null : second;
        return others.Find(IsConstant) is { } constant ? second with { Tag = constant } : null;
    }

    /// <summary>The same for a second one that is declared, whose values stand at the uses.</summary>
    public static async Task<LabelPlace?> ToRemoveAsync(LabelPlace second, Solution solution, CancellationToken cancellation)
    {
        if (second.Instrument is not { } instrument) return null;
        var first = 0;
        while (instrument.Labels[first].Value != second.Name) first++;
        // The other is that of a factory, and there for all its metrics.
        if (first == second.Index) return null;
        var uses = (await LabelUses.FindAsync(instrument, solution, cancellation).ConfigureAwait(false)).Measurements
            .Where(use => use.Kind == MeasurementKind.ChildChoice && !use.Tags.IsDefault && use.Tags.Length == instrument.Labels.Length).Select(use => (First: use.Tags[first], Second: use.Tags[second.Index])).ToList();
        if (uses.TrueForAll(use => AreEqual(use.First, use.Second) || IsConstant(use.Second) && !IsConstant(use.First))) return second;
        return uses.TrueForAll(use => AreEqual(use.First, use.Second) || IsConstant(use.First) && !IsConstant(use.Second)) ? second with { Index = first } : null;
    }

    private static bool IsConstant(Tag tag) => tag.Value?.ConstantValue.HasValue is true || tag.Origin is BoundedOrigin { Values.Count: 1 };

    private static bool AreEqual(Tag one, Tag other)
    {
        if (one.Value is not { } first || other.Value is not { } second) return false;
        if (first.ConstantValue is { HasValue: true, Value: var constant } && second.ConstantValue is { HasValue: true, Value: var same }) return Equals(constant, same);
        if (one.Origin is BoundedOrigin { Values: { Count: 1 } known } && other.Origin is BoundedOrigin { Values: { Count: 1 } too }) return known.SetEquals(too);
        // Between two statements a variable may change, and of two calls each may give another.
        return ListElement.Of(one.Syntax) is { List: var list } && ListElement.Of(other.Syntax)?.List == list && SyntaxFactory.AreEquivalent(first.Syntax, second.Syntax) && !first.DescendantsAndSelf().Any(part => part is IInvocationOperation or IObjectCreationOperation or IAssignmentOperation or IIncrementOrDecrementOperation or IAwaitOperation);
    }
}
