using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// An item that is written into a queue while a span is current, and that is worked on by a loop of its own with spans, HTTP or database calls: the loop's context is its own, and the item carries none.
/// Quiet unless all of that is certain; on items that may hold a context in any form, on simple values, on queues of a function's own, and where the reader gives its spans a parent or links.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueueItemWithoutContext() : QueueRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3011", "Carry the Activity's context in the queue's item",
        "The trace of {0} ends at this queue: {1} does not carry its context, so {2} {3} belong to other traces. {4} take it as parent or link.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "What reads from a queue runs in an ExecutionContext of its own. The item has to bring the context of the span (Activity) that it comes from.", helpLinkUri: Manual + "#obs3011");

    private protected override void Check(SyntaxTree tree, QueueFacts queues, Report report, CancellationToken cancellation)
    {
        foreach (var lost in queues.LostIn(tree, cancellation))
        {
            var (item, whose, advice) = QueuedDelegates.Is(lost.Write.Queue)
                ? ("the delegate", "its", "Read Activity.Current's context before, and let the delegate's span")
                : ($"'{lost.Write.Queue.Item.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", "the reader's", "Add an ActivityContext to the item, and let the reader's span");
            report.At(lost.Write.CalledName.GetLocation(), lost.Span.Description, item, whose, lost.Kinds.Words(), advice);
        }
    }
}
