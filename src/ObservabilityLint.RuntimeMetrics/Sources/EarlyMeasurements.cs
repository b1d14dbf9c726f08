using System.Diagnostics.Metrics;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>What a program records from the moment that it asks for metrics until a bridge with options is there: it is known only then which meters are wanted, so that all are listened to. It runs inside the program's own calls: it never throws.</summary>
internal sealed class EarlyMeasurements : IDisposable
{
    private readonly MeterListener publications = new();
    private readonly RecordingListeners listeners;
    private readonly object changing = new();
    private readonly EarlyBudget budget = new();
    private readonly Dictionary<Instrument, EarlyTarget> targets = [];
    private bool isFinished;

    public EarlyMeasurements()
    {
        listeners = new RecordingListeners((instrument, target) => Completed(instrument, (EarlyTarget)target!));
        publications.InstrumentPublished = (instrument, _) => Published(instrument);
        publications.Start();
    }

    /// <summary>Is told of the end of instruments that were handed over.</summary>
    public Action<MeasurementTarget>? Ended { get; set; }

    /// <summary>Lets another target have what was recorded, and what will be.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="target">Who takes it over.</param>
    /// <returns>The listener that hears of the instrument; null if that is none of this one's.</returns>
    public MeterListener? HandOver(Instrument instrument, MeasurementTarget target)
    {
        EarlyTarget? early;
        lock (changing)
            if (!targets.Remove(instrument, out early)) return null;
        early.HandOver(target);
        return early.Listener;
    }

    /// <summary>Ends to listen to what nobody has taken over, and forgets it.</summary>
    /// <param name="gone">Is given the instruments that are gone already and have something to hand over: the last time to take it.</param>
    public void Finish(Action<Instrument> gone)
    {
        publications.Dispose();
        KeyValuePair<Instrument, EarlyTarget>[] left;
        lock (changing)
        {
            isFinished = true;
            left = [.. targets];
        }
        foreach (var (instrument, target) in left)
        {
            if (target.HasEnded) gone(instrument);
            bool isLeft;
            lock (changing) isLeft = targets.Remove(instrument);
            if (isLeft) target.Listener!.DisableMeasurementEvents(instrument);
        }
    }

    public void Dispose()
    {
        publications.Dispose();
        lock (changing)
        {
            isFinished = true;
            listeners.Dispose();
            targets.Clear();
        }
    }

    private void Published(Instrument instrument)
    {
        try
        {
            if (instrument.IsObservable || instrument.Meter.Name == MetricSource.BridgeOwner || InstrumentTypes.Of(instrument).Kind is var kind && kind == InstrumentKind.Unknown) return;
            lock (changing)
            {
                if (isFinished) return;
                var target = new EarlyTarget(kind, budget);
                targets[instrument] = target;
                target.Listener = listeners.Enable(instrument, target);
            }
        }
        catch (Exception exception)
        {
            BridgeEvents.Log.BridgeFailed("a new instrument", exception.Message);
        }
    }

    private void Completed(Instrument instrument, EarlyTarget target)
    {
        if (target.End()) Ended?.Invoke(target.Owner);
        else if (!target.HasKept)
            lock (changing) targets.Remove(instrument);
    }
}
