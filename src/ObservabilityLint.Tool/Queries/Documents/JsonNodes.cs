using System.Text;
using System.Text.Json;

namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>Reads JSON into nodes that know their places.</summary>
internal static class JsonNodes
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 256 };

    /// <exception cref="MalformedDocumentException">It is not JSON.</exception>
    public static DocumentNode Read(MappedText text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Text);
        var reader = new Utf8JsonReader(bytes, Options);
        var places = new Places(bytes);
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, ref places, text);
            while (reader.Read())
            {
            }
            return root;
        }
        catch (JsonException e)
        {
            throw new MalformedDocumentException(PlaceOf(text, e), "JSON", e.Message.Split(" LineNumber:")[0].Split(" Change the reader options")[0], e);
        }
    }

    private static DocumentNode ReadValue(ref Utf8JsonReader reader, ref Places places, MappedText text)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var mapping = new Mapping(text.PlaceOf(places.Of(reader.TokenStartIndex)));
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = ReadScalar(ref reader, ref places, text);
                    reader.Read();
                    mapping.List.Add((key, ReadValue(ref reader, ref places, text)));
                }
                return mapping;
            case JsonTokenType.StartArray:
                var sequence = new Sequence(text.PlaceOf(places.Of(reader.TokenStartIndex)));
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) sequence.List.Add(ReadValue(ref reader, ref places, text));
                return sequence;
            default:
                return ReadScalar(ref reader, ref places, text);
        }
    }

    private static Scalar ReadScalar(ref Utf8JsonReader reader, ref Places places, MappedText text)
    {
        var isString = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        var start = places.Of(reader.TokenStartIndex + (isString ? 1 : 0));
        var end = places.Of(reader.TokenStartIndex + (isString ? 1 : 0) + reader.ValueSpan.Length);
        return new Scalar(text, start, end, isString ? ScalarStyle.Json : ScalarStyle.JsonLiteral, isString && reader.ValueIsEscaped);
    }

    private static int PlaceOf(MappedText text, JsonException e)
    {
        var line = 0;
        for (var i = 0; i < text.Text.Length; i++)
        {
            if (line == e.LineNumber) return text.PlaceOf((int)Math.Min(i + (e.BytePositionInLine ?? 0), text.Text.Length));
            if (text.Text[i] == '\n') line++;
        }
        return text.PlaceOf(text.Text.Length);
    }

    /// <summary>Turns places in the bytes into places in the text, asked for from the first to the last.</summary>
    private ref struct Places(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private int passed, characters;

        public int Of(long index)
        {
            characters += Encoding.UTF8.GetCharCount(bytes[passed..(int)index]);
            passed = (int)index;
            return characters;
        }
    }
}
