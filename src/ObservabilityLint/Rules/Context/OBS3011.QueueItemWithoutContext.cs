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
        "The trace of {0} ends at this queue: '{1}' does not carry its context, so the reader's {2} belong to other traces. Add an ActivityContext to the item, and let the reader's span take it as parent or link.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "What reads from a queue runs in an ExecutionContext of its own. The item has to bring the context of the span (Activity) that it comes from.", helpLinkUri: Manual + "#obs3011");

    private protected override void Check(SyntaxTree tree, QueueFacts queues, Report report, CancellationToken cancellation)
    {
        foreach (var lost in queues.LostIn(tree, cancellation))
            report.At(lost.Write.CalledName.GetLocation(), lost.Span.Description, lost.Write.Queue.Item.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), lost.Reader.Kinds.Words());
    }
}
