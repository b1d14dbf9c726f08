using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>Finds where a string literal ends, and what is wrong in it.</summary>
internal static class StringScanner
{
    private const char Replacement = '\uFFFD';

    /// <summary>The end of the literal that begins here, and its first fault if it has one.</summary>
    public static (int End, LexicalError? Error) Scan(string text, int start)
    {
        var quote = text[start];
        LexicalError? error = null;
        for (var i = start + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == quote) return (i + 1, error);
            if (c == '\n' && quote != '`') return (i, Unterminated(text, start, i));
            if (c == '\\' && quote != '`')
            {
                var length = EscapeSequence.LengthAt(text, i, quote, out var fault);
                if (fault is not null) error ??= new LexicalError(new SourceSpan(i, length), fault);
                i += length - 1;
            }
            else if (c == Replacement || char.IsSurrogate(c) && !IsPair(text, ref i)) error ??= new LexicalError(new SourceSpan(i, 1), "this character is no valid Unicode, which Prometheus refuses in a string");
        }
        return (text.Length, Unterminated(text, start, text.Length));
    }

    private static bool IsPair(string text, ref int i)
    {
        if (!char.IsHighSurrogate(text[i]) || !char.IsLowSurrogate(Characters.At(text, i + 1))) return false;
        i++;
        return true;
    }

    private static LexicalError Unterminated(string text, int start, int end)
        => new(SourceSpan.Between(start, end), $"the string is not closed, expected {text[start]} {(end < text.Length ? "before the end of the line" : "before the end of the expression")}");
}
