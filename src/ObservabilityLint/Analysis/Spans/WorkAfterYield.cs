using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Finds work that shows in a trace and that an iterator does after it has handed out an item.</summary>
internal sealed class WorkAfterYield(ContextFacts facts, CancellationToken cancellation)
{
    /// <summary>The first call that does such work, and is not told its parent; null if there is none.</summary>
    public IInvocationOperation? In(IOperation body, LiveRange live, IReadOnlyCollection<YieldStatementSyntax> yields, ISymbol? holder) => In(body, live, yields, holder, depth: 1);

    private IInvocationOperation? In(IOperation body, LiveRange live, IReadOnlyCollection<YieldStatementSyntax> yields, ISymbol? holder, int depth)
    {
        if (yields.Count == 0) return null;
        foreach (var operation in body.Descendants())
        {
            cancellation.ThrowIfCancellationRequested();
            if (operation is not IInvocationOperation call || !live.Contains(call.Syntax)) continue;
            if (yields.Any(yield => yield.MayPrecede(call.Syntax, live)) ? !GivenParent.In(call, holder) && facts.WorkIn(call, cancellation) != WorkKinds.None : depth > 0 && IsReadAcross(call, yields) && WorksBetweenItems(call, depth))
                return call;
        }
        return null;
    }

    /// <summary>The call makes the sequence that a loop around one of the yields goes through.</summary>
    private static bool IsReadAcross(IInvocationOperation call, IReadOnlyCollection<YieldStatementSyntax> yields)
        => call.Syntax.FirstAncestorOrSelf<CommonForEachStatementSyntax>() is { } loop && loop.Expression.Span.Contains(call.Syntax.Span) && yields.Any(yield => loop.Statement.Span.Contains(yield.Span));

    /// <summary>What an iterator does before its first item is still done before ours.</summary>
    private bool WorksBetweenItems(IInvocationOperation call, int depth)
    {
        if (facts.Graph.BodyOf(call, cancellation) is not { } body) return false;
        var whole = new LiveRange(body.Syntax, body.Syntax.Span, IsEnded: false);
        return In(body, whole, Yields.In(whole.Function, whole.Span).ToList(), holder: null, depth - 1) != null;
    }
}
