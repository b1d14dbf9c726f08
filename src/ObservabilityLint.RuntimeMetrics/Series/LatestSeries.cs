using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>The value that was set last: a gauge, or what an EventCounter says.</summary>
internal sealed class LatestSeries(LabelText labels, DateTimeOffset created, bool isWhole) : ValueSeries(labels, created)
{
    private long bits, writes;

    /// <summary>Where threads meet some writes are counted as one, which is all the same: what counts is that there were any.</summary>
    public override long Mark => Volatile.Read(ref writes);

    public void Set(MetricValue value)
    {
        Volatile.Write(ref bits, value.Bits);
        Volatile.Write(ref writes, writes + 1);
    }

    public override bool TryRead(out MetricValue value)
    {
        var hasValue = Mark != 0;
        value = new MetricValue(Volatile.Read(ref bits), isWhole);
        return hasValue;
    }
}
