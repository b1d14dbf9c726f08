using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A Meter of a program whose name no AddMeter of its pipelines matches, also one of a library of the solution that the program uses; and a pipeline that has an exporter, but nothing to export.
/// Quiet in libraries, where no pipeline is in sight or a part of it is not, and where the program listens in another way too.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MeterNotRegistered() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5002", "Register every Meter",
        "{0}, so that its instruments record nothing and nothing is exported. Register {1}.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A meter provider listens to the meters whose names it is told, and to no others.", helpLinkUri: Manual + "#obs5002");

    private protected override bool Concerns(Compilation compilation) => PipelineBuilders.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        foreach (var meter in UnregisteredNames.In(model, PipelineSignals.Metrics, texts)) report.At(meter.Place.GetLocation(), meter.Others, ImmutableDictionary<string, string?>.Empty, meter.Reason, meter.Remedy);
    }
}
