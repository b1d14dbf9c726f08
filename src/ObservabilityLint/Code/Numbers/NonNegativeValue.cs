using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether it is certain that a number is not below zero: a constant, a count, a length, an elapsed time, or of a type without a sign.</summary>
internal static class NonNegativeValue
{
    private static readonly MemberTable Known = new(
        "System.Diagnostics.Stopwatch.Elapsed", "System.Diagnostics.Stopwatch.ElapsedMilliseconds", "System.Diagnostics.Stopwatch.ElapsedTicks", "System.Diagnostics.Stopwatch.GetElapsedTime",
        "System.Linq.Enumerable.Count", "System.Linq.Enumerable.LongCount", "System.Math.Abs",
        "System.IO.Stream.Length", "System.IO.FileInfo.Length", "System.Text.Encoding.GetByteCount");

    public static bool IsUnsigned(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UIntPtr;

    public static bool Is(IOperation value, VariableValues variables)
    {
        foreach (var choice in Choices.Of(value))
            if (!IsOne(choice, variables)) return false;
        return true;
    }

    /// <summary>It is so wherever the value stands, or the code comes to this place only where it is.</summary>
    public static bool IsThere(IOperation value, VariableValues variables) => Is(value, variables) || IsTestedFor(value, variables);

    private static bool IsOne(IOperation value, VariableValues variables)
    {
        value = variables.Follow(value);
        if (value.ConstantValue is { HasValue: true, Value: IConvertible constant and not (string or bool or char) }) return constant.ToDouble(null) >= 0;
        if (IsUnsigned(value.Type)) return true;
        return value switch
        {
            IPropertyReferenceOperation { Property: { ContainingType.SpecialType: not SpecialType.None, Name: "Length" } } => true,
            IPropertyReferenceOperation { Property.Name: "Count" or "Length" or "LongLength", Instance.Type: { } type } => type is IArrayTypeSymbol || type.IsOrInherits("System.Collections", "IEnumerable") || type.ContainingNamespace.Is("System"),
            IPropertyReferenceOperation { Property: { Name: "TotalDays" or "TotalHours" or "TotalMinutes" or "TotalSeconds" or "TotalMilliseconds" or "TotalMicroseconds" or "TotalNanoseconds" or "Ticks", ContainingType: var time }, Instance: { } instance } when time.Is("System", "TimeSpan") => IsOne(instance, variables),
            IPropertyReferenceOperation { Property: var property } => Known.Contains(property),
            IInvocationOperation { TargetMethod: { Name: "Sum", ContainingType: var enumerable }, Arguments: [_, { Value: var part }] } when enumerable.Is("System.Linq", "Enumerable") => ReturnedValues.OfDelegate(part, variables) is { } summed && AreAll(summed, variables),
            IInvocationOperation { TargetMethod: { Name: "Max", ContainingType: var math }, Arguments: [var one, var other] } when math.Is("System", "Math") => IsOne(CallSite.Unwrap(one.Value), variables) || IsOne(CallSite.Unwrap(other.Value), variables),
            IInvocationOperation { TargetMethod: var method } => Known.Contains(method),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide, OperatorMethod: null } sum => IsOne(CallSite.Unwrap(sum.LeftOperand), variables) && IsOne(CallSite.Unwrap(sum.RightOperand), variables),
            _ => false,
        };
    }

    /// <summary>The code asks for the sign, and comes to the place only where that is not below zero: <c>if (added > 0) sum += added</c>. The variable must keep its value until then.</summary>
    private static bool IsTestedFor(IOperation value, VariableValues variables)
    {
        value = CallSite.Unwrap(value);
        if (value is not (ILocalReferenceOperation or IParameterReferenceOperation) || Target.SymbolOf(value) is not { } variable) return false;
        for (SyntaxNode inner = value.Syntax; inner.Parent is { } outer and not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax); inner = outer)
            if (outer is IfStatementSyntax choice && choice.Statement == inner && IsAboveZero(choice.Condition, variable.Name)) return !variables.IsWritten(variable.Name, choice.Statement);
        return false;
    }

    private static bool IsAboveZero(ExpressionSyntax condition, string variable) => condition switch
    {
        ParenthesizedExpressionSyntax inner => IsAboveZero(inner.Expression, variable),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsAboveZero(both.Left, variable) || IsAboveZero(both.Right, variable),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression, Left: IdentifierNameSyntax { Identifier.ValueText: var name }, Right: LiteralExpressionSyntax { Token.Value: int } } => name == variable,
        IsPatternExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name }, Pattern: RelationalPatternSyntax { Expression: LiteralExpressionSyntax { Token.Value: int }, OperatorToken.RawKind: (int)SyntaxKind.GreaterThanToken or (int)SyntaxKind.GreaterThanEqualsToken } } => name == variable,
        _ => false,
    };

    private static bool AreAll(IReadOnlyList<IOperation> values, VariableValues variables)
    {
        foreach (var value in values)
            if (!Is(value, variables)) return false;
        return true;
    }
}
