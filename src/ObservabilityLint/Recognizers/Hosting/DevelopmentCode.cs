using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Recognizers;

/// <summary>Code that runs on the machine of its author only, as its conditions say.</summary>
internal static class DevelopmentCode
{
    private static readonly string[] Words = ["Dev", "Debug", "Local", "Test"], Others = ["Production", "Prod", "Staging", "Release"];

    /// <summary>Under <c>env.IsDevelopment()</c> and the like, in an <c>else</c> of production, between <c>#if DEBUG</c> and its end.</summary>
    public static bool Is(SyntaxNode node)
    {
        for (var inner = node; inner.Parent is { } outer; inner = outer)
        {
            var says = outer switch
            {
                IfStatementSyntax { Condition: var condition } choice when inner == choice.Statement => Says(condition, isElse: false),
                ElseClauseSyntax { Parent: IfStatementSyntax { Condition: var condition } } => Says(condition, isElse: true),
                ConditionalExpressionSyntax { Condition: var condition } choice when inner != condition => Says(condition, isElse: inner == choice.WhenFalse),
                SwitchSectionSyntax { Labels: var labels } => Has(labels.ToString(), Words),
                SwitchExpressionArmSyntax { Pattern: var pattern } => Has(pattern.ToString(), Words),
                _ => false,
            };
            if (says) return true;
        }
        return IsUnderDebug(node);
    }

    private static bool Says(ExpressionSyntax condition, bool isElse)
    {
        var isNegated = condition is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } || condition.IsKind(SyntaxKind.NotEqualsExpression);
        return Has(condition.ToString(), isNegated == isElse ? Words : Others);
    }

    private static bool Has(string text, string[] words) => words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsUnderDebug(SyntaxNode node)
    {
        var depth = 0;
        for (var directive = node.SyntaxTree.GetRoot().GetLastDirective(); directive != null; directive = directive.GetPreviousDirective())
        {
            if (directive.SpanStart > node.SpanStart) continue;
            if (directive is EndIfDirectiveTriviaSyntax) depth++;
            else if (directive is IfDirectiveTriviaSyntax opened && depth-- == 0) return Has(opened.Condition.ToString(), Words) && !opened.Condition.ToString().StartsWith("!", StringComparison.Ordinal);
        }
        return false;
    }
}
