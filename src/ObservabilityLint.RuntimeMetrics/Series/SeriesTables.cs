namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>The tables of a metric's recorded instruments, by the tags that these have themselves: instruments that agree in them share one. For one thread at a time, but for <see cref="IsFull"/>.</summary>
internal sealed class SeriesTables
{
    private const int Max = 64;

    private readonly Dictionary<string, SeriesTable> byLabels = new(StringComparer.Ordinal);
    private bool isFull;

    /// <summary>Some instruments have a table of their own, since there were too many to keep.</summary>
    public bool IsFull => Volatile.Read(ref isFull);

    public SeriesTable Of(string labels)
    {
        if (byLabels.TryGetValue(labels, out var known)) return known;
        var added = new SeriesTable();
        if (byLabels.Count < Max) byLabels.Add(labels, added);
        else Volatile.Write(ref isFull, true);
        return added;
    }
}
