using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Rules;

/// <summary>What a value can be that only ever grows, that counts, or that says when.</summary>
internal static class Amounts
{
    public static void RequireNotNegative(Sample? sample)
    {
        if (sample != null && !(sample.Value >= 0)) throw MetricPoint.Refuse(sample, "The value is negative or NaN.");
    }

    public static void RequireCount(Sample? sample)
    {
        RequireNotNegative(sample);
        if (sample != null && !(double.IsFinite(sample.Value) && Math.Floor(sample.Value) == sample.Value)) throw MetricPoint.Refuse(sample, "The value is not a whole number.");
    }

    public static void RequireTime(Sample? sample)
    {
        if (sample != null && !double.IsFinite(sample.Value)) throw MetricPoint.Refuse(sample, "The value is not a time.");
    }
}
