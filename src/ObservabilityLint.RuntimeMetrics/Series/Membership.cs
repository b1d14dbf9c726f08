using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>An instrument's part in a metric.</summary>
/// <param name="Family">The metric.</param>
/// <param name="Source">The instrument.</param>
/// <param name="Difference">In what the instrument differs from the one that the metric was made for; empty for nothing.</param>
internal sealed record Membership(MetricFamily Family, MetricSource Source, string Difference);
