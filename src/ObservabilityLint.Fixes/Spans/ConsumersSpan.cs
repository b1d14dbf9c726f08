using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Makes the consumer's span current before an iterator hands out an item, and the iterator's own again afterwards.</summary>
internal static class ConsumersSpan
{
    private const string Consumer = "consumer", Item = "next";

    /// <summary>False where it cannot be written.</summary>
    public static bool Add(SolutionEdits edits, DocumentId document, SpanAt span, string activity, IEnumerable<YieldStatementSyntax> yields)
    {
        var function = span.Start.Live.Function;
        if (span.Start.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } start || SpanVariable.IsUsed(Consumer, function) || SpanVariable.IsUsed(Item, function)) return false;
        var current = CurrentActivity.Name(span.Model, start.SpanStart);
        edits.InsertBefore(document, start, $"var {Consumer} = {current};");
        foreach (var yield in yields)
        {
            if (yield.Expression is not { } item || span.Model.GetTypeInfo(item).Type is null) return false;
            // The item is still the iterator's work.
            var isMade = item is not (IdentifierNameSyntax or LiteralExpressionSyntax);
            if (isMade) edits.Add(document, item.Span, Item);
            string[] before = isMade ? [$"var {Item} = {item};", $"{current} = {Consumer};"] : [$"{current} = {Consumer};"];
            StatementAfter.Around(edits, document, yield, before, [CurrentActivity.Set(activity, span.Model, yield.SpanStart)]);
        }
        return true;
    }
}
