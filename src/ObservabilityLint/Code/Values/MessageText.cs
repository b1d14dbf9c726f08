using System;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>
/// What a message quotes, as it can stand in a build log: on one line, however the code writes it; visible, so that a zero-width space or a change of the writing direction in a name shows;
/// and not longer than a reader reads.
/// </summary>
internal static class MessageText
{
    private const int MaximumLength = 200;

    /// <summary>The arguments of a message, all but the numbers among them made printable.</summary>
    public static object?[] Of(object?[] arguments)
    {
        var texts = new object?[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            texts[i] = arguments[i] switch
            {
                SyntaxNode code => Shortened(OfCode(code)),
                null or IFormattable => arguments[i],
                var text => Shortened(Escaped(text.ToString())),
            };
        return texts;
    }

    /// <summary>Code on one line: what it is broken and indented with says nothing.</summary>
    public static string OfCode(SyntaxNode code)
    {
        var text = new StringBuilder();
        foreach (var c in code.ToString())
            if (!char.IsWhiteSpace(c)) text.Append(c);
            else if (text.Length > 0 && text[text.Length - 1] != ' ') text.Append(' ');
        return Escaped(text.ToString());
    }

    private static string Escaped(string text)
    {
        if (text.Length == 0) return "(empty)";
        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (!IsVisible(text, i)) (escaped ??= new StringBuilder(text, 0, i, text.Length + 16)).Append(Escape(text, i, length));
            else escaped?.Append(text, i, length);
            i += length - 1;
        }
        return escaped?.ToString() ?? text;
    }

    private static bool IsVisible(string text, int index) => text[index] == ' ' || CharUnicodeInfo.GetUnicodeCategory(text, index) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.Surrogate);

    /// <summary>As a string literal of C# writes it.</summary>
    private static string Escape(string text, int index, int length) => text[index] switch
    {
        '\0' => @"\0",
        '\t' => @"\t",
        '\n' => @"\n",
        '\r' => @"\r",
        _ when length == 2 => @"\U" + char.ConvertToUtf32(text, index).ToString("X8", CultureInfo.InvariantCulture),
        var c => @"\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
    };

    /// <summary>Cut off with an ellipsis, and not within an open quotation.</summary>
    private static string Shortened(string text)
    {
        if (text.Length <= MaximumLength) return text;
        var end = char.IsHighSurrogate(text[MaximumLength - 1]) ? MaximumLength - 1 : MaximumLength;
        var quotes = 0;
        for (var i = 0; i < end; i++)
            if (text[i] == '\'') quotes++;
        return text.Substring(0, end) + (quotes % 2 == 0 ? "…" : "…'");
    }
}
