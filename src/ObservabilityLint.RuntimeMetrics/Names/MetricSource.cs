using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Names;

/// <summary>How values reach a metric.</summary>
internal enum Feed
{
    /// <summary>The program records each measurement.</summary>
    Recorded,

    /// <summary>A callback is asked at each collection.</summary>
    Observed,

    /// <summary>An EventCounter tells it at its own pace.</summary>
    Pushed,
}

/// <summary>Who a metric belongs to. Instruments that agree in all of this, in meters made anew or made twice, are one metric.</summary>
/// <param name="Owner">The name of the meter, or of the EventSource.</param>
/// <param name="Instrument">The name of the instrument.</param>
/// <param name="Unit">Its unit, in UCUM; empty for none.</param>
/// <param name="Kind">What it is exported as.</param>
/// <param name="Feed">How values come.</param>
/// <param name="IsWhole">Its numbers are whole.</param>
internal sealed record MetricSource(string Owner, string Instrument, string Unit, InstrumentKind Kind, Feed Feed, bool IsWhole)
{
    /// <summary>The owner of the runtime's EventCounters, and what is said of them.</summary>
    public const string EventSourceOwner = EventSourcePrefix + RuntimeInstruments.SourceName;

    /// <summary>Before the name of an EventSource, where it is an owner.</summary>
    public const string EventSourcePrefix = "EventSource ";

    /// <summary>The owner of the metrics that the system tells of the process.</summary>
    public const string ProcessOwner = "process";

    /// <summary>The meter of the bridge itself.</summary>
    public const string BridgeOwner = "ObservabilityLint.RuntimeMetrics";

    /// <summary>From which the name of the metric is made.</summary>
    public string Name { get; init; } = Instrument;

    /// <summary>It is neither the runtime's nor the bridge's own.</summary>
    public bool IsOfProgram => Owner is not (RuntimeInstruments.SourceName or EventSourceOwner or ProcessOwner or BridgeOwner);
}
