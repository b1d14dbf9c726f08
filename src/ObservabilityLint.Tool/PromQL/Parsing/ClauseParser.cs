using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>The clauses of aggregations and of binary operators.</summary>
internal sealed class ClauseParser(TokenCursor cursor, LiteralParser literals)
{
    /// <summary>A variable for all of <c>by (…)</c>, if one stands here. Only before what is aggregated: behind it, it is an operator.</summary>
    public Grouping? VariableGrouping()
    {
        if (!cursor.Is(TokenKind.Variable)) return null;
        var variable = literals.Name(NameRole.GroupingLabel);
        return new Grouping(variable.Span, isWithout: false, [variable]);
    }

    /// <summary><c>by (…)</c> or <c>without (…)</c>, if one stands here.</summary>
    public Grouping? Grouping()
    {
        if (cursor.Keyword is not (Keyword.By or Keyword.Without)) return null;
        var isWithout = cursor.Keyword == Keyword.Without;
        var start = cursor.Take().Span.Start;
        var labels = Labels(NameRole.GroupingLabel);
        return new Grouping(SourceSpan.Between(start, cursor.LastEnd), isWithout, labels);
    }

    /// <summary>What stands between a binary operator and its right side, if anything does.</summary>
    public BinaryModifiers? Modifiers()
    {
        var start = cursor.Current.Span.Start;
        Token? boolKeyword = cursor.Keyword == Keyword.Bool ? cursor.Take() : null;
        var matching = cursor.Keyword is Keyword.On or Keyword.Ignoring ? Matching() : null;
        var fills = Fills();
        return boolKeyword is null && matching is null && fills.IsEmpty ? null : new BinaryModifiers(SourceSpan.Between(start, cursor.LastEnd), boolKeyword, matching, fills);
    }

    private VectorMatching Matching()
    {
        var isOn = cursor.Keyword == Keyword.On;
        var start = cursor.Take().Span.Start;
        var labels = Labels(NameRole.MatchingLabel);
        var group = cursor.Keyword is Keyword.GroupLeft or Keyword.GroupRight ? Group() : null;
        return new VectorMatching(SourceSpan.Between(start, cursor.LastEnd), isOn, labels, group);
    }

    private GroupClause Group()
    {
        var isRight = cursor.Keyword == Keyword.GroupRight;
        var start = cursor.Take().Span.Start;
        // A parenthesis here always holds labels, never the right side.
        var labels = cursor.Is(TokenKind.OpenParenthesis) ? Labels(NameRole.IncludedLabel) : [];
        return new GroupClause(SourceSpan.Between(start, cursor.LastEnd), isRight, labels);
    }

    private ImmutableArray<Name> Labels(NameRole role)
    {
        cursor.Expect(TokenKind.OpenParenthesis, "\"(\"");
        var labels = ImmutableArray.CreateBuilder<Name>();
        while (!cursor.TryTake(TokenKind.CloseParenthesis) && cursor.Error is null)
        {
            if (IsAtLabel) labels.Add(literals.Name(role));
            else cursor.Fail("a label's name or \")\"");
            if (!cursor.Is(TokenKind.CloseParenthesis)) cursor.Expect(TokenKind.Comma, "\",\" or \")\"");
        }
        return labels.DrainToImmutable();
    }

    /// <summary>All keywords are labels too, except, in the grammar of Prometheus, one.</summary>
    private bool IsAtLabel => cursor.Current.Kind is TokenKind.Identifier && cursor.Keyword != Keyword.Without
        || cursor.Current.Kind is TokenKind.MetricIdentifier or TokenKind.String or TokenKind.Variable or TokenKind.Template;

    /// <summary>One for both sides, or one for each, in either order.</summary>
    private ImmutableArray<FillClause> Fills()
    {
        if (FillSideHere() is not { } side) return [];
        var fill = Fill(side);
        return side != FillSide.Both && FillSideHere() is { } other && other != FillSide.Both && other != side ? [fill, Fill(other)] : [fill];
    }

    /// <summary>Without a parenthesis it is a metric of that name.</summary>
    private FillSide? FillSideHere() => cursor.Keyword is Keyword.Fill or Keyword.FillLeft or Keyword.FillRight && cursor.NextKind == TokenKind.OpenParenthesis
        ? cursor.Keyword switch { Keyword.Fill => FillSide.Both, Keyword.FillLeft => FillSide.Left, _ => FillSide.Right }
        : null;

    private FillClause Fill(FillSide side)
    {
        var start = cursor.Take().Span.Start;
        cursor.Expect(TokenKind.OpenParenthesis, "\"(\"");
        var value = SignedNumber();
        cursor.Expect(TokenKind.CloseParenthesis, "\")\"");
        return new FillClause(SourceSpan.Between(start, cursor.LastEnd), side, value);
    }

    private Expression SignedNumber()
    {
        if (cursor.Is(TokenKind.Variable)) return new VariableExpression(cursor.Take());
        Token? sign = cursor.Is(TokenKind.Plus) || cursor.Is(TokenKind.Minus) ? cursor.Take() : null;
        if (literals.IsAtNumber) return sign is { } given ? new Unary(given, literals.Number()) : literals.Number();
        cursor.Fail("a number");
        return new MissingExpression(cursor.LastEnd);
    }
}
