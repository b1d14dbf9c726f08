using ObservabilityLint.Tool.PromQL.Lexing;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>Numbers, durations and strings.</summary>
internal sealed class LiteralParser(TokenCursor cursor, bool hasVariables)
{
    public bool IsAtNumber => cursor.Is(TokenKind.Number) || cursor.Is(TokenKind.Duration);

    public Expression Number()
    {
        var token = cursor.Current;
        var text = cursor.Text.AsSpan(token.Span.Start, token.Span.Length);
        if ((token.Kind == TokenKind.Duration ? DurationValue.Of(text) : NumberValue.Of(text)) is { } value) return new NumberLiteral(cursor.Take(), value);
        cursor.FailAt(token.Span, token.Kind == TokenKind.Duration
            ? $"\"{text}\" is no duration: it wants whole numbers with the units y, w, d, h, m, s, ms, each at most once and in this order"
            : $"\"{text}\" is no number");
        return new MissingExpression(cursor.LastEnd);
    }

    public StringLiteral String()
    {
        var token = cursor.Take();
        return new StringLiteral(token, StringDecoder.Decode(cursor.Text, token.Span), HasVariables(token));
    }

    /// <summary>The current token as a name.</summary>
    public Name Name(NameRole role)
    {
        var token = cursor.Take();
        return new Name(role, token, token.Kind == TokenKind.String ? StringDecoder.Decode(cursor.Text, token.Span).Value : token.Span.In(cursor.Text), HasVariables(token));
    }

    private bool HasVariables(Token token) => hasVariables && token.Kind switch
    {
        TokenKind.Variable or TokenKind.Template => true,
        TokenKind.String => GrafanaVariable.In(cursor.Text, token.Span).Any(),
        _ => false,
    };
}
