using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A gauge, histogram or summary that ends in the suffix by which its dialect tells a counter (<c>_total</c>).
/// Quiet on counters, and in the dialect where the exporter adds the suffix.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TotalOnNonCounter() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1004", "Keep '_total' for counters",
        "'{0}' is {1}, but '_{2}' tells people and tools to apply rate() to it, which gives wrong numbers for anything but a counter. Name it {3}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Tools and people take what ends in _total for a counter and apply rate() to it, which is wrong for anything else.", helpLinkUri: Manual + "#obs1004");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument is not { Kind: not (InstrumentKind.Counter or InstrumentKind.Unknown), Convention.CounterSuffix: { } suffix, Name.Value: { } name }) return;
        var words = Words.Split(name);
        if (words.Count > 1 && words[words.Count - 1].Text == suffix) report.Name(instrument, name, instrument.Kind.WithArticle(), suffix);
    }
}
