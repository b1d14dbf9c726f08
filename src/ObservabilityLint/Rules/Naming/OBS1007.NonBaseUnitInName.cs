using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A unit that is not the base unit, spelled out in the unit's place: the last word, or the last before <c>_total</c> or <c>_per_x</c>.
/// Quiet on base units, on abbreviations (OBS1008), on unit words elsewhere (<c>days_since_x</c>), and where the unit is a field of its own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NonBaseUnitInName() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1007", "Record and name the metric in the base unit",
        "Metric '{0}' records {1} where Prometheus expects {2}: queries and alerts that compare it with others are wrong. Record {2} and name it {3}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Metrics in base units can be added, divided and compared without anyone knowing which prefix each of them has.", helpLinkUri: Manual + "#obs1007");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (!instrument.Convention.UnitIsInName || instrument.Name.Value is not { } name) return;
        if (UnitPosition.UnitOf(Words.Split(name), instrument.Kind) is not { IsBase: false, IsAbbreviation: false } unit) return;
        if (unit.Factor is null) report.At(instrument.Name.Location, name, unit.Word, unit.BaseInWords, "after that unit");
        else report.Name(instrument, name, unit.Word, unit.BaseInWords);
    }
}
