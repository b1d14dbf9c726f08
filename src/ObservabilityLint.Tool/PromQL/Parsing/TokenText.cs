using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>A token in the words of an error message.</summary>
internal static class TokenText
{
    private const int Longest = 40;

    public static string Of(string text, Token token)
    {
        var written = token.Span.Length > Longest ? text.Substring(token.Span.Start, Longest) + "…" : token.Span.In(text);
        return token.Kind switch
        {
            TokenKind.End => "end of the expression",
            TokenKind.String => $"string {written}",
            TokenKind.Number => $"number {written}",
            TokenKind.Duration => $"duration {written}",
            TokenKind.Variable => $"variable {written}",
            _ => $"\"{written}\"",
        };
    }
}
