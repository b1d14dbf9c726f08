using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The loop of a hosted service, which goes on until the host stops.</summary>
internal static class ServiceLoop
{
    /// <summary>The span is around such a loop, and what a round does becomes part of its trace: some of it begins no trace of its own, and has no other parent.</summary>
    public static bool IsUnder(SpanStart start, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (body.Method is not { } method || !EntryPoints.IsOfService(method) || !start.Live.IsEnded || Body.FunctionOf(start.Call) != null) return false;
        if (body.All<CurrentChange>().Any(change => start.Live.Contains(change.Syntax))) return false;
        var own = new List<SpanStart>();
        foreach (var step in facts.Work.StepsOf(body.Root, cancellation))
        {
            var at = step.At.Syntax;
            if (!start.Live.Contains(at) || ReceiveLoop.Around(at) is not { } loop || !start.Live.Contains(loop) || own.Exists(span => span.Live.Contains(at))) continue;
            if (step.Fact is not SpanStart { IsRoot: var isRoot, Links: var links, Parent: var parent } inner || !isRoot && links is null && parent is null) return true;
            if (inner is { BecomesCurrent: true } && inner.Call == step.At) own.Add(inner);
        }
        return false;
    }
}
