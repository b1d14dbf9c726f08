using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Rules;

/// <summary>The types of Prometheus text 0.0.4, and what their points must be.</summary>
internal static class PrometheusTextRules
{
    public static FormatRules Instance { get; } = new(
        [
            new(MetricType.Unknown, "untyped", [""], static _ => { }),
            new(MetricType.Gauge, "gauge", [""], static _ => { }),
            new(MetricType.Counter, "counter", [""], static point => Amounts.RequireNotNegative(point.Find(""))),
            new(MetricType.Histogram, "histogram", ["_bucket", "_count", "_sum"], CheckHistogram),
            new(MetricType.Summary, "summary", ["", "_count", "_sum"], SummaryRules.CheckPrometheusText),
        ],
        RepeatsAtTimes: false);

    /// <summary>The sum may be anything: measurements below zero are not ruled out.</summary>
    private static void CheckHistogram(MetricPoint point)
    {
        BucketRules.Check(point, "_count");
        foreach (var suffix in (string[])["_count", "_sum"])
            if (point.Find(suffix) == null) throw point.Refuse($"The histogram has no {suffix}.");
    }
}
