using System.Runtime.CompilerServices;

namespace ObservabilityLint.RuntimeMetrics.Tags;

/// <summary>The tags of a measurement as a key: the order in which they were given does not count.</summary>
internal static class TagSet
{
    private const int MaxOnStack = 256;

    /// <summary>Sums of one hash for each tag, so that the order does not matter and nothing has to be sorted.</summary>
    public static int Hash(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var sum = 0ul;
        foreach (ref readonly var tag in tags)
        {
            var hash = (HashOfKey(tag.Key) ^ TagIdentity.Hash(tag.Value)) * 0x9E3779B97F4A7C15;
            sum += hash ^ hash >> 32;
        }
        return (int)(sum ^ sum >> 29);
    }

    /// <param name="stored">Tags that <see cref="Copy"/> has made.</param>
    /// <param name="kinds">Their kinds.</param>
    /// <param name="tags">Tags as they were given.</param>
    public static bool Same(KeyValuePair<string, object?>[] stored, TagKinds kinds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (stored.Length != tags.Length) return false;
        for (var i = 0; i < tags.Length; i++)
            if (!Same(stored, kinds, i, tags[i])) return SameInOtherOrder(stored, kinds, tags);
        return true;
    }

    /// <summary>A copy that stays what it is, whatever becomes of the program's own objects.</summary>
    public static KeyValuePair<string, object?>[] Copy(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copy = tags.ToArray();
        foreach (ref var tag in copy.AsSpan()) tag = new(tag.Key, TagIdentity.Copy(tag.Value));
        return copy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Same(KeyValuePair<string, object?>[] stored, TagKinds kinds, int index, in KeyValuePair<string, object?> tag)
        => stored[index].Key == tag.Key && TagIdentity.Same(kinds.Of(stored, index), stored[index].Value, tag.Value);

    /// <summary>Pairs each tag with an equal one that is not yet taken: a key may come twice.</summary>
    private static bool SameInOtherOrder(KeyValuePair<string, object?>[] stored, TagKinds kinds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var taken = stored.Length <= MaxOnStack ? stackalloc bool[MaxOnStack] : new bool[stored.Length];
        foreach (ref readonly var tag in tags)
        {
            var i = 0;
            while (i < stored.Length && (taken[i] || !Same(stored, kinds, i, tag))) i++;
            if (i == stored.Length) return false;
            taken[i] = true;
        }
        return true;
    }

    /// <summary>Keys differ in length or at their ends, or at least in their values' hashes: a look at the whole key would cost more than a rare collision does.</summary>
    private static ulong HashOfKey(string? key) => key is not { Length: > 0 } ? 0 : (ulong)key.Length << 32 | (ulong)key[0] << 16 | key[^1];
}
