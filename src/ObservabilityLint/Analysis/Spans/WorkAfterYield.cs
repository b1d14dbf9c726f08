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
    /// <summary>The first call that does such work, is not told its parent, and is not made inside another span that is; null if there is none.</summary>
    public IInvocationOperation? In(TracedBody body, SpanStart start, IReadOnlyCollection<YieldStatementSyntax> yields)
        => In(body.Root, start.Live, yields, start.Holder, [.. body.All<SpanStart>().Where(inner => inner != start && inner is { IsStarted: true, Call: IInvocationOperation call } && GivenParent.In(call, start.Holder) && !yields.Any(inner.Live.Contains))], depth: 1);

    private IInvocationOperation? In(IOperation body, LiveRange live, IReadOnlyCollection<YieldStatementSyntax> yields, ISymbol? holder, IReadOnlyCollection<SpanStart> others, int depth)
    {
        if (yields.Count == 0) return null;
        foreach (var operation in body.Descendants())
        {
            cancellation.ThrowIfCancellationRequested();
            // Of `SaveAsync().ConfigureAwait(false)` the first call is the work.
            if (operation is not IInvocationOperation { TargetMethod.Name: not "ConfigureAwait" } call || !live.Contains(call.Syntax)) continue;
            if (yields.Any(yield => yield.MayPrecede(call.Syntax, live)) ? !GivenParent.In(call, holder) && !others.Any(inner => inner.Live.Contains(call.Syntax)) && facts.WorkIn(call, cancellation) != WorkKinds.None : depth > 0 && IsReadAcross(call, yields) && WorksBetweenItems(call, depth))
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
        return In(body, whole, Yields.In(whole.Function, whole.Span).ToList(), holder: null, [], depth - 1) != null;
    }
}
