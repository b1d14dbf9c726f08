using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>The types of numbers: integers of all sizes, decimals and floating-point numbers.</summary>
internal static class NumberType
{
    public static bool Is(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;
}
