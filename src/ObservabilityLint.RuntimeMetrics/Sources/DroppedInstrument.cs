using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;
using ObservabilityLint.RuntimeMetrics.Views;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>An instrument that is not exposed. It is listened to all the same, so that its end is known.</summary>
internal sealed class DroppedInstrument(Instrument instrument, MetricSource source, InstrumentView view) : MeasurementTarget
{
    public Instrument Instrument => instrument;

    public MetricSource Source => source;

    public InstrumentView View => view;

    /// <summary>The listener that hears of its end.</summary>
    public MeterListener? Listener { get; set; }

    /// <summary>Why it is not exposed.</summary>
    public Refusal Refusal { get; set; } = new("", "");

    public override void Take(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
    }
}
