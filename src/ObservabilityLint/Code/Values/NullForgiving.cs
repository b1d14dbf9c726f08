using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary><c>value!</c>: that something is not null is said to the compiler only, and is no operation. Who asks for one has to ask for what stands before it.</summary>
internal static class NullForgiving
{
    public static ExpressionSyntax Without(ExpressionSyntax expression)
    {
        while (expression is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var operand }) expression = operand;
        return expression;
    }

    public static SyntaxNode Without(SyntaxNode node) => node is ExpressionSyntax expression ? Without(expression) : node;
}
