using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// <c>try { using var activity = source.StartActivity("x"); … } catch (Exception) { … }</c>: the exception that the handler gets has ended the span on its way, and nothing can be said to it any more.
/// Only where something in the span fails now and then, nothing in it speaks of its status or handles what fails, and nobody else has the span.
/// </summary>
internal static class EndedBeforeHandler
{
    /// <summary>The only span that the tried block starts and ends by itself; null where there is none, or where its status may be set.</summary>
    public static SpanStart? In(ICatchClauseOperation handler, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (handler.Syntax.Parent is not TryStatementSyntax { Block: var tried }) return null;
        SpanStart? found = null;
        foreach (var start in body.All<SpanStart>())
        {
            if (start.IsWrapped || start.Hold != SpanHold.Using || start.Syntax.FirstAncestorOrSelf<StatementSyntax>()?.Parent != tried) continue;
            if (found != null) return null;
            found = start;
        }
        return found != null && !handler.Descendants().Any(static operation => ErrorStatus.SaidBy(operation) != StatusAfter.Unset) && IsLeftByFailure(found, body, facts, cancellation) && !facts.Choices.SetsStatusOnException(cancellation) ? found : null;
    }

    private static bool IsLeftByFailure(SpanStart span, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        var (failing, fails) = (new FailingCode(facts, cancellation), false);
        foreach (var operation in body.Root.Descendants())
        {
            if (!span.Live.Span.Contains(operation.Syntax.Span)) continue;
            if (operation is ICatchClauseOperation || ErrorStatus.SaidBy(operation) == StatusAfter.Set || ErrorStatus.IsHandedOver(operation, span.Holder, facts, cancellation)) return false;
            if (!fails && span.Live.Contains(operation.Syntax)) fails = failing.Is(operation);
        }
        return fails;
    }
}
