using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A provider that its function disposes of (by a <c>using</c> or a call) before anything can be traced, counted or logged: in a helper that only sets telemetry up, or in a block before the program's work.
/// Quiet where the block does any work, records or logs for the provider, or calls what may, and at the end of the main function.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProviderDisposedEarly() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5012", "Keep the provider until the program ends",
        "This provider is disposed of before anything can happen: {0}. Keep it, and dispose of it when the program ends.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A provider collects and exports only until it is disposed of.", helpLinkUri: Manual + "#obs5012");

    private protected override bool Concerns(Compilation compilation) => ProviderBuilds.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        foreach (var build in ProviderBuilds.In(model, report.Cancellation))
            if (ProviderScope.EmptyAround(build, report.Cancellation) != null && !TestProjects.Are(model.Compilation, report.Cancellation))
                report.At(build.Place.GetLocation(), build.Step.Signals switch
                {
                    PipelineSignals.Metrics => "from then on no measurement is collected",
                    PipelineSignals.Logs => "from then on no log record is exported",
                    _ => "from then on StartActivity returns null",
                });
    }
}
