using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// AddOpenTelemetry on a ServiceCollection of the program's own that no generic host runs, and from which no provider is resolved.
/// Quiet in methods whose callers are not in sight, where the collection is handed to code out of sight, and where a provider or the hosted services are resolved anywhere.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Whether the program wants a host, or to resolve the provider and to dispose of it, only its author knows.")]
public sealed class ProviderNeverBuilt() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5015", "Take the provider from its container where no host does",
        "No host runs this ServiceCollection, and nobody resolves a TracerProvider or MeterProvider from it: what {0} registers is never built, and nothing is recorded. Take the provider from the container when the program starts.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A generic host builds the providers when it starts. Without one they are built when somebody resolves them.", helpLinkUri: Manual + "#obs5015");

    private protected override bool Concerns(Compilation compilation) => PipelineBuilders.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        foreach (var call in UnbuiltProviders.In(model.Compilation, report.Cancellation).Calls)
            if (call.SyntaxTree == model.SyntaxTree && TypeNames.OfCall(call) is { } name) report.At(name.GetLocation(), name.Identifier.ValueText);
    }
}
