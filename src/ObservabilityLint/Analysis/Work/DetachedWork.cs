using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Work that takes the current span along and that nobody waits for.</summary>
/// <param name="Span">The span that it takes along.</param>
/// <param name="Kinds">What it does under that span.</param>
internal sealed record DetachedWork(SurroundingSpan Span, WorkKinds Kinds)
{
    public static DetachedWork? In(TracedBody body, ScheduledWork work, ContextFacts facts, CancellationToken cancellation)
    {
        if (work is not { CarriesContext: true, Completion: Completion.Dropped }) return null;
        if (work.Kind == SchedulingKind.Continuation && (!IsOfNewTask(work) || FollowsOther(work, body))) return null;
        if (!InheritedWork.MayBe(work, facts, cancellation) || SpansAround.At(body, work.Call, facts, cancellation) is not { IsOfService: false } span || IsEndOf(span, work, facts.Graph, cancellation) || OwnContext.IsAt(work.Syntax, body) || OwnContext.IsSuppressedAt(work.Syntax, body)) return null;
        // What the work does is found last: it takes all that it calls.
        var kinds = InheritedWork.Of(work, facts, cancellation);
        return kinds == WorkKinds.None || TellsOthers(work, facts, cancellation) || IsToldOf(work, body, facts, cancellation) ? null : new DetachedWork(span, kinds);
    }

    /// <summary>Somebody may wait for a signal of the work instead of for its task.</summary>
    public static bool TellsOthers(ScheduledWork work, ContextFacts facts, CancellationToken cancellation) => Signals.AreIn(FunctionsOf(work, facts, cancellation), semaphore => TriedGate.Is(semaphore, new VariableValues(facts.Compilation, cancellation)));

    /// <summary><c>SaveAsync().ContinueWith(_ => saved.TrySetResult())</c>: what comes behind the work tells others that it is done.</summary>
    private static bool IsToldOf(ScheduledWork work, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var next in body.All<ScheduledWork>())
            if (next.Kind == SchedulingKind.Continuation && IsBehind(work, next) && TellsOthers(next, facts, cancellation)) return true;
        return false;
    }

    private static bool IsBehind(ScheduledWork first, ScheduledWork next) => first != next && next.Syntax.Span.Contains(first.Syntax.Span) && first.Syntax.Span.End <= next.CalledName.SpanStart;

    /// <summary>What the work runs, the nearest first: what is far away is found only where nothing nearer tells.</summary>
    private static IEnumerable<IOperation> FunctionsOf(ScheduledWork work, ContextFacts facts, CancellationToken cancellation)
    {
        yield return work.Call;
        if (work.Work is not { } code) yield break;
        yield return code;
        foreach (var body in facts.Graph.BodiesOf(code, cancellation))
            foreach (var reached in facts.Work.BodiesFrom(body, cancellation)) yield return reached;
    }

    /// <summary><c>Task.Delay(…).ContinueWith(…)</c>: a task that is in a variable may be awaited by others, and the continuation with it.</summary>
    private static bool IsOfNewTask(ScheduledWork work) => work.Call is IInvocationOperation { Instance: IInvocationOperation };

    /// <summary>Of a chain, the first link that is detached is the cause.</summary>
    private static bool FollowsOther(ScheduledWork work, TracedBody body)
    {
        foreach (var other in body.All<ScheduledWork>())
            if (IsBehind(other, work)) return true;
        return false;
    }

    /// <summary>The work itself stops the span.</summary>
    private static bool IsEndOf(SurroundingSpan span, ScheduledWork work, CallGraph graph, CancellationToken cancellation)
    {
        if (span.Start is not { Hold: SpanHold.Local, Holder: { } holder }) return false;
        if (Uses(work.Call, holder)) return true;
        foreach (var code in graph.BodiesOf(work.Work!, cancellation))
            if (Uses(code, holder)) return true;
        return false;
    }

    private static bool Uses(IOperation code, ISymbol holder)
    {
        foreach (var operation in code.Descendants())
            if (operation is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, holder)) return true;
        return false;
    }
}
