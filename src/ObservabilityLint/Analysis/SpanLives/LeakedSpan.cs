using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>A span that a function which is not async makes current, and whose end it leaves to a flow of its own: for its caller it stays current.</summary>
/// <param name="Function">The function.</param>
/// <param name="End">Where the span is ended, in words.</param>
internal sealed record LeakedSpan(IMethodSymbol Function, string End)
{
    public static LeakedSpan? Of(SpanStart start, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (start is not { BecomesCurrent: true, Live.IsEnded: false } || EnclosingFunction.Of(start.Call, body) is not { IsAsync: false } function || !TaskType.Is(function.ReturnType) && !HttpCalls.IsStartedCall(function.ReturnType)) return null;
        if (!start.IsStarted && !LaterStart.Is(start, body) || HasNoCaller(function, start, body, cancellation) || IsCurrentSet(start, body)) return null;
        return new EndsApart(facts, cancellation).Of(start, body) is { } end ? new LeakedSpan(function, end) : null;
    }

    /// <summary>What it leaves behind is nobody's: the program ends, or the thread does something else.</summary>
    private static bool HasNoCaller(IMethodSymbol function, SpanStart start, TracedBody body, CancellationToken cancellation)
        => function is { Name: "Main", IsStatic: true } || EntryPoints.IsTest(function) || function.MethodKind == MethodKind.Ordinary && WorkEntry.MayBe(function, cancellation) || body.All<ScheduledWork>().Any(work => work.Work?.Syntax.Span == start.Live.Function.Span);

    /// <summary>What is set before it starts only tells which parent it gets.</summary>
    private static bool IsCurrentSet(SpanStart start, TracedBody body)
        => body.All<CurrentChange>().Any(change => change.Syntax.SpanStart > start.Syntax.SpanStart && LiveRange.FunctionAround(change.Syntax) == start.Live.Function);
}
