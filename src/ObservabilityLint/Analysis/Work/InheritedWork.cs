using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>What scheduled work does under the span that was current when it was scheduled: nothing, where it gives its spans a parent or links of its own.</summary>
internal static class InheritedWork
{
    /// <summary>How many async functions may await one another.</summary>
    private const int MaximumDepth = 4;

    public static WorkKinds Of(ScheduledWork scheduled, ContextFacts facts, CancellationToken cancellation)
    {
        var kinds = WorkKinds.None;
        foreach (var body in CodeOf(scheduled, facts, cancellation))
        {
            var own = scheduled.Kind == SchedulingKind.AsyncCall ? OfAsync(body, MaximumDepth, facts, cancellation) : In(facts.Work.StepsOf(body, cancellation), endOfFirstPart: 0, loop: null);
            // Which of several implementations runs is not known.
            if (own == WorkKinds.None) return own;
            kinds |= own;
        }
        return kinds;
    }

    /// <summary>What a delegate does that somebody runs apart, again and again.</summary>
    public static WorkKinds OfDelegate(IOperation code, ContextFacts facts, CancellationToken cancellation) => In(facts.Work.StepsOf(code, cancellation), endOfFirstPart: 0, loop: null);

    /// <summary>What an async function does behind its first await. If it awaits another one there, that one goes on apart, too.</summary>
    private static WorkKinds OfAsync(IOperation body, int depth, ContextFacts facts, CancellationToken cancellation)
    {
        var steps = facts.Work.StepsOf(body, cancellation);
        if (FirstAwait(body) is not { } wait || HasOwnOrigin(steps)) return WorkKinds.None;
        var kinds = In(steps, wait.End, EndlessLoop.Around(wait.Operation.Syntax));
        return kinds == WorkKinds.None && depth > 0 && wait.Operation is IAwaitOperation { Operation: var awaited } && !IsUnderLivingSpan(awaited.Syntax, wait.End, steps) && facts.Graph.BodyOf(CalledIn(awaited), cancellation) is { } inner
            ? OfAsync(inner, depth - 1, facts, cancellation) : kinds;
    }

    /// <summary>Of <c>SaveAsync().ConfigureAwait(false)</c> the call of the function.</summary>
    private static IOperation CalledIn(IOperation awaited)
        => CallSite.Unwrap(awaited) is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? CallSite.Unwrap(task) : CallSite.Unwrap(awaited);

    private static bool HasOwnOrigin(ImmutableArray<TracedStep> steps) => steps.IsEmpty || steps[0].Fact is SpanStart first && HasOwnOrigin(first);

    private static WorkKinds In(ImmutableArray<TracedStep> steps, int endOfFirstPart, SyntaxNode? loop)
    {
        var kinds = WorkKinds.None;
        if (HasOwnOrigin(steps)) return kinds;
        foreach (var step in steps)
            if (IsApart(step.At.Syntax, endOfFirstPart, loop) && !IsUnderLivingSpan(step.At.Syntax, endOfFirstPart, steps)) kinds |= step.Kind;
        return kinds;
    }

    /// <summary>Asked before callers are searched, or all that the work calls.</summary>
    public static bool MayBe(ScheduledWork scheduled, ContextFacts facts, CancellationToken cancellation) => CodeOf(scheduled, facts, cancellation) is { IsEmpty: false } bodies && bodies.All(body => facts.Work.MayBeIn(body, cancellation));

    /// <summary>That of all implementations; none where it is out of sight, has a context of its own, or is done before its caller goes on.</summary>
    private static ImmutableArray<IOperation> CodeOf(ScheduledWork scheduled, ContextFacts facts, CancellationToken cancellation)
        => scheduled.Work is { } work && facts.Graph.BodiesOf(work, cancellation) is var bodies && bodies.All(body => !(scheduled.Kind == SchedulingKind.AsyncCall && FirstAwait(body) is null) && !OwnContext.IsIn(body, facts.Effects(cancellation))) ? bodies : ImmutableArray<IOperation>.Empty;

    /// <summary>The work goes on until it is stopped: it is a loop, or calls one.</summary>
    public static bool GoesOn(ScheduledWork scheduled, ContextFacts facts, CancellationToken cancellation)
        => scheduled.Work is { } work && facts.Graph.BodiesOf(work, cancellation) is { IsEmpty: false } bodies && bodies.All(body => facts.Endless.Is(body, cancellation));

    /// <summary>The work begins a timer, or a loop that goes on until it is stopped.</summary>
    public static bool BeginsLoop(ScheduledWork scheduled, ContextFacts facts, CancellationToken cancellation)
    {
        if (scheduled.Work is not { } work || facts.Graph.BodyOf(work, cancellation) is not { } code || facts.BodyAround(code, cancellation) is not { } around) return false;
        foreach (var begun in around.All<ScheduledWork>())
            if (begun != scheduled && begun.CarriesContext && code.Syntax.Span.Contains(begun.Syntax.Span) && (begun.Kind == SchedulingKind.Timer || GoesOn(begun, facts, cancellation))) return true;
        return false;
    }

    /// <summary>A parent that is no more than a default falls back to the current span.</summary>
    public static bool HasOwnOrigin(SpanStart start)
        => start.Links != null || start.Parent is { } parent && CallSite.Unwrap(parent) is not IDefaultValueOperation and not { ConstantValue: { HasValue: true, Value: null } };

    /// <summary>Where the part of an async function ends that runs before its caller goes on; null where it never waits.</summary>
    public static int? EndOfFirstPart(IOperation body) => FirstAwait(body)?.End;

    /// <summary>The first part of an async method runs at once, when its caller's span is alive; in a loop only the first round does.</summary>
    private static bool IsApart(SyntaxNode at, int endOfFirstPart, SyntaxNode? loop) => at.SpanStart >= endOfFirstPart || loop != null && loop.Span.Contains(at.Span);

    /// <summary>A span of the first part goes on after it, with all that is done under it.</summary>
    private static bool IsUnderLivingSpan(SyntaxNode at, int endOfFirstPart, ImmutableArray<TracedStep> steps)
    {
        foreach (var step in steps)
            if (step.Fact is SpanStart { BecomesCurrent: true } start && start.Call == step.At && start.Syntax.SpanStart < endOfFirstPart && start.Live.Contains(at)) return true;
        return false;
    }

    /// <summary>The first await of an async function itself, and where what follows it begins.</summary>
    private static (IOperation Operation, int End)? FirstAwait(IOperation body)
    {
        (IOperation Operation, int End)? first = null;
        var function = body is IBlockOperation ? LiveRange.FunctionAround(body.Syntax) : body.Syntax;
        foreach (var operation in body.Descendants())
        {
            var end = operation switch
            {
                IAwaitOperation => operation.Syntax.Span.End,
                IForEachLoopOperation { IsAsynchronous: true, Collection: var items } => items.Syntax.Span.End,
                _ => -1,
            };
            if (end >= 0 && (first is null || end < first.Value.End) && LiveRange.FunctionAround(operation.Syntax) == function) first = (operation, end);
        }
        return first;
    }
}
