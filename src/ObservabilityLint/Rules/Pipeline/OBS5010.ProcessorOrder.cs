using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A processor that writes to spans when they end, or takes the flag <c>Recorded</c> from them, behind an exporter of the same pipeline, wherever that is added. Behind a batch exporter what it writes mostly arrives: then it is a suggestion.
/// Quiet on what is done when a span starts, on processors whose code is not in sight, and on writes behind an exporter to memory.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProcessorOrder() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5010", "Register the processor before the exporter",
        "Processors run in the order of their registration: {0}. Register it before the exporter.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "An exporter is a processor, too, and what comes behind it comes too late.", helpLinkUri: Manual + "#obs5010");

    private protected override bool Concerns(Compilation compilation) => PipelineBuilders.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        foreach (var late in LateProcessors.In(model, texts, facts.Contexts.Graph))
        {
            var (severity, effect) = (late.Effect, late.Kind) switch
            {
                (LateEffect.Filters, _) => (DiagnosticSeverity.Warning, $"'{late.Processor}' clears the flag Recorded when the exporter has taken the span (Activity) already, so that it keeps nothing back"),
                (_, ExportKind.Batch) => (DiagnosticSeverity.Info, $"what '{late.Processor}' writes to a span (Activity) comes when the batch exporter has taken it, and arrives only because that mostly reads it a few seconds later"),
                _ => (DiagnosticSeverity.Warning, $"what '{late.Processor}' writes to a span (Activity) comes when that has been exported, and is lost"),
            };
            report.At(new CallSite(late.Call.TargetMethod, late.Call.Arguments, late.Call).CalledName.GetLocation(), severity, [], ImmutableDictionary<string, string?>.Empty, effect);
        }
    }
}
