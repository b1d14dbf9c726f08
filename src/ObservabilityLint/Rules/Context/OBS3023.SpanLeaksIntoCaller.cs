using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A function that is not async starts a span that becomes current, returns a task (or a gRPC call that goes on), and leaves the end of the span to an async function or to a continuation: its caller goes on with the span as the current one, ended or not.
/// Quiet where the function ends the span itself, where it sets the current span, on spans that never become current, and where nobody goes on after it: the main function, tests, and work of its own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpanLeaksIntoCaller() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3023", "End the Activity where its caller sees the end",
        "{0} is ended in {1}: for whoever calls {2} it stays Activity.Current even then, and what that starts next becomes its child. {3}.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "What a function that is not async makes Activity.Current stays so for its caller, until the span (Activity) is ended there.", helpLinkUri: Manual + "#obs3023");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
        {
            if (LeakedSpan.Of(start, body, facts, cancellation) is not { } leak) continue;
            report.At(start.Syntax.GetLocation(), start.Label, leak.End, leak.Function.MethodKind == MethodKind.AnonymousFunction ? "this lambda" : $"'{leak.Function.Name}'",
                TaskType.Is(leak.Function.ReturnType) ? "Make the function async, and await the task that it returns" : "Keep what is current before, and make it Activity.Current again before the function returns");
        }
    }
}
