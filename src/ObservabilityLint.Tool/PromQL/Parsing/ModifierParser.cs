using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>What stands behind an operand and binds stronger than every operator: ranges, <c>offset</c>, <c>@</c>, <c>anchored</c>, <c>smoothed</c>.</summary>
internal sealed class ModifierParser(TokenCursor cursor, LiteralParser literals)
{
    private readonly DurationParser _durations = new(cursor, literals);

    public Expression Modified(Expression operand)
    {
        while (true)
        {
            if (cursor.TryTake(TokenKind.OpenBracket)) operand = Range(operand);
            else if (cursor.TryTake(TokenKind.At)) operand = new AtExpression(operand, Timestamp());
            else if (cursor.Keyword is Keyword.Anchored or Keyword.Smoothed) operand = new RangeEdgeExpression(operand, isSmoothed: cursor.Keyword == Keyword.Smoothed, keyword: cursor.Take());
            else if (cursor.Keyword == Keyword.Offset)
            {
                cursor.Take();
                operand = new OffsetExpression(operand, _durations.Offset());
            }
            else return operand;
        }
    }

    private Expression Range(Expression operand)
    {
        var range = _durations.Duration();
        var isSubquery = cursor.TryTake(TokenKind.Colon);
        var step = isSubquery ? _durations.Step() : null;
        cursor.Expect(TokenKind.CloseBracket, isSubquery ? "\"]\"" : "\":\" or \"]\"");
        var span = SourceSpan.Between(operand.Span.Start, cursor.LastEnd);
        return isSubquery ? new Subquery(span, operand, range, step) : new MatrixSelector(span, operand, range);
    }

    private Expression Timestamp()
    {
        if (cursor.Is(TokenKind.Variable) || cursor.Is(TokenKind.Template)) return new VariableExpression(cursor.Take());
        if (cursor.Keyword is Keyword.Start or Keyword.End) return Boundary();
        Token? sign = cursor.Is(TokenKind.Plus) || cursor.Is(TokenKind.Minus) ? cursor.Take() : null;
        if (literals.IsAtNumber) return sign is { } given ? new Unary(given, literals.Number()) : literals.Number();
        cursor.Fail("a timestamp in seconds, \"start()\" or \"end()\"");
        return new MissingExpression(cursor.LastEnd);
    }

    private QueryBoundary Boundary()
    {
        var isEnd = cursor.Keyword == Keyword.End;
        var start = cursor.Take().Span.Start;
        cursor.Expect(TokenKind.OpenParenthesis, "\"(\"");
        cursor.Expect(TokenKind.CloseParenthesis, "\")\"");
        return new QueryBoundary(SourceSpan.Between(start, cursor.LastEnd), isEnd);
    }
}
