namespace ObservabilityLint.RuntimeMetrics.NativeHistograms;

/// <summary>
/// The place of a number among exponential buckets: that of scale s with the place i holds what is more than 2^(i / 2^s) and at most 2^((i + 1) / 2^s), as OpenTelemetry counts them. One place further is Prometheus' index.
/// Each bucket of a scale is two of the next finer one, so that all is found at the finest and halved from there: at powers of two exact, and in between as exact as the bounds themselves can be. No logarithm is as fast as a look into two tables.
/// </summary>
internal static class ExponentialIndex
{
    /// <summary>What Prometheus knows.</summary>
    public const int MinScale = -4, MaxScale = 8;

    private const int SignificandBits = 52, Buckets = 1 << MaxScale;

    /// <summary>Slices of the numbers from 1 to 2, so thin that each holds one bound of a bucket at most.</summary>
    private const int SliceBits = MaxScale + 1;

    /// <summary>The significands of the lower bounds from 1 to 2, without the leading 1, and one that is above all.</summary>
    private static readonly long[] Bounds = [.. Enumerable.Range(0, Buckets).Select(bucket => SignificandOf(Math.Pow(2, (double)bucket / Buckets))), long.MaxValue];

    /// <summary>For each slice how many bounds are below all that is in it.</summary>
    private static readonly short[] BoundsBelow = [.. Enumerable.Range(0, 1 << SliceBits).Select(slice => (short)Bounds.Count(bound => bound < (long)slice << (SignificandBits - SliceBits)))];

    /// <param name="magnitude">Finite, and more than 0.</param>
    /// <param name="scale">From −4 to 8.</param>
    public static int Of(double magnitude, int scale)
    {
        var exponent = ExponentOf(magnitude);
        if (exponent == -1023)
        {
            // What is too small for a leading 1 gets one.
            magnitude *= 1L << SignificandBits;
            exponent = ExponentOf(magnitude) - SignificandBits;
        }
        var significand = SignificandOf(magnitude);
        var below = (int)BoundsBelow[significand >> (SignificandBits - SliceBits)];
        below += Bounds[below] < significand ? 1 : 0;
        return (exponent * Buckets + below - 1) >> (MaxScale - scale);
    }

    private static int ExponentOf(double magnitude) => (int)(BitConverter.DoubleToInt64Bits(magnitude) >> SignificandBits) - 1023;

    private static long SignificandOf(double magnitude) => BitConverter.DoubleToInt64Bits(magnitude) & ((1L << SignificandBits) - 1);
}
