using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// An instrument of a number type that its API refuses when it is created (uint, ulong, Half, an enum …), or takes and never exports (decimal).
/// Quiet on type parameters: the caller decides.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsupportedInstrumentType() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1019", "Record a number type that instruments support",
        "An instrument cannot record '{0}': {1}. Use byte, short, int, long, float or double.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "Instruments record byte, short, int, long, float and double.", helpLinkUri: Manual + "#obs1019");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument is not { NumberType: { TypeKind: TypeKind.Struct or TypeKind.Enum } type, NumberTypeSyntax: { } syntax }) return;
        switch (type.SpecialType)
        {
            case SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Single or SpecialType.System_Double:
                return;
            case SpecialType.System_Decimal:
                report.At(syntax.GetLocation(), type.ToDisplayString(), instrument.Convention.IgnoredNumber);
                return;
            default:
                report.At(syntax.GetLocation(), type.ToDisplayString(), instrument.Convention.UnsupportedNumber);
                return;
        }
    }
}
