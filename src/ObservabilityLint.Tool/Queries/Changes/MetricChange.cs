namespace ObservabilityLint.Tool.Queries.Changes;

/// <summary>How the values of a series follow the unit of its metric.</summary>
internal enum SampleRole
{
    /// <summary>They are in its unit: gauges, sums, quantiles.</summary>
    Value,

    /// <summary>They count, whatever the unit is.</summary>
    Count,

    /// <summary>They count, and the label <c>le</c>, or the histogram itself, is in its unit.</summary>
    Buckets,
}

/// <summary>What has become of a label.</summary>
/// <param name="Old">Its name as it was.</param>
/// <param name="New">As it is; null where it is gone.</param>
/// <param name="Doubt">Why nobody can tell whether it has changed where it is asked for; null where it has.</param>
internal sealed record LabelChange(string Old, string? New, string? Doubt = null);

/// <summary>What has become of the series of one name.</summary>
/// <param name="Old">The name as it was.</param>
/// <param name="New">As it is; null where there are no such series any more.</param>
/// <param name="Role">How its values follow the unit.</param>
/// <param name="Factor">What was 1 is this now.</param>
/// <param name="OldType">The type as it was, where it is another now.</param>
/// <param name="NewType">As it is, where it was another.</param>
/// <param name="Labels">The labels that have changed, by their old names.</param>
internal sealed record MetricChange(string Old, string? New, SampleRole Role, double Factor, string? OldType, string? NewType, IReadOnlyDictionary<string, LabelChange> Labels)
{
    public bool HasOtherType => OldType != NewType;
}
