using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Diagnostics;

/// <summary>The bridge's metrics about itself, and its events. They show what was left out: as long as nothing is, they have no series.</summary>
internal sealed class BridgeTelemetry : IDisposable
{
    public const string MeterName = "ObservabilityLint.RuntimeMetrics";

    private readonly Meter meter;
    private readonly UpDownCounter<int> dropped;
    private readonly Counter<long> overflowed, rejected, failures;

    /// <param name="bridge">Whose metrics they are: each bridge of a process tells of itself only.</param>
    public BridgeTelemetry(object bridge)
    {
        meter = new Meter(MeterName, version: null, tags: null, scope: bridge);
        dropped = meter.CreateUpDownCounter<int>("obslint.bridge.dropped_instruments", "{instrument}", "Instruments that are not exposed, because another has their name or because their name has no valid form.");
        overflowed = meter.CreateCounter<long>("obslint.bridge.overflowed_measurements", "{measurement}", "Measurements that went into the overflow series, because the metric has as many series as it may.");
        rejected = meter.CreateCounter<long>("obslint.bridge.rejected_measurements", "{measurement}", "Measurements that were left out, because their value is none that the metric can have.");
        failures = meter.CreateCounter<long>("obslint.bridge.callback_failures", "{failure}", "Callbacks of observable instruments that have thrown, or have not returned in time.");
    }

    public IEnumerable<Instrument> Instruments => [dropped, overflowed, rejected, failures];

    public void Dropped(MetricSource source, string metric, string reason)
    {
        dropped.Add(1, new("meter", source.Owner), new("instrument", source.Instrument), new("metric", metric), new("reason", reason));
        BridgeEvents.Log.InstrumentDropped(source.Owner, source.Instrument, metric, reason);
    }

    /// <summary>Not asked of the bridge's own metrics: the count of what was too much could be too much itself.</summary>
    public void Overflowed(MetricFamily family)
    {
        if (family.Source.Owner == MeterName) return;
        overflowed.Add(1, new KeyValuePair<string, object?>("metric", family.Name.Name));
        if (family.IsFirstOverflow()) BridgeEvents.Log.SeriesLimitReached(family.Name.Name, family.MaxSeries);
    }

    public void Rejected(MetricFamily family, string reason, int count = 1)
    {
        rejected.Add(count, new("metric", family.Name.Name), new("reason", reason));
        if (family.IsFirstRejection()) BridgeEvents.Log.MeasurementRejected(family.Name.Name, reason);
    }

    public void CallbackFailed(Instrument instrument, Exception error, bool isFirst)
    {
        failures.Add(1, new("meter", instrument.Meter.Name), new("instrument", instrument.Name), new("reason", "exception"));
        if (isFirst) BridgeEvents.Log.CallbackFailed(instrument.Meter.Name, instrument.Name, error.Message);
    }

    public void CallbackTimedOut(Instrument instrument, TimeSpan after)
    {
        failures.Add(1, new("meter", instrument.Meter.Name), new("instrument", instrument.Name), new("reason", "timeout"));
        BridgeEvents.Log.CallbackTimedOut(instrument.Meter.Name, instrument.Name, (int)after.TotalMilliseconds);
    }

    public void Dispose() => meter.Dispose();
}
