using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A counter, observable ones too, whose name speaks of a level that also falls: active, current, in_flight, in_progress, pending, open, free, available, queued, depth, utilization.
/// Quiet where such a word describes an event (<c>pending_timeouts</c>, <c>connections.opened</c>), or may.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LevelAsCounter() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1021", "Do not use a counter for what also falls",
        "'{0}' names a level ('{1}'), which also falls, but a counter cannot: its fall is read as a restart, and its rate means nothing. Make it {2}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Rates of a counter that stands for a level mean nothing, and its fall is read as a restart.", helpLinkUri: Manual + "#obs1021");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument is not { Kind: InstrumentKind.Counter, Convention.IsFreeText: false, Name.Value: { } name }) return;
        if (LevelWords.Find(name) is { } level) report.At(instrument.Name.Location, name, level, instrument.Convention.LevelInstrument);
    }
}
