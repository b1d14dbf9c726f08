using System.Numerics;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.NativeHistograms;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>Counts of measurements by bucket, also by exponential ones where that is wanted, and their sum. Cells are spread over the cores where threads meet, as for counters; each is changed and read as a whole.</summary>
internal sealed class HistogramSeries(LabelText labels, DateTimeOffset created, double[] bounds, NativeHistogramShape? native) : MetricSeries(labels, created)
{
    private readonly HistogramCell first = new(bounds.Length + 1, native);
    private HistogramCell?[]? cells;
    private ExemplarSlot?[]? exemplars;
    private bool hasNegative;

    /// <summary>A negative value was measured, so that the sum may fall and is no counter any more.</summary>
    public bool HasNegative => Volatile.Read(ref hasNegative);

    /// <summary>How many were measured.</summary>
    public override long Mark
    {
        get
        {
            var count = first.Count;
            if (Volatile.Read(ref cells) is { } spread)
                for (var i = 0; i < spread.Length; i++) count += Volatile.Read(ref spread[i])?.Count ?? 0;
            return count;
        }
    }

    /// <returns>The bucket into which the value fell.</returns>
    public int Record(double value)
    {
        if (value < 0) Volatile.Write(ref hasNegative, true);
        var bucket = BucketOf(value);
        if (Volatile.Read(ref cells) is not { } spread)
        {
            if (first.TryAdd(bucket, value)) return bucket;
            Interlocked.CompareExchange(ref cells, new HistogramCell?[Math.Min(Environment.ProcessorCount, 64)], null);
            spread = cells;
        }
        ref var cell = ref spread[Thread.GetCurrentProcessorId() % spread.Length];
        (cell ?? Interlocked.CompareExchange(ref cell, new HistogramCell(bounds.Length + 1, native), null) ?? cell).Add(bucket, value);
        return bucket;
    }

    public ExemplarSlot ExemplarToWrite(int bucket)
    {
        var slots = Volatile.Read(ref exemplars) ?? Interlocked.CompareExchange(ref exemplars, new ExemplarSlot?[bounds.Length + 1], null) ?? exemplars;
        ref var slot = ref slots[bucket];
        return slot ?? Interlocked.CompareExchange(ref slot, new ExemplarSlot(), null) ?? slot;
    }

    public ExemplarSlot? ExemplarOf(int bucket) => Volatile.Read(ref exemplars) is { } slots ? Volatile.Read(ref slots[bucket]) : null;

    /// <summary>Writes the count of each bucket by itself, not yet cumulative.</summary>
    /// <param name="counts">One for each bucket.</param>
    /// <param name="exponential">Takes the same measurements in exponential buckets, where the series has them; null where nobody wants them.</param>
    /// <returns>The sum of all measurements in those counts.</returns>
    public double Read(Span<long> counts, ExponentialBuckets? exponential)
    {
        counts.Clear();
        var sum = first.AddUpTo(counts, exponential);
        if (Volatile.Read(ref cells) is { } spread)
            for (var i = 0; i < spread.Length; i++)
                if (Volatile.Read(ref spread[i]) is { } cell) sum += cell.AddUpTo(counts, exponential);
        return sum;
    }

    /// <summary>The first bucket whose upper bound, which belongs to it, is not below the value.</summary>
    private int BucketOf(double value)
    {
        if (bounds.Length > 32)
        {
            var found = Array.BinarySearch(bounds, value);
            return found >= 0 ? found : ~found;
        }
        // Compared with all, several at once: where to stop is what a processor cannot guess, and it would lose more time by that.
        var (all, below, next) = (new Vector<double>(value), Vector<long>.Zero, 0);
        for (; next <= bounds.Length - Vector<double>.Count; next += Vector<double>.Count) below -= Vector.GreaterThan(all, new Vector<double>(bounds, next));
        var bucket = (int)Vector.Sum(below);
        for (; next < bounds.Length; next++) bucket += value > bounds[next] ? 1 : 0;
        return bucket;
    }
}

/// <summary>A part of a histogram's counts. The lock is held for a few instructions only.</summary>
internal sealed class HistogramCell(int buckets, NativeHistogramShape? native)
{
    private readonly ExponentialBuckets? exponential = native is null ? null : new ExponentialBuckets(native);
    private readonly long[] counts = new long[buckets];
    private double sum;
    private int busy;

    /// <summary>Not as one, since it only tells whether something has come.</summary>
    public long Count
    {
        get
        {
            var count = 0L;
            for (var i = 0; i < counts.Length; i++) count += Volatile.Read(ref counts[i]);
            return count;
        }
    }

    public bool TryAdd(int bucket, double value)
    {
        if (Interlocked.CompareExchange(ref busy, 1, 0) != 0) return false;
        if (exponential is not null) AddTo(exponential, value);
        counts[bucket]++;
        sum += value;
        Volatile.Write(ref busy, 0);
        return true;
    }

    /// <summary>The only part that may want memory, and find none: then nothing is counted, and nobody waits for ever.</summary>
    private void AddTo(ExponentialBuckets buckets, double value)
    {
        try
        {
            buckets.Add(value);
        }
        catch
        {
            Volatile.Write(ref busy, 0);
            throw;
        }
    }

    public void Add(int bucket, double value)
    {
        var spin = new SpinWait();
        while (!TryAdd(bucket, value)) spin.SpinOnce();
    }

    public double AddUpTo(Span<long> totals, ExponentialBuckets? exponentialTotals)
    {
        var spin = new SpinWait();
        while (Interlocked.CompareExchange(ref busy, 1, 0) != 0) spin.SpinOnce();
        try
        {
            for (var i = 0; i < counts.Length; i++) totals[i] += counts[i];
            if (exponential is not null) exponentialTotals?.Add(exponential);
            return sum;
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }
}
