using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// Work that is queued while a span is current, by a call that leaves the execution context behind, and that starts spans, sends HTTP requests or asks a database: the trace is cut there.
/// Quiet outside of spans (a start-up queues that way on purpose), and on work that gives its spans a parent or links of its own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContextFreeScheduling() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3006", "Work is scheduled without the span", "'{0}' leaves {1} behind: the {2} of this work begin traces of their own", "Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The unsafe variants do not capture the execution context, which carries the current span.", helpLinkUri: Manual + "#obs3006");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var work in body.All<ScheduledWork>())
            if (!work.CarriesContext && SpansAround.At(body, work.Call, facts, cancellation) is { } span && InheritedWork.Of(work, facts, cancellation) is not WorkKinds.None and var kinds)
                report.At(work.CalledName.GetLocation(), work.CalledName.ToString(), span.Description, kinds.Words());
    }
}
