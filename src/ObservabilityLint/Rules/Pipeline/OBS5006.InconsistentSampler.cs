using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A sampler of the program's own that decides by random numbers, by the clock or by a counter, so that no two services decide alike. A limit on top of a decision by the trace id is a suggestion.
/// Quiet on samplers that ask the parent, or that may be made for a <c>ParentBasedSampler</c> only, and on what is counted without deciding.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Another sampler keeps other traces: only the author knows which are wanted.")]
public sealed class InconsistentSampler() : TelemetryRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5006", "Make all services decide alike on a trace",
        "'{0}' decides by {1}: services that use it decide on one trace each for itself, so that traces lose parts and spans (Activity) their parents. {2}.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A trace is whole where all services decide on it alike: by its id, or as the first has decided.", helpLinkUri: Manual + "#obs5006");

#pragma warning disable RS1013 // The base has found out at the start that there is something to look at.
    private protected override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
#pragma warning restore RS1013
    {
        if (!Samplers.AreIn(start.Compilation)) return;
        start.RegisterSymbolAction(
            context =>
            {
                if (context.Symbol is not INamedTypeSymbol sampler || !SamplerDecision.IsSampler(sampler) || SamplerDecision.Of(sampler, facts.Contexts.Graph, context.Compilation, context.CancellationToken) is not { } decision) return;
                if (RootSamplers.MayBe(sampler, context.Compilation, context.CancellationToken)) return;
                var report = new Report(Descriptor, context.Options.AnalyzerConfigOptionsProvider.GetOptions(decision.Place.SyntaxTree), context.Compilation, context.ReportDiagnostic, context.CancellationToken);
                report.At(decision.Place.GetLocation(), decision.IsLimit ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning, [], ImmutableDictionary<string, string?>.Empty, sampler.Name, decision.Source,
                    decision.IsLimit ? "Use it in the first service alone, and follow the parent behind it" : "Let the trace id decide, or follow the parent");
            },
            SymbolKind.NamedType);
    }
}
