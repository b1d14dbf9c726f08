using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A synchronous function that suppresses the flow of the execution context and returns without restoring it: what its caller schedules next has lost the current span.
/// Restored in an async function or a continuation, it is not restored for that caller. Quiet with <c>using</c>, where it is restored on every path, where somebody else may restore it, in async functions, and where a thread or task begins.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SuppressFlowNotRestored() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3007", "Undo 'SuppressFlow' before returning",
        "'SuppressFlow' still holds when '{0}' returns: in what {1} starts next, Activity.Current is null. Put it into a using.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Suppressing the flow of the ExecutionContext holds for the thread until it is undone, not for the function.", helpLinkUri: Manual + "#obs3007");

    private protected override bool Concerns(TelemetryFacts facts, CancellationToken cancellation) => facts.SuppressesFlow(cancellation);

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var suppression in body.All<FlowSuppression>())
        {
            // A pair of methods, one that suppresses and one that restores, is for its callers to use as such.
            if (suppression.Restorer != null || suppression.Hold is not (SpanHold.Dropped or SpanHold.Local or SpanHold.Member or SpanHold.Argument) || EnclosingFunction.Of(suppression.Call, body) is not { IsAsync: false } function || WorkEntry.MayBe(function, cancellation)) continue;
            // Who else has the control may restore the flow, but not from a flow of its own.
            var isShared = suppression.Hold is SpanHold.Member or SpanHold.Argument || suppression.Holder is { } control && Escape.Of(control, body.Root) != EscapeKinds.None;
            if (isShared && !new OtherFlow(body, facts.Graph, cancellation).Ends(suppression.Call, suppression.Holder)) continue;
            var restorations = body.All<FlowRestoration>().Select(restoration => restoration.Syntax).ToList();
            // Ended without a call: by a `using` of the variable.
            if (restorations.Count == 0 && suppression.Live.IsEnded || IsRestoredElsewhere(body, facts, cancellation)) continue;
            if (Restoration.IsMissing(suppression.Syntax, restorations)) report.At(suppression.Syntax.GetLocation(), function.Name, Harmed.CallerOf(function, facts, cancellation));
        }
    }

    /// <summary>A pair of methods, one that suppresses and one that restores, is for its callers to use as such.</summary>
    private static bool IsRestoredElsewhere(TracedBody body, ContextFacts facts, CancellationToken cancellation)
        => facts.Of(body.Root.SemanticModel!, cancellation).Any(other => other != body && !other.All<FlowSuppression>().Any() && other.All<FlowRestoration>().Any(restoration => !OtherFlow.IsApart(LiveRange.FunctionAround(restoration.Syntax), other)));
}
