using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether a number is below zero, as far as its expression tells.</summary>
internal static class NegativeValue
{
    private const int MaximumDepth = 4;

    /// <summary>
    /// A constant below zero, in one branch of a choice too, in a local, or as the result of a method; or a minus before a variable, unless the code around asks for the sign of that variable
    /// (<c>if (delta &lt; 0) freed.Add(-delta)</c>), or the variable is computed or named in a way that may well be negative.
    /// </summary>
    public static bool Is(IOperation value, VariableValues variables) => Is(value, variables, 0);

    private static bool Is(IOperation value, VariableValues variables, int depth)
    {
        if (depth > MaximumDepth) return false;
        foreach (var choice in Choices.Of(value))
            if (IsNegative(choice, variables, depth)) return true;
        return false;
    }

    private static bool IsNegative(IOperation value, VariableValues variables, int depth)
    {
        if (value.ConstantValue is { HasValue: true, Value: { } constant }) return IsBelowZero(constant);
        switch (value)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null, Operand: var operand }:
                return IsMostlyPositive(operand, variables, depth) && !SignTest.Is(operand.Syntax);
            case ILocalReferenceOperation { Local: var local }:
                return variables.Of(local) is { } held && Is(held, variables, depth + 1) && !SignTest.IsOrTellsMissing(value.Syntax, held.Syntax);
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field }:
                return variables.Of(field) is { } kept && Is(kept, variables, depth + 1);
            case IInvocationOperation { TargetMethod: { IsAsync: false } called } when OnlyBody.Of(called, variables) is { } body:
                foreach (var returned in OnlyBody.Returns(body))
                    foreach (var choice in Choices.Of(returned))
                        if (choice.ConstantValue is { HasValue: true, Value: { } result } && IsBelowZero(result)) return true;
                return false;
            default:
                return false;
        }
    }

    private static bool IsBelowZero(object constant) => constant switch
    {
        sbyte or short or int or long => Convert.ToInt64(constant, null) < 0,
        float or double => Convert.ToDouble(constant, null) < 0,
        decimal number => number < 0,
        _ => false,
    };

    private static bool IsMostlyPositive(IOperation operand, VariableValues variables, int depth)
    {
        // What was unsigned before it was made signed.
        for (var inner = operand; inner is IConversionOperation or IParenthesizedOperation; inner = inner is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)inner).Operand)
            if (inner is IConversionOperation { Operand.Type.SpecialType: SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 }) return true;
        operand = CallSite.Unwrap(operand);
        if (operand is IAwaitOperation { Operation: var awaited }) operand = CallSite.Unwrap(awaited);
        return operand switch
        {
            ILocalReferenceOperation { Local: var local } => !SignedVariable.Is(local) && !(variables.Of(local) is { } held && Is(held, variables, depth + 1)),
            IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation => Target.SymbolOf(operand) is { } variable && !SignedVariable.Is(variable),
            IInvocationOperation { TargetMethod.Name: "Count" or "LongCount" or "Abs" or "RemoveAll" or "RemoveWhere" or "ExecuteDelete" or "ExecuteDeleteAsync" } => true,
            _ => false,
        };
    }
}
