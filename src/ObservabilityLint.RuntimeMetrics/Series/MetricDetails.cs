using ObservabilityLint.RuntimeMetrics.NativeHistograms;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>What a metric takes from the first instrument that it is made for, and others may have otherwise.</summary>
/// <param name="Help">The help text; empty for none.</param>
/// <param name="Bounds">Of a histogram's buckets.</param>
/// <param name="Version">Of the meter; empty for none, or where it is a label.</param>
/// <param name="Began">When counting began, where that was before the bridge looked.</param>
/// <param name="MaxSeries">The limit of its series.</param>
internal sealed record MetricDetails(string Help, double[] Bounds, string Version, DateTimeOffset? Began, int MaxSeries)
{
    /// <summary>How long series stay that are no longer written; null for ever.</summary>
    public TimeSpan? ExpireAfter { get; init; }

    /// <summary>Of a histogram that is also a native one; null for none. By views, which say the same of all instruments of the metric.</summary>
    public NativeHistogramShape? Native { get; init; }

    /// <summary>In what the other one differs, in words; empty for nothing.</summary>
    public string DifferenceTo(MetricDetails other)
        => string.Join(", ", ((string[])[Bounds.AsSpan().SequenceEqual(other.Bounds) ? "" : "buckets", Help == other.Help ? "" : "help text", Version == other.Version ? "" : "meter version"]).Where(difference => difference.Length > 0));
}
