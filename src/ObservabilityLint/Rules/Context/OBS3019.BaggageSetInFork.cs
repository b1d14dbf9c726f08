using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// Baggage that is set in parallel forks (Parallel, PLINQ, tasks that are started one after the other and awaited together, also by the async methods that these run) when the flow around them has set some before:
/// they share its holder, and the last one wins. And baggage that a loop sets while the tasks that it has started before still read it.
/// Quiet where nothing was set before, so that each fork makes a holder of its own, on constants, which are the same in every fork, on entries whose names are made at run time, and in loops that wait for their tasks.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaggageSetInFork() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3019", "Give each parallel task Baggage of its own",
        "{0} what is set here overwrites that of the others. Keep the changed Baggage in a variable of the task.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "OpenTelemetry keeps Baggage.Current in one holder, which all tasks get that are started after it was set.", helpLinkUri: Manual + "#obs3019");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var change in body.All<BaggageChange>())
        {
            if (change.IsOfOneValue || change.IsOfVariousEntries) continue;
            if (IsSharedByForks(change, body, facts, cancellation)) report.At(change.Syntax.GetLocation(), "These parallel tasks share the Baggage that was set before them:");
            else if (BaggageLoop.Is(change, body, facts, cancellation)) report.At(change.Syntax.GetLocation(), "The tasks that this loop has started share its Baggage, and read it later:");
            else if (BaggageLoop.IsOfCaller(change, body, facts, cancellation)) report.At(change.Syntax.GetLocation(), "The tasks that a loop starts between its calls of this method share the Baggage, and read it later:");
        }
    }

    private static bool IsSharedByForks(BaggageChange change, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var (fork, around) in Forks.Of(change.Change, body, facts, cancellation))
            if (IsSetBefore(fork, around)) return true;
        return false;
    }

    /// <summary>In a block around the fork, so that every way to it passes there; not in a function that may run later.</summary>
    private static bool IsSetBefore(IOperation fork, TracedBody body)
    {
        foreach (var earlier in body.All<BaggageChange>())
            if (earlier.Syntax.Span.End <= fork.Syntax.SpanStart && earlier.Syntax.FirstAncestorOrSelf<StatementSyntax>()?.Parent is { } block && block.Span.Contains(fork.Syntax.Span)
                && LiveRange.FunctionAround(earlier.Syntax).Span.Contains(fork.Syntax.Span)) return true;
        return false;
    }
}
