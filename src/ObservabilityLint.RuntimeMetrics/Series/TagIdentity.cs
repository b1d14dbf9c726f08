using System.Runtime.InteropServices;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>
/// Whether two values of tags are the same label, without writing them: numbers, times, enums, Guids and arrays of such are compared by what their text shows.
/// Everything else is known by its text. Equal values of two types may be two identities; they only must lead to one label.
/// </summary>
internal static class TagIdentity
{
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    /// <summary>The seed is the process's own: who chooses the values cannot choose such as collide.</summary>
    public static ulong Hash(object? value) => value switch
    {
        null => 0,
        string text => Hash(text),
        Array array when IsKnown(array) => HashOfItems(array),
        _ => TryBits(value, out var high, out var low) ? Mixed(Mixed(Seed, high), low) : Hash(TagValue.Text(value)),
    };

    /// <param name="stored">A value that <see cref="Copy"/> has made.</param>
    /// <param name="value">A value as it was given.</param>
    public static bool Same(object? stored, object? value)
    {
        if (ReferenceEquals(stored, value)) return stored is not Array;
        if (stored is null || value is null) return false;
        if (stored is string text) return value is string other ? text == other : !IsKnown(value) && text == TagValue.Text(value);
        if (stored.GetType() != value.GetType()) return false;
        if (stored is Array array) return SameItems(array, (Array)value);
        if (stored is Enum) return stored.Equals(value);
        return TryBits(stored, out var high, out var low) && TryBits(value, out var otherHigh, out var otherLow) && high == otherHigh && low == otherLow;
    }

    /// <summary>A value that stays what it is, whatever becomes of the program's own object.</summary>
    public static object? Copy(object? value) => value switch
    {
        null or string => value,
        Array array when IsKnown(array) => array.Clone(),
        _ => IsKnown(value) ? value : TagValue.Text(value),
    };

    /// <summary>Four characters at a time.</summary>
    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = Seed ^ (ulong)text.Length;
        while (text.Length >= 4)
        {
            hash = System.Numerics.BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text))) * 0x9FB21C651E98DF25, 29);
            text = text[4..];
        }
        foreach (var character in text) hash = (hash ^ character) * 0x9FB21C651E98DF25;
        return hash ^ hash >> 31;
    }

    private static ulong Mixed(ulong hash, ulong bits)
    {
        hash = (hash ^ bits) * 0x9FB21C651E98DF25;
        return hash ^ hash >> 31;
    }

    private static bool IsKnown(object value) => value is string || (value is Array array ? IsKnown(array) : TryBits(value, out _, out _));

    /// <summary>One row of known values: not of rows, and not of what has only a text.</summary>
    private static bool IsKnown(Array array)
    {
        if (array is not object?[] objects) return array.Rank == 1 && array.GetType().GetElementType()!.IsPrimitive;
        foreach (var item in objects)
            if (item is not (null or string) && (item is Array || !TryBits(item, out _, out _))) return false;
        return true;
    }

    private static ulong HashOfItems(Array array)
    {
        var hash = Mixed(Seed, (ulong)array.Length);
        if (array is object?[] objects)
            foreach (var item in objects) hash = Mixed(hash, Hash(item));
        else
            foreach (var item in BytesOf(array)) hash = Mixed(hash, item);
        return hash;
    }

    private static bool SameItems(Array stored, Array array)
    {
        if (stored.Length != array.Length) return false;
        if (stored is not object?[] items) return BytesOf(stored).SequenceEqual(BytesOf(array));
        var others = (object?[])array;
        for (var i = 0; i < items.Length; i++)
            if (!Same(items[i], others[i])) return false;
        return true;
    }

    private static ReadOnlySpan<byte> BytesOf(Array primitives) => MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(primitives), Buffer.ByteLength(primitives));

    /// <summary>All that the text of a value depends on, and no more: a time is shown to the second. Of an enum only a hash, since its bits are not to be had without a copy.</summary>
    /// <returns>False for what is known by its text alone.</returns>
    private static bool TryBits(object value, out ulong high, out ulong low)
    {
        high = 0;
        switch (value)
        {
            case int number: low = (ulong)number; return true;
            case long number: low = (ulong)number; return true;
            case bool truth: low = truth ? 1ul : 0; return true;
            case Enum named: low = (uint)named.GetHashCode(); return true;
            case Guid id:
                var parts = MemoryMarshal.Cast<Guid, ulong>(MemoryMarshal.CreateReadOnlySpan(ref id, 1));
                (high, low) = (parts[0], parts[1]);
                return true;
            case double number: low = BitConverter.DoubleToUInt64Bits(number); return true;
            case decimal number:
                Span<int> words = stackalloc int[4];
                decimal.GetBits(number, words);
                (high, low) = ((ulong)words[3] << 32 | (uint)words[2], (ulong)words[1] << 32 | (uint)words[0]);
                return true;
            case DateTime time: low = (ulong)(time.Ticks / TimeSpan.TicksPerSecond); return true;
            case DateTimeOffset time: (high, low) = ((ulong)time.Offset.Ticks, (ulong)(time.Ticks / TimeSpan.TicksPerSecond)); return true;
            case TimeSpan span: low = (ulong)span.Ticks; return true;
            case DateOnly day: low = (ulong)day.DayNumber; return true;
            case TimeOnly time: low = (ulong)(time.Ticks / TimeSpan.TicksPerMinute); return true;
            case float number: low = BitConverter.SingleToUInt32Bits(number); return true;
            case char character: low = character; return true;
            case byte number: low = number; return true;
            case sbyte number: low = (ulong)number; return true;
            case short number: low = (ulong)number; return true;
            case ushort number: low = number; return true;
            case uint number: low = number; return true;
            case ulong number: low = number; return true;
            case nint number: low = (ulong)number; return true;
            case nuint number: low = number; return true;
            default: low = 0; return false;
        }
    }
}
