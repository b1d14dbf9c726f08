using System.Text;
using Google.Protobuf;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Protobuf;

/// <summary>A protobuf message, field by field. Each question takes its field out: what is left at the end is what nobody has asked for.</summary>
internal sealed class ProtobufMessage
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<(int Field, object Value)> fields = [];

    private ProtobufMessage(byte[] bytes)
    {
        using var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag && tag != 0)
            fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadUInt64(),
                WireFormat.WireType.Fixed64 => input.ReadDouble(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                var other => throw new InvalidDataException($"Field {WireFormat.GetTagFieldNumber(tag)} is of the wire type {other}."),
            }));
    }

    /// <summary>Messages that each stand behind their length, as far as the bytes go.</summary>
    public static IEnumerable<ProtobufMessage> ReadAll(byte[] delimited)
    {
        using var input = new CodedInputStream(delimited);
        while (!input.IsAtEnd) yield return new ProtobufMessage(input.ReadBytes().ToByteArray());
    }

    public string Text(int field) => Single(field) is byte[] bytes ? StrictUtf8.GetString(bytes) : "";

    public ulong Number(int field) => (ulong)(Single(field) ?? 0UL);

    /// <summary>Of the type sint32 or sint64; null where it is not there.</summary>
    public long? Signed(int field) => Single(field) is ulong number ? (long)(number >> 1) ^ -(long)(number & 1) : null;

    public double Real(int field) => (double)(Single(field) ?? 0d);

    public ProtobufMessage? Message(int field) => Single(field) is byte[] bytes ? new ProtobufMessage(bytes) : null;

    public List<ProtobufMessage> Messages(int field) => [.. Take(field).Select(bytes => new ProtobufMessage((byte[])bytes))];

    /// <summary>Many numbers of the type sint64 in one field.</summary>
    public List<long> SignedMany(int field)
    {
        var numbers = new List<long>();
        if (Single(field) is not byte[] bytes) return numbers;
        using var input = new CodedInputStream(bytes);
        while (!input.IsAtEnd) numbers.Add(input.ReadSInt64());
        return numbers;
    }

    public void IsRead() => Assert.True(fields.Count == 0, $"No such message has the fields {string.Join(", ", fields.Select(field => field.Field))}.");

    private object? Single(int field) => Take(field) is var all && all.Count <= 1 ? all.SingleOrDefault() : throw new InvalidDataException($"Field {field} is there {all.Count} times.");

    private List<object> Take(int field)
    {
        var taken = fields.Where(own => own.Field == field).Select(own => own.Value).ToList();
        fields.RemoveAll(own => own.Field == field);
        return taken;
    }
}
