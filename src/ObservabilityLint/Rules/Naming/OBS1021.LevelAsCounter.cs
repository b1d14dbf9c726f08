using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A counter, observable ones too, whose name speaks of a level that also falls: active, current, in_flight, in_progress, pending, open, free, available, queued, depth, utilization.
/// Or whose callback reads a level: the number of elements of a collection, of threads, of bytes in use, or a variable that is decreased somewhere.
/// Quiet where such a word describes an event (<c>pending_timeouts</c>, <c>connections.opened</c>), or may, and where the callback reads a total or what is not known; and on what OBS1020 reports.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LevelAsCounter() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1021", "Do not use a counter for what also falls",
        "'{0}' {1} a level ('{2}'), which also falls, but a counter cannot: its fall is read as a restart, and its rate means nothing. Make it {3}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Rates of a counter that stands for a level mean nothing, and its fall is read as a restart.", helpLinkUri: Manual + "#obs1021");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument is not { Kind: InstrumentKind.Counter, Convention.IsFreeText: false, Name.Value: { } name }) return;
        if (LevelWords.Find(name) is { } level)
        {
            if (!Decrements.Exist(instrument, report.Compilation, report.Cancellation)) report.At(instrument.Name.Location, name, "names", level, instrument.Convention.LevelInstrument);
        }
        else if (ObservedLevel.Of(instrument, report.Cancellation) is { Syntax: var read }) report.At(instrument.Name.Location, read.GetLocation(), name, "reports", read, instrument.Convention.LevelInstrument);
    }
}
