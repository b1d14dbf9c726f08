using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A database call that no span tells of: its provider emits none, or its source is not registered, and no client span is around it in the same member.
/// Quiet on commands whose provider is not known, and where the registration is out of sight. Off by default: not every program wants to see its local files.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UntracedDatabaseCall() : TelemetryRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3021", "Trace the database call",
        "The trace shows nothing of '{0}', since {1}. {2}.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: false,
        description: "A span (Activity) of kind Client, with the attributes of the semantic conventions for databases, shows what the provider does not.", helpLinkUri: Manual + "#obs3021");

    private protected override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
    {
        if (!DatabaseProviders.AreReferencedBy(start.Compilation) || !facts.HasSpans(start.CancellationToken)) return;
        start.RegisterSemanticModelAction(context =>
        {
            var report = Report.On(context, Descriptor);
            foreach (var call in UntracedDatabases.In(context.SemanticModel, facts.Contexts, context.CancellationToken))
                report.At(call.CalledName.GetLocation(), call.CalledName, call.Reason, call.Remedy);
        });
    }
}
