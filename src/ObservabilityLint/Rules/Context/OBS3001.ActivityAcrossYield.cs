using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A span that an async iterator keeps open across <c>yield return</c>, where it goes on afterwards to start spans or to ask other processes: after the first item the consumer's span is current.
/// Quiet where nothing of the kind follows, where it is told its parent, and where the iterator makes its span current again.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityAcrossYield() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3001", "Restore Activity.Current after 'yield return'",
        "{0} is no longer Activity.Current after 'yield return': '{1}' becomes a child of the consumer's span. Set Activity.Current to it again after each 'yield return'.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Each item of an async iterator is asked for in the ExecutionContext of the consumer: what the iterator had made Activity.Current is gone.", helpLinkUri: Manual + "#obs3001");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
            if (EnclosingFunction.Of(start.Call, body) is { IsAsync: true } && Yields.Across(start, body) is { Count: > 0 } yields
                && new WorkAfterYield(facts, cancellation).In(body, start, yields) is { } work)
                report.At(start.Syntax.GetLocation(), start.Label, work.TargetMethod.Name);
    }
}
