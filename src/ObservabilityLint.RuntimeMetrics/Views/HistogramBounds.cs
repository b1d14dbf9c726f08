namespace ObservabilityLint.RuntimeMetrics.Views;

/// <summary>The upper bounds of a histogram's buckets. Immutable.</summary>
internal sealed class HistogramBounds
{
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private static readonly double[] Others = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    private readonly Dictionary<string, double[]> byInstrument;

    /// <exception cref="ArgumentException">They are no bounds.</exception>
    public HistogramBounds(IDictionary<string, IReadOnlyList<double>> byInstrument)
        => this.byInstrument = byInstrument.ToDictionary(own => own.Key, own => Checked(nameof(RuntimeMetricsOptions.HistogramBuckets), own.Key, own.Value), StringComparer.Ordinal);

    /// <summary>As configured for this instrument, else by a view, else as the instrument advises, else by its unit.</summary>
    public double[] Of(string instrument, string unit, double[]? byView, double[]? advice)
        => byInstrument.TryGetValue(instrument, out var own) ? own
            : byView is not null ? byView
            : advice is { Length: > 0 } ? Usable(advice)
            : unit == "s" ? Seconds : Others;

    public static double[] Checked(string option, string instrument, IReadOnlyList<double> given)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (!double.IsFinite(given[i])) throw BridgeSettings.Wrong(option, FormattableString.Invariant($"of '{instrument}' holds {given[i]}, but bounds are finite: the bucket up to infinity is always there"));
            if (i > 0 && given[i] <= given[i - 1]) throw BridgeSettings.Wrong(option, FormattableString.Invariant($"of '{instrument}' holds {given[i]} after {given[i - 1]}, but bounds ascend"));
        }
        return [.. given];
    }

    /// <summary>The runtime has checked that advice ascends, but two numbers of another type may be the same as a double.</summary>
    private static double[] Usable(double[] advice) => [.. advice.Where(double.IsFinite).Distinct()];
}
