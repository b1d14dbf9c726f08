using System.Collections.Immutable;
using System.Linq;
using System.Text;

namespace ObservabilityLint.Code;

/// <summary>Texts that are looked for in files. They are made once for the life of the process: whether a file holds one of them is remembered with it.</summary>
internal sealed class TextWords(params string[] words)
{
    public ImmutableArray<TextWord> Words { get; } = words.Select(word => new TextWord(word)).ToImmutableArray();
}

/// <summary>A text, and the parts of names in it. A file can hold the text only if its names hold them.</summary>
internal readonly struct TextWord
{
    public TextWord(string text)
    {
        Text = text;
        var names = Identifiers.NamesIn(text);
        Names = names.Select(Encoding.ASCII.GetBytes).ToImmutableArray();
        IsName = names is [var only] && only == text;
    }

    public string Text { get; }

    public ImmutableArray<byte[]> Names { get; }

    /// <summary>It is nothing but a part of a name.</summary>
    public bool IsName { get; }
}
