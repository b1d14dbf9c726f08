using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A block of TPL Dataflow that works on its items with spans, HTTP or database calls, and to which items are posted while a span is current: it runs in the context of the post that woke it, whosever item comes next.
/// Quiet on blocks of a function's own, on items that may hold a context in any form, and where the delegate gives its spans a parent or links.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DataflowInheritsPoster() : QueueRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3012", "Carry the Activity's context in the block's item",
        "The {0} of this block belong to whichever post woke it, that of {1} or another: '{2}' carries no context. Add an ActivityContext to the item, and let the block's span take it as parent or link.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A block keeps the ExecutionContext of the post that woke it for as long as there are items. The item has to bring the context of the span (Activity) that it comes from.", helpLinkUri: Manual + "#obs3012");

    private protected override void Check(SyntaxTree tree, QueueFacts queues, Report report, CancellationToken cancellation)
    {
        foreach (var (creation, lost) in queues.BlocksIn(tree, cancellation))
            report.At(creation.CalledName.GetLocation(), lost.Kinds.Words(), lost.Span.Description, lost.Write.Queue.Item.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
    }
}
