using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Whether a variable may well be below zero, as the text of its name and of what is written to it tells.</summary>
internal static class SignedVariable
{
    private static readonly string[] NamesOfDifferences = ["delta", "diff", "change", "adjustment", "offset", "balance", "drift", "skew", "signed"];

    public static bool Is(ISymbol variable)
    {
        foreach (var part in NamesOfDifferences)
            if (variable.Name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0) return true;
        return variable switch
        {
            ILocalSymbol => variable.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } initial } || IsSigned(initial),
            IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter => IsGivenNegative(method, parameter),
            IFieldSymbol or IPropertySymbol => IsLowered(variable),
            _ => false,
        };
    }

    /// <summary>A difference, the smaller of two, a comparison, or a place that may be missing has either sign.</summary>
    private static bool IsSigned(ExpressionSyntax value)
    {
        foreach (var node in value.DescendantNodesAndSelf())
            if (node.IsKind(SyntaxKind.SubtractExpression) || node.IsKind(SyntaxKind.UnaryMinusExpression) || node is IdentifierNameSyntax { Identifier.ValueText: var name } && IsOfEitherSign(name)) return true;
        return false;
    }

    private static bool IsOfEitherSign(string member)
        => member is "Min" or "Subtract" or "Exchange" or "BinarySearch" || member.StartsWith("Compare", StringComparison.Ordinal) || member.EndsWith("IndexOf", StringComparison.Ordinal);

    /// <summary>The member's type makes it smaller, or writes what has a minus to it.</summary>
    private static bool IsLowered(ISymbol member)
        => PartsOf(member.ContainingType).Any(part => part.DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression, Left: var left } => TypeNames.Called(left) == member.Name,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var left, Right: var right } => TypeNames.Called(left) == member.Name && IsSigned(right),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression, Operand: var lowered } => TypeNames.Called(lowered) == member.Name,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression, Operand: var lowered } => TypeNames.Called(lowered) == member.Name,
            VariableDeclaratorSyntax { Identifier.ValueText: var name, Initializer.Value: var initial } => name == member.Name && IsSigned(initial),
            PropertyDeclarationSyntax { Identifier.ValueText: var name, Initializer.Value: var initial } => name == member.Name && IsSigned(initial),
            _ => false,
        }));

    /// <summary>Some call of its type gives the parameter a value with a minus.</summary>
    private static bool IsGivenNegative(IMethodSymbol method, IParameterSymbol parameter)
        => PartsOf(method.ContainingType).Any(part => part.DescendantNodes().Any(node
            => node is InvocationExpressionSyntax { Expression: var called, ArgumentList.Arguments: var arguments } && TypeNames.Called(called) == method.Name && arguments.Any(argument
                => (argument.NameColon is { Name.Identifier.ValueText: var name } ? name == parameter.Name : arguments.IndexOf(argument) == parameter.Ordinal) && IsSigned(argument.Expression))));

    private static SyntaxNode[] PartsOf(INamedTypeSymbol type) => [.. type.DeclaringSyntaxReferences.Select(static part => part.GetSyntax())];
}
