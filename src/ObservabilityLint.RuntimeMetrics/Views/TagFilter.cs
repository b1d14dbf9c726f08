namespace ObservabilityLint.RuntimeMetrics.Views;

/// <summary>Which tags stay, by their keys. Keys are few: to compare them one by one is faster than to hash them. Immutable.</summary>
/// <param name="kept">Those that stay; null for all.</param>
/// <param name="dropped">Those that go.</param>
internal sealed class TagFilter(string[]? kept, string[] dropped)
{
    public bool Keeps(string? key) => (kept is null || Array.IndexOf(kept, key) >= 0) && Array.IndexOf(dropped, key) < 0;

    /// <param name="tags">All tags.</param>
    /// <param name="destination">Takes those that stay, in their order; as long as the tags.</param>
    /// <returns>How many they are.</returns>
    public int CopyKept(ReadOnlySpan<KeyValuePair<string, object?>> tags, Span<KeyValuePair<string, object?>> destination)
    {
        var count = 0;
        foreach (ref readonly var tag in tags)
            if (Keeps(tag.Key)) destination[count++] = tag;
        return count;
    }
}
