using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Whether a function that passes one place passes another, further down in its text, too.</summary>
internal static class LaterPlace
{
    /// <summary>Not in a catch, in another branch or under a condition, unless that asks for what is at hand: whether there is such a thing is no condition.</summary>
    /// <param name="place">The later place.</param>
    /// <param name="before">The one before it in the same function, or the code of the function.</param>
    /// <param name="holder">A name that conditions may ask for.</param>
    /// <param name="other">One more of them.</param>
    public static bool IsPassedAfter(SyntaxNode place, SyntaxNode before, string holder, string? other = null)
    {
        if (place.FirstAncestorOrSelf<StatementSyntax>() is not { } statement) return before.Span.Contains(place.Span);
        SyntaxNode node = statement;
        while (!node.Span.Contains(before.Span))
        {
            if (node.Parent is not { } outer) return false;
            var isPassed = outer switch
            {
                IfStatementSyntax check => check.Statement == node && (check.Condition.Span.Contains(before.Span) || Names(check.Condition, holder, other)),
                WhileStatementSyntax loop => Names(loop.Condition, holder, other),
                BlockSyntax or TryStatementSyntax or FinallyClauseSyntax or UsingStatementSyntax or LockStatementSyntax or GlobalStatementSyntax => true,
                _ => outer is not SwitchStatementSyntax && outer.Span.Contains(before.Span),
            };
            if (!isPassed) return false;
            node = outer;
        }
        return true;
    }

    private static bool Names(ExpressionSyntax condition, string holder, string? other)
    {
        foreach (var token in condition.DescendantTokens())
            if (token.ValueText is { Length: > 0 } text && (text == holder || text == other)) return true;
        return false;
    }
}
