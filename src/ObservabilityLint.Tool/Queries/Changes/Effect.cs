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

    public Effect Without(IEnumerable<string> labels) => this with { Labels = Labels.RemoveRange(labels) };

    public Effect Only(IReadOnlyCollection<string> labels) => this with { Labels = Labels.RemoveRange(Labels.Keys.Where(label => !labels.Contains(label))) };
}
