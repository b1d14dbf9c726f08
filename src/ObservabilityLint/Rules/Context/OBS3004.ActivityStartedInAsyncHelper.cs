using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A span that an async function starts for its caller and returns: for the caller it is not current, even where the function never waits.
/// Quiet where the function ends the span, where the span goes elsewhere, and on spans that are not meant to be current.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityStartedInAsyncHelper() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3004", "Start the Activity in the method that uses it",
        "{0} is not Activity.Current for the caller that awaits it: what the caller starts next does not become its child. Make the function synchronous, or start the span in the caller.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "What an async function makes Activity.Current is so in that function only.", helpLinkUri: Manual + "#obs3004");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
            if (start is { IsStarted: true, BecomesCurrent: true, Live.IsEnded: false } && IsReturned(start, body) && EnclosingFunction.Of(start.Call, body) is { IsAsync: true, ReturnType: var result } && DeferredWork.IsTask(result))
                report.At(start.Syntax.GetLocation(), start.Label);
    }

    private static bool IsReturned(SpanStart start, TracedBody body) => start.Hold switch
    {
        SpanHold.Returned => true,
        SpanHold.Local => Escape.Of(start.Holder!, body.Root) == EscapeKinds.Returned,
        _ => false,
    };
}
