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
        while (CallSite.Unwrap(rest) is IBinaryOperation { OperatorMethod: null } binary && ConstantScale.Of(binary) is var (inner, by))
        {
            product *= by;
            rest = inner;
            if (Math.Abs(product / factor - 1) < 1e-9) return WithoutCasts(rest);
        }
        return null;
    }

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
