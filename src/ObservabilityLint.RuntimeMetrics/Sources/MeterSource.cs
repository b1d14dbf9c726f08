using System.Diagnostics.Metrics;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>The instruments of the chosen meters, those that are there and those that come.</summary>
internal sealed class MeterSource : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly FamilyRegistry registry;
    private readonly Observations observations;
    private readonly BridgeSettings settings;
    private readonly BridgeTelemetry telemetry;

    public MeterSource(FamilyRegistry registry, Observations observations, BridgeSettings settings, BridgeTelemetry telemetry)
    {
        (this.registry, this.observations, this.settings, this.telemetry) = (registry, observations, settings, telemetry);
        MeasurementTarget.Connect(listener);
        listener.MeasurementsCompleted = (_, recorder) => (recorder as Recorder)?.Family.RemoveInstrument(settings.TimeProvider.GetUtcNow());
        listener.InstrumentPublished = (instrument, _) => Published(instrument);
    }

    /// <summary>The bridge's own instruments come first, so that what they count is counted from the beginning.</summary>
    public void Start()
    {
        foreach (var own in telemetry.Instruments) Take(own);
        listener.Start();
    }

    public void Dispose() => listener.Dispose();

    private void Published(Instrument instrument)
    {
        // Those of this bridge are taken already, and those of others are none of its own.
        if (instrument.Meter.Name != BridgeTelemetry.MeterName && settings.Takes(instrument.Meter.Name)) Take(instrument);
    }

    private void Take(Instrument instrument)
    {
        var (kind, isWhole) = InstrumentTypes.Of(instrument);
        var row = instrument.Meter.Name == RuntimeInstruments.SourceName ? RuntimeInstruments.Find(instrument.Name) : null;
        var unit = instrument.Unit ?? "";
        var source = new MetricSource(instrument.Meter.Name, instrument.Name, unit, row?.Kind ?? kind, instrument.IsObservable ? Feed.Observed : Feed.Recorded, isWhole);
        if (kind == InstrumentKind.Unknown)
        {
            telemetry.Dropped(source, "", $"its type {instrument.GetType().Name} is not known");
            return;
        }
        var bounds = kind == InstrumentKind.Histogram ? settings.BoundsOf(instrument.Name, unit, InstrumentTypes.BoundsAdvice(instrument)) : [];
        if (registry.Join(source, row?.Help ?? instrument.Description ?? "", bounds, row is { CountsFromStart: true } ? ProcessStart.Time : null) is not { } family) return;
        KeyValuePair<string, object?>[] scope = settings.ScopeLabels ? Labels.Scope(instrument.Meter.Name, instrument.Meter.Version) : [];
        var own = (instrument.Meter.Tags ?? []).Concat(instrument.Tags ?? []).Select(tag => new KeyValuePair<string, object?>(Labels.Unreserved(tag.Key, family.ReservedLabels), tag.Value));
        var finder = new SeriesFinder(family, scope, [.. scope, .. own]);
        if (!instrument.IsObservable) listener.EnableMeasurementEvents(instrument, new Recorder(finder, settings, telemetry));
        else observations.Add(new ObservableReader(instrument, finder, telemetry, Completed), isRuntimes: row != null);
    }

    private void Completed(ObservableReader reader)
    {
        observations.Remove(reader);
        reader.Family.RemoveInstrument(settings.TimeProvider.GetUtcNow());
    }
}
