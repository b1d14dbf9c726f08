using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A span that an iterator (one that is not async) keeps open across <c>yield return</c>: it is current for the consumer between the items.
/// Quiet where the span ends before the first item, and where the iterator itself says what is current.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityLeaksFromIterator() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3002", "Do not leak an Activity to an iterator's consumer",
        "{0} stays Activity.Current while the consumer handles an item: what that starts becomes a child of this span. End it before the first item, or give the consumer its own back around each 'yield return'.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "An iterator runs in the ExecutionContext of its consumer: what it makes Activity.Current stays so between the items, and for good where the consumer stops early and does not dispose it.", helpLinkUri: Manual + "#obs3002");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
            if (EnclosingFunction.Of(start.Call, body) is { IsAsync: false } && Yields.Across(start, body).Count > 0)
                report.At(start.Syntax.GetLocation(), start.Label);
    }
}
