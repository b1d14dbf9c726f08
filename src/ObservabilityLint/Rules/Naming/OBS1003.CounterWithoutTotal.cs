using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A counter without the suffix that its dialect demands (<c>_total</c>).
/// Quiet where the exporter adds it, and on what OBS1005 reports (<c>jobs_count</c>, whose fix writes <c>jobs_total</c>).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CounterWithoutTotal() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1003", "End the counter's name in '_total'",
        "Counter '{0}' does not end in '_{1}', by which Prometheus tools tell a counter: they do not take it for one. Name it {2}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Prometheus tools tell a counter by its suffix; OpenMetrics requires it.", helpLinkUri: Manual + "#obs1003");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument is not { Kind: InstrumentKind.Counter, Convention.CounterSuffix: { } suffix, Name.Value: { } name }) return;
        var words = Words.Split(name);
        if (words.Count == 0) return;
        var last = words[words.Count - 1].Text;
        if (last != suffix && !ReservedSuffixes.IsForeign(last, instrument.Kind, instrument.Convention)) report.Name(instrument, name, suffix);
    }
}
