using System.Threading;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>A timer or an endless loop that takes the span along that is current where it is started, and outlives it.</summary>
/// <param name="Origin">How a message names the span.</param>
/// <param name="Kinds">What each round does under it.</param>
internal sealed record CapturingLoop(string Origin, WorkKinds Kinds)
{
    public static CapturingLoop? In(TracedBody body, ScheduledWork work, ContextFacts facts, CancellationToken cancellation)
    {
        if (work is not { CarriesContext: true, Completion: Completion.Stored or Completion.Dropped or Completion.Returned, Kind: not (SchedulingKind.Continuation or SchedulingKind.Parallel) }) return null;
        // Who gets it may dispose of it, or wait for its end; not so who only gets it on demand.
        var origin = work.Completion == Completion.Returned ? null : SpansAround.At(body, work.Call, facts, cancellation)?.Description;
        origin ??= IsLazy(work, body) ? "the span (Activity) of whoever needs it first" : null;
        if (origin is null || work.Kind != SchedulingKind.Timer && !InheritedWork.GoesOn(work, facts, cancellation)) return null;
        var kinds = InheritedWork.Of(work, facts, cancellation);
        return kinds == WorkKinds.None || OwnContext.IsAt(work.Syntax, body) ? null : new CapturingLoop(origin, kinds);
    }

    /// <summary>At start-up, what is made on demand is made before any request.</summary>
    private static bool IsLazy(ScheduledWork work, TracedBody body) => LazyCreation.Is(work.Call) && !(body.Method is { } method && EntryPoints.IsOfHost(method));
}
