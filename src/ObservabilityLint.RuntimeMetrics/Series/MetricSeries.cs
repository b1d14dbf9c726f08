namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>One series of a metric: its labels, as they are written, and when it began. All members are safe for use by many threads.</summary>
internal abstract class MetricSeries(LabelText labels, DateTimeOffset created)
{
    private long created = created.ToUnixTimeMilliseconds();

    /// <summary>The labels in the syntax of both formats, without the braces; empty for none.</summary>
    public byte[] Labels { get; } = labels.Bytes;

    /// <summary>When the count began, in milliseconds since 1970.</summary>
    public long Created => Volatile.Read(ref created);

    protected void BeginAgain(DateTimeOffset now) => Volatile.Write(ref created, now.ToUnixTimeMilliseconds());
}

/// <summary>A series with one value at a time.</summary>
internal abstract class ValueSeries(LabelText labels, DateTimeOffset created) : MetricSeries(labels, created)
{
    /// <summary>The trace of a measurement, where the series remembers one.</summary>
    public virtual ExemplarSlot? Exemplar => null;

    /// <summary>False while there is no value to show.</summary>
    public abstract bool TryRead(out MetricValue value);
}
