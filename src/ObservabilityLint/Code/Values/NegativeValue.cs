using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether a number is below zero, as far as its expression tells.</summary>
internal static class NegativeValue
{
    /// <summary>
    /// A constant below zero; or a minus before a variable, unless the code around asks for the sign of that variable (<c>if (delta &lt; 0) freed.Add(-delta)</c>),
    /// or computes it in a way that may well be negative.
    /// </summary>
    public static bool Is(IOperation value)
    {
        if (value.ConstantValue is { HasValue: true, Value: { } constant }) return IsBelowZero(constant);
        while (value is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
            value = value is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)value).Operand;
        return value is IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null, Operand: var operand } && IsMostlyPositive(operand) && !IsCompared(operand.Syntax);
    }

    private static bool IsBelowZero(object constant) => constant switch
    {
        sbyte or short or int or long => Convert.ToInt64(constant, null) < 0,
        float or double => Convert.ToDouble(constant, null) < 0,
        decimal number => number < 0,
        _ => false,
    };

    private static bool IsMostlyPositive(IOperation operand)
    {
        while (operand is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
            operand = operand is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operand).Operand;
        return operand switch
        {
            ILocalReferenceOperation { Local: var local } => !IsDifference(local),
            IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation => true,
            IInvocationOperation { TargetMethod.Name: "Count" or "LongCount" or "Abs" } => true,
            _ => false,
        };
    }

    /// <summary>A difference, or the smaller of two, has either sign.</summary>
    private static bool IsDifference(ILocalSymbol local)
    {
        if (local.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } initial }) return true;
        foreach (var node in initial.DescendantNodesAndSelf())
            if (node.IsKind(SyntaxKind.SubtractExpression) || node.IsKind(SyntaxKind.UnaryMinusExpression) || node is IdentifierNameSyntax { Identifier.ValueText: "Min" or "Subtract" or "CompareTo" or "Exchange" }) return true;
        return false;
    }

    /// <summary>Somewhere in the member, the same expression is compared with something.</summary>
    private static bool IsCompared(SyntaxNode operand)
    {
        var text = operand.ToString();
        var member = operand.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? operand.SyntaxTree.GetRoot();
        return member.DescendantNodes().Any(node => node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression } comparison
                => comparison.Left.ToString() == text || comparison.Right.ToString() == text,
            IsPatternExpressionSyntax test => test.Expression.ToString() == text,
            SwitchExpressionSyntax choice => choice.GoverningExpression.ToString() == text,
            SwitchStatementSyntax choice => choice.Expression.ToString() == text,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sign" or "IsNegative" or "IsPositive" }, ArgumentList.Arguments: [var argument] } => argument.Expression.ToString() == text,
            _ => false,
        });
    }
}
