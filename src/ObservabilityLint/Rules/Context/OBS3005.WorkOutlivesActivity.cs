using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// Work that nobody waits for, started while a span is current that ends with its function, and that starts spans, sends HTTP requests or asks a database: the span comes along and has ended before its children begin.
/// Quiet where somebody may wait (a stored task, a signal), where the flow is suppressed, and on work that gives its spans a parent or links of its own. Loops are the business of OBS3009.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WorkOutlivesActivity() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3005", "Give work that nobody awaits a trace of its own",
        "Nobody waits for this work, so its {0} may begin after {1} has ended, and then hang under a finished parent. Await it, or let it begin a trace of its own that links to this one.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Work that goes on by itself is a trace of its own, linked to the one that it comes from.", helpLinkUri: Manual + "#obs3005");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        SyntaxNode? last = null;
        foreach (var work in body.All<ScheduledWork>())
        {
            // A call may be of an async method, and give it work besides.
            if (work.Kind == SchedulingKind.Timer || work.CalledName == last || DetachedWork.In(body, work, facts, cancellation) is not { Span: var span, Kinds: var kinds } || InheritedWork.GoesOn(work, facts, cancellation)) continue;
            report.At((last = work.CalledName).GetLocation(), kinds.Words(), span.Description);
        }
    }
}
