using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A gauge, up-down counter, histogram or summary that ends in the suffix by which Prometheus tells a counter (<c>_total</c>, <c>.total</c>).
/// Quiet on counters, and where the exporter puts the unit behind the word: people then see another ending.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TotalOnNonCounter() : InstrumentRule(Definition)
{
    private const string CounterSuffix = "total";

    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1004", "Keep '_total' for counters",
        "'{0}' is {1}, but '_{2}' tells people and tools to apply rate() to it, which gives wrong numbers for anything but a counter. Name it {3}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Tools and people take what ends in _total in Prometheus for a counter and apply rate() to it, which is wrong for anything else.", helpLinkUri: Manual + "#obs1004");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument.Kind is InstrumentKind.Counter or InstrumentKind.Unknown || report.ExportedName(instrument) is not { } exported) return;
        var words = Words.Split(exported);
        if (words.Count > 1 && words[words.Count - 1].Text == CounterSuffix) report.Name(instrument, instrument.Name.Value, instrument.Kind.WithArticle(), CounterSuffix);
    }
}
