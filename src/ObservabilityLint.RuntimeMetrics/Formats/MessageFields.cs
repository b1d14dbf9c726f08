using System.Buffers.Binary;
using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Formats;

/// <summary>
/// Writes the fields of protobuf messages (protobuf.dev/programming-guides/encoding). The few that metrics need are less than a library for all of them would be, and a program may have such a library in a version of its own.
/// </summary>
internal readonly struct MessageFields(ExpositionBuffer buffer)
{
    private const int Varint = 0, Fixed64 = 1, Delimited = 2;

    /// <summary>What is written, by itself.</summary>
    public static byte[] Written(Action<MessageFields> write)
    {
        using var buffer = new ExpositionBuffer();
        write(new MessageFields(buffer));
        return buffer.Written.ToArray();
    }

    public void Write(int field, double value)
    {
        Tag(field, Fixed64);
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        buffer.Write(bytes);
    }

    public void Write(int field, ulong value)
    {
        Tag(field, Varint);
        buffer.WriteVarint(value);
    }

    /// <summary>A field of the type <c>sint32</c> or <c>sint64</c>, in which small numbers are short on both sides of 0.</summary>
    public void WriteSigned(int field, long value)
    {
        Tag(field, Varint);
        WriteSigned(value);
    }

    /// <summary>One of many in a field that holds them all.</summary>
    public void WriteSigned(long value) => buffer.WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    public void Write(int field, string text) => Write(field, Encoding.UTF8.GetBytes(text));

    public void Write(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, Delimited);
        buffer.WriteVarint((ulong)bytes.Length);
        buffer.Write(bytes);
    }

    /// <summary>A message <c>io.prometheus.client.LabelPair</c>.</summary>
    public void WriteLabel(int field, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Tag(field, Delimited);
        buffer.WriteVarint((uint)(2 + ExpositionBuffer.VarintLength(name.Length) + name.Length + ExpositionBuffer.VarintLength(value.Length) + value.Length));
        Write(MessageNumbers.LabelName, name);
        Write(MessageNumbers.LabelValue, value);
    }

    /// <summary>A time in milliseconds since 1970, as <c>google.protobuf.Timestamp</c>.</summary>
    public void WriteTime(int field, long milliseconds)
    {
        milliseconds = Math.Max(0, milliseconds);
        var time = Begin(field);
        Write(MessageNumbers.TimeSeconds, (ulong)(milliseconds / 1000));
        Write(MessageNumbers.TimeNanoseconds, (ulong)(milliseconds % 1000 * 1_000_000));
        buffer.EndPart(time);
    }

    /// <summary>Begins a message in a field, or many numbers in one. Ends with <see cref="ExpositionBuffer.EndPart"/>.</summary>
    public int Begin(int field)
    {
        Tag(field, Delimited);
        return buffer.BeginPart();
    }

    private void Tag(int field, int type) => buffer.WriteVarint((uint)(field << 3 | type));
}
