using System.Diagnostics.Metrics;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Diagnostics;

/// <summary>The bridge's metrics about itself, and its events: the last scrape, and what was left out. All begin at 0, so that the first failure is a rise.</summary>
internal sealed class BridgeTelemetry : IDisposable
{
    private readonly Meter meter;
    private readonly UpDownCounter<int> dropped, merged;
    private readonly Counter<long> overflowed, rejected, failures;
    private readonly Gauge<double> duration;
    private readonly Gauge<long> series, size;
    private readonly Dictionary<(MetricSource Source, Refusal Refusal), int> droppedNow = [];
    private int saidThatFull;
    private string? fault, scrapeFault;

    /// <param name="bridge">Whose metrics they are: each bridge of a process tells of itself only.</param>
    public BridgeTelemetry(object bridge)
    {
        meter = new Meter(MetricSource.BridgeOwner, version: null, tags: null, scope: bridge);
        dropped = meter.CreateUpDownCounter<int>("obslint.bridge.dropped_instruments", "{instrument}", "Instruments that are not exposed: another has their name, their name has no valid form, or there are as many metrics as there may be.");
        merged = meter.CreateUpDownCounter<int>("obslint.bridge.merged_instruments", "{instrument}", "Instruments that are exposed in the metric of another one of the same name, though they differ from it in buckets, help text or meter version.");
        overflowed = meter.CreateCounter<long>("obslint.bridge.overflowed_measurements", "{measurement}", "Measurements that went into the overflow series, because the metric has as many series as it may.");
        rejected = meter.CreateCounter<long>("obslint.bridge.rejected_measurements", "{measurement}", "Measurements that were left out, because their value is none that the metric can have.");
        failures = meter.CreateCounter<long>("obslint.bridge.callback_failures", "{failure}", "Scrapes without an observable instrument, because its callback has thrown, or has not returned in time.");
        duration = meter.CreateGauge<double>("obslint.bridge.scrape.duration", "s", "Time that the last scrape took, from its beginning until the text was handed over.");
        series = meter.CreateGauge<long>("obslint.bridge.scrape.series", "{series}", "Series in the text of the last scrape: its lines without those about the metrics.");
        size = meter.CreateGauge<long>("obslint.bridge.scrape.size", "By", "Size of the text of the last scrape, not compressed.");
    }

    /// <summary>What has gone wrong in the bridge itself, as the rest of a sentence; null for nothing.</summary>
    public string? Fault => Volatile.Read(ref fault);

    /// <summary>Why the last scrape has failed; null where it has not.</summary>
    public string? ScrapeFault => Volatile.Read(ref scrapeFault);

    /// <summary>Instruments that are not exposed, and why not.</summary>
    public IReadOnlyList<(MetricSource Source, Refusal Refusal)> DroppedNow
    {
        get
        {
            lock (droppedNow) return [.. droppedNow.Keys];
        }
    }

    public IEnumerable<Instrument> Instruments => [dropped, merged, overflowed, rejected, failures, duration, series, size];

    /// <summary>Nothing has happened yet.</summary>
    public void Begin()
    {
        dropped.Add(0);
        merged.Add(0);
        overflowed.Add(0);
        rejected.Add(0);
        failures.Add(0);
        Scraped(TimeSpan.Zero, 0, 0);
    }

    /// <summary>Nothing has happened yet to this instrument: what may is there from now on.</summary>
    public void Begin(Instrument instrument, MetricFamily family)
    {
        overflowed.Add(0, new KeyValuePair<string, object?>("metric", family.Name.Name));
        if (instrument.IsObservable)
        {
            foreach (var reason in (string[])["exception", "timeout"]) failures.Add(0, new("meter", instrument.Meter.Name), new("instrument", instrument.Name), new("reason", reason));
            if (family.Kind == InstrumentKind.Counter) rejected.Add(0, new("metric", family.Name.Name), new("reason", "not_a_count"));
            return;
        }
        if (family.Kind == InstrumentKind.Counter) rejected.Add(0, new("metric", family.Name.Name), new("reason", "negative"));
        if (family.Kind != InstrumentKind.Gauge && !family.Source.IsWhole) rejected.Add(0, new("metric", family.Name.Name), new("reason", "not_finite"));
    }

    public void Scraped(TimeSpan took, long samples, long bytes)
    {
        duration.Record(took.TotalSeconds);
        series.Record(samples);
        size.Record(bytes);
        Volatile.Write(ref scrapeFault, null);
    }

    /// <summary>A scrape has come to no text, for a reason of ours.</summary>
    public void ScrapeFailed(Exception exception) => Volatile.Write(ref scrapeFault, exception.Message);

    public void Dropped(MetricSource source, Refusal refusal)
    {
        Count(dropped, 1, source, refusal.Metric, refusal.Reason);
        lock (droppedNow) droppedNow[(source, refusal)] = droppedNow.GetValueOrDefault((source, refusal)) + 1;
        if (!refusal.IsForLimit) BridgeEvents.Log.InstrumentDropped(source.Owner, source.Instrument, refusal.Metric, refusal.Reason);
        else if (Interlocked.Exchange(ref saidThatFull, 1) == 0) BridgeEvents.Log.MetricLimitReached(source.Owner, source.Instrument, refusal.Reason);
    }

    /// <summary>It has ended, or is exposed after all.</summary>
    public void Undropped(MetricSource source, Refusal refusal)
    {
        Count(dropped, -1, source, refusal.Metric, refusal.Reason);
        lock (droppedNow)
        {
            if (droppedNow.GetValueOrDefault((source, refusal)) > 1) droppedNow[(source, refusal)]--;
            else droppedNow.Remove((source, refusal));
        }
    }

    public void Merged(Membership membership)
    {
        Count(merged, 1, membership.Source, membership.Family.Name.Name, membership.Difference);
        BridgeEvents.Log.InstrumentMerged(membership.Source.Owner, membership.Source.Instrument, membership.Family.Name.Name, membership.Difference);
    }

    public void Unmerged(Membership membership) => Count(merged, -1, membership.Source, membership.Family.Name.Name, membership.Difference);

    /// <summary>Not asked of the bridge's own metrics: the count of what was too much could be too much itself.</summary>
    public void Overflowed(MetricFamily family)
    {
        if (family.Source.Owner == MetricSource.BridgeOwner) return;
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

    /// <summary>The instrument is slow from now on.</summary>
    public void CallbackTimedOut(Instrument instrument, TimeSpan after) => BridgeEvents.Log.CallbackTimedOut(instrument.Meter.Name, instrument.Name, (int)after.TotalMilliseconds);

    /// <summary>A scrape went without it, since there was no time for it.</summary>
    public void CallbackLeftOut(Instrument instrument) => failures.Add(1, new("meter", instrument.Meter.Name), new("instrument", instrument.Name), new("reason", "timeout"));

    /// <summary>A fault of the bridge itself, which must not become one of the program's.</summary>
    public void Failed(string place, Exception exception)
    {
        if (Interlocked.CompareExchange(ref fault, $"the bridge itself has failed at {place}: {exception.Message}", null) is null) BridgeEvents.Log.BridgeFailed(place, exception.Message);
    }

    public void Dispose() => meter.Dispose();

    private static void Count(UpDownCounter<int> instruments, int change, MetricSource source, string metric, string reason)
        => instruments.Add(change, new("meter", source.Owner), new("instrument", source.Instrument), new("metric", metric), new("reason", reason));
}
