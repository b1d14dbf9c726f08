using System.Numerics;
using System.Runtime.InteropServices;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>The tags of a measurement as a key: the order in which they were given does not count.</summary>
internal static class TagSet
{
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    /// <summary>Sums of one hash for each tag, so that the order does not matter and nothing has to be sorted.</summary>
    public static int Hash(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var sum = 0ul;
        foreach (ref readonly var tag in tags)
        {
            var hash = (HashOfKey(tag.Key) ^ HashOfValue(tag.Value)) * 0x9E3779B97F4A7C15;
            sum += hash ^ hash >> 32;
        }
        return (int)(sum ^ sum >> 29);
    }

    /// <param name="stored">Tags that <see cref="Copy"/> has made.</param>
    /// <param name="tags">Tags as they were given.</param>
    public static bool Same(KeyValuePair<string, object?>[] stored, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (stored.Length != tags.Length) return false;
        for (var i = 0; i < tags.Length; i++)
            if (!Same(stored[i], tags[i])) return SameInOtherOrder(stored, tags);
        return true;
    }

    /// <summary>A copy that stays what it is, whatever becomes of the program's own objects.</summary>
    public static KeyValuePair<string, object?>[] Copy(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copy = tags.ToArray();
        foreach (ref var tag in copy.AsSpan())
            if (tag.Value is { } value && !TagValue.IsPlain(value)) tag = new(tag.Key, TagValue.Text(value));
        return copy;
    }

    private static bool Same(in KeyValuePair<string, object?> stored, in KeyValuePair<string, object?> tag)
        => stored.Key == tag.Key && SameValue(stored.Value, tag.Value);

    private static bool SameValue(object? stored, object? value)
    {
        if (ReferenceEquals(stored, value)) return true;
        if (stored is null || value is null) return false;
        if (stored is string text) return text == (value as string ?? (TagValue.IsPlain(value) ? null : TagValue.Text(value)));
        return stored.Equals(value);
    }

    /// <summary>Pairs each tag with an equal one that is not yet taken: a key may come twice.</summary>
    private static bool SameInOtherOrder(KeyValuePair<string, object?>[] stored, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length > 64) return false;
        var taken = 0ul;
        foreach (ref readonly var tag in tags)
        {
            var i = 0;
            while (i < stored.Length && ((taken >> i & 1) != 0 || !Same(stored[i], tag))) i++;
            if (i == stored.Length) return false;
            taken |= 1ul << i;
        }
        return true;
    }

    /// <summary>Keys differ in length or at their ends, or at least in their values' hashes: a look at the whole key would cost more than a rare collision does.</summary>
    private static ulong HashOfKey(string? key) => key is not { Length: > 0 } ? 0 : ((ulong)key.Length << 32 | (ulong)key[0] << 16 | key[^1]) * 0xD6E8FEB86659FD93;

    private static ulong HashOfValue(object? value) => value switch
    {
        string text => HashOfText(text),
        null => 0,
        _ => TagValue.IsPlain(value) ? (uint)value.GetHashCode() : HashOfText(TagValue.Text(value)),
    };

    /// <summary>Four characters at a time. The seed is the process's own: who chooses the values cannot choose such as collide.</summary>
    private static ulong HashOfText(ReadOnlySpan<char> text)
    {
        var hash = Seed ^ (ulong)text.Length;
        while (text.Length >= 4)
        {
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text))) * 0x9FB21C651E98DF25, 29);
            text = text[4..];
        }
        foreach (var character in text) hash = (hash ^ character) * 0x9FB21C651E98DF25;
        return hash ^ hash >> 31;
    }
}
