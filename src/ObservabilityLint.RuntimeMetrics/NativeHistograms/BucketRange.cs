using System.Numerics;
using System.Runtime.CompilerServices;

namespace ObservabilityLint.RuntimeMetrics.NativeHistograms;

/// <summary>The buckets of one sign that are side by side, from any place to any other. For one thread at a time.</summary>
internal sealed class BucketRange
{
    /// <summary>Empty buckets between others that cost less than to begin anew behind them.</summary>
    private const int LongestGap = 2;

    private long[] counts = [];

    /// <summary>The place of the first count, and how many there are now: memory may be there for more.</summary>
    private int start, length;

    public bool IsEmpty => !TryGetEnds(out _, out _);

    /// <summary>What was counted at a place that there is.</summary>
    public long this[int index] => counts[index - start];

    /// <returns>False where there is no such bucket yet.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd(int index, long count)
    {
        var at = (uint)(index - start);
        if (at >= (uint)length) return false;
        counts[at] += count;
        return true;
    }

    /// <summary>The first and the last place that are not empty.</summary>
    /// <returns>False if all are.</returns>
    public bool TryGetEnds(out int first, out int last)
    {
        var all = counts.AsSpan(0, length);
        var at = all.IndexOfAnyExcept(0);
        (first, last) = (start + at, start + all.LastIndexOfAnyExcept(0));
        return at >= 0;
    }

    /// <summary>The next buckets that are told one by one: between them are a few empty ones at most.</summary>
    /// <param name="from">Where to look; the place behind them afterwards.</param>
    /// <param name="first">The first of them; the last is right before <paramref name="from"/>.</param>
    /// <returns>False if there are no more.</returns>
    public bool TryGetRun(ref int from, out int first)
    {
        var at = Math.Max(from, start) - start;
        while (at < length && counts[at] == 0) at++;
        first = start + at;
        if (at >= length) return false;
        for (var empty = 0; at < length && empty <= LongestGap; at++)
        {
            empty = counts[at] == 0 ? empty + 1 : 0;
            if (empty == 0) from = start + at + 1;
        }
        return true;
    }

    /// <summary>Makes room for places from a first to a last one, between which all is that is counted; there are twice as many as before, so that this is seldom.</summary>
    /// <param name="first">The first place.</param>
    /// <param name="last">The last.</param>
    /// <param name="growsDown">What is more than asked for is below them.</param>
    /// <param name="most">How many there are at most, unless more are asked for.</param>
    public void Cover(int first, int last, bool growsDown, int most)
    {
        var needed = last - first + 1;
        var newLength = Math.Max(length, Math.Max(needed, Math.Min((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(needed, 4)), most)));
        var newStart = growsDown ? last - newLength + 1 : first;
        var larger = newLength <= counts.Length ? counts : new long[newLength];
        var (at, count) = TryGetEnds(out var kept, out var lastKept) ? (kept - newStart, lastKept - kept + 1) : (0, 0);
        if (count > 0) Array.Copy(counts, kept - start, larger, at, count);
        larger.AsSpan(0, at).Clear();
        larger.AsSpan(at + count, newLength - at - count).Clear();
        (counts, start, length) = (larger, newStart, newLength);
    }

    /// <summary>Makes one bucket of each two, so many times.</summary>
    public void Halve(int times)
    {
        var newStart = start >> times;
        for (var at = 0; at < length; at++)
        {
            var count = counts[at];
            counts[at] = 0;
            counts[((start + at) >> times) - newStart] += count;
        }
        start = newStart;
    }

    /// <summary>Forgets all counts, and keeps the memory.</summary>
    public void Clear() => length = 0;
}
