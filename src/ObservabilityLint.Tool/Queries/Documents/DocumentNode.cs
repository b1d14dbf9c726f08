namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>A part of a document, whether JSON or YAML, that knows where it stands in its file.</summary>
/// <param name="place">Where it begins in the file.</param>
internal abstract class DocumentNode(int place)
{
    public int Place => place;

    /// <summary>A member of a mapping; null where this is none, or has no such member.</summary>
    public DocumentNode? this[string key] => (this as Mapping)?.Find(key);

    /// <summary>What lies below some keys, one in the other.</summary>
    public DocumentNode? At(params ReadOnlySpan<string> keys)
    {
        var node = this;
        foreach (var key in keys) node = node?[key];
        return node;
    }

    /// <summary>The items of a list; none of anything else.</summary>
    public IReadOnlyList<DocumentNode> Items => (this as Sequence)?.List ?? [];

    /// <summary>The members of a mapping; none of anything else.</summary>
    public IReadOnlyList<(Scalar Key, DocumentNode Value)> Members => (this as Mapping)?.List ?? [];

    /// <summary>The text of a scalar below a key; null where there is none.</summary>
    public string? TextAt(string key) => this[key] is Scalar { IsNull: false } scalar ? scalar.Text.Text : null;

    /// <summary>All nodes in it, itself first.</summary>
    public IEnumerable<DocumentNode> All()
    {
        var left = new Stack<DocumentNode>([this]);
        while (left.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Items.Count - 1; i >= 0; i--) left.Push(node.Items[i]);
            for (var i = node.Members.Count - 1; i >= 0; i--) left.Push(node.Members[i].Value);
        }
    }
}

/// <summary>Keys with values, in the order of the file.</summary>
internal sealed class Mapping(int place) : DocumentNode(place)
{
    public List<(Scalar Key, DocumentNode Value)> List { get; } = [];

    public DocumentNode? Find(string key)
    {
        foreach (var (name, value) in List)
            if (name.Is(key)) return value;
        return null;
    }
}

/// <summary>A list.</summary>
internal sealed class Sequence(int place) : DocumentNode(place)
{
    public List<DocumentNode> List { get; } = [];
}

/// <summary>How a scalar is written.</summary>
internal enum ScalarStyle
{
    /// <summary>A string of JSON.</summary>
    Json,

    /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c> of JSON.</summary>
    JsonLiteral,
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Block,
}

/// <summary>A text, a number or nothing. It is decoded when it is asked for: most of a file never is.</summary>
/// <param name="outer">What it is written in.</param>
/// <param name="start">Its first character there.</param>
/// <param name="end">The one after its last.</param>
/// <param name="style">How it is written.</param>
/// <param name="hasEscapes">Not every character stands for itself.</param>
/// <param name="expected">What another reader made of it, where one did.</param>
/// <param name="indentation">That of what it belongs to, for blocks.</param>
internal sealed class Scalar(MappedText outer, int start, int end, ScalarStyle style, bool hasEscapes, string? expected = null, int indentation = 0) : DocumentNode(outer.PlaceOf(start))
{
    private MappedText? text;

    public bool IsNull => style == ScalarStyle.JsonLiteral ? Span is "null" : style == ScalarStyle.Plain && expected is "" or "null" or "~";

    public MappedText Text => text ??= Decode();

    /// <summary>What a person reads as one: quoted, or a word that is no number.</summary>
    public bool IsText => style != ScalarStyle.JsonLiteral && !IsNull;

    private ReadOnlySpan<char> Span => outer.Text.AsSpan(start, end - start);

    public bool Is(string value) => hasEscapes ? Text.Text == value : expected is null ? Span.SequenceEqual(value) : expected == value;

    /// <summary>Says so without decoding it.</summary>
    public bool MayContain(string word) => hasEscapes ? Text.Text.Contains(word, StringComparison.Ordinal) : Span.Contains(word, StringComparison.Ordinal);

    private MappedText Decode()
    {
        var decoded = style switch
        {
            ScalarStyle.Json => hasEscapes ? JsonText.Decode(outer, start, end) : outer.Slice(start, end - start, JsonText.Escape),
            ScalarStyle.JsonLiteral => outer.Slice(start, end - start),
            ScalarStyle.Block => YamlBlock.Decode(outer, start, indentation),
            _ => YamlFlow.Decode(outer, start, end, style),
        };
        // What this reads otherwise than YAML's own reader is left alone.
        return expected is null || decoded.Text == expected ? decoded : MappedText.ReadOnly(expected, Place);
    }
}
