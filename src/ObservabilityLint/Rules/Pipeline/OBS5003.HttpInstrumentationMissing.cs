using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A tracing pipeline without the spans of HttpClient, in a program that sends requests with it under spans: the requests carry the id of a span that is never exported.
/// Quiet in libraries, where a part of the pipeline is out of sight, where nothing is sent under a span, and where the program has decided about the propagation itself.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HttpInstrumentationMissing() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5003", "Trace the requests of HttpClient",
        "'{0}' is called under a span (Activity), and its request carries the id of HttpClient's own, which this pipeline does not export: what the called service does has a parent that nobody knows. Add {1}.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "HttpClient starts a span (Activity) around each request, and sends its id, whether that span is exported or not.", helpLinkUri: Manual + "#obs5003");

    private protected override bool Concerns(Compilation compilation) => PipelineBuilders.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        if (UntracedRequests.In(model, facts.Contexts, report.Cancellation) is { } missing) report.At(missing.Start.Place.GetLocation(), missing.Use, missing.Registration);
    }
}
