using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Makes the consumer's span current before an iterator hands out an item, and the iterator's own again afterwards.</summary>
internal static class ConsumersSpan
{
    private const string Consumer = "consumer", Item = "next";

    /// <summary>False where it cannot be written.</summary>
    public static bool Add(SolutionEdits edits, DocumentId document, SpanAt span, string activity, IReadOnlyList<YieldStatementSyntax> yields)
    {
        var function = span.Start.Live.Function;
        if (span.Start.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } start || SpanVariable.IsUsed(Consumer, function)) return false;
        var current = CurrentActivity.Name(span.Model, start.SpanStart);
        edits.InsertBefore(document, start, $"var {Consumer} = {current};");
        var made = yields.Where(static yield => IsMade(yield.Expression)).ToList();
        var isNumbered = made.Any(one => made.Any(other => other != one && ScopeOf(one).Contains(other.Span)));
        foreach (var yield in yields)
        {
            string[] before = [$"{current} = {Consumer};"];
            if (made.IndexOf(yield) is var index and >= 0)
            {
                var name = isNumbered && index > 0 ? Item + (index + 1) : Item;
                if (span.Model.GetTypeInfo(yield.Expression!).Type is null || SpanVariable.IsUsed(name, function)) return false;
                edits.Add(document, yield.Expression!.Span, name);
                before = [$"var {name} = {yield.Expression};", .. before];
            }
            StatementAfter.Around(edits, document, yield, before, [CurrentActivity.Set(activity, span.Model, yield.SpanStart)]);
        }
        return true;
    }

    /// <summary>To make the item is still the iterator's work.</summary>
    private static bool IsMade(ExpressionSyntax? item) => item is not (null or IdentifierNameSyntax or LiteralExpressionSyntax);

    /// <summary>Where a local that is declared before the statement would be in sight.</summary>
    private static TextSpan ScopeOf(YieldStatementSyntax yield) => yield.Parent is BlockSyntax or SwitchSectionSyntax ? yield.FirstAncestorOrSelf<StatementSyntax>(static node => node is BlockSyntax or SwitchStatementSyntax)!.Span : yield.Span;
}
