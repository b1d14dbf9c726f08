using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Options;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// An exported name without the prefix that the option <c>required_prefix</c> demands.
/// Quiet until the option is set, and where the prefix stands in the dialect's own writing (<c>shop.orders</c> for <c>shop_</c>).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingMetricPrefix() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1014", "Begin the metric's name with the required prefix",
        "'{0}' does not begin with '{1}', as the option 'required_prefix' demands: queries and lists by that prefix leave it out. Name it {2}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A common prefix tells whose metrics these are, in every list and every autocompletion.", helpLinkUri: Manual + "#obs1014");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (LintOptions.RequiredPrefix.Read(report.Options) is not { } prefix || report.ExportedName(instrument) is not { } exported) return;
        // Where only the casing is amiss (`ShopOrders`), OBS1002 speaks.
        if (RequiredPrefix.IsOn(exported, prefix) || RequiredPrefix.IsOn(Words.Join(Words.Split(exported), '_', '_'), prefix)) return;
        report.Name(instrument, instrument.Name.Value, prefix);
    }
}
