using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// The instrument's own type as a word of its name (<c>orders_counter_total</c>).
/// Quiet on another type's word, and where the word belongs to the domain: at the start or inside a name (<c>histogram_buckets</c>, <c>fuel_gauge_level</c>), and in <c>geiger_counter</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricTypeInName() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1006", "Drop the metric's type from its name",
        "'{0}' repeats its type in the word '{1}': the type is exported anyway, and the name is wrong once the type changes. Name it {2}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The type is part of what is exported. In a name it goes stale when the type changes, and every query has to carry it.", helpLinkUri: Manual + "#obs1006");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument.Convention.IsFreeText || instrument.Name.Value is not { } name) return;
        var words = Words.Split(name);
        var index = TypeWord.Find(words, instrument.Kind);
        if (index >= 0) report.Name(instrument, name, words[index].Text);
    }
}
