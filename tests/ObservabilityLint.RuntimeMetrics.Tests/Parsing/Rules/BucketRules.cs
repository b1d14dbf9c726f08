using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Syntax;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Rules;

/// <summary>The buckets of a histogram: bounds that ascend up to infinity, counts that never fall.</summary>
internal static class BucketRules
{
    /// <summary>Checks the buckets, and that the sample with the count repeats the last of them. True if there is a bound below zero.</summary>
    public static bool Check(MetricPoint point, string countSuffix)
    {
        var (lastBound, lastCount, hasNegative) = (double.NaN, 0.0, false);
        foreach (var bucket in point.With("_bucket"))
        {
            Amounts.RequireCount(bucket);
            var bound = BoundOf(bucket);
            if (bound <= lastBound) throw MetricPoint.Refuse(bucket, "The bounds of the buckets do not ascend.");
            if (bucket.Value < lastCount) throw MetricPoint.Refuse(bucket, "The bucket holds less than the one before.");
            RequireExemplarWithin(bucket, bound);
            (lastBound, lastCount, hasNegative) = (bound, bucket.Value, hasNegative || bound < 0);
        }
        if (lastBound != double.PositiveInfinity) throw point.Refuse("There is no bucket +Inf.");
        if (point.Find(countSuffix) is { } count && count.Value != lastCount) throw MetricPoint.Refuse(count, $"The count is not that of the bucket +Inf, {lastCount}.");
        return hasNegative;
    }

    private static double BoundOf(Sample bucket)
    {
        if (bucket["le"] == "+Inf") return double.PositiveInfinity;
        return RealNumber.TryFinite(bucket["le"]!, out var bound) ? bound : throw MetricPoint.Refuse(bucket, "The bound is neither a number nor +Inf.");
    }

    private static void RequireExemplarWithin(Sample bucket, double bound)
    {
        if (bucket.Exemplar is { } exemplar && !(exemplar.Value <= bound) && bound != double.PositiveInfinity)
            throw MetricPoint.Refuse(bucket, $"The exemplar's value {exemplar.Value} is above the bound.");
    }
}
