using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>What the callbacks of observable instruments said in the last collection. It is gathered while they run, and shown when all of the metric's have.</summary>
internal sealed class ObservedSeries(string labels, DateTimeOffset created, InstrumentKind kind, bool isWhole) : ValueSeries(labels, created)
{
    private MetricValue gathered;
    private int gatheredIn;
    private long bits;
    private bool isShown, wasShown;

    /// <summary>One observation. Several of a collection, from several instances of one instrument, are added, but for gauges, where the last counts.</summary>
    public void Gather(MetricValue value, int collection)
    {
        gathered = gatheredIn == collection && kind != InstrumentKind.Gauge ? gathered + value : value;
        gatheredIn = collection;
    }

    /// <summary>Shows what the collection has gathered; a series that it has not mentioned is gone.</summary>
    /// <returns>False if a counter was given what no counter can be, and is not shown.</returns>
    public bool Show(int collection, DateTimeOffset now)
    {
        var isGathered = gatheredIn == collection;
        var isCount = kind != InstrumentKind.Counter || gathered.IsFinite && gathered.Real >= 0;
        if (isGathered && isCount)
        {
            // A count that has fallen began again, by the rules of both formats.
            if (wasShown && kind == InstrumentKind.Counter && gathered.Real < new MetricValue(bits, isWhole).Real) BeginAgain(now);
            wasShown = true;
            Volatile.Write(ref bits, gathered.Bits);
        }
        Volatile.Write(ref isShown, isGathered && isCount);
        return !isGathered || isCount;
    }

    public bool IsMentionedSince(int collection) => gatheredIn >= collection;

    /// <summary>Nothing is known of this collection.</summary>
    public void Hide() => Volatile.Write(ref isShown, false);

    public override bool TryRead(out MetricValue value)
    {
        value = new MetricValue(Volatile.Read(ref bits), isWhole);
        return Volatile.Read(ref isShown);
    }
}
