using System.Diagnostics.Metrics;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;
using ObservabilityLint.RuntimeMetrics.Sources.Processes;
using ObservabilityLint.RuntimeMetrics.Views;

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
    private readonly EarlyMeasurements? early;
    private readonly ActivityWatch activities = new();
    private readonly object changing = new();
    private readonly HashSet<DroppedInstrument> dropped = [];
    private bool isDisposed;

    public MeterSource(FamilyRegistry registry, Observations observations, BridgeSettings settings, BridgeTelemetry telemetry, EarlyMeasurements? early)
    {
        (this.registry, this.observations, this.settings, this.telemetry, this.early) = (registry, observations, settings, telemetry, early);
        listeners = new RecordingListeners((_, target) => Ended((MeasurementTarget)target!));
        if (early is not null) early.Ended = Ended;
        publications.InstrumentPublished = (instrument, _) => Guarded("a new instrument", () => Published(instrument));
    }

    /// <summary>The bridge's own instruments come first, so that what they count is counted from the beginning.</summary>
    public void Start()
    {
        activities.Start();
        foreach (var own in telemetry.Instruments) Take(own, InstrumentView.None);
        telemetry.Begin();
        publications.Start();
        early?.Finish(gone => Guarded("an instrument that is gone", () =>
        {
            if (Published(gone) is { } target) Completed(target);
        }));
    }

    /// <summary>Names have become free: those who wait for them take them.</summary>
    public void TakeDropped()
    {
        lock (changing)
        {
            if (isDisposed) return;
            foreach (var one in dropped.ToArray())
            {
                if (registry.Join(one.Source, DetailsOf(one.Instrument, one.View), out var refusal) is { } membership)
                {
                    one.Listener!.DisableMeasurementEvents(one.Instrument);
                    Attach(one.Instrument, membership, one.View);
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
        activities.Dispose();
        lock (changing)
        {
            isDisposed = true;
            listeners.Dispose();
            early?.Dispose();
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

    private void Ended(MeasurementTarget target) => Guarded("the end of an instrument", () => Completed(target));

    /// <returns>Who takes its measurements; null for an instrument that nobody wants.</returns>
    private MeasurementTarget? Published(Instrument instrument)
    {
        // Those of this bridge are taken already, and those of others are none of its own.
        if (instrument.Meter.Name == MetricSource.BridgeOwner || !settings.Takes(instrument.Meter.Name)) return null;
        var view = settings.Views.Of(instrument.Meter.Name, instrument.Name);
        return view.IsDropped ? null : Take(instrument, view);
    }

    private MeasurementTarget? Take(Instrument instrument, InstrumentView view)
    {
        var source = SourceOf(instrument, view);
        lock (changing)
        {
            if (isDisposed) return null;
            var refusal = new Refusal("", $"its type {instrument.GetType().Name} is not known");
            var membership = source.Kind == InstrumentKind.Unknown ? null : registry.Join(source, DetailsOf(instrument, view), out refusal);
            return membership is not null ? Attach(instrument, membership, view) : Drop(new DroppedInstrument(instrument, source, view) { Refusal = refusal });
        }
    }

    private static MetricSource SourceOf(Instrument instrument, InstrumentView view)
    {
        var (kind, isWhole) = InstrumentTypes.Of(instrument);
        var row = RowOf(instrument);
        return new MetricSource(instrument.Meter.Name, instrument.Name, instrument.Unit ?? "", row?.Kind ?? kind, instrument.IsObservable ? Feed.Observed : Feed.Recorded, isWhole) { Name = view.Name ?? instrument.Name };
    }

    private MetricDetails DetailsOf(Instrument instrument, InstrumentView view)
    {
        var row = RowOf(instrument);
        var isHistogram = InstrumentTypes.Of(instrument).Kind == InstrumentKind.Histogram;
        var bounds = isHistogram ? settings.Bounds.Of(instrument.Name, instrument.Unit ?? "", view.Bounds, InstrumentTypes.BoundsAdvice(instrument)) : [];
        // With scope labels the versions of a meter have series of their own.
        return new MetricDetails(row?.Help ?? instrument.Description ?? "", bounds, settings.ScopeLabels ? "" : instrument.Meter.Version ?? "", row is { CountsFromStart: true } ? ProcessStart.Time : null, view.MaxSeries ?? settings.MaxSeriesPerMetric)
        {
            ExpireAfter = view.ExpireAfter,
            Native = isHistogram && view.Native is { HasBuckets: true } native ? native : null,
        };
    }

    private static RuntimeInstrument? RowOf(Instrument instrument) => instrument.Meter.Name == RuntimeInstruments.SourceName ? RuntimeInstruments.Find(instrument.Name) : null;

    private MeasurementTarget Attach(Instrument instrument, Membership membership, InstrumentView view)
    {
        var family = membership.Family;
        if (membership.Difference.Length > 0) telemetry.Merged(membership);
        KeyValuePair<string, object?>[] scope = settings.ScopeLabels ? Labels.Scope(instrument.Meter.Name, instrument.Meter.Version) : [];
        var own = (instrument.Meter.Tags ?? []).Concat(instrument.Tags ?? []).Where(tag => tag.Key is not null && view.Tags?.Keeps(tag.Key) is not false)
            .Select(tag => new KeyValuePair<string, object?>(settings.Labels.Unreserved(tag.Key, family.ReservedLabels), tag.Value));
        KeyValuePair<string, object?>[] fixedTags = [.. scope, .. own];
        var finder = new SeriesFinder(family, settings.Labels, scope, fixedTags);
        if (family.IsOfProgram) telemetry.Begin(instrument, family);
        if (instrument.IsObservable)
        {
            var reader = new ObservableReader(instrument, membership, finder, telemetry, Ended);
            observations.Add(reader, isRuntimes: RowOf(instrument) != null);
            reader.Start(Filtered(view, reader));
            return reader;
        }
        var recorder = new Recorder(membership, finder, activities, settings, telemetry);
        Listen(instrument, Filtered(view, recorder));
        // Its series have labels that nobody knows before; that there were none yet is known.
        if (RowOf(instrument) is { Kind: InstrumentKind.Counter }) finder.Add([]);
        return recorder;
    }

    private static MeasurementTarget Filtered(InstrumentView view, MeasurementTarget target) => view.Tags is null ? target : new FilteredTarget(view.Tags, target);

    /// <summary>Before the bridge there may have been others who listened for it.</summary>
    private MeterListener Listen(Instrument instrument, MeasurementTarget target) => early?.HandOver(instrument, target) ?? listeners.Enable(instrument, target);

    private DroppedInstrument Drop(DroppedInstrument instrument)
    {
        dropped.Add(instrument);
        telemetry.Dropped(instrument.Source, instrument.Refusal);
        instrument.Listener = Listen(instrument.Instrument, instrument);
        return instrument;
    }

    private void Completed(MeasurementTarget target)
    {
        target = target.Owner;
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
