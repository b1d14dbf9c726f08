using System.Diagnostics.Metrics;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>The instruments of the chosen meters, those that are there and those that come. It runs inside the program's own calls that make and dispose them: it never throws.</summary>
internal sealed class MeterSource : IDisposable
{
    private readonly MeterListener publications = new();
    private readonly RecordingListeners listeners;
    private readonly FamilyRegistry registry;
    private readonly Observations observations;
    private readonly BridgeSettings settings;
    private readonly BridgeTelemetry telemetry;
    private readonly object changing = new();
    private readonly HashSet<DroppedInstrument> dropped = [];
    private bool isDisposed;

    public MeterSource(FamilyRegistry registry, Observations observations, BridgeSettings settings, BridgeTelemetry telemetry)
    {
        (this.registry, this.observations, this.settings, this.telemetry) = (registry, observations, settings, telemetry);
        listeners = new RecordingListeners((_, target) => Guarded("the end of an instrument", () => Completed(target)));
        publications.InstrumentPublished = (instrument, _) => Guarded("a new instrument", () => Published(instrument));
    }

    /// <summary>The bridge's own instruments come first, so that what they count is counted from the beginning.</summary>
    public void Start()
    {
        foreach (var own in telemetry.Instruments) Take(own);
        telemetry.Begin();
        publications.Start();
    }

    /// <summary>Names have become free: those who wait for them take them.</summary>
    public void TakeDropped()
    {
        lock (changing)
        {
            if (isDisposed) return;
            foreach (var one in dropped.ToArray())
            {
                if (registry.Join(one.Source, DetailsOf(one.Instrument), out var refusal) is { } membership)
                {
                    one.Listener!.DisableMeasurementEvents(one.Instrument);
                    Attach(one.Instrument, membership);
                }
                else if (refusal != one.Refusal)
                {
                    telemetry.Undropped(one.Source, one.Refusal);
                    one.Refusal = refusal;
                    telemetry.Dropped(one.Source, refusal);
                }
            }
        }
    }

    public void Dispose()
    {
        publications.Dispose();
        lock (changing)
        {
            isDisposed = true;
            listeners.Dispose();
        }
    }

    private void Guarded(string place, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            telemetry.Failed(place, exception);
        }
    }

    private void Published(Instrument instrument)
    {
        // Those of this bridge are taken already, and those of others are none of its own.
        if (instrument.Meter.Name != BridgeTelemetry.MeterName && settings.Takes(instrument.Meter.Name)) Take(instrument);
    }

    private void Take(Instrument instrument)
    {
        var source = SourceOf(instrument);
        lock (changing)
        {
            if (isDisposed) return;
            var refusal = new Refusal("", $"its type {instrument.GetType().Name} is not known");
            var membership = source.Kind == InstrumentKind.Unknown ? null : registry.Join(source, DetailsOf(instrument), out refusal);
            if (membership is not null) Attach(instrument, membership);
            else Drop(new DroppedInstrument(instrument, source) { Refusal = refusal });
        }
    }

    private static MetricSource SourceOf(Instrument instrument)
    {
        var (kind, isWhole) = InstrumentTypes.Of(instrument);
        var row = RowOf(instrument);
        return new MetricSource(instrument.Meter.Name, instrument.Name, instrument.Unit ?? "", row?.Kind ?? kind, instrument.IsObservable ? Feed.Observed : Feed.Recorded, isWhole);
    }

    private MetricDetails DetailsOf(Instrument instrument)
    {
        var row = RowOf(instrument);
        var bounds = InstrumentTypes.Of(instrument).Kind == InstrumentKind.Histogram ? settings.BoundsOf(instrument.Name, instrument.Unit ?? "", InstrumentTypes.BoundsAdvice(instrument)) : [];
        // With scope labels the versions of a meter have series of their own.
        return new MetricDetails(row?.Help ?? instrument.Description ?? "", bounds, settings.ScopeLabels ? "" : instrument.Meter.Version ?? "", row is { CountsFromStart: true } ? ProcessStart.Time : null);
    }

    private static RuntimeInstrument? RowOf(Instrument instrument) => instrument.Meter.Name == RuntimeInstruments.SourceName ? RuntimeInstruments.Find(instrument.Name) : null;

    private void Attach(Instrument instrument, Membership membership)
    {
        var family = membership.Family;
        if (membership.Difference.Length > 0) telemetry.Merged(membership);
        KeyValuePair<string, object?>[] scope = settings.ScopeLabels ? Labels.Scope(instrument.Meter.Name, instrument.Meter.Version) : [];
        var own = (instrument.Meter.Tags ?? []).Concat(instrument.Tags ?? []).Where(tag => tag.Key is not null)
            .Select(tag => new KeyValuePair<string, object?>(Labels.Unreserved(tag.Key, family.ReservedLabels), tag.Value));
        KeyValuePair<string, object?>[] fixedTags = [.. scope, .. own];
        var finder = new SeriesFinder(family, scope, fixedTags);
        if (family.IsOfProgram) telemetry.Begin(instrument, family);
        if (instrument.IsObservable)
        {
            var reader = new ObservableReader(instrument, membership, finder, telemetry, reader => Guarded("the end of an instrument", () => Completed(reader)));
            observations.Add(reader, isRuntimes: RowOf(instrument) != null);
            reader.Start();
            return;
        }
        listeners.Enable(instrument, new Recorder(membership, finder, settings, telemetry));
        // Its series have labels that nobody knows before; that there were none yet is known.
        if (RowOf(instrument) is { Kind: InstrumentKind.Counter }) finder.Add(TagSet.Hash([]), []);
    }

    private void Drop(DroppedInstrument instrument)
    {
        dropped.Add(instrument);
        telemetry.Dropped(instrument.Source, instrument.Refusal);
        instrument.Listener = listeners.Enable(instrument.Instrument, instrument);
    }

    private void Completed(object? target)
    {
        lock (changing)
            if (target is DroppedInstrument one && dropped.Remove(one)) telemetry.Undropped(one.Source, one.Refusal);
        if (target is Recorder recorder) Leave(recorder.Membership);
        if (target is not ObservableReader reader) return;
        observations.Remove(reader);
        Leave(reader.Membership);
    }

    private void Leave(Membership membership)
    {
        if (membership.Difference.Length > 0) telemetry.Unmerged(membership);
        registry.Leave(membership.Family);
    }
}
