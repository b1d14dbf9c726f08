using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>One series of a metric: its labels, as they are written, and when it began. All members are safe for use by many threads.</summary>
internal abstract class MetricSeries(LabelText labels, DateTimeOffset created)
{
    private long created = created.ToUnixTimeMilliseconds();

    /// <summary>Series of the same labels are the same.</summary>
    public static IEqualityComparer<MetricSeries> ByLabels { get; } = EqualityComparer<MetricSeries>.Create(static (x, y) => x!.Labels.Equals(y!.Labels), static series => series.Labels.GetHashCode());

    private LabelText Labels => labels;

    /// <summary>When the count began, in milliseconds since 1970.</summary>
    public long Created => Volatile.Read(ref created);

    /// <summary>A number that is another one after a measurement, for series whose measurements are recorded.</summary>
    public virtual long Mark => 0;

    /// <summary>Nothing would be lost but what was: it counts on from nothing when it comes back.</summary>
    public virtual bool MayExpire => true;

    /// <summary>The labels in the syntax of both formats, without the braces; empty for none.</summary>
    public byte[] LabelsIn(NameEscaping escaping) => labels.In(escaping);

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
