using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>The places where an iterator hands an item to its consumer.</summary>
internal static class Yields
{
    /// <summary>Those that a span is live across: of nested spans the innermost, since the outer one is current again when that ends. None where the iterator itself says what is current.</summary>
    public static List<YieldStatementSyntax> Across(SpanStart start, TracedBody body)
    {
        var yields = new List<YieldStatementSyntax>();
        if (!start.IsStarted || !start.BecomesCurrent || IsCurrentSetIn(start.Live, body)) return yields;
        foreach (var yield in In(start.Live.Function, start.Live.Span))
            if (start.Live.Contains(yield) && !IsInInnerSpan(yield, start, body)) yields.Add(yield);
        return yields;
    }

    /// <summary>All of a function, or of a part of it.</summary>
    public static IEnumerable<YieldStatementSyntax> In(SyntaxNode function, TextSpan span)
    {
        foreach (var node in function.DescendantNodes(span, inner => inner == function || inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            if (node is YieldStatementSyntax { RawKind: (int)SyntaxKind.YieldReturnStatement } yield && span.Contains(yield.Span)) yield return yield;
    }

    /// <summary>True if the iterator may come to the work after it has handed out the item: the work stands behind, or in a loop with it.</summary>
    public static bool MayPrecede(this YieldStatementSyntax yield, SyntaxNode work, LiveRange live)
    {
        if (work.SpanStart >= yield.Span.End) return !ExclusiveBranches.Separate(yield, work);
        for (var outer = yield.Parent; outer != null && outer != live.Function && live.Span.Contains(outer.Span); outer = outer.Parent)
            if (RepeatedPartOf(outer, work)) return true;
        return false;
    }

    private static bool RepeatedPartOf(SyntaxNode loop, SyntaxNode work) => loop switch
    {
        WhileStatementSyntax or DoStatementSyntax => loop.Span.Contains(work.Span),
        // What is enumerated is made once.
        CommonForEachStatementSyntax { Statement: var statement } => statement.Span.Contains(work.Span),
        ForStatementSyntax { Declaration: var declaration } counted => counted.Span.Contains(work.Span) && declaration?.Span.Contains(work.Span) != true,
        _ => false,
    };

    private static bool IsInInnerSpan(YieldStatementSyntax yield, SpanStart start, TracedBody body)
    {
        foreach (var inner in body.All<SpanStart>())
            if (inner is { IsStarted: true, BecomesCurrent: true } && start.Live.Contains(inner.Syntax) && inner.Live.Contains(yield)) return true;
        return false;
    }

    private static bool IsCurrentSetIn(LiveRange live, TracedBody body)
    {
        foreach (var change in body.All<CurrentChange>())
            if (live.Contains(change.Syntax)) return true;
        return false;
    }
}
