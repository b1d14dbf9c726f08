using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether a number is below zero, as far as its expression tells.</summary>
internal static class NegativeValue
{
    private const int MaximumDepth = 4;

    /// <summary>
    /// A constant below zero, in one branch of a choice too, in a local, or as the result of a method; or a minus before a count (or a factor below zero beside it), unless the code around
    /// asks for the sign of that (<c>if (removed &lt; 0) freed.Add(-removed)</c>). Nothing is known of the sign of other values: an amount may be booked below zero.
    /// </summary>
    public static bool Is(IOperation value, VariableValues variables) => Is(value, variables, 0);

    /// <summary>What is never below zero: by its type, by how it is computed, or by a name that says a count and nothing that speaks against it.</summary>
    public static bool IsCount(IOperation value, VariableValues variables) => IsCount(value, variables, 0);

    private static bool Is(IOperation value, VariableValues variables, int depth)
    {
        if (depth > MaximumDepth) return false;
        foreach (var choice in Choices.Of(value))
            if (IsNegative(choice, variables, depth)) return true;
        return false;
    }

    private static bool IsNegative(IOperation value, VariableValues variables, int depth)
    {
        if (IsMadeUnsigned(value)) return false;
        if (value.ConstantValue is { HasValue: true, Value: { } constant }) return IsBelowZero(constant);
        switch (value)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null, Operand: var operand }:
                return IsCount(operand, variables, depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide, OperatorMethod: null, LeftOperand: var left, RightOperand: var right }:
                return Is(left, variables, depth + 1) && IsCount(right, variables, depth) || Is(right, variables, depth + 1) && IsCount(left, variables, depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, OperatorMethod: null, LeftOperand: { ConstantValue: { HasValue: true, Value: 0 or 0L or 0d } }, RightOperand: var taken }:
                return IsCount(taken, variables, depth);
            case ILocalReferenceOperation { Local: var local } reference:
                return variables.Of(local) is { } held ? Is(held, variables, depth + 1) && !SignTest.IsOrTellsMissing(value.Syntax, held.Syntax) : IsOfBranches(reference, variables, depth);
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field }:
                return variables.Of(field) is { } kept && Is(kept, variables, depth + 1);
            case IPropertyReferenceOperation { Property: { IsIndexer: false, SetMethod: null } property } when variables.Of(property) is { ConstantValue.HasValue: true } initial:
                return IsNegative(initial, variables, depth + 1);
            case IPropertyReferenceOperation { Property.GetMethod: { } getter } when OnlyBody.Of(getter, variables) is { } body:
                return IsReturned(body, variables, depth) && !SignTest.IsOrTellsMissing(value.Syntax, value.Syntax);
            case IInvocationOperation { TargetMethod: { IsAsync: false } called } when OnlyBody.Of(called, variables) is { } body:
                return IsReturned(body, variables, depth);
            default:
                return false;
        }
    }

    private static bool IsReturned(IOperation body, VariableValues variables, int depth)
    {
        foreach (var returned in OnlyBody.Returns(body))
            foreach (var choice in Choices.Of(returned))
                if (choice is ILocalReferenceOperation || choice.ConstantValue.HasValue)
                    if (IsNegative(choice, variables, depth + 1)) return true;
        return false;
    }

    /// <summary>A local that is written in several branches, each time with a value whose sign is known.</summary>
    private static bool IsOfBranches(ILocalReferenceOperation use, VariableValues variables, int depth)
    {
        if (depth == MaximumDepth || BranchValues.At(use) is not { Count: > 0 } values) return false;
        var isNegative = false;
        foreach (var value in values)
            if (Is(value, variables, depth + 1)) isNegative = true;
            else if (!NonNegativeValue.Is(value, variables)) return false;
        return isNegative && !SignTest.IsOrTellsMissing(use.Syntax, use.Syntax);
    }

    private static bool IsMadeUnsigned(IOperation value)
    {
        for (var outer = value.Parent; outer is IConversionOperation or IParenthesizedOperation; outer = outer.Parent)
            if (NonNegativeValue.IsUnsigned(outer.Type)) return true;
        return false;
    }

    private static bool IsBelowZero(object constant) => constant switch
    {
        sbyte or short or int or long => Convert.ToInt64(constant, null) < 0,
        float or double => Convert.ToDouble(constant, null) < 0,
        decimal number => number < 0,
        _ => false,
    };

    private static bool IsCount(IOperation value, VariableValues variables, int depth)
    {
        // What was unsigned before it was made signed.
        for (var inner = value; inner is IConversionOperation or IParenthesizedOperation; inner = inner is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)inner).Operand)
            if (inner is IConversionOperation { Operand.Type: var before } && NonNegativeValue.IsUnsigned(before)) return true;
        value = CallSite.Unwrap(value);
        if (NonNegativeValue.Is(value, variables)) return true;
        var made = variables.Follow(value);
        if (made is IAwaitOperation { Operation: var awaited }) made = CallSite.Unwrap(awaited);
        if (made is IInvocationOperation { TargetMethod.Name: "Count" or "LongCount" or "CountAsync" or "LongCountAsync" or "RemoveAll" or "RemoveWhere" or "ExecuteDelete" or "ExecuteDeleteAsync" }) return true;
        return Target.SymbolOf(value) is { } variable && CountNames.Contains(variable.Name) && !SignTest.Is(value.Syntax)
            && !SignedVariable.Is(variable) && !(variables.Of(variable) is { } held && Is(held, variables, depth + 1));
    }
}
