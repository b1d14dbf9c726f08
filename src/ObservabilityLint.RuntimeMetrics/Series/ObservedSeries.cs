using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>What the callbacks of observable instruments said in the last collection. It is gathered while they run, and shown when all of the metric's have.</summary>
internal sealed class ObservedSeries(LabelText labels, DateTimeOffset created, InstrumentKind kind, bool isWhole) : ValueSeries(labels, created)
{
    private MetricValue gathered;
    private int gatheredIn;
    private long bits;
    private bool isShown, wasShown, isWrong;

    /// <summary>One observation. Several of a collection, from several instances of one instrument, are added, but for gauges, where the last counts.</summary>
    public void Gather(MetricValue value, int collection)
    {
        var isFirst = gatheredIn != collection;
        gathered = isFirst || kind == InstrumentKind.Gauge ? value : gathered + value;
        isWrong = (!isFirst && isWrong) || (kind == InstrumentKind.Counter && (value.Real < 0 || !gathered.IsFinite));
        gatheredIn = collection;
    }

    /// <summary>Shows what the collection has gathered; a series that it has not mentioned is gone.</summary>
    /// <returns>False if a counter was given what no counter can be, and is not shown.</returns>
    public bool Show(int collection, DateTimeOffset now)
    {
        var isGathered = gatheredIn == collection;
        if (isGathered && !isWrong)
        {
            // A count that has fallen began again, by the rules of both formats.
            if (wasShown && kind == InstrumentKind.Counter && IsBelow(gathered.Bits, bits)) BeginAgain(now);
            wasShown = true;
            Volatile.Write(ref bits, gathered.Bits);
        }
        Volatile.Write(ref isShown, isGathered && !isWrong);
        return !isGathered || !isWrong;
    }

    public bool IsMentionedSince(int collection) => gatheredIn >= collection;

    /// <summary>Nothing is known of this collection.</summary>
    public void Hide() => Volatile.Write(ref isShown, false);

    public override bool TryRead(out MetricValue value)
    {
        value = new MetricValue(Volatile.Read(ref bits), isWhole);
        return Volatile.Read(ref isShown);
    }

    /// <summary>Counts have no sign: whole ones go on beyond 2^63, and the bits of real ones are in their order too.</summary>
    private static bool IsBelow(long count, long other) => (ulong)count < (ulong)other;
}
