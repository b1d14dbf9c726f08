using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// Work that is queued while a span is current, by a call that leaves the execution context behind, and that starts spans, sends HTTP requests or asks a database: the trace is cut there.
/// Quiet outside of spans (a start-up queues that way on purpose), on work that gives its spans a parent or links of its own, and on endless loops and timers, which must not keep the span (OBS3009), also where the work only begins one.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContextFreeScheduling() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3006", "Schedule work with its ExecutionContext",
        "'{0}' leaves {1} behind, so that Activity.Current is null in this work: its {2} begin traces of their own. Call '{3}', or link them to this trace if nobody waits for the work.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The unsafe variants do not capture the ExecutionContext, which carries Activity.Current.", helpLinkUri: Manual + "#obs3006");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var work in body.All<ScheduledWork>())
            if (!work.CarriesContext && InheritedWork.MayBe(work, facts, cancellation) && SpansAround.At(body, work.Call, facts, cancellation) is { } span && !OwnContext.IsAt(work.Syntax, body)
                && InheritedWork.Of(work, facts, cancellation) is not WorkKinds.None and var kinds && !InheritedWork.GoesOn(work, facts, cancellation) && !InheritedWork.BeginsLoop(work, facts, cancellation))
                report.At(work.CalledName.GetLocation(), work.CalledName, span.Description, kinds.Words(), work.CarryingSibling);
    }
}
