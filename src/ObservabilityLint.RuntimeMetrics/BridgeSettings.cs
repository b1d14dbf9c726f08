using System.IO.Enumeration;
using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>The options as they were when the bridge started, checked.</summary>
internal sealed class BridgeSettings
{
    private static readonly double[] SecondsBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private static readonly double[] OtherBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    private readonly string[] meters;
    private readonly Dictionary<string, double[]> bounds;

    /// <param name="options">As they are set.</param>
    /// <param name="environment">Gives the values of environment variables.</param>
    /// <exception cref="ArgumentException">An option has a value that it cannot have.</exception>
    public BridgeSettings(RuntimeMetricsOptions options, Func<string, string?> environment)
    {
        if (options.Meters.Any(string.IsNullOrWhiteSpace)) throw Wrong(nameof(options.Meters), "holds an empty name");
        // To the matcher a backslash makes the next character an ordinary one; to us it is one itself.
        meters = [.. options.Meters.Select(name => name.Replace("\\", "\\\\", StringComparison.Ordinal))];
        if (options.MaxSeriesPerMetric < 1) throw Wrong(nameof(options.MaxSeriesPerMetric), $"is {options.MaxSeriesPerMetric}, but must be at least 1");
        if (options.MaxMetrics < 1) throw Wrong(nameof(options.MaxMetrics), $"is {options.MaxMetrics}, but must be at least 1");
        if (options.CallbackTimeout <= TimeSpan.Zero || options.CallbackTimeout.TotalMilliseconds > int.MaxValue) throw Wrong(nameof(options.CallbackTimeout), $"is {options.CallbackTimeout}, but must be more than zero and less than 24 days");
        if (options.EventCounterInterval < TimeSpan.FromSeconds(1)) throw Wrong(nameof(options.EventCounterInterval), $"is {options.EventCounterInterval}, but must be at least one second");
        if (!Enum.IsDefined(options.RuntimeSource)) throw Wrong(nameof(options.RuntimeSource), $"is {options.RuntimeSource}, which is no source");
        if (!Enum.IsDefined(options.NameTranslation)) throw Wrong(nameof(options.NameTranslation), $"is {options.NameTranslation}, which is no translation");
        ArgumentNullException.ThrowIfNull(options.TimeProvider);
        bounds = options.HistogramBuckets.ToDictionary(own => own.Key, own => Checked(own.Key, own.Value), StringComparer.Ordinal);
        ReadsMeter = options.RuntimeSource switch
        {
            RuntimeSource.Automatic => RuntimeHasMeter,
            RuntimeSource.EventSource => false,
            _ => true,
        };
        ReadsEventSource = options.RuntimeSource switch
        {
            RuntimeSource.Automatic => !RuntimeHasMeter,
            RuntimeSource.Meter => false,
            _ => true,
        };
        Translation = options.NameTranslation == NameTranslation.OtlpTranslator ? TranslationFlavor.OtlpTranslator : TranslationFlavor.OpenTelemetryDotNet;
        MaxSeriesPerMetric = options.MaxSeriesPerMetric;
        MaxMetrics = options.MaxMetrics;
        EventCounterInterval = options.EventCounterInterval;
        CallbackTimeout = options.CallbackTimeout;
        Exemplars = options.Exemplars ? FilterOf(environment("OTEL_METRICS_EXEMPLAR_FILTER")) : ExemplarFilter.AlwaysOff;
        CreatedTimestamps = options.CreatedTimestamps;
        ScopeLabels = options.ScopeLabels;
        TimeProvider = options.TimeProvider;
        TargetInfo = [.. options.TargetInfo.Select(attribute => KeyValuePair.Create(attribute.Key, (object?)attribute.Value))];
    }

    public bool ReadsMeter { get; }

    public bool ReadsEventSource { get; }

    public TranslationFlavor Translation { get; }

    public int MaxSeriesPerMetric { get; }

    public int MaxMetrics { get; }

    public TimeSpan EventCounterInterval { get; }

    public TimeSpan CallbackTimeout { get; }

    public ExemplarFilter Exemplars { get; }

    public bool CreatedTimestamps { get; }

    public bool ScopeLabels { get; }

    public TimeProvider TimeProvider { get; }

    public KeyValuePair<string, object?>[] TargetInfo { get; }

    private static bool RuntimeHasMeter => Environment.Version.Major >= 9;

    /// <summary>True for the meters whose instruments are exposed.</summary>
    public bool Takes(string meter)
    {
        if (meter == RuntimeInstruments.SourceName) return ReadsMeter;
        foreach (var pattern in meters)
            if (FileSystemName.MatchesSimpleExpression(pattern, meter)) return true;
        return false;
    }

    /// <summary>The upper bounds of a histogram's buckets: as configured, else as the instrument advises, else by its unit.</summary>
    public double[] BoundsOf(string instrument, string unit, double[]? advice)
        => bounds.TryGetValue(instrument, out var own) ? own
            : advice is { Length: > 0 } ? Usable(advice)
            : unit == "s" ? SecondsBounds : OtherBounds;

    /// <summary>What OpenTelemetry does not know is, by its rules, as if it were not there.</summary>
    private static ExemplarFilter FilterOf(string? value) => value?.Trim().ToLowerInvariant() switch
    {
        "always_on" => ExemplarFilter.AlwaysOn,
        "always_off" => ExemplarFilter.AlwaysOff,
        _ => ExemplarFilter.TraceBased,
    };

    /// <summary>The runtime has checked that advice ascends, but two numbers of another type may be the same as a double.</summary>
    private static double[] Usable(double[] advice) => [.. advice.Where(double.IsFinite).Distinct()];

    private static double[] Checked(string instrument, IReadOnlyList<double> given)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (!double.IsFinite(given[i])) throw Wrong(nameof(RuntimeMetricsOptions.HistogramBuckets), $"of '{instrument}' holds {given[i]}, but bounds are finite: the bucket up to infinity is always there");
            if (i > 0 && given[i] <= given[i - 1]) throw Wrong(nameof(RuntimeMetricsOptions.HistogramBuckets), $"of '{instrument}' holds {given[i]} after {given[i - 1]}, but bounds ascend");
        }
        return [.. given];
    }

    private static ArgumentException Wrong(string option, FormattableString what) => Wrong(option, FormattableString.Invariant(what));

    private static ArgumentException Wrong(string option, string what) => new($"{nameof(RuntimeMetricsOptions)}.{option} {what}.", "options");
}
