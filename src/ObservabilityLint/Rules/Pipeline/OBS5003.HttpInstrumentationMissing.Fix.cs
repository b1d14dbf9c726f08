using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes.Pipeline;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Adds the instrumentation of HTTP clients where it is referenced, else the source of HttpClient.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HttpInstrumentationMissingFix)), Shared]
public sealed class HttpInstrumentationMissingFix() : InstrumentationFix("OBS5003")
{
    private protected override MissingRegistration? Find(SemanticModel model, TelemetryFacts facts, Diagnostic diagnostic, CancellationToken cancellation) => UntracedRequests.In(model, facts.Contexts, cancellation);
}
