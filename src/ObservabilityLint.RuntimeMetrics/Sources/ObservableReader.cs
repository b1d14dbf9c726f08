using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>Asks the callback of one observable instrument. Each has a listener of its own: one that throws or hangs then harms no other, and is known by name.</summary>
internal sealed class ObservableReader : MeasurementTarget, IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Instrument instrument;
    private readonly SeriesFinder finder;
    private readonly BridgeTelemetry telemetry;
    private int collection, sweeps;
    private readonly object deciding = new();
    private bool isAsking, isStuck, hasFailed;

    /// <param name="instrument">The instrument.</param>
    /// <param name="finder">Of its series.</param>
    /// <param name="telemetry">Where failures are told.</param>
    /// <param name="completed">Called when the instrument is gone.</param>
    public ObservableReader(Instrument instrument, SeriesFinder finder, BridgeTelemetry telemetry, Action<ObservableReader> completed)
    {
        (this.instrument, this.finder, this.telemetry) = (instrument, finder, telemetry);
        Connect(listener);
        listener.MeasurementsCompleted = (_, _) => completed(this);
        listener.EnableMeasurementEvents(instrument, this);
    }

    public MetricFamily Family => finder.Family;

    /// <summary>Its callback was called and has not come back.</summary>
    public bool IsStuck => Volatile.Read(ref isStuck);

    /// <summary>Asks for the observations of this collection.</summary>
    public void Observe(int collection)
    {
        this.collection = collection;
        lock (deciding) isAsking = true;
        if (finder.Family.Sweeps is var now && now != sweeps)
        {
            sweeps = now;
            finder.Forget();
        }
        try
        {
            listener.RecordObservableInstruments();
        }
        catch (Exception error)
        {
            // The runtime wraps what callbacks throw.
            Family.Spoil(collection);
            telemetry.CallbackFailed(instrument, error is AggregateException { InnerExceptions: [var only] } ? only : error, !hasFailed);
            hasFailed = true;
        }
        finally
        {
            lock (deciding) isAsking = isStuck = false;
        }
    }

    /// <summary>The callback has not returned in time: what it may still say counts for nothing.</summary>
    public void GiveUp(TimeSpan after)
    {
        Family.Spoil(collection);
        // It may have returned this very moment.
        lock (deciding) isStuck = isAsking;
        telemetry.CallbackTimedOut(instrument, after);
    }

    public void Dispose() => listener.Dispose();

    /// <summary>One observation. The runtime calls this while the callback runs.</summary>
    public override void Take(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (IsStuck) return;
        var hash = TagSet.Hash(tags);
        var series = finder.Find(hash, tags) ?? finder.Add(hash, tags);
        if (series is null && SweptAndForgotten()) series = finder.Add(hash, tags);
        if (series is null) telemetry.Overflowed(Family);
        ((ObservedSeries)(series ?? finder.Overflow())).Gather(value, collection);
    }

    /// <summary>Makes room where series are gone. Series that were found before in this collection are still the family's: only what was not mentioned goes.</summary>
    private bool SweptAndForgotten()
    {
        Family.Sweep(collection);
        if (Family.Sweeps == sweeps) return false;
        sweeps = Family.Sweeps;
        finder.Forget();
        return true;
    }
}
