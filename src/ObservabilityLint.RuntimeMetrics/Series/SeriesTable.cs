namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>Finds the series of a set of tags. Reading takes no lock: entries never change once they can be seen.</summary>
internal sealed class SeriesTable
{
    private readonly object writing = new();
    private Entry?[] buckets = new Entry?[8];
    private MetricSeries? untagged;
    private int count;

    public int Count => Volatile.Read(ref count);

    public MetricSeries? Find(int hash, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return Volatile.Read(ref untagged);
        var all = Volatile.Read(ref buckets);
        for (var entry = all[hash & (all.Length - 1)]; entry != null; entry = entry.Next)
            if (entry.Hash == hash && TagSet.Same(entry.Tags, tags)) return entry.Series;
        return null;
    }

    public void Add(int hash, KeyValuePair<string, object?>[] tags, MetricSeries series)
    {
        lock (writing)
        {
            if (tags.Length == 0)
            {
                Volatile.Write(ref untagged, series);
                return;
            }
            if (Find(hash, tags) != null) return;
            if (count == buckets.Length) CopyTo(new Entry?[buckets.Length * 2], gone: null);
            ref var bucket = ref buckets[hash & (buckets.Length - 1)];
            Volatile.Write(ref bucket, new Entry(hash, tags, series, bucket));
            count++;
        }
    }

    /// <summary>These are found no more, but by who is looking this very moment.</summary>
    public void Remove(HashSet<MetricSeries> gone)
    {
        lock (writing)
        {
            if (untagged != null && gone.Contains(untagged)) Volatile.Write(ref untagged, null);
            CopyTo(new Entry?[buckets.Length], gone);
        }
    }

    private void CopyTo(Entry?[] destination, HashSet<MetricSeries>? gone)
    {
        var copied = 0;
        foreach (var first in buckets)
            for (var entry = first; entry != null; entry = entry.Next)
            {
                if (gone?.Contains(entry.Series) is true) continue;
                ref var bucket = ref destination[entry.Hash & (destination.Length - 1)];
                bucket = new Entry(entry.Hash, entry.Tags, entry.Series, bucket);
                copied++;
            }
        count = copied;
        Volatile.Write(ref buckets, destination);
    }

    private sealed class Entry(int hash, KeyValuePair<string, object?>[] tags, MetricSeries series, Entry? next)
    {
        public int Hash => hash;

        public KeyValuePair<string, object?>[] Tags => tags;

        public MetricSeries Series => series;

        public Entry? Next => next;
    }
}
