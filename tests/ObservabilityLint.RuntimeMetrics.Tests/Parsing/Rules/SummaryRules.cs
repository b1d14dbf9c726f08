using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Syntax;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Rules;

internal static class SummaryRules
{
    /// <summary>OpenMetrics: quantiles in any order, no value below zero.</summary>
    public static void CheckOpenMetrics(MetricPoint point)
    {
        foreach (var quantile in point.With(""))
        {
            QuantileOf(quantile);
            if (quantile.Value < 0) throw MetricPoint.Refuse(quantile, "The value is negative.");
        }
        Amounts.RequireNotNegative(point.Find("_sum"));
        Amounts.RequireCount(point.Find("_count"));
        Amounts.RequireTime(point.Find("_created"));
    }

    /// <summary>Prometheus text: quantiles ascend; values may be negative, and so may their sum.</summary>
    public static void CheckPrometheusText(MetricPoint point)
    {
        var last = double.NaN;
        foreach (var quantile in point.With(""))
        {
            if (QuantileOf(quantile) <= last) throw MetricPoint.Refuse(quantile, "The quantiles do not ascend.");
            last = QuantileOf(quantile);
        }
        Amounts.RequireCount(point.Find("_count"));
    }

    private static double QuantileOf(Sample sample)
        => RealNumber.TryFinite(sample["quantile"]!, out var quantile) && quantile is >= 0 and <= 1 ? quantile : throw MetricPoint.Refuse(sample, "The quantile is not a number from 0 to 1.");
}
