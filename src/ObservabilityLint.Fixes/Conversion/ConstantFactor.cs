using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>The constant that an expression multiplies or divides by last of all: <c>bytes / 1024</c>, <c>ratio * 100</c>, <c>bytes >> 20</c>.</summary>
internal static class ConstantFactor
{
    /// <summary>What is left of the expression without constants at its end whose product is the factor; null if there are none.</summary>
    public static IOperation? Strip(IOperation value, double factor)
    {
        var rest = value;
        var product = 1d;
        while (CallSite.Unwrap(rest) is IBinaryOperation { OperatorMethod: null } binary && Split(binary) is var (inner, by))
        {
            product *= by;
            rest = inner;
            if (Math.Abs(product / factor - 1) < 1e-9) return WithoutCasts(rest);
        }
        return null;
    }

    /// <summary>An operand and what it must be multiplied by to undo nothing: x / 1024 gives x and 1024.</summary>
    private static (IOperation Inner, double By)? Split(IBinaryOperation binary) => binary.OperatorKind switch
    {
        BinaryOperatorKind.Divide when Number(binary.RightOperand) is { } by => (binary.LeftOperand, by),
        BinaryOperatorKind.Multiply when Number(binary.RightOperand) is { } by => (binary.LeftOperand, 1 / by),
        BinaryOperatorKind.Multiply when Number(binary.LeftOperand) is { } by => (binary.RightOperand, 1 / by),
        BinaryOperatorKind.RightShift when Number(binary.RightOperand) is { } bits and > 0 and < 63 => (binary.LeftOperand, Math.Pow(2, bits)),
        _ => null,
    };

    public static double? Number(IOperation operation)
        => operation.ConstantValue is { HasValue: true, Value: IConvertible value and not (string or bool or char or decimal) }
            ? value.ToDouble(System.Globalization.CultureInfo.InvariantCulture) is var number && number != 0 ? number : null
            : null;

    /// <summary>The operand without casts that a double parameter makes needless; null where it does not become a double by itself.</summary>
    private static IOperation? WithoutCasts(IOperation operand)
    {
        var bare = CallSite.Unwrap(operand);
        return IsNumber(bare.Type) ? bare : IsNumber(operand.Type) ? operand : null;
    }

    /// <summary>The types that become a double by themselves, and do arithmetic with one.</summary>
    public static bool IsNumber(ITypeSymbol? type) => type?.SpecialType
        is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
        or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_Single or SpecialType.System_Double;
}
