using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace ObservabilityLint.RuntimeMetrics.Formats;

/// <summary>Text or messages on their way out, in a rented buffer: some thousand bytes at a time, whatever the size of the whole.</summary>
internal sealed class ExpositionBuffer : IDisposable
{
    /// <summary>What is sent at once.</summary>
    public const int ChunkSize = 16 * 1024;

    private const int LongestNumber = 32;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(2 * ChunkSize);
    private int length, openParts;

    /// <summary>There is enough to be sent, and nothing of it still changes.</summary>
    public bool HasChunk => openParts == 0 && length >= ChunkSize;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    public void Clear() => (length, openParts) = (0, 0);

    /// <summary>Room for at least so many bytes behind what is written. <see cref="Advance"/> tells how many of them are written then.</summary>
    public Span<byte> GetSpan(int size)
    {
        if (bytes.Length - length < size) Grow(size);
        return bytes.AsSpan(length);
    }

    public void Advance(int size) => length += size;

    public void Write(byte character)
    {
        if (length == bytes.Length) Grow(1);
        bytes[length++] = character;
    }

    public void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(GetSpan(text.Length));
        Advance(text.Length);
    }

    public void Write(string ascii)
    {
        if (bytes.Length - length < ascii.Length) Grow(ascii.Length);
        foreach (var character in ascii) bytes[length++] = (byte)character;
    }

    public void Write(long number) => Format(number);

    /// <summary>As a count, which is never negative: a sum that has passed 2^63 goes on to 2^64.</summary>
    public void WriteCount(long number) => Format(unchecked((ulong)number));

    /// <summary>The shortest text that is read back as the same number.</summary>
    public void Write(double number)
    {
        if (double.IsFinite(number)) Format(number);
        else Write(double.IsNaN(number) ? "NaN"u8 : number > 0 ? "+Inf"u8 : "-Inf"u8);
    }

    /// <summary>A time in seconds since 1970; before that there was none.</summary>
    public void WriteSeconds(long milliseconds)
    {
        milliseconds = Math.Max(0, milliseconds);
        Format(milliseconds / 1000);
        Write((byte)'.');
        var rest = (int)(milliseconds % 1000);
        Write((byte)('0' + rest / 100));
        Write((byte)('0' + rest / 10 % 10));
        Write((byte)('0' + rest % 10));
    }

    /// <summary>In groups of seven bits, the lowest first.</summary>
    public void WriteVarint(ulong number)
    {
        for (; number > 0x7F; number >>= 7) Write((byte)(number | 0x80));
        Write((byte)number);
    }

    public static int VarintLength(int number) => 1 + BitOperations.Log2((uint)number | 1) / 7;

    /// <summary>Begins a part that stands behind its own length, which is known when it ends.</summary>
    /// <returns>Where it begins, for <see cref="EndPart"/>.</returns>
    public int BeginPart()
    {
        openParts++;
        Write((byte)0);
        return length;
    }

    /// <summary>Most parts are short, so that their length takes one byte; longer ones are moved.</summary>
    public void EndPart(int begin)
    {
        openParts--;
        var size = length - begin;
        var more = VarintLength(size) - 1;
        if (bytes.Length - length < more) Grow(more);
        if (more > 0) bytes.AsSpan(begin, size).CopyTo(bytes.AsSpan(begin + more));
        length = begin - 1;
        WriteVarint((uint)size);
        length += size;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        length = 0;
    }

    private void Format<T>(T number) where T : IUtf8SpanFormattable
    {
        number.TryFormat(GetSpan(LongestNumber), out var written, default, CultureInfo.InvariantCulture);
        Advance(written);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * bytes.Length, length + more));
        bytes.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
