using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Exposition;

/// <summary>Writes metrics in one format: one family after the other, and of each its series. For one scrape at a time.</summary>
internal abstract class SeriesWriter
{
    private long[] counts = new long[32];

    /// <summary>How many samples were written, since it was set.</summary>
    public long Samples { get; set; }

    /// <summary>How names are written, until it is set again.</summary>
    public NameEscaping Escaping { get; set; }

    /// <summary>What comes is of this family, which is not to be seen unless there is something to show of it.</summary>
    public abstract void Begin(MetricFamily family);

    /// <summary>Writes series of the family, as far as there is anything to show of them, until there is enough to be sent.</summary>
    /// <param name="series">All of them.</param>
    /// <param name="from">The place of the first.</param>
    /// <returns>The place of the next.</returns>
    public abstract int Write(SeriesList series, int from);

    /// <summary>The family has no more series.</summary>
    public abstract void End();

    /// <summary>Room for the counts of so many buckets, until it is asked for again.</summary>
    protected Span<long> CountsOf(int buckets)
    {
        if (counts.Length < buckets) counts = new long[buckets];
        return counts.AsSpan(0, buckets);
    }
}
