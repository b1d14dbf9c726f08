using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Tags;

/// <summary>
/// Whether two values of tags are the same label, without writing them: numbers, times, enums, Guids and arrays of such are compared by what their text shows.
/// Everything else is known by its text. Equal values of two types may be two identities; they only must lead to one label.
/// What labels mostly are comes first, and partly in the caller's own code: each look at a type costs time, and one at a class, such as <see cref="Enum"/>, several times as much. A stored value has been looked at once.
/// </summary>
internal static class TagIdentity
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(object? value)
    {
        if (value is string text) return SeededHash.Of(text);
        if (value is int number) return SeededHash.Of((ulong)number);
        if (value is bool truth) return SeededHash.Of(truth ? 1ul : 0);
        return value is null ? 0 : HashOfOther(value);
    }

    /// <param name="kind">The kind of the stored value.</param>
    /// <param name="stored">A value that <see cref="Copy"/> has made.</param>
    /// <param name="value">A value as it was given.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Same(TagKind kind, object? stored, object? value) => kind switch
    {
        TagKind.Text when value is string text => Unsafe.As<string>(stored) == text,
        TagKind.Int32 => value is int number && (int)stored! == number,
        TagKind.Truth => value is bool truth && (bool)stored! == truth,
        TagKind.Enum => stored!.Equals(value),
        TagKind.Texts => value is string?[] texts && ArrayIdentity.Same(Unsafe.As<string?[]>(stored!), texts),
        TagKind.Nothing => value is null,
        _ => value is not null && SameOther(kind, stored!, value),
    };

    /// <summary>What a value that <see cref="Copy"/> has made is compared as.</summary>
    public static TagKind KindOf(object? stored) => stored switch
    {
        null => TagKind.Nothing,
        string => TagKind.Text,
        int => TagKind.Int32,
        bool => TagKind.Truth,
        long => TagKind.Int64,
        double => TagKind.Real,
        DateTime => TagKind.Time,
        DateTimeOffset => TagKind.Moment,
        Guid => TagKind.Id,
        decimal => TagKind.Money,
        string?[] => TagKind.Texts,
        Array => TagKind.Array,
        System.Enum => TagKind.Enum,
        _ => TagKind.Word,
    };

    /// <summary>A value that stays what it is, whatever becomes of the program's own object, and that holds no code which the program may want to unload.</summary>
    public static object? Copy(object? value) => value switch
    {
        null => null,
        string text => SharedTexts.Of(text),
        Array array when ArrayIdentity.IsKnown(array) => array.Clone(),
        _ => IsKnown(value) ? value : SharedTexts.Of(TagValue.Text(value)),
    };

    /// <summary>It is known by something else than its text, and may be kept. An array is not, and neither is an enum of a plug-in.</summary>
    public static bool IsKnown(object value) => value is string or DateTime or Guid or decimal or DateTimeOffset || value is Enum && !value.GetType().IsCollectible || TryWord(value, out _);

    private static ulong HashOfOther(object value)
    {
        if (value is long number) return SeededHash.Of((ulong)number);
        if (value is double real) return SeededHash.Of(BitConverter.DoubleToUInt64Bits(real));
        if (value is DateTime time) return SeededHash.Of(Seconds(time));
        if (value is string?[] texts) return ArrayIdentity.Hash(texts);
        // Only a hash, since the bits of an enum are not to be had without a copy.
        if (value is Enum) return SeededHash.Of((uint)value.GetHashCode());
        if (value is Guid id) return HashOf(Words(id));
        if (value is decimal money) return HashOf(Words(money));
        if (value is DateTimeOffset moment) return HashOf(Words(moment));
        if (TryWord(value, out var word)) return SeededHash.Of(word);
        return value is Array array && ArrayIdentity.IsKnown(array) ? ArrayIdentity.Hash(array) : SeededHash.Of(TagValue.Text(value));
    }

    private static bool SameOther(TagKind kind, object stored, object value) => kind switch
    {
        TagKind.Text => !IsKnown(value) && !(value is Array given && ArrayIdentity.IsKnown(given)) && (string)stored == TagValue.Text(value),
        TagKind.Int64 => value is long number && (long)stored == number,
        TagKind.Real => value is double real && BitConverter.DoubleToUInt64Bits((double)stored) == BitConverter.DoubleToUInt64Bits(real),
        TagKind.Time => value is DateTime time && Seconds((DateTime)stored) == Seconds(time),
        TagKind.Moment => value is DateTimeOffset moment && Words((DateTimeOffset)stored) == Words(moment),
        TagKind.Id => value is Guid id && (Guid)stored == id,
        TagKind.Money => value is decimal money && Words((decimal)stored) == Words(money),
        TagKind.Array => stored.GetType() == value.GetType() && ArrayIdentity.Same((Array)stored, (Array)value),
        _ => stored.GetType() == value.GetType() && TryWord(stored, out var word) && TryWord(value, out var otherWord) && word == otherWord,
    };

    private static ulong HashOf((ulong High, ulong Low) words) => SeededHash.Of(words.High, words.Low);

    /// <summary>A time is shown to the second.</summary>
    private static ulong Seconds(DateTime time) => (ulong)(time.Ticks / TimeSpan.TicksPerSecond);

    private static (ulong High, ulong Low) Words(Guid id) => Words(MemoryMarshal.Cast<Guid, ulong>(new ReadOnlySpan<Guid>(in id)));

    /// <summary>With the number of decimals, which the text shows too.</summary>
    private static (ulong High, ulong Low) Words(decimal number) => Words(MemoryMarshal.Cast<decimal, ulong>(new ReadOnlySpan<decimal>(in number)));

    private static (ulong High, ulong Low) Words(ReadOnlySpan<ulong> words) => (words[0], words[1]);

    private static (ulong High, ulong Low) Words(DateTimeOffset moment) => ((ulong)moment.Offset.Ticks, Seconds(moment.DateTime));

    /// <summary>All that the text of a value depends on, and no more.</summary>
    private static bool TryWord(object value, out ulong word)
    {
        switch (value)
        {
            case int number: word = (ulong)number; return true;
            case long number: word = (ulong)number; return true;
            case bool truth: word = truth ? 1ul : 0; return true;
            case double number: word = BitConverter.DoubleToUInt64Bits(number); return true;
            case TimeSpan span: word = (ulong)span.Ticks; return true;
            case DateOnly day: word = (ulong)day.DayNumber; return true;
            case TimeOnly time: word = (ulong)(time.Ticks / TimeSpan.TicksPerMinute); return true;
            case float number: word = BitConverter.SingleToUInt32Bits(number); return true;
            case char character: word = character; return true;
            case byte number: word = number; return true;
            case sbyte number: word = (ulong)number; return true;
            case short number: word = (ulong)number; return true;
            case ushort number: word = number; return true;
            case uint number: word = number; return true;
            case ulong number: word = number; return true;
            case nint number: word = (ulong)number; return true;
            case nuint number: word = number; return true;
            default: word = 0; return false;
        }
    }
}
