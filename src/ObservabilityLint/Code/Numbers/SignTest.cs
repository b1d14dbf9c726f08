using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Whether the member around an expression asks for its sign anywhere: what is done with it may then depend on that.</summary>
internal static class SignTest
{
    public static bool Is(SyntaxNode value) => IsOf(value.ToString(), value);

    /// <summary>The same of a variable, in the member around a place.</summary>
    public static bool IsOf(string variable, SyntaxNode place) => MemberAround(place).DescendantNodes().Any(node => IsOf(node, variable));

    /// <summary>The same of a value that is below zero where something is missing (<c>s.CanSeek ? s.Length : -1</c>): a comparison with that, and the question that made it, count too.</summary>
    /// <param name="value">Where the value is used.</param>
    /// <param name="made">What it was made by.</param>
    public static bool IsOrTellsMissing(SyntaxNode value, SyntaxNode made)
    {
        var (text, question) = (value.ToString(), (made as ConditionalExpressionSyntax)?.Condition.ToString());
        return MemberAround(value).DescendantNodes().Any(node => IsOf(node, text) || node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison => IsSide(comparison, text),
            IfStatementSyntax { Condition: var condition } => question != null && condition.ToString().Contains(question),
            _ => false,
        });
    }

    private static bool IsOf(SyntaxNode test, string value) => test switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression or (int)SyntaxKind.IsExpression } comparison => IsSide(comparison, value),
        IsPatternExpressionSyntax pattern => pattern.Expression.ToString() == value,
        SwitchExpressionSyntax choice => choice.GoverningExpression.ToString() == value,
        SwitchStatementSyntax choice => choice.Expression.ToString() == value,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }, ArgumentList.Arguments: var arguments }
            => (name is "Sign" or "IsNegative" or "IsPositive" || name.StartsWith("ThrowIf", StringComparison.Ordinal)) && arguments.Any(argument => argument.Expression.ToString() == value),
        _ => false,
    };

    private static bool IsSide(BinaryExpressionSyntax comparison, string text) => comparison.Left.ToString() == text || comparison.Right.ToString() == text;

    private static SyntaxNode MemberAround(SyntaxNode value) => value.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? value.SyntaxTree.GetRoot();
}
