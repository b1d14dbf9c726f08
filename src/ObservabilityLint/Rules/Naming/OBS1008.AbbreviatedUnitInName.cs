using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// An abbreviated unit in the unit's place: <c>_ms</c>, <c>_s</c>, <c>_kb</c>.
/// Quiet on longer words that end so, on a letter that names a member (<c>plan_b</c>), and on <c>_us</c> that may be a country.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AbbreviatedUnitInName() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1008", "Spell out the unit in the metric's name",
        "Metric '{0}' abbreviates its unit to '{1}': Prometheus names spell out the base unit, so people and tools do not see what it measures. Record {2} and name it {3}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Prometheus names end in the base unit as a whole word.", helpLinkUri: Manual + "#obs1008");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (!instrument.Convention.UnitIsInName || instrument.Name.Value is not { } name) return;
        if (UnitPosition.UnitOf(Words.Split(name), instrument.Kind) is not { IsAbbreviation: true } unit) return;
        if (unit.Factor is null) report.At(instrument.Name.Location, name, unit.Word, unit.BaseInWords, "after that unit");
        else report.Name(instrument, name, unit.Word, unit.BaseInWords);
    }
}
