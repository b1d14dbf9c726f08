using System.Runtime.InteropServices;

namespace ObservabilityLint.RuntimeMetrics.Tags;

/// <summary>Whether two arrays are the same label, item by item: a program may change one after it has given it, and may make an equal one each time.</summary>
internal static class ArrayIdentity
{
    /// <summary>One row of known values: not of rows, and not of what has only a text.</summary>
    public static bool IsKnown(Array array)
    {
        if (array is string?[]) return true;
        if (array is not object?[] objects) return array.Rank == 1 && array.GetType().GetElementType()!.IsPrimitive;
        foreach (var item in objects)
            if (item is not null && !TagIdentity.IsKnown(item)) return false;
        return true;
    }

    public static ulong Hash(string?[] texts)
    {
        var hash = SeededHash.Of((ulong)texts.Length);
        foreach (var text in texts) hash = SeededHash.Mixed(hash, text is null ? 0 : SeededHash.Of(text));
        return hash;
    }

    public static bool Same(string?[] stored, string?[] texts)
    {
        if (stored.Length != texts.Length) return false;
        for (var i = 0; i < stored.Length; i++)
            if (stored[i] != texts[i]) return false;
        return true;
    }

    /// <summary>Of known values, which are not all texts.</summary>
    public static ulong Hash(Array array)
    {
        var hash = SeededHash.Of((ulong)array.Length);
        if (array is object?[] objects)
            foreach (var item in objects) hash = SeededHash.Mixed(hash, TagIdentity.Hash(item));
        else
            foreach (var item in BytesOf(array)) hash = SeededHash.Mixed(hash, item);
        return hash;
    }

    /// <summary>Of two arrays of one type, known values that are not all texts.</summary>
    public static bool Same(Array stored, Array array)
    {
        if (stored.Length != array.Length) return false;
        if (stored is not object?[] items) return BytesOf(stored).SequenceEqual(BytesOf(array));
        var others = (object?[])array;
        for (var i = 0; i < items.Length; i++)
            if (!TagIdentity.Same(TagIdentity.KindOf(items[i]), items[i], others[i])) return false;
        return true;
    }

    private static ReadOnlySpan<byte> BytesOf(Array primitives) => MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(primitives), Buffer.ByteLength(primitives));
}
