using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A database call that no span tells of: its provider emits none, or its source is not registered, and no client span is around it in the same member.
/// Quiet on commands whose provider is not known, and where the registration is out of sight. Off by default: not every program wants to see its local files.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UntracedDatabaseCall() : TelemetryRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3021", "Database call does not show in the trace", "No span tells of '{0}': {1}", "Context", DiagnosticSeverity.Warning, isEnabledByDefault: false,
        description: "A client span with the attributes of the database semantic conventions shows what the provider does not.", helpLinkUri: Manual + "#obs3021");

    private protected override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
    {
        if (!facts.HasSpans(start.CancellationToken)) return;
        start.RegisterSemanticModelAction(context =>
        {
            var report = Report.On(context, Descriptor);
            foreach (var call in UntracedDatabases.In(context.SemanticModel, facts.Contexts, context.CancellationToken))
                report.At(call.CalledName.GetLocation(), call.CalledName.ToString(), call.Reason);
        });
    }
}
