using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Texts that an extension method makes of nothing but an enum's value, as libraries of such methods do: <c>kind.Humanize()</c>. There are no more of them than values.</summary>
internal static class EnumTexts
{
    public static BoundedOrigin? Of(IInvocationOperation call)
    {
        if (call is not { Type.SpecialType: SpecialType.System_String, TargetMethod: { IsExtensionMethod: true, DeclaringSyntaxReferences.IsEmpty: true }, Arguments: { Length: > 0 } arguments }) return null;
        for (var i = 1; i < arguments.Length; i++)
            if (!arguments[i].Value.ConstantValue.HasValue) return null;
        return OfEnum(arguments[0].Value);
    }

    private static BoundedOrigin? OfEnum(IOperation shown) => CallSite.Unwrap(shown).Type is { TypeKind: TypeKind.Enum } type ? BoundedSources.Of(type)?.Changed(null) : null;
}
