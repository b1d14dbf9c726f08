using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>Operands: literals, selectors, calls, aggregations, parentheses and variables.</summary>
internal sealed class OperandParser(TokenCursor cursor, LiteralParser literals, ClauseParser clauses, Func<Expression> parseExpression)
{
    private readonly SelectorParser _selectors = new(cursor, literals);

    public Expression Operand()
    {
        switch (cursor.Current.Kind)
        {
            case TokenKind.Number or TokenKind.Duration:
                return literals.Number();
            case TokenKind.String:
                return literals.String();
            case TokenKind.OpenParenthesis:
                return Parenthesis();
            case TokenKind.Identifier:
                return Named();
            case TokenKind.OpenBrace or TokenKind.MetricIdentifier:
                return _selectors.Selector();
            case TokenKind.Variable or TokenKind.Template:
                return Variable();
            default:
                return Missing();
        }
    }

    private Parenthesis Parenthesis()
    {
        var open = cursor.Take();
        var inner = parseExpression();
        if (!cursor.TryTake(TokenKind.CloseParenthesis)) cursor.Fail($"an operator or {Closing(open)}");
        return new Parenthesis(SourceSpan.Between(open.Span.Start, cursor.LastEnd), inner);
    }

    /// <summary>A word is a keyword, a function or a metric by what follows it.</summary>
    private Expression Named()
    {
        var isBeforeParenthesis = cursor.NextKind == TokenKind.OpenParenthesis;
        return cursor.Keyword switch
        {
            Keyword.Aggregation when isBeforeParenthesis || cursor.IsNextGrouping || cursor.IsNextVariableGrouping => Aggregation(cursor.Take()),
            Keyword.None or Keyword.Start or Keyword.End or Keyword.Step or Keyword.Range or Keyword.MinOf or Keyword.MaxOf when isBeforeParenthesis => Call(cursor.Take()),
            _ => Keywords.IsNoMetric(cursor.Keyword) ? Missing() : _selectors.Selector(),
        };
    }

    private Expression Variable()
    {
        if (cursor.NextKind == TokenKind.OpenParenthesis) return Call(cursor.Take());
        if (cursor.IsNextGrouping) return Aggregation(cursor.Take());
        // A name in part, as in node_$x, is a metric's. A whole variable may stand for anything that its braces do not decide.
        return !IsNumber(cursor.Current) && (cursor.NextKind == TokenKind.OpenBrace || cursor.Is(TokenKind.Template)) ? _selectors.Selector() : new VariableExpression(cursor.Take());
    }

    private Expression Call(Token name)
    {
        var arguments = Arguments();
        var text = name.Span.In(cursor.Text);
        // What a variable calls and a grouping follows is an aggregation.
        if (name.Kind != TokenKind.Identifier && clauses.Grouping() is { } grouping) return new Aggregation(SourceSpan.Between(name.Span.Start, cursor.LastEnd), name, text, grouping, arguments);
        return new Call(SourceSpan.Between(name.Span.Start, cursor.LastEnd), name, text, Functions.Named(text), arguments);
    }

    private Aggregation Aggregation(Token @operator)
    {
        var grouping = clauses.Grouping() ?? clauses.VariableGrouping();
        var arguments = Arguments();
        grouping ??= clauses.Grouping();
        return new Aggregation(SourceSpan.Between(@operator.Span.Start, cursor.LastEnd), @operator, @operator.Span.In(cursor.Text).ToLowerInvariant(), grouping, arguments);
    }

    private ImmutableArray<Expression> Arguments()
    {
        var open = cursor.Current;
        cursor.Expect(TokenKind.OpenParenthesis, "\"(\"");
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        while (!cursor.TryTake(TokenKind.CloseParenthesis) && cursor.Error is null)
        {
            arguments.Add(parseExpression());
            if (cursor.TryTake(TokenKind.Comma))
            {
                if (cursor.Is(TokenKind.CloseParenthesis)) cursor.Fail("an argument after the \",\"");
            }
            else if (!cursor.Is(TokenKind.CloseParenthesis)) cursor.Fail($"\",\", an operator or {Closing(open)}");
        }
        return arguments.DrainToImmutable();
    }

    private MissingExpression Missing()
    {
        cursor.Fail("an expression");
        return new MissingExpression(cursor.LastEnd);
    }

    /// <summary>What closes a parenthesis. At the end of the expression, it may have been opened far before.</summary>
    private string Closing(Token open)
    {
        if (!cursor.Is(TokenKind.End)) return "\")\"";
        var (line, column) = PromQLError.PlaceOf(cursor.Text, open.Span.Start);
        return $"\")\" for the \"(\" at {line}:{column}";
    }

    private bool IsNumber(Token template) => char.IsAsciiDigit(cursor.Text[template.Span.Start]);
}
