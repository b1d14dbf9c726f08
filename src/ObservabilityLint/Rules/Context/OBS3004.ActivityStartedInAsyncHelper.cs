using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A span that an async function starts for others, and returns or keeps (in a field, a dictionary, a tuple, an object that it gives out): for them it is not current, even where the function never waits.
/// Quiet where the function ends the span, also by the holder that it keeps it in, where the span is handed to a method, where the file gives spans a parent by itself, and on spans that are not meant to be current.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityStartedInAsyncHelper() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3004", "Start the Activity in the method that uses it",
        "{0} is not Activity.Current for {1} does not become its child. Make the function synchronous, or start the span in the caller.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "What an async function makes Activity.Current is so in that function only.", helpLinkUri: Manual + "#obs3004");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
        {
            if (start is not { IsStarted: true, BecomesCurrent: true, IsWrapped: false, Live.IsEnded: false } || EnclosingFunction.Of(start.Call, body) is not { IsAsync: true } function || CurrentValues.IsPutAside(start.Call, body)) continue;
            if (IsReturned(start, body) && TaskType.Is(function.ReturnType)) report.At(start.Syntax.GetLocation(), start.Label, "the caller that awaits it: what the caller starts next");
            else if ((function.ReturnsVoid || TaskType.Is(function.ReturnType)) && KeptSpan.Is(start, body) && !KeptSpan.MayBeGivenAsParent(start, body.Root.SemanticModel!, facts, cancellation)
                && !new EndedByHolder(facts, cancellation).Is(start, body))
                report.At(start.Syntax.GetLocation(), start.Label, "those that it is kept for, only in this async function: what they start before its end");
        }
    }

    private static bool IsReturned(SpanStart start, TracedBody body) => start.Hold switch
    {
        SpanHold.Returned => true,
        SpanHold.Local => Escape.Of(start.Holder!, body.Root) == EscapeKinds.Returned,
        _ => false,
    };
}
