namespace ObservabilityLint.RuntimeMetrics.NativeHistograms;

/// <summary>The options of a native histogram, checked.</summary>
/// <param name="MaxBuckets">Of each sign; 0 for no native histogram.</param>
/// <param name="MaxScale">To begin with.</param>
/// <param name="ZeroThreshold">The largest distance from 0 that counts as 0.</param>
internal sealed record NativeHistogramShape(int MaxBuckets, int MaxScale, double ZeroThreshold)
{
    private const int LeastBuckets = 2;

    public bool HasBuckets => MaxBuckets > 0;

    /// <exception cref="ArgumentException">An option has a value that it cannot have.</exception>
    public static NativeHistogramShape Checked(string option, string instrument, NativeHistogramOptions given)
    {
        if (given.MaxBuckets is < 0 or > 0 and < LeastBuckets) throw Wrong(nameof(given.MaxBuckets), given.MaxBuckets, "it must be 0 or at least 2");
        if (given.MaxScale is < ExponentialIndex.MinScale or > ExponentialIndex.MaxScale) throw Wrong(nameof(given.MaxScale), given.MaxScale, "it must be from -4 to 8");
        if (!double.IsFinite(given.ZeroThreshold) || given.ZeroThreshold < 0) throw Wrong(nameof(given.ZeroThreshold), given.ZeroThreshold, "it must be finite and not negative");
        return new NativeHistogramShape(given.MaxBuckets, given.MaxScale, given.ZeroThreshold);

        ArgumentException Wrong(string property, double value, string why) => BridgeSettings.Wrong(option, FormattableString.Invariant($"of '{instrument}' have {nameof(MetricView.NativeHistogram)}.{property} {value}, but {why}"));
    }
}
