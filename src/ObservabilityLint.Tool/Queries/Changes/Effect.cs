using System.Collections.Immutable;

namespace ObservabilityLint.Tool.Queries.Changes;

/// <summary>What of the changes shows in the result of an expression.</summary>
/// <param name="Labels">Labels of the result that have other names or are gone, by their old names.</param>
/// <param name="Factor">What was 1 is this now.</param>
/// <param name="BoundFactor">The same of the bounds of histograms, which their quantiles take over.</param>
internal sealed record Effect(ImmutableDictionary<string, LabelChange> Labels, double Factor, double BoundFactor)
{
    public static Effect None { get; } = new(ImmutableDictionary<string, LabelChange>.Empty, 1, 1);

    public bool IsNothing => Labels.IsEmpty && Factor == 1 && BoundFactor == 1;

    /// <summary>The values have another unit.</summary>
    public bool IsScaled => Math.Abs(Factor - 1) > 1e-12;

    /// <summary>The same labels on values that the unit does not concern.</summary>
    public Effect Unscaled() => this with { Factor = 1, BoundFactor = 1 };

    /// <summary>The same with labels that have changed on some metrics, and nobody can tell whether on these.</summary>
    public Effect OrInDoubt(IEnumerable<LabelChange> labels, string why)
        => WithDoubts(labels.Select(label => label.Doubt is null ? label with { Doubt = $"the label '{label.Old}' has changed on some metrics, and {why}" } : label));

    /// <summary>The same with changes that are in doubt, where it knows nothing better.</summary>
    public Effect WithDoubts(IEnumerable<LabelChange> labels) => this with { Labels = labels.DistinctBy(static label => label.Old).Aggregate(Labels, static (all, label) => all.ContainsKey(label.Old) ? all : all.Add(label.Old, label)) };

    public Effect Without(IEnumerable<string> labels) => this with { Labels = Labels.RemoveRange(labels) };

    public Effect Only(IReadOnlyCollection<string> labels) => this with { Labels = Labels.RemoveRange(Labels.Keys.Where(label => !labels.Contains(label))) };
}
