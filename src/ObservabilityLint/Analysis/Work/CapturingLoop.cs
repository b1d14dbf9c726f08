using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>A timer or an endless loop that takes the span along that is current where it is started, and outlives it.</summary>
/// <param name="Origin">How a message names the span.</param>
/// <param name="Kinds">What each round does under it.</param>
internal sealed record CapturingLoop(string Origin, WorkKinds Kinds)
{
    /// <summary>How many classes may derive from one another.</summary>
    private const int MaximumHeirs = 3;

    public static CapturingLoop? In(TracedBody body, ScheduledWork work, ContextFacts facts, CancellationToken cancellation)
    {
        if (work is not { CarriesContext: true, Completion: Completion.Stored or Completion.Dropped or Completion.Returned, Kind: not (SchedulingKind.Continuation or SchedulingKind.Parallel) }) return null;
        // Who gets it may dispose of it, or wait for its end; not so who only gets it on demand.
        if (work.Completion == Completion.Returned && !IsOnDemand(work, body, facts, cancellation) || OwnContext.IsAt(work.Syntax, body) || OwnContext.IsSuppressedAt(work.Syntax, body)) return null;
        IOperation[]? repeated = InheritedWork.MayBe(work, facts, cancellation) ? null : [.. RepeatedDelegates.In(work, facts, cancellation)];
        if (repeated is []) return null;
        // Few calls begin a loop. The callers of what is dropped are searched anyway (by DetachedWork), those of what is stored only where it goes on; what the work does takes most, and is found last.
        if (work.Completion == Completion.Dropped && SpansAround.At(body, work.Call, facts, cancellation) is null && !IsOnDemand(work, body, facts, cancellation) || work.Kind != SchedulingKind.Timer && !InheritedWork.GoesOn(work, facts, cancellation)) return null;
        if (OriginOf(work, body, facts, cancellation) is not { } origin || IsRunApart(work, body, facts, cancellation)) return null;
        var kinds = InheritedWork.Of(work, facts, cancellation) is var own and not WorkKinds.None ? own : RepeatedDelegates.WorkOf(repeated ?? RepeatedDelegates.In(work, facts, cancellation), facts, cancellation);
        return kinds == WorkKinds.None || EndsItself(work, facts, cancellation) || Target.Of(work.Call) is { } holder && OwnedObject.IsEndedByCall(holder, work.Call, facts.Graph, cancellation) || CollectedWork.IsEnded(work.Call) || work.Kind != SchedulingKind.Timer && StoppedLoop.Is(work, body, facts, cancellation) ? null : new CapturingLoop(origin, kinds);
    }

    private static string? OriginOf(ScheduledWork work, TracedBody body, ContextFacts facts, CancellationToken cancellation)
        => (work.Completion == Completion.Returned ? null : (SpansAround.In(body, work.Call, facts, cancellation) ?? facts.OfCallersThatLeave.At(body, work.Call, cancellation))?.Description)
            ?? (IsOnDemand(work, body, facts, cancellation) ? "whatever span is current here" : null);

    /// <summary>It stands in a lambda that is run at once where the flow is suppressed: <c>using var _ = ExecutionContext.SuppressFlow(); loops.GetOrAdd(key, k => Task.Run(…));</c></summary>
    private static bool IsRunApart(ScheduledWork work, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        for (var place = work.Call; Body.FunctionOf(place) is IAnonymousFunctionOperation lambda && DelegateCall.Of(lambda, body, facts, cancellation) is { Call: var run }; place = run)
            if (OwnContext.IsAt(run.Syntax, body)) return true;
        return false;
    }

    private static bool IsOnDemand(ScheduledWork work, TracedBody body, ContextFacts facts, CancellationToken cancellation)
        => IsLazy(CreationOf(work), body, facts, cancellation) || IsOfLazyObject(work, body, facts, cancellation);

    /// <summary>A timer that its own callback disposes of is there for one piece of work.</summary>
    private static bool EndsItself(ScheduledWork work, ContextFacts facts, CancellationToken cancellation)
        => Target.Of(CallSite.Outermost(work.Call)) is { } holder && work.Work is { } callback && facts.Graph.BodyOf(callback, cancellation) is { } code && ObjectEnd.IsIn(code, holder);

    /// <summary>What is made elsewhere is only started here.</summary>
    private static IOperation CreationOf(ScheduledWork work)
        => work.Made is { } made && LiveRange.FunctionAround(made.Syntax) == LiveRange.FunctionAround(work.Syntax) ? made : work.Call;

    /// <summary>At start-up, what is made on demand is made before any request: in what a host calls, or in a method that only such code calls.</summary>
    private static bool IsLazy(IOperation creation, TracedBody body, ContextFacts facts, CancellationToken cancellation)
        => (LazyCreation.Is(creation) || FirstTime.Is(creation)) && !(Body.FunctionOf(creation) is { } function && EntryPoints.IsCalledByHost(function))
            && !(body.Method is { } method && (EntryPoints.IsOfHost(method) || IsStart(method, creation) || method.MethodKind == MethodKind.Ordinary && Body.FunctionOf(creation) is null && facts.StartUp.Begins(creation, cancellation)));

    /// <summary><c>public void Start() => loop ??= RunAsync();</c>: called by whoever wants a start, and by nobody in the midst of other work.</summary>
    private static bool IsStart(IMethodSymbol method, IOperation creation) => method is { Name: "Start" or "StartAsync", IsStatic: false, MethodKind: MethodKind.Ordinary } && Body.FunctionOf(creation) is null;

    /// <summary>It belongs to a constructor, and the object, or one of a class that derives from its, is made on demand.</summary>
    private static bool IsOfLazyObject(ScheduledWork work, TracedBody body, ContextFacts facts, CancellationToken cancellation)
        => Body.FunctionOf(work.Call) == null && body.Method is { MethodKind: MethodKind.Constructor } constructor && IsMadeOnDemand(constructor, MaximumHeirs, facts, cancellation);

    private static bool IsMadeOnDemand(IMethodSymbol constructor, int depth, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var creation in facts.Graph.CallersOf(constructor, cancellation))
        {
            if (facts.BodyAround(creation.Operation, cancellation) is not { } outer || OwnContext.IsAt(creation.Syntax, outer)) continue;
            // `: base(…)`
            var isOfHeir = creation.Operation is IInvocationOperation;
            if (isOfHeir ? depth > 0 && outer.Method is { MethodKind: MethodKind.Constructor } heir && IsMadeOnDemand(heir, depth - 1, facts, cancellation) : IsLazy(creation.Operation, outer, facts, cancellation)) return true;
        }
        if (depth > 0)
            foreach (var heir in DerivedConstructors.Of(constructor, facts.Compilation, cancellation))
                if (IsMadeOnDemand(heir, depth - 1, facts, cancellation)) return true;
        return false;
    }
}
