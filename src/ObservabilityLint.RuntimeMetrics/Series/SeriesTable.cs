using System.Numerics;
using System.Runtime.CompilerServices;
using ObservabilityLint.RuntimeMetrics.Tags;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>Finds the series of a set of tags. Reading takes no lock: entries never change once they can be seen.</summary>
internal sealed class SeriesTable
{
    private readonly object writing = new();
    private Entries entries = Entries.None;
    private MetricSeries? untagged;

    public int Count => Volatile.Read(ref entries).Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.IsEmpty ? Volatile.Read(ref untagged) : FindTagged(tags);

    /// <param name="hash">Of the tags as they were given.</param>
    /// <param name="tags">What <see cref="TagSet.Copy"/> has made of them.</param>
    /// <param name="series">Theirs.</param>
    public void Add(int hash, KeyValuePair<string, object?>[] tags, MetricSeries series)
    {
        lock (writing)
        {
            if (tags.Length == 0)
            {
                Volatile.Write(ref untagged, series);
                return;
            }
            if (entries.Find(hash, tags) != null) return;
            if (entries.IsFull) Volatile.Write(ref entries, entries.Copy(Math.Max(8, entries.Count * 2), gone: null));
            entries.Add(hash, tags, series);
        }
    }

    /// <summary>These are found no more, but by who is looking this very moment.</summary>
    public void Remove(HashSet<MetricSeries> gone)
    {
        lock (writing)
        {
            if (untagged != null && gone.Contains(untagged)) Volatile.Write(ref untagged, null);
            Volatile.Write(ref entries, entries.Copy(entries.Count, gone));
        }
    }

    private MetricSeries? FindTagged(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = Volatile.Read(ref entries);
        return all.FindAgain(tags) ?? all.Find(TagSet.Hash(tags), tags);
    }

    /// <summary>Entries in the order in which they came, and for each bucket of hashes the place of its newest. One thread at a time may add; any may read meanwhile.</summary>
    private sealed class Entries(int capacity)
    {
        /// <summary>Full and empty: for the many metrics without any labels.</summary>
        public static readonly Entries None = new(0);

        private readonly Entry[] items = new Entry[capacity];

        /// <summary>One more than the place, so that 0 is none.</summary>
        private readonly int[] newest = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, capacity))];

        private int count, found;
        private bool holdsArrays;

        public int Count => Volatile.Read(ref count);

        public bool IsFull => count == items.Length;

        public MetricSeries? Find(int hash, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            for (var place = Volatile.Read(ref newest[hash & (newest.Length - 1)]); place > 0;)
            {
                ref readonly var entry = ref items[place - 1];
                if (entry.Hash == hash && TagSet.Same(entry.Tags, entry.Kinds, tags))
                {
                    if (holdsArrays && found != place) Volatile.Write(ref found, place);
                    return entry.Series;
                }
                place = entry.Next;
            }
            return null;
        }

        /// <summary>What was found last, if it is asked for again: where tags hold arrays, to compare all their items costs less than to hash them.</summary>
        public MetricSeries? FindAgain(ReadOnlySpan<KeyValuePair<string, object?>> tags)
            => holdsArrays && Volatile.Read(ref found) is > 0 and var place && TagSet.Same(items[place - 1].Tags, items[place - 1].Kinds, tags) ? items[place - 1].Series : null;

        public void Add(int hash, KeyValuePair<string, object?>[] tags, MetricSeries series)
        {
            ref var bucket = ref newest[hash & (newest.Length - 1)];
            items[count] = new Entry(hash, bucket, tags, new TagKinds(tags), series);
            holdsArrays |= Array.Exists(tags, static tag => tag.Value is Array);
            Volatile.Write(ref bucket, ++count);
        }

        public Entries Copy(int capacity, HashSet<MetricSeries>? gone)
        {
            var copy = new Entries(capacity);
            foreach (ref readonly var entry in items.AsSpan(0, count))
                if (gone?.Contains(entry.Series) is not true) copy.Add(entry.Hash, entry.Tags, entry.Series);
            return copy;
        }
    }

    private readonly record struct Entry(int Hash, int Next, KeyValuePair<string, object?>[] Tags, TagKinds Kinds, MetricSeries Series);
}
