using ObservabilityLint.RuntimeMetrics.NativeHistograms;

namespace ObservabilityLint.RuntimeMetrics.Views;

/// <summary>What all views together say of one instrument. What is null is as without views.</summary>
/// <param name="IsDropped">It is not exposed.</param>
/// <param name="Name">The name from which that of the metric is made.</param>
/// <param name="Tags">Which of its tags stay.</param>
/// <param name="Bounds">Of a histogram's buckets.</param>
/// <param name="Native">Of a native histogram.</param>
/// <param name="MaxSeries">The limit of its series.</param>
/// <param name="ExpireAfter">How long series stay that are no longer written.</param>
internal sealed record InstrumentView(bool IsDropped = false, string? Name = null, TagFilter? Tags = null, double[]? Bounds = null, NativeHistogramShape? Native = null, int? MaxSeries = null, TimeSpan? ExpireAfter = null)
{
    public static InstrumentView None { get; } = new();
}
