namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>The value that was set last: a gauge, or what an EventCounter says.</summary>
internal sealed class LatestSeries(LabelText labels, DateTimeOffset created, bool isWhole) : ValueSeries(labels, created)
{
    private long bits;
    private bool isSet;

    public void Set(MetricValue value)
    {
        Volatile.Write(ref bits, value.Bits);
        Volatile.Write(ref isSet, true);
    }

    public override bool TryRead(out MetricValue value)
    {
        var hasValue = Volatile.Read(ref isSet);
        value = new MetricValue(Volatile.Read(ref bits), isWhole);
        return hasValue;
    }
}
