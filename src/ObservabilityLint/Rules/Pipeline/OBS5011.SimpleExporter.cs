using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// An exporter behind a simple processor, which runs it for each span by itself, in the code that ends the span.
/// Quiet for console and in-memory exporters, for exporters of the program that send nothing, in code for development, and in tests.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SimpleExporter() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5011", "Use a batch for what is exported",
        "Each {0} is sent by itself, one after the other, and the code that {1} waits for that. Use a batch.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "A simple processor exports in the code that it observes; a batch does it beside.", helpLinkUri: Manual + "#obs5011");

    private protected override bool Concerns(Compilation compilation) => SimpleExports.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        foreach (var export in SimpleExports.In(model, texts))
            if (!DevelopmentCode.Is(export.Place) && SlowExporter.Is(export.Exporter, facts.Contexts, report.Cancellation) && !TestProjects.Are(model.Compilation, report.Cancellation))
                report.At(export.Place.GetLocation(), export.IsOfLogs ? "log record" : "span (Activity)", export.IsOfLogs ? "writes it" : "ends it");
    }
}
