using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// An ActivitySource of a program whose name no AddSource of its pipelines matches, also one of a library of the solution that the program uses; and a pipeline that has an exporter, but nothing to export.
/// Quiet in libraries, where no pipeline is in sight or a part of it is not, and where the program listens in another way too.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SourceNotRegistered() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5001", "Register every ActivitySource",
        "{0}, so that StartActivity returns null and nothing is exported. Register {1}.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A tracer provider listens to the sources whose names it is told, and to no others.", helpLinkUri: Manual + "#obs5001");

    private protected override bool Concerns(Compilation compilation) => PipelineBuilders.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        foreach (var source in UnregisteredNames.In(model, PipelineSignals.Traces, texts)) report.At(source.Place.GetLocation(), source.Others, ImmutableDictionary<string, string?>.Empty, source.Reason, source.Remedy);
    }
}
