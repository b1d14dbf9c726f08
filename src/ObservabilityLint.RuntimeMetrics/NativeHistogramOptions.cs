namespace ObservabilityLint.RuntimeMetrics;

/// <summary>
/// How fine the buckets of a native histogram are, which Prometheus' document calls so and OpenTelemetry exponential: their bounds are powers of one factor, so that nobody has to choose them. Without any setting each bucket
/// is 9 % wider than the one before, as Prometheus' documentation advises, and 160 of them reach over six powers of ten. Read once, when the bridge starts: later changes have no effect. Not thread-safe.
/// </summary>
public sealed class NativeHistogramOptions
{
    /// <summary>
    /// How many buckets there may be from the smallest to the largest value, those that are empty among them, for positive and for negative values each: at least 2, by default 160. Where values want more, all buckets become twice as wide.
    /// Only at scale −4, which is as wide as Prometheus knows them, there may be more: 132 reach over all numbers. With 0 there are none: a later view takes back what an earlier one gives.
    /// </summary>
    public int MaxBuckets { get; set; } = 160;

    /// <summary>The scale to begin with, which Prometheus calls the schema: each power of two is divided into 2^scale buckets. From −4 to 8, and by default 3, eight buckets for each power of two.</summary>
    public int MaxScale { get; set; } = 3;

    /// <summary>Values whose distance from 0 is no more than this are counted in a bucket of their own: finite and not negative, and by default 2^−128, as in Prometheus' own library.</summary>
    public double ZeroThreshold { get; set; } = 1 / Math.Pow(2, 128);
}
