using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Sources.Processes;
using ObservabilityLint.RuntimeMetrics.Views;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>The options as they were when the bridge started, checked.</summary>
internal sealed class BridgeSettings
{
    private readonly NameSelection meters;

    /// <param name="options">As they are set.</param>
    /// <param name="environment">Gives the values of environment variables.</param>
    /// <exception cref="ArgumentException">An option has a value that it cannot have.</exception>
    public BridgeSettings(RuntimeMetricsOptions options, Func<string, string?> environment)
    {
        meters = new NameSelection(options.Meters, nameof(options.Meters));
        EventSources = new NameSelection(options.EventCounters, nameof(options.EventCounters));
        if (options.MaxSeriesPerMetric < 1) throw Wrong(nameof(options.MaxSeriesPerMetric), $"is {options.MaxSeriesPerMetric}, but must be at least 1");
        if (options.MaxMetrics < 1) throw Wrong(nameof(options.MaxMetrics), $"is {options.MaxMetrics}, but must be at least 1");
        if (options.CallbackTimeout <= TimeSpan.Zero || options.CallbackTimeout.TotalMilliseconds > int.MaxValue) throw Wrong(nameof(options.CallbackTimeout), $"is {options.CallbackTimeout}, but must be more than zero and less than 24 days");
        if (options.EventCounterInterval < TimeSpan.FromSeconds(1)) throw Wrong(nameof(options.EventCounterInterval), $"is {options.EventCounterInterval}, but must be at least one second");
        if (!Enum.IsDefined(options.RuntimeSource)) throw Wrong(nameof(options.RuntimeSource), $"is {options.RuntimeSource}, which is no source");
        if (!Enum.IsDefined(options.NameTranslation)) throw Wrong(nameof(options.NameTranslation), $"is {options.NameTranslation}, which is no translation");
        ArgumentNullException.ThrowIfNull(options.TimeProvider);
        Bounds = new HistogramBounds(options.HistogramBuckets);
        Views = new ViewTable(options.Views);
        var source = options.RuntimeSource is RuntimeSource.Automatic ? RuntimeHasMeter ? RuntimeSource.Meter : RuntimeSource.EventSource : options.RuntimeSource;
        var isExcluded = meters.LeavesOut(RuntimeInstruments.SourceName);
        ReadsMeter = source is not RuntimeSource.EventSource && !isExcluded;
        ReadsEventSource = source is not RuntimeSource.Meter && !isExcluded;
        ProcessMetrics = options.ProcessMetrics;
        Translation = options.NameTranslation;
        MaxSeriesPerMetric = options.MaxSeriesPerMetric;
        MaxMetrics = options.MaxMetrics;
        EventCounterInterval = options.EventCounterInterval;
        CallbackTimeout = options.CallbackTimeout;
        Exemplars = options.Exemplars ? FilterOf(environment("OTEL_METRICS_EXEMPLAR_FILTER")) : ExemplarFilter.AlwaysOff;
        CreatedTimestamps = options.CreatedTimestamps;
        ScopeLabels = options.ScopeLabels;
        TimeProvider = options.TimeProvider;
        Labels = new Labels(KeepsUtf8);
        TargetInfo = ResourceAttributes.Of(options.TargetInfo, environment);
    }

    public HistogramBounds Bounds { get; }

    public ViewTable Views { get; }

    public bool ReadsMeter { get; }

    public bool ReadsEventSource { get; }

    /// <summary>Those whose EventCounters are exposed, beside the runtime's.</summary>
    public NameSelection EventSources { get; }

    public bool ProcessMetrics { get; }

    public NameTranslation Translation { get; }

    /// <summary>Names may hold any characters, where the scraper understands it.</summary>
    public bool KeepsUtf8 => Translation == NameTranslation.NoUtf8EscapingWithSuffixes;

    public Labels Labels { get; }

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
    public bool Takes(string meter) => meter == RuntimeInstruments.SourceName ? ReadsMeter : meters.Holds(meter);

    /// <param name="option">The option that has a value that it cannot have.</param>
    /// <param name="what">What is wrong with it, as the rest of a sentence.</param>
    public static ArgumentException Wrong(string option, string what) => new($"{nameof(RuntimeMetricsOptions)}.{option} {what}.", "options");

    /// <summary>What OpenTelemetry does not know is, by its rules, as if it were not there.</summary>
    private static ExemplarFilter FilterOf(string? value) => value?.Trim().ToLowerInvariant() switch
    {
        "always_on" => ExemplarFilter.AlwaysOn,
        "always_off" => ExemplarFilter.AlwaysOff,
        _ => ExemplarFilter.TraceBased,
    };
}
