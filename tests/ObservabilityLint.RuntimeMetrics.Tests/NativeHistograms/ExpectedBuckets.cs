using System.Numerics;
using ObservabilityLint.RuntimeMetrics.NativeHistograms;

namespace ObservabilityLint.RuntimeMetrics.Tests.NativeHistograms;

/// <summary>The buckets that values belong to, from their definition alone: in whole numbers without bounds, so that nothing is rounded.</summary>
internal sealed class ExpectedBuckets
{
    /// <param name="shape">How they are counted.</param>
    /// <param name="values">All of them, in any order.</param>
    public ExpectedBuckets(NativeHistogramShape shape, IReadOnlyCollection<double> values)
    {
        Zeros = values.Count(value => Math.Abs(value) <= shape.ZeroThreshold);
        var positive = values.Where(value => value > shape.ZeroThreshold).ToList();
        var negative = values.Where(value => -value > shape.ZeroThreshold).Select(value => -value).ToList();
        Scale = shape.MaxScale;
        while (Scale > -4 && Math.Max(BucketsOf(positive), BucketsOf(negative)) > shape.MaxBuckets) Scale--;
        (Positive, Negative) = (CountsOf(positive), CountsOf(negative));
    }

    public int Scale { get; }

    public long Zeros { get; }

    /// <summary>By OpenTelemetry's index, which is that of the lower bound.</summary>
    public SortedDictionary<int, long> Positive { get; }

    public SortedDictionary<int, long> Negative { get; }

    /// <summary>The least index such that the number is at most 2^((index + 1) / 2^scale).</summary>
    public static int IndexOf(double magnitude, int scale)
    {
        // magnitude = significand * 2^exponent; and a <= 2^(b/n) is a^n <= 2^b.
        var bits = BitConverter.DoubleToInt64Bits(magnitude);
        var (exponent, significand) = ((int)(bits >> 52), bits & ((1L << 52) - 1));
        (exponent, significand) = exponent == 0 ? (-1074, significand) : (exponent - 1075, significand | 1L << 52);
        var parts = scale > 0 ? 1 << scale : 1;
        var power = BigInteger.Pow(significand, parts);
        var upper = (int)power.GetBitLength() - (power.IsPowerOfTwo ? 1 : 0) + exponent * parts;
        return scale >= 0 ? upper - 1 : (int)Math.Ceiling(upper / Math.Pow(2, -scale)) - 1;
    }

    private int BucketsOf(List<double> magnitudes) => magnitudes.Count == 0 ? 0 : IndexOf(magnitudes.Max(), Scale) - IndexOf(magnitudes.Min(), Scale) + 1;

    private SortedDictionary<int, long> CountsOf(List<double> magnitudes)
        => new(magnitudes.GroupBy(magnitude => IndexOf(magnitude, Scale)).ToDictionary(bucket => bucket.Key, bucket => (long)bucket.Count()));
}
