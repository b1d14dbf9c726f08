using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>Durations in brackets and behind <c>offset</c>, and arithmetic over them, which is a language of its own: numbers, signs, operators, parentheses and four functions.</summary>
internal sealed class DurationParser(TokenCursor cursor, LiteralParser literals)
{
    private const string Expected = "a duration, such as 5m";

    public Expression Duration() => Operators(Precedence.Weakest);

    /// <summary>The step of a subquery, which may be left out.</summary>
    public Expression? Step()
    {
        if (cursor.Is(TokenKind.CloseBracket)) return null;
        if (cursor.Is(TokenKind.End)) cursor.Fail($"{Expected}, or \"]\"");
        return Duration();
    }

    /// <summary>Behind <c>offset</c>, arithmetic needs parentheses: <c>a offset 5m + b</c> adds <c>b</c> to <c>a</c>.</summary>
    public Expression Offset()
    {
        Token? sign = cursor.Is(TokenKind.Plus) || cursor.Is(TokenKind.Minus) ? cursor.Take() : null;
        if (sign is not null && (cursor.Is(TokenKind.Plus) || cursor.Is(TokenKind.Minus))) return Continued(new Unary(sign.Value, Signed()), Precedence.Weakest);
        var isParenthesis = cursor.Is(TokenKind.OpenParenthesis);
        var operand = Primary();
        if (sign is { } given) return new Unary(given, operand);
        // The grammar of Prometheus goes on behind parentheses as long as operators follow.
        return isParenthesis ? Continued(operand, Precedence.Weakest) : operand;
    }

    private Expression Operators(int weakest)
    {
        if (!cursor.TryDescend()) return Missing();
        var expression = Continued(Signed(), weakest);
        cursor.Ascend();
        return expression;
    }

    private Expression Continued(Expression left, int weakest)
    {
        while (OperatorTable.OfDurations(cursor.Current.Kind) is { } @operator && Precedence.Of(@operator) >= weakest)
        {
            var token = cursor.Take();
            left = new Binary(left, token, @operator, modifiers: null, Operators(Precedence.OnTheRightOf(@operator)));
        }
        return left;
    }

    private Expression Signed() => cursor.Is(TokenKind.Plus) || cursor.Is(TokenKind.Minus) ? new Unary(cursor.Take(), Operators(Precedence.UnderASign)) : Primary();

    private Expression Primary()
    {
        switch (cursor.Current.Kind)
        {
            case TokenKind.Number or TokenKind.Duration:
                return literals.Number();
            case TokenKind.Variable or TokenKind.Template:
                return new VariableExpression(cursor.Take());
            case TokenKind.OpenParenthesis:
                var start = cursor.Take().Span.Start;
                var inner = Duration();
                cursor.Expect(TokenKind.CloseParenthesis, "\")\"");
                return new Parenthesis(SourceSpan.Between(start, cursor.LastEnd), inner);
            case TokenKind.Identifier when cursor.Keyword is Keyword.Step or Keyword.Range or Keyword.MinOf or Keyword.MaxOf:
                return Function(takesTwo: cursor.Keyword is Keyword.MinOf or Keyword.MaxOf);
            default:
                cursor.Fail(Expected);
                return Missing();
        }
    }

    private DurationFunction Function(bool takesTwo)
    {
        var name = cursor.Take();
        cursor.Expect(TokenKind.OpenParenthesis, "\"(\"");
        var arguments = new List<Expression>();
        if (takesTwo)
        {
            arguments.Add(Duration());
            cursor.Expect(TokenKind.Comma, "\",\"");
            arguments.Add(Duration());
        }
        cursor.Expect(TokenKind.CloseParenthesis, "\")\"");
        return new DurationFunction(SourceSpan.Between(name.Span.Start, cursor.LastEnd), name, name.Span.In(cursor.Text).ToLowerInvariant(), [.. arguments]);
    }

    private MissingExpression Missing() => new(cursor.LastEnd);
}
