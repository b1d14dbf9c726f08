using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Rules;

/// <summary>The types of OpenMetrics 1.0, and what their points must be.</summary>
internal static class OpenMetricsRules
{
    public static FormatRules Instance { get; } = new(
        [
            new(MetricType.Unknown, "unknown", [""], static _ => { }),
            new(MetricType.Gauge, "gauge", [""], static _ => { }),
            new(MetricType.Counter, "counter", ["_total", "_created"], CheckCounter),
            new(MetricType.StateSet, "stateset", [""], CheckStateSet),
            new(MetricType.Info, "info", ["_info"], CheckInfo),
            new(MetricType.Histogram, "histogram", ["_bucket", "_count", "_sum", "_created"], CheckHistogram),
            new(MetricType.GaugeHistogram, "gaugehistogram", ["_bucket", "_gcount", "_gsum"], CheckGaugeHistogram),
            new(MetricType.Summary, "summary", ["", "_count", "_sum", "_created"], SummaryRules.CheckOpenMetrics),
        ],
        RepeatsAtTimes: true);

    private static void CheckCounter(MetricPoint point)
    {
        if (point.Find("_total") == null) throw point.Refuse("The counter has no total.");
        foreach (var total in point.With("_total")) Amounts.RequireNotNegative(total);
        Amounts.RequireTime(point.Find("_created"));
    }

    private static void CheckStateSet(MetricPoint point)
    {
        foreach (var state in point.With(""))
            if (state.Value is not (0 or 1)) throw MetricPoint.Refuse(state, "A state is 0 or 1.");
    }

    private static void CheckInfo(MetricPoint point)
    {
        foreach (var info in point.With("_info"))
            if (info.Value != 1) throw MetricPoint.Refuse(info, "The value of an info is 1.");
    }

    /// <summary>The sum grows like a counter, so it cannot be there where values below zero are expected.</summary>
    private static void CheckHistogram(MetricPoint point)
    {
        var hasNegative = BucketRules.Check(point, "_count");
        RequireBothOrNone(point, "_sum", "_count");
        if (hasNegative && point.Find("_sum") is { } sum) throw MetricPoint.Refuse(sum, "There is a bucket below zero, and a sum.");
        Amounts.RequireNotNegative(point.Find("_sum"));
        Amounts.RequireTime(point.Find("_created"));
    }

    private static void CheckGaugeHistogram(MetricPoint point)
    {
        var hasNegative = BucketRules.Check(point, "_gcount");
        RequireBothOrNone(point, "_gsum", "_gcount");
        if (!hasNegative) Amounts.RequireNotNegative(point.Find("_gsum"));
        if (point.Find("_gsum") is { Value: double.NaN } sum) throw MetricPoint.Refuse(sum, "The sum is NaN.");
    }

    private static void RequireBothOrNone(MetricPoint point, string sum, string count)
    {
        if (point.Find(sum) == null != (point.Find(count) == null)) throw point.Refuse($"There is one of {sum} and {count}, and not the other.");
    }
}
