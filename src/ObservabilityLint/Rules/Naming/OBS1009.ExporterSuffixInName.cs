using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A name that ends with what exporters add by themselves: <c>total</c> on a counter, or the unit as a word.
/// Quiet where the word is more likely part of the domain (<c>opening_hours</c>) or says another unit than the unit field.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExporterSuffixInName() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1009", "Leave the unit and '_total' to the exporter",
        "Metric name '{0}' ends in '{1}', {2}. Name it {3}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The unit has a field of its own, and each backend's exporter writes suffixes as its backend likes them.", helpLinkUri: Manual + "#obs1009");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (!instrument.Convention.ExporterAddsSuffixes || instrument.Name.Value is not { } name) return;
        var words = Words.Split(name);
        if (ExporterSuffix.Find(words, instrument.Kind, instrument.UnitCode) is not { } suffix) return;
        var holdsUnit = instrument.UnitCode is null && ExporterSuffix.UnitToDrop(words, instrument.Kind, null) is { Ucum: not null };
        if (holdsUnit && instrument.UnitParameter is null) return;
        report.Name(instrument, name, suffix, holdsUnit ? "and no unit is given: dashboards and exporters do not read it from a name" : "which exporters add where their backend wants it: it may then stand twice");
    }
}
