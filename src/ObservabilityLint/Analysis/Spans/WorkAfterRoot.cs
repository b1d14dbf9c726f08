using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// What runs without a parent after the end of a root span, since nothing is current any more: in the rest of the function, in the next round of a loop, and, where the function is not async, after its calls.
/// The span that was current takes over again only where its own end brings back what was before it.
/// </summary>
/// <param name="Step">The first such work.</param>
/// <param name="Lost">The span that would have been its parent.</param>
internal sealed record WorkAfterRoot(TracedStep Step, SurroundingSpan Lost)
{
    /// <summary>How many methods may call one another.</summary>
    private const int MaximumLevels = 3;

    /// <summary>Null where nothing of the kind follows, or no span is known to be current.</summary>
    public static WorkAfterRoot? Of(SpanStart root, TracedBody body, ContextFacts facts, CancellationToken cancellation)
        => root is { IsRoot: true, Live.IsEnded: true } ? After(SpanChain.Whole(root.Call), root.Live.Span.End, root.Holder, body, facts, MaximumLevels, cancellation) : null;

    private static WorkAfterRoot? After(IOperation place, int end, ISymbol? root, TracedBody body, ContextFacts facts, int levels, CancellationToken cancellation)
    {
        if (OwnContext.IsAt(place.Syntax, body) || IsSetAfter(place.Syntax, root, body) || SpansAround.At(body, place, facts, cancellation) is not { } lost) return null;
        var own = lost.Start?.Live.Function == LiveRange.FunctionAround(place.Syntax) ? lost.Start : null;
        if (FirstStep(place, end, body, own, facts, cancellation) is { } step) return new WorkAfterRoot(step, lost);
        if (own != null || levels == 0 || EnclosingFunction.Of(place, body) is not { IsAsync: false } function || Body.FunctionOf(place) is IAnonymousFunctionOperation) return null;
        foreach (var call in facts.Graph.CallersOf(function, cancellation))
            if (facts.BodyAround(call.Operation, cancellation) is { } caller && After(call.Operation, call.Syntax.Span.End, root: null, caller, facts, levels - 1, cancellation) is { } after) return after;
        return null;
    }

    private static TracedStep? FirstStep(IOperation place, int end, TracedBody body, SpanStart? around, ContextFacts facts, CancellationToken cancellation)
    {
        var repeated = RepeatedPart(place.Syntax, around);
        var own = new List<SpanStart>();
        foreach (var step in facts.Work.StepsOf(body.Root, cancellation))
        {
            var at = step.At.Syntax;
            if (LiveRange.FunctionAround(at) != LiveRange.FunctionAround(place.Syntax) || around?.Live.Contains(at) == false) continue;
            if (repeated?.Span.Contains(at.Span) != true && (at.SpanStart < end || ExclusiveBranches.Separate(place.Syntax, at))) continue;
            if (step.Fact is SpanStart { IsRoot: true } || own.Exists(span => span.Live.Contains(at))) continue;
            if (step.Fact is not SpanStart start || !InheritedWork.HasOwnOrigin(start)) return step;
            if (start is { BecomesCurrent: true } && start.Call == step.At) own.Add(start);
        }
        return null;
    }

    /// <summary>What runs again after the place, under the same span: the outermost loop, but not the sequence that it goes through.</summary>
    private static SyntaxNode? RepeatedPart(SyntaxNode place, SpanStart? around)
    {
        var function = LiveRange.FunctionAround(place);
        SyntaxNode? repeated = null;
        for (var outer = place.Parent; outer != null && outer != function && around?.Live.Contains(outer) != false; outer = outer.Parent)
            if (outer is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax) repeated = outer;
            else if (outer is CommonForEachStatementSyntax { Statement: var statement } && statement.Span.Contains(place.Span)) repeated = statement;
        return repeated;
    }

    /// <summary>To make the root itself current brings nothing back.</summary>
    private static bool IsSetAfter(SyntaxNode place, ISymbol? root, TracedBody body)
    {
        foreach (var change in body.All<CurrentChange>())
            if (change.Syntax.SpanStart > place.SpanStart && (root is null || !SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.Unwrap(change.Value)), root)) && LiveRange.FunctionAround(change.Syntax) == LiveRange.FunctionAround(place)) return true;
        return false;
    }
}
