using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Lambdas and methods that run several times at once, each in a flow of its own that begins with what the flow around them has.</summary>
internal static class Forks
{
    /// <summary>How many methods may call one another.</summary>
    private const int MaximumDepth = 3;

    /// <summary>The fork that an operation stands in, or null.</summary>
    public static IAnonymousFunctionOperation? Around(IOperation operation, TracedBody body)
    {
        for (var outer = operation.Parent; outer != null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation lambda) return IsFork(lambda, body) || HasRival(lambda, operation, body) ? lambda : null;
        return null;
    }

    /// <summary>The same, and where an async function that an operation stands in is run as a fork: what forks, with the member that it stands in.</summary>
    public static IEnumerable<(IOperation Fork, TracedBody Body)> Of(IOperation operation, TracedBody body, ContextFacts facts, CancellationToken cancellation)
        => OneAtATime.Is(operation, cancellation) ? [] : Around(operation, body) is { } fork ? [(fork, body)] : OfFunction(operation, body, facts, MaximumDepth, cancellation);

    /// <summary>Where the flow is suppressed a fork begins with nothing.</summary>
    public static bool IsWithoutFlow(IOperation call, TracedBody body)
    {
        foreach (var suppression in body.All<FlowSuppression>())
            if (suppression.Live.Contains(call.Syntax)) return true;
        return false;
    }

    private static IEnumerable<(IOperation Fork, TracedBody Body)> OfFunction(IOperation operation, TracedBody body, ContextFacts facts, int depth, CancellationToken cancellation)
    {
        if (depth == 0 || EnclosingFunction.Of(operation, body) is not { IsAsync: true, MethodKind: not MethodKind.AnonymousFunction } function) yield break;
        foreach (var call in facts.Graph.CallersOf(function, cancellation))
        {
            if (facts.BodyAround(call.Operation, cancellation) is not { } caller || IsWithoutFlow(call.Operation, caller) || OneAtATime.Is(call.Operation, cancellation)) continue;
            if (ForkAt(call.Operation, operation, caller) is { } fork) yield return (fork, caller);
            else if (HasRivalCall(call.Operation, operation, facts, cancellation)) yield return (call.Operation, caller);
            else if (TaskCompletion.Of(call.Operation) == Completion.Awaited)
                foreach (var further in OfFunction(call.Operation, caller, facts, depth - 1, cancellation)) yield return further;
        }
        if (facts.Graph.ReferencesTo(function, cancellation) is not { IsDefault: false } references) yield break;
        foreach (var reference in references)
            if (facts.BodyAround(reference, cancellation) is { } around && (StartedTogether.IsOfSelect(reference) || IsFork(reference, around))) yield return (reference, around);
    }

    /// <summary>The call of an async function that is started again before it is waited for.</summary>
    private static IOperation? ForkAt(IOperation call, IOperation inside, TracedBody body)
    {
        if (Around(call, body) is { } lambda) return lambda;
        if (Body.FunctionOf(call) is IAnonymousFunctionOperation { Symbol.IsAsync: false } selector && StartedTogether.IsOfSelect(selector)) return selector;
        return EndlessLoop.Around(call.Syntax) != null && (StartedTogether.IsCollected(call) || TaskCompletion.Of(call) is Completion.Stored or Completion.Dropped) || StartedTogether.HasTwin(call, inside) ? call : null;
    }

    private static bool IsFork(IOperation function, TracedBody body)
    {
        foreach (var work in body.All<ScheduledWork>())
            if (work.Work is { } delegated && WithoutDelegate(delegated) == function)
                return !IsWithoutFlow(work.Call, body) && (work.Kind == SchedulingKind.Parallel && !work.IsOneByOne || work is { Kind: SchedulingKind.Task or SchedulingKind.ThreadPool, CarriesContext: true } && IsStartedAgain(work.Call) && !IsAwaitedAtOnce(work.Call));
        return function is IAnonymousFunctionOperation { Symbol.IsAsync: true } && StartedTogether.IsOfSelect(function);
    }

    private static IOperation WithoutDelegate(IOperation work) => CallSite.Unwrap(work) is IDelegateCreationOperation { Target: var target } ? target : CallSite.Unwrap(work);

    /// <summary>Another task, which is waited for together with this one, gives the same entry of the baggage another value.</summary>
    private static bool HasRival(IAnonymousFunctionOperation lambda, IOperation change, TracedBody body)
    {
        if (TaskOf(lambda, body) is not { } task) return false;
        foreach (var other in body.All<BaggageChange>())
            if (Differ(change, other.Change) && Body.FunctionOf(other.Change) is IAnonymousFunctionOperation rival && rival != lambda && TaskOf(rival, body) is { } beside && StartedTogether.AreWaitedForAtOnce(task, beside)) return true;
        return false;
    }

    /// <summary>Another async method, whose task is waited for together with this one, does the same.</summary>
    private static bool HasRivalCall(IOperation call, IOperation change, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var operation in Body.RootOf(call).Descendants())
            if (operation is IInvocationOperation { TargetMethod.IsAsync: true } other && other != call && StartedTogether.AreWaitedForAtOnce(call, other) && facts.Graph.BodiesOf(other.TargetMethod, cancellation) is [var code] && facts.BodyAround(code, cancellation) is { } body)
                foreach (var rival in body.All<BaggageChange>())
                    if (code.Syntax.Span.Contains(rival.Syntax.Span) && Differ(change, rival.Change)) return true;
        return false;
    }

    private static bool Differ(IOperation change, IOperation other)
        => change is IInvocationOperation first && other is IInvocationOperation second && CallSite.Of(first) is { } one && CallSite.Of(second) is { } two
            && one.Argument("name") is { } name && two.Argument("name") is { } same && name.Syntax.IsEquivalentTo(same.Syntax)
            && one.Argument("value") is { } value && two.Argument("value") is { } another && !value.Syntax.IsEquivalentTo(another.Syntax);

    /// <summary>The call that starts a task with the lambda.</summary>
    private static IOperation? TaskOf(IAnonymousFunctionOperation lambda, TracedBody body)
    {
        foreach (var work in body.All<ScheduledWork>())
            if (work is { Kind: SchedulingKind.Task, Work: { } delegated } && WithoutDelegate(delegated) == lambda) return IsWithoutFlow(work.Call, body) ? null : work.Call;
        return null;
    }

    /// <summary>In a loop, or for each item of a query.</summary>
    private static bool IsStartedAgain(IOperation call)
    {
        if (EndlessLoop.Around(call.Syntax) != null) return true;
        for (var outer = call.Parent; outer != null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation lambda) return StartedTogether.IsOfSelect(lambda);
        return false;
    }

    public static bool IsAwaitedAtOnce(IOperation call)
    {
        var value = call.Parent;
        while (value is IConversionOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }) value = value.Parent;
        return value is IAwaitOperation;
    }
}
