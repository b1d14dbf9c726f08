using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>The tables of a metric's recorded instruments, by the tags that these have themselves: instruments that agree in them share one. For one thread at a time, but for <see cref="IsFull"/>.</summary>
internal sealed class SeriesTables
{
    private const int Max = 64;

    private readonly Dictionary<LabelText, SeriesTable> byLabels = [];
    private readonly List<WeakReference<SeriesTable>> others = [];
    private bool isFull;

    /// <summary>Some instruments have a table of their own, since there were too many to keep.</summary>
    public bool IsFull => Volatile.Read(ref isFull);

    public SeriesTable Of(LabelText labels)
    {
        if (byLabels.TryGetValue(labels, out var known)) return known;
        var added = new SeriesTable();
        if (byLabels.Count < Max)
        {
            byLabels.Add(labels, added);
            return added;
        }
        Volatile.Write(ref isFull, true);
        others.RemoveAll(static other => !other.TryGetTarget(out _));
        others.Add(new WeakReference<SeriesTable>(added));
        return added;
    }

    /// <summary>None of them finds these any more.</summary>
    public void Remove(HashSet<MetricSeries> gone)
    {
        foreach (var table in byLabels.Values) table.Remove(gone);
        foreach (var other in others)
            if (other.TryGetTarget(out var table)) table.Remove(gone);
    }
}
