using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>Selectors of series: <c>metric</c>, <c>metric{label="value"}</c>, <c>{"metric", label="value"}</c>.</summary>
internal sealed class SelectorParser(TokenCursor cursor, LiteralParser literals)
{
    public VectorSelector Selector()
    {
        var start = cursor.Current.Span.Start;
        var name = cursor.Is(TokenKind.OpenBrace) ? null : literals.Name(NameRole.Metric);
        var matchers = cursor.TryTake(TokenKind.OpenBrace) ? Matchers() : [];
        return new VectorSelector(SourceSpan.Between(start, cursor.LastEnd), name, matchers);
    }

    private ImmutableArray<Matcher> Matchers()
    {
        var matchers = ImmutableArray.CreateBuilder<Matcher>();
        while (!cursor.TryTake(TokenKind.CloseBrace) && cursor.Error is null)
        {
            if (Matcher() is { } matcher) matchers.Add(matcher);
            if (!cursor.Is(TokenKind.CloseBrace)) cursor.Expect(TokenKind.Comma, "\",\" or \"}\"");
        }
        return matchers.DrainToImmutable();
    }

    private Matcher? Matcher()
    {
        var isBeforeOperator = IsMatchOperator(cursor.NextKind);
        switch (cursor.Current.Kind)
        {
            case TokenKind.Identifier:
            case TokenKind.String or TokenKind.Variable or TokenKind.Template when isBeforeOperator:
                return LabelMatcher();
            case TokenKind.String:
                return new QuotedMetricName(literals.Name(NameRole.Metric));
            case TokenKind.Variable or TokenKind.Template:
                return new VariableMatcher(cursor.Take());
            default:
                cursor.Fail("a label's name or \"}\"");
                return null;
        }
    }

    private LabelMatcher? LabelMatcher()
    {
        var label = literals.Name(NameRole.MatcherLabel);
        if (!IsMatchOperator(cursor.Current.Kind))
        {
            cursor.Fail("\"=\", \"!=\", \"=~\" or \"!~\"");
            return null;
        }
        var operatorToken = cursor.Take();
        switch (cursor.Current.Kind)
        {
            case TokenKind.String:
                return new LabelMatcher(label, operatorToken, literals.String());
            case TokenKind.Variable:
                return new LabelMatcher(label, operatorToken, new VariableExpression(cursor.Take()));
            default:
                cursor.Fail("a string in quotes");
                return null;
        }
    }

    private static bool IsMatchOperator(TokenKind kind) => kind is TokenKind.Equal or TokenKind.NotEqual or TokenKind.EqualTilde or TokenKind.NotTilde;
}
