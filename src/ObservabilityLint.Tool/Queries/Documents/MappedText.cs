namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>
/// A text as it is meant, without the escapes and the indentation that a file writes it with, and where each of its characters stands in the file. Texts lie in texts: an expression in the JSON in a block of YAML.
/// </summary>
internal sealed class MappedText
{
    private readonly int offset;
    private readonly int[]? starts, ends;
    private readonly Func<string, bool, string?> encode;

    private MappedText(string text, int offset, int[]? starts, int[]? ends, Func<string, bool, string?> encode)
        => (Text, this.offset, this.starts, this.ends, this.encode) = (text, offset, starts, ends, encode);

    public string Text { get; }

    /// <summary>A whole file.</summary>
    public static MappedText Of(SourceFile file) => new(file.Text, 0, null, null, static (text, _) => text);

    /// <summary>A text whose characters nobody can tell the places of, so that it can be read only.</summary>
    public static MappedText ReadOnly(string text, int start) => new(text, start, Enumerable.Repeat(start, text.Length).ToArray(), Enumerable.Repeat(start, text.Length).ToArray(), static (_, _) => null);

    /// <summary>The place in the file of a character, or of the end.</summary>
    public int PlaceOf(int index)
    {
        if (starts is null) return offset + index;
        return index < starts.Length ? starts[index] : ends!.Length > 0 ? ends[^1] : offset;
    }

    /// <summary>True if a character of the text stands at a place in the file.</summary>
    public bool IsAt(int place, char character)
    {
        if (starts is null) return place >= offset && place - offset < Text.Length && Text[place - offset] == character;
        var index = Array.BinarySearch(starts, place);
        return index >= 0 && Text[index] == character;
    }

    /// <summary>What writes another text at a part of this one; null where it cannot be written there.</summary>
    public TextEdit? Replace(int start, int length, string by)
        => encode(by, start == 0) is not { } written ? null
            : length == 0 ? new TextEdit(PlaceOf(start), PlaceOf(start), written)
            : new TextEdit(PlaceOf(start), ends is null ? offset + start + length : ends[start + length - 1], written);

    /// <summary>A part, written as this is.</summary>
    public MappedText Slice(int start, int length) => Slice(start, length, static (text, _) => text);

    /// <summary>A part whose characters stand for themselves, if new ones are written as told.</summary>
    /// <param name="start">The first character.</param>
    /// <param name="length">How many.</param>
    /// <param name="escape">How a text is written there, and whether at all; told whether it comes first.</param>
    public MappedText Slice(int start, int length, Func<string, bool, string?> escape)
        => new(Text.Substring(start, length), PlaceOf(start), starts?[start..(start + length)], ends?[start..(start + length)], Through(escape));

    private Func<string, bool, string?> Through(Func<string, bool, string?> escape)
    {
        var outer = encode;
        return (text, isFirst) => escape(text, isFirst) is { } escaped ? outer(escaped, false) : null;
    }

    /// <summary>Puts a text together from what another text writes.</summary>
    public sealed class Builder(MappedText outer, int start, Func<string, bool, string?> escape)
    {
        private readonly System.Text.StringBuilder text = new();
        private readonly List<int> starts = [], ends = [];

        public int Length => text.Length;

        /// <summary>Adds a character that the outer text writes from one place to another.</summary>
        public void Add(char c, int from, int to)
        {
            text.Append(c);
            starts.Add(outer.PlaceOf(from));
            ends.Add(to > from ? outer.EndOf(to - 1) : outer.PlaceOf(from));
        }

        /// <summary>Adds a text that the outer text writes as one.</summary>
        public void Add(string whole, int from, int to)
        {
            foreach (var c in whole) Add(c, from, to);
        }

        public MappedText ToText() => new(text.ToString(), outer.PlaceOf(start), [.. starts], [.. ends], outer.Through(escape));
    }

    private int EndOf(int index) => ends is null ? offset + index + 1 : ends[index];
}
