using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>How a method runs apart a delegate that it is given.</summary>
/// <param name="Work">The work that it makes of it.</param>
/// <param name="IsOfCaller">The task of that is the one of the method: whether somebody waits is told by its caller.</param>
internal sealed record HandedInUse(ScheduledWork Work, bool IsOfCaller)
{
    /// <summary>Null where the method may do something else with the delegate, decides itself under which span it runs, or shows itself what it does.</summary>
    public static HandedInUse? Of(IParameterSymbol parameter, TracedBody body, LastingEffects effects)
    {
        HandedInUse? first = null;
        foreach (var operation in body.Root.Descendants())
        {
            if (operation is not IParameterReferenceOperation { Parameter: var used } || !SymbolEqualityComparer.Default.Equals(used, parameter) || DelegateCall.IsOnlyLookedAt(operation)) continue;
            if (At(operation, body) is not { } use || OwnContext.IsAt(use.Work.Syntax, body) || IsShown(use.Work, body, effects)) return null;
            if (first != null && (first.IsOfCaller != use.IsOfCaller || first.Work.Kind != use.Work.Kind || first.Work.Completion != use.Work.Completion)) return null;
            first ??= use;
        }
        return first;
    }

    private static HandedInUse? At(IOperation use, TracedBody body)
    {
        // What is run again and again, or after something else has happened, is another matter.
        if (EndlessLoop.Around(use.Syntax) != null) return null;
        ScheduledWork? scheduled = null;
        foreach (var work in body.All<ScheduledWork>())
        {
            if (work.Work is not { } run || run == work.Call || !run.Syntax.Span.Contains(use.Syntax.Span)) continue;
            if (scheduled != null) return null;
            scheduled = work;
        }
        return scheduled is null ? OfCall(use, body) : OfScheduled(scheduled, use, body);
    }

    private static HandedInUse? OfScheduled(ScheduledWork work, IOperation use, TracedBody body)
    {
        if (work is not { CarriesContext: true, Kind: not SchedulingKind.Continuation } || !IsOwn(work.Syntax, body)) return null;
        // `Task.Run(async () => { try { await work(); } … })`: the lambda calls it, and nothing else is done with it.
        if (LiveRange.FunctionAround(use.Syntax) is var function && function != body.Root.Syntax && (DelegateCall.CallOf(use) is null || function != LambdaIn(work.Work!))) return null;
        // A timer that ends itself is there for one piece of work.
        if (work.Kind == SchedulingKind.Timer && ObjectEnd.IsIn(work.Work!)) return null;
        return work.Completion switch
        {
            Completion.Dropped or Completion.Stored => new HandedInUse(work, IsOfCaller: false),
            Completion.Returned => new HandedInUse(work, IsOfCaller: true),
            Completion.Awaited when body.Method!.IsAsync && Forks.IsAwaitedAtOnce(work.Call) => WaitedFor(work, body.Method),
            Completion.Awaited => new HandedInUse(work, IsOfCaller: false),
            _ => null,
        };
    }

    /// <summary>It is called by the method itself, which goes on, or returns, before it is done.</summary>
    private static HandedInUse? OfCall(IOperation use, TracedBody body)
    {
        if (DelegateCall.CallOf(use) is not { } call || !IsOwn(use.Syntax, body)) return null;
        var isApart = body.Method!.IsAsync && InheritedWork.EndOfFirstPart(body.Root) <= use.Syntax.SpanStart;
        if (!isApart && !TaskType.Is(call.Type)) return null;
        var work = new ScheduledWork { Call = call, CalledName = call.Syntax, Kind = isApart ? SchedulingKind.Task : SchedulingKind.AsyncCall, CarriesContext = true, Work = use, Completion = Completion.Dropped };
        if (!TaskType.Is(call.Type) || body.Method.IsAsync && Forks.IsAwaitedAtOnce(call)) return WaitedFor(work, body.Method);
        return TaskCompletion.Of(call) switch
        {
            Completion.Dropped => new HandedInUse(work, IsOfCaller: false),
            Completion.Returned when !body.Method.IsAsync => new HandedInUse(work, IsOfCaller: true),
            _ => null,
        };
    }

    /// <summary>The method is done when the work is: nobody waits for one that returns nothing.</summary>
    private static HandedInUse WaitedFor(ScheduledWork work, IMethodSymbol method)
        => method.ReturnsVoid ? new HandedInUse(work with { Completion = Completion.Dropped }, IsOfCaller: false) : new HandedInUse(work, IsOfCaller: true);

    private static bool IsOwn(SyntaxNode place, TracedBody body) => LiveRange.FunctionAround(place) == body.Root.Syntax;

    private static SyntaxNode? LambdaIn(IOperation work) => CallSite.Unwrap(work) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } ? lambda.Syntax : null;

    /// <summary>The method begins a span itself, sets the context of the work, also under a condition, or does in it what shows in a trace: then it is spoken of there.</summary>
    private static bool IsShown(ScheduledWork work, TracedBody body, LastingEffects effects)
    {
        foreach (var _ in body.All<FlowSuppression>()) return true;
        foreach (var start in body.All<SpanStart>())
            if (start.BecomesCurrent) return true;
        foreach (var call in body.All<OutgoingCall>())
            if (work.Work!.Syntax.Span.Contains(call.Syntax.Span)) return true;
        return Signals.AreIn(work.Work!) || OwnContext.IsIn(work.Work!, effects);
    }
}
