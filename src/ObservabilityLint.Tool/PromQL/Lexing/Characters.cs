namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>The classes of characters that the language knows, all of them ASCII.</summary>
internal static class Characters
{
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r';

    public static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    public static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>The character at a position; NUL, which no token has, behind the end.</summary>
    public static char At(string text, int position) => position < text.Length ? text[position] : '\0';
}
