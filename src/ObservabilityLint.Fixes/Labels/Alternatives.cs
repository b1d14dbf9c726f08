using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>What stands beside an expression, and is taken where it is not: the other side of <c>??</c>, the other branch of a condition, the other arms of a switch.</summary>
internal static class Alternatives
{
    /// <summary>What is taken where the expression is null; null where nothing is.</summary>
    public static ExpressionSyntax? After(SyntaxNode expression)
        => Outermost(expression) is var outer && outer.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce && coalesce.Left == outer ? coalesce.Right : null;

    /// <summary>The expressions for lack of which this one is taken; empty where it is taken for another reason.</summary>
    public static IReadOnlyList<ExpressionSyntax> Before(SyntaxNode expression)
    {
        var outer = Outermost(expression);
        return outer.Parent switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when coalesce.Right == outer => [coalesce.Left],
            ConditionalExpressionSyntax condition when condition.WhenTrue == outer && Asks(condition.Condition, condition.WhenFalse) => [condition.WhenFalse],
            ConditionalExpressionSyntax condition when condition.WhenFalse == outer && Asks(condition.Condition, condition.WhenTrue) => [condition.WhenTrue],
            SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } own when choice.Arms.All(arm => arm == own || Asks(choice.GoverningExpression, arm.Expression) || Asks(arm.Pattern, arm.Expression))
                => [.. choice.Arms.Where(arm => arm != own).Select(arm => arm.Expression)],
            _ => [],
        };
    }

    /// <summary>True where <c>a ?? b</c> can stand as it is.</summary>
    public static bool TakesCoalesce(SyntaxNode expression)
        => expression.Parent is ArgumentSyntax or InitializerExpressionSyntax or AssignmentExpressionSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or SwitchExpressionArmSyntax or ParenthesizedExpressionSyntax
            || expression.Parent is ConditionalExpressionSyntax condition && condition.Condition != expression
            || expression.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce && coalesce.Right == expression
            || expression.Parent?.RawKind == ExpressionElementKind;

    private const int ExpressionElementKind = 9077;

    private static SyntaxNode Outermost(SyntaxNode expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }) expression = expression.Parent;
        return expression;
    }

    /// <summary>The question is about what the answer is made of: <c>endpoint is null ? … : endpoint.DisplayName</c>.</summary>
    private static bool Asks(SyntaxNode question, SyntaxNode answer)
    {
        var names = new HashSet<string>(question.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), StringComparer.Ordinal);
        return answer.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault() is { Identifier.ValueText: var asked } && names.Contains(asked);
    }
}
