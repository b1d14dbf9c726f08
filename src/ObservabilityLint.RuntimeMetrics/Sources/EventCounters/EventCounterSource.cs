using System.Diagnostics.Tracing;
using System.Globalization;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources.EventCounters;

/// <summary>The EventCounters of the EventSource <c>System.Runtime</c>, in the units and under the names of the meter.</summary>
internal sealed class EventCounterSource : EventListener
{
    // Initialized before the base class's constructor runs, which may call OnEventSourceCreated.
    private readonly object telling = new();
    private readonly Dictionary<string, double> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<EventCounterSeries>> seriesByCounter = new(StringComparer.Ordinal);
    private readonly List<(RuntimeInstrument Instrument, Refusal Refusal)> dropped = [];
    private EventSource? runtime;
    private string? interval;

    /// <summary>Takes the names of those metrics that nobody else has.</summary>
    public void Start(FamilyRegistry registry, BridgeSettings settings, BridgeTelemetry telemetry)
    {
        foreach (var instrument in RuntimeInstruments.All)
            if (instrument.Counters.Length > 0 && !TryTake(instrument, registry, settings, out var refusal)) Drop(instrument, settings, refusal, telemetry);
        lock (telling)
        {
            foreach (var (counter, total) in EventCounterTotals.All) values[counter] = total();
            foreach (var counter in seriesByCounter.Keys)
                if (values.ContainsKey(counter)) Show(counter);
        }
        Volatile.Write(ref interval, settings.EventCounterInterval.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        if (Volatile.Read(ref runtime) is { } known) Listen(known);
    }

    /// <summary>Names have become free: those that wait for them take them.</summary>
    public void TakeDropped(FamilyRegistry registry, BridgeSettings settings, BridgeTelemetry telemetry)
    {
        lock (telling)
        {
            foreach (var (instrument, refusal) in dropped.ToArray())
            {
                if (!TryTake(instrument, registry, settings, out _)) continue;
                dropped.Remove((instrument, refusal));
                telemetry.Undropped(PushedMetric.OfRuntime(instrument, settings).Source, refusal);
                foreach (var reading in instrument.Counters) Show(reading.Without ?? reading.Counter);
            }
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name != RuntimeInstruments.SourceName) return;
        Volatile.Write(ref runtime, eventSource);
        if (Volatile.Read(ref interval) != null) Listen(eventSource);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The counters of all sources come to all listeners, once anyone listens to them.
        if (eventData.EventSource.Name != RuntimeInstruments.SourceName || !EventCounterPayload.TryRead(eventData, out var told)) return;
        lock (telling)
        {
            values[told.Name] = told.IsIncrement ? TotalOf(told.Name, told.Value) : told.Value;
            Show(told.Name);
        }
    }

    /// <summary>Increments are lost where another listener changes the interval, and told twice to one that begins within it: where the runtime knows the total, that is taken.</summary>
    private double TotalOf(string counter, double increment) => EventCounterTotals.All.TryGetValue(counter, out var total) ? total() : values.GetValueOrDefault(counter) + increment;

    /// <returns>False if another has the name.</returns>
    private bool TryTake(RuntimeInstrument instrument, FamilyRegistry registry, BridgeSettings settings, out Refusal refusal)
    {
        refusal = new Refusal("", "");
        var metric = PushedMetric.OfRuntime(instrument, settings);
        if (metric.View.IsDropped) return true;
        if (metric.Join(registry, settings, out refusal) is not { } family) return false;
        lock (telling)
        {
            var taken = new List<EventCounterSeries>();
            foreach (var reading in instrument.Counters)
            {
                if (metric.SeriesOf(family, reading.Generation is null ? null : RuntimeInstruments.GenerationKey, reading.Generation, settings) is not { } series) continue;
                if (taken.Find(known => known.Series == series) is not { } fed) taken.Add(fed = new EventCounterSeries(instrument.Kind, series));
                fed.Add(reading);
                // Both parts of a difference are told one after the other: it is known with the second.
                var told = reading.Without ?? reading.Counter;
                if (!seriesByCounter.TryGetValue(told, out var all)) seriesByCounter.Add(told, all = []);
                all.Add(fed);
            }
        }
        return true;
    }

    private void Drop(RuntimeInstrument instrument, BridgeSettings settings, Refusal refusal, BridgeTelemetry telemetry)
    {
        // What the meter says of the same is no loss.
        if (refusal.IsByRuntime) return;
        lock (telling) dropped.Add((instrument, refusal));
        telemetry.Dropped(PushedMetric.OfRuntime(instrument, settings).Source, refusal);
    }

    /// <summary>Not under the lock: the runtime has locks of its own, which it also holds when it calls.</summary>
    private void Listen(EventSource source) => EnableEvents(source, EventLevel.Critical, EventKeywords.None, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = interval });

    private void Show(string counter)
    {
        if (!seriesByCounter.TryGetValue(counter, out var all)) return;
        foreach (var series in all) series.Show(values);
    }
}
