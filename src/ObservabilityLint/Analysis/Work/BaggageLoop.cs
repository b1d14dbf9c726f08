using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>A loop that sets baggage and starts tasks that it does not wait for: they have its holder, and read in it what later rounds have set.</summary>
internal static class BaggageLoop
{
    public static bool Is(BaggageChange change, TracedBody body, ContextFacts facts, CancellationToken cancellation) => SetsIn(change.Change, body, facts, cancellation);

    /// <summary>The change is all that a method is called for, by such a loop, and each round may give it another value.</summary>
    public static bool IsOfCaller(BaggageChange change, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (Callers.MethodAround(change.Change) is not { IsAsync: false, ReturnsVoid: true } method) return false;
        foreach (var call in facts.Graph.CallersOf(method, cancellation))
            if (GivesValue(call, change.Change) && facts.BodyAround(call.Operation, cancellation) is { } caller && SetsIn(call.Operation, caller, facts, cancellation)) return true;
        return false;
    }

    private static bool GivesValue(CallSite call, IOperation change)
    {
        foreach (var operation in change.Descendants())
            if (operation is IParameterReferenceOperation { Parameter: var parameter } && call.ArgumentFor(parameter) is { Value.ConstantValue.HasValue: false }) return true;
        return false;
    }

    /// <param name="change">What sets baggage in each round.</param>
    /// <param name="body">The member of the loop.</param>
    /// <param name="facts">The facts of the project.</param>
    /// <param name="cancellation">Stops it.</param>
    private static bool SetsIn(IOperation change, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (RoundAround(change) is not { } round) return false;
        var function = LiveRange.FunctionAround(change.Syntax);
        var isStarted = false;
        foreach (var operation in body.Root.Descendants())
        {
            if (operation is not IInvocationOperation call || !round.Span.Contains(call.Syntax.Span) || LiveRange.FunctionAround(call.Syntax) != function) continue;
            // Each round waits for its own tasks.
            if (call.TargetMethod is { Name: "WhenAll" or "WaitAll", ContainingType.Name: "Task" }) return false;
            isStarted = isStarted || IsLeft(call, round == function) && !Forks.IsWithoutFlow(call, body) && ReadsLater(call, body, facts, cancellation);
        }
        return isStarted;
    }

    /// <summary>The loop, or the function that gives a task for each item of a query.</summary>
    private static SyntaxNode? RoundAround(IOperation change)
    {
        if (EndlessLoop.Around(change.Syntax) is { } loop) return loop;
        return Body.FunctionOf(change) is IAnonymousFunctionOperation { Symbol.IsAsync: false } selector && StartedTogether.IsOfSelect(selector) ? selector.Syntax : null;
    }

    private static bool IsLeft(IInvocationOperation call, bool mayBeReturned)
        => TaskType.Is(call.Type) && (StartedTogether.IsCollected(call) || TaskCompletion.Of(call) is var completion && (completion is Completion.Stored or Completion.Dropped || mayBeReturned && completion == Completion.Returned));

    /// <summary>What it runs takes the baggage after its caller has gone on.</summary>
    private static bool ReadsLater(IInvocationOperation call, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var work in body.All<ScheduledWork>())
            if (work.Call == call && work.Kind == SchedulingKind.Task) return work.Work is { } delegated && facts.Graph.BodyOf(delegated, cancellation) is { } code && Reads(code, 0, facts, cancellation);
        foreach (var called in facts.Graph.BodiesOf(call.TargetMethod, cancellation))
            if (InheritedWork.EndOfFirstPart(called) is { } end && Reads(called, end, facts, cancellation)) return true;
        return false;
    }

    private static bool Reads(IOperation code, int from, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var operation in code.Descendants())
        {
            if (operation.Syntax.SpanStart < from) continue;
            if (IsRead(operation)) return true;
            if (operation is not IInvocationOperation call) continue;
            if ((facts.WorkIn(call, cancellation) & WorkKinds.Http) != 0) return true;
            foreach (var called in facts.Graph.BodiesOf(call.TargetMethod, cancellation))
                foreach (var reached in facts.Work.BodiesFrom(called, cancellation))
                    foreach (var inner in reached.Descendants())
                        if (IsRead(inner)) return true;
        }
        return false;
    }

    private static bool IsRead(IOperation operation)
        => AmbientBaggage.IsRead(operation) || AmbientBaggage.IsCurrent(operation) && !(operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation);
}
