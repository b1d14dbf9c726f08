using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>What a client sends, where an attribute says which values are taken: ASP.NET Core refuses the others before the code of an action runs.</summary>
internal static class ValidatedInputs
{
    private const string Annotations = "System.ComponentModel.DataAnnotations";

    /// <summary>Characters that stand for themselves in a pattern, or for one of some.</summary>
    private static readonly Regex Single = new(@"\\.|\[[^\]]*\]", RegexOptions.CultureInvariant);

    /// <summary>True where few values may be left; what an attribute of the program asks is not known. A length leaves any text of that length.</summary>
    public static bool MayBeFew(ISymbol input)
    {
        foreach (var attribute in input.GetAttributes())
            if (attribute.AttributeClass is { } type && type.IsOrInherits(Annotations, "ValidationAttribute") && (!type.ContainingNamespace.Is(Annotations) || IsChoice(type.Name, attribute))) return true;
        return false;
    }

    private static bool IsChoice(string name, AttributeData attribute) => name switch
    {
        "AllowedValuesAttribute" or "EnumDataTypeAttribute" or "RangeAttribute" => true,
        "RegularExpressionAttribute" => attribute.ConstructorArguments is [{ Value: string pattern }] && Single.Replace(pattern, "").IndexOfAny(['*', '+']) < 0,
        _ => false,
    };
}
