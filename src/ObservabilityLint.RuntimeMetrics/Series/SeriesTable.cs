namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>Finds the series of a set of tags. Reading takes no lock: entries never change once they can be seen.</summary>
internal sealed class SeriesTable
{
    private readonly object writing = new();
    private Entry?[] buckets = new Entry?[8];
    private int count;

    public int Count => Volatile.Read(ref count);

    public MetricSeries? Find(int hash, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = Volatile.Read(ref buckets);
        for (var entry = all[hash & (all.Length - 1)]; entry != null; entry = entry.Next)
            if (entry.Hash == hash && TagSet.Same(entry.Tags, tags)) return entry.Series;
        return null;
    }

    public void Add(int hash, KeyValuePair<string, object?>[] tags, MetricSeries series)
    {
        lock (writing)
        {
            if (Find(hash, tags) != null) return;
            if (count == buckets.Length) Grow();
            ref var bucket = ref buckets[hash & (buckets.Length - 1)];
            Volatile.Write(ref bucket, new Entry(hash, tags, series, bucket));
            count++;
        }
    }

    private void Grow()
    {
        var larger = new Entry?[buckets.Length * 2];
        foreach (var first in buckets)
            for (var entry = first; entry != null; entry = entry.Next)
            {
                ref var bucket = ref larger[entry.Hash & (larger.Length - 1)];
                bucket = new Entry(entry.Hash, entry.Tags, entry.Series, bucket);
            }
        Volatile.Write(ref buckets, larger);
    }

    private sealed class Entry(int hash, KeyValuePair<string, object?>[] tags, MetricSeries series, Entry? next)
    {
        public int Hash => hash;

        public KeyValuePair<string, object?>[] Tags => tags;

        public MetricSeries Series => series;

        public Entry? Next => next;
    }
}
