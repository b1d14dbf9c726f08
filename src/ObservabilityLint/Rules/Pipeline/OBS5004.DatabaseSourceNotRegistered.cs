using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A tracing pipeline that does not listen to the source of a database provider that the program uses: Npgsql, MySqlConnector, MongoDB.Driver.
/// Quiet in libraries, where a part of the pipeline is out of sight, and where Entity Framework Core is used with an instrumentation of its own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DatabaseSourceNotRegistered() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5004", "Register the source of the database provider",
        "{0} has spans (Activity) of its own for the calls of this program, but the pipeline does not listen to its source: the traces show nothing of the database. Add {1}.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A database provider with a source of its own emits spans (Activity) only where that source is registered.", helpLinkUri: Manual + "#obs5004");

    private protected override bool Concerns(Compilation compilation) => PipelineBuilders.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        foreach (var missing in UnregisteredDatabases.In(model, facts.Contexts, report.Cancellation)) report.At(missing.Start.Place.GetLocation(), missing.Use, missing.Registration);
    }
}
