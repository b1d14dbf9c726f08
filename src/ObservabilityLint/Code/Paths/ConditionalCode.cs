using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Code that the author runs only in some cases: what it does is a decision.</summary>
internal static class ConditionalCode
{
    /// <summary>True for what stands in a branch, in the function around it.</summary>
    public static bool Holds(SyntaxNode node)
    {
        for (var inner = node; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case IfStatementSyntax choice when inner != choice.Condition:
                case ConditionalExpressionSyntax conditional when inner != conditional.Condition:
                case SwitchSectionSyntax or SwitchExpressionArmSyntax or CatchClauseSyntax or ElseClauseSyntax:
                    return true;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return false;
            }
        }
        return false;
    }

    /// <summary>A branch holds the one place and not the other, which stands before it.</summary>
    public static bool IsBetween(SyntaxNode node, SyntaxNode before)
    {
        for (var outer = node; outer != null && !outer.Span.Contains(before.Span); outer = outer.Parent)
            if (outer is IfStatementSyntax or ConditionalExpressionSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or CatchClauseSyntax or ElseClauseSyntax or WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax) return true;
        return false;
    }

    /// <summary>The conditions of the branches, in the function around it, that a node stands in, each with what it is there; those of a conditional value in the node too.</summary>
    public static IEnumerable<(ExpressionSyntax Condition, bool Outcome)> ConditionsOf(SyntaxNode node)
    {
        foreach (var inside in node.DescendantNodes())
            if (inside is ConditionalExpressionSyntax value) yield return (value.Condition, value.WhenFalse is LiteralExpressionSyntax or DefaultExpressionSyntax);
        for (var inner = node; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case IfStatementSyntax choice when inner != choice.Condition:
                    yield return (choice.Condition, inner == choice.Statement);
                    break;
                case ConditionalExpressionSyntax conditional when inner != conditional.Condition:
                    yield return (conditional.Condition, inner == conditional.WhenTrue);
                    break;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax:
                    yield break;
            }
        }
    }
}
