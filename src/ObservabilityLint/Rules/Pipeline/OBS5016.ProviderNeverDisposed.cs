using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A program's own provider with an exporter that works in batches, and that nobody disposes of, shuts down or flushes.
/// Quiet where it is returned, handed on or registered, where others may reach what holds it, where nothing can be lost (console, in-memory and Prometheus exporters, simple ones), and in tests.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProviderNeverDisposed() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5016", "Dispose of the provider before the program ends",
        "Nobody disposes of this provider or flushes it: {0} when the program ends. Dispose of it at the end of the program.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Exporters send what they have collected every few seconds, and for the last time when their provider is disposed of.", helpLinkUri: Manual + "#obs5016");

    private protected override bool Concerns(Compilation compilation) => ProviderBuilds.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        var order = new PipelineOrder(model.Compilation, report.Cancellation);
        foreach (var build in ProviderBuilds.In(model, report.Cancellation))
            if (ProviderLife.IsNeverEnded(build, report.Cancellation) && HasBatches(build, order) && !TestProjects.Are(model.Compilation, report.Cancellation))
                report.At(build.Place.GetLocation(), build.Step.Signals switch
                {
                    PipelineSignals.Metrics => "the last measurements are lost",
                    PipelineSignals.Logs => "the log records of the last seconds are lost",
                    _ => "the spans (Activity) of the last seconds are lost",
                });
    }

    private static bool HasBatches(ProviderBuild build, PipelineOrder order)
    {
        foreach (var step in order.ExportersBefore(build.Step))
            if (step.Export == ExportKind.Batch) return true;
        return false;
    }
}
