using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A request, a database call, or a read or write of a channel, in a function that is given a cancellation token and does not pass it on; or a call that blocks, in an async function with a token.
/// Quiet where a token is passed (none, too), in clean-up, in what a host starts and stops, on what nobody waits for, and on channels that are read until they are completed.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationNotForwarded() : TelemetryRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3020", "Pass on the CancellationToken",
        "'{0}' goes on after '{1}' is cancelled: it costs as much as before, though nobody needs the result any more. {2}.",
        "ObservabilityLint.Context", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Work that nobody waits for any more costs as much as any other, and its span (Activity) ends long after its parent.", helpLinkUri: Manual + "#obs3020");

    private protected override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
    {
        if (!facts.HasSpans(start.CancellationToken)) return;
        start.RegisterSemanticModelAction(context =>
        {
            var report = Report.On(context, Descriptor);
            foreach (var call in CancellableCalls.In(context.SemanticModel, facts.Contexts, context.CancellationToken))
                report.At(call.CalledName.GetLocation(), call.CalledName, call.Token, call.AsyncSibling is { } sibling ? $"Await '{sibling}' with the token" : "Pass the token on");
        });
    }
}
