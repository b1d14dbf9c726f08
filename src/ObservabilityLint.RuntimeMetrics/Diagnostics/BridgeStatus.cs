using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Diagnostics;

/// <summary>How a bridge is: what keeps it from its work, and what is missing in what it exposes.</summary>
/// <param name="IsDisposed">All scrapes fail.</param>
/// <param name="ScrapeFault">Why the last scrape has failed; null where it has not.</param>
/// <param name="Fault">What has gone wrong in the bridge itself since it started; null for nothing.</param>
/// <param name="Dropped">Instruments that are not exposed.</param>
/// <param name="Overflowed">Metrics that had more series than they may.</param>
/// <param name="Callbacks">What is wrong with callbacks, each in words.</param>
/// <param name="SinceLastScrape">Null before the first.</param>
internal sealed record BridgeStatus(
    bool IsDisposed, string? ScrapeFault, string? Fault, IReadOnlyList<(MetricSource Source, Refusal Refusal)> Dropped, IReadOnlyList<string> Overflowed, IReadOnlyList<string> Callbacks, TimeSpan? SinceLastScrape)
{
    /// <summary>What keeps all metrics from being read, as a sentence without its end; null for nothing.</summary>
    public string? Failure => IsDisposed ? "the bridge is disposed" : ScrapeFault is { } fault ? $"the last scrape has failed: {fault}" : null;

    /// <summary>What is missing, each as such a sentence.</summary>
    public IEnumerable<string> Losses
        =>
        [
            .. Fault is null ? (string[])[] : [Fault],
            .. Dropped.Select(one => $"'{one.Source.Instrument}' of '{one.Source.Owner}' is not exposed: {one.Refusal.Reason}"),
            .. Overflowed.Select(metric => $"metric '{metric}' has as many series as it may"),
            .. Callbacks,
        ];
}
