using System.Diagnostics;
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
    private int collection, answered, sweeps;
    private bool isAsking, isSlow, hasFailed;
    private string? failure;

    /// <param name="instrument">The instrument.</param>
    /// <param name="membership">In its metric.</param>
    /// <param name="finder">Of its series.</param>
    /// <param name="telemetry">Where failures are told.</param>
    /// <param name="completed">Called when the instrument is gone.</param>
    public ObservableReader(Instrument instrument, Membership membership, SeriesFinder finder, BridgeTelemetry telemetry, Action<ObservableReader> completed)
    {
        (this.instrument, Membership, this.finder, this.telemetry) = (instrument, membership, finder, telemetry);
        Connect(listener);
        listener.MeasurementsCompleted = (_, _) => completed(this);
    }

    public Membership Membership { get; }

    /// <summary>Where it stands among those who are asked.</summary>
    public LinkedListNode<ObservableReader>? Place { get; set; }

    /// <summary>Its callback has not returned in time. What it says counts for nothing until it does again.</summary>
    public bool IsSlow => Volatile.Read(ref isSlow);

    /// <summary>What is wrong with its callback, in words; null where nothing is.</summary>
    public string? Trouble => IsSlow ? $"the callback of '{instrument.Name}' of '{instrument.Meter.Name}' does not return in time" : Volatile.Read(ref failure);

    private MetricFamily Family => finder.Family;

    /// <summary>Observations can come from now on, and the end of the instrument.</summary>
    /// <param name="target">This one, or another before it.</param>
    public void Start(MeasurementTarget target) => listener.EnableMeasurementEvents(instrument, target);

    /// <summary>Asks for the observations of this collection, unless it is slow.</summary>
    public void Observe(int collection)
    {
        lock (Family.Gathering)
        {
            if (isSlow) return;
            this.collection = collection;
            isAsking = true;
            if (Family.Sweeps is var now && now != sweeps)
            {
                sweeps = now;
                finder.Forget();
            }
        }
        try
        {
            listener.RecordObservableInstruments();
            Volatile.Write(ref failure, null);
        }
        catch (Exception error)
        {
            // The runtime wraps what callbacks throw.
            if (!IsSlow) Fail(error is AggregateException { InnerExceptions: [var only] } ? only : error);
        }
        finally
        {
            lock (Family.Gathering) (isAsking, answered) = (false, collection);
        }
    }

    /// <summary>Takes the right to ask it aside.</summary>
    /// <returns>False while its callback has not returned.</returns>
    public bool TryBeginAside()
    {
        lock (Family.Gathering) return !isAsking && (isAsking = true);
    }

    /// <summary>Asks only to see how long it takes: an answer within the limit ends its slowness.</summary>
    public void ObserveAside(TimeSpan limit)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            listener.RecordObservableInstruments();
        }
        catch (Exception)
        {
            // That it fails is told when it is asked in earnest.
        }
        lock (Family.Gathering)
        {
            isAsking = false;
            if (Stopwatch.GetElapsedTime(began) <= limit) Volatile.Write(ref isSlow, false);
        }
    }

    /// <summary>The callback has not returned in time: what it may still say counts for nothing.</summary>
    /// <returns>False if it has returned this very moment.</returns>
    public bool TryGiveUp(int collection, TimeSpan after)
    {
        lock (Family.Gathering)
        {
            if (answered == collection) return false;
            Volatile.Write(ref isSlow, true);
        }
        telemetry.CallbackTimedOut(instrument, after);
        LeaveOut(collection);
        return true;
    }

    /// <summary>The collection goes out without it.</summary>
    public void LeaveOut(int collection)
    {
        Family.Spoil(collection);
        telemetry.CallbackLeftOut(instrument);
    }

    public void Dispose() => listener.Dispose();

    /// <summary>One observation. The runtime calls this while the callback runs.</summary>
    public override void Take(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // Callbacks of one metric may run on several threads.
        lock (Family.Gathering)
        {
            if (isSlow) return;
            var series = finder.Find(tags) ?? finder.Add(tags);
            if (series is null && SweptAndForgotten()) series = finder.Add(tags);
            if (series is null) telemetry.Overflowed(Family);
            ((ObservedSeries)(series ?? finder.Overflow())).Gather(value, collection);
        }
    }

    private void Fail(Exception error)
    {
        Family.Spoil(collection);
        Volatile.Write(ref failure, $"the callback of '{instrument.Name}' of '{instrument.Meter.Name}' fails: {error.Message}");
        telemetry.CallbackFailed(instrument, error, !hasFailed);
        hasFailed = true;
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
