using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// Baggage that is set in parallel forks (Parallel, PLINQ, tasks that are started one after the other and awaited together) when the flow around them has set some before: they share its holder, and the last one wins.
/// Quiet where nothing was set before, so that each fork makes a holder of its own, and on constants, which are the same in every fork.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaggageSetInFork() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3019", "Give each parallel task Baggage of its own",
        "These parallel tasks share the Baggage that was set before them: what is set here overwrites that of the others. Keep the changed Baggage in a variable of the task.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "OpenTelemetry keeps Baggage.Current in one holder, which all tasks get that are started after it was set.", helpLinkUri: Manual + "#obs3019");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var change in body.All<BaggageChange>())
            if (!change.IsOfOneValue && Forks.Around(change.Change, body) is { } fork && IsSetBefore(fork, body)) report.At(change.Syntax.GetLocation());
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
