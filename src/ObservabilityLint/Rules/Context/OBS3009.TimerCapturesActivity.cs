using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A timer, or a loop that goes on until it is stopped, that is started while a span is current (by the function, by a helper that gives it back, or by whoever needs it first) and whose rounds start spans, send HTTP requests or ask a database:
/// all of them belong to that one span for ever. Quiet on timers that are disposed of in the same function, at start-up, and where the flow is suppressed.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TimerCapturesActivity() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3009", "Start timers and loops without Activity.Current",
        "This {0} keeps {1} as Activity.Current: all its {2} join that one trace, long after its end. Start it inside 'ExecutionContext.SuppressFlow', so that each round begins a trace.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A timer captures the ExecutionContext, and with it Activity.Current, when it is created, and a loop when it is started.", helpLinkUri: Manual + "#obs3009");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var work in body.All<ScheduledWork>())
            if (CapturingLoop.In(body, work, facts, cancellation) is { } loop)
                report.At(work.CalledName.GetLocation(), work.Kind == SchedulingKind.Timer ? "timer" : "loop", loop.Origin, loop.Kinds.Words());
    }
}
