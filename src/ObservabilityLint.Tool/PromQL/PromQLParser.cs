using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Lexing;
using ObservabilityLint.Tool.PromQL.Parsing;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.PromQL.Validation;

namespace ObservabilityLint.Tool.PromQL;

/// <summary>Reads PromQL, the query language of Prometheus, without losing a character.</summary>
internal static class PromQLParser
{
    /// <summary>Never throws: what is wrong stands in the tree's errors.</summary>
    public static PromQLTree Parse(string text, PromQLOptions options)
    {
        var lexed = Lexer.Read(text, options.GrafanaVariables);
        var cursor = new TokenCursor(text, lexed);
        var root = new ExpressionParser(cursor, options).WholeText();
        return new PromQLTree(text, lexed.Tokens, root, cursor.Error is { } error ? [error] : Validator.ErrorsOf(text, root, options));
    }
}
