using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Calls of methods that start work and give it to their caller: <c>polling = StartPolling();</c>. It is as if the caller had started it, with the span that is current there.</summary>
internal sealed class HandedOutWork(ContextRecognizers recognizers, CallGraph graph)
{
    /// <summary>How many methods may hand it on to one another.</summary>
    private const int MaximumDepth = 4;

    private readonly ConcurrentDictionary<SyntaxNode, ScheduledWork?> known = new();

    /// <summary>The work that the call begins; null where the caller waits for it or hands it on, or where the method decides by itself under which span it runs.</summary>
    public ScheduledWork? At(IOperation operation, CancellationToken cancellation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { IsAsync: false, Locations: [{ IsInSource: true }, ..] } method } call || !IsWork(method.ReturnType)) return null;
        // Who begins work hides it behind no interface; to look for its implementations takes all types of the project.
        if (Implementations.MayBeAnother(method)) return null;
        var completion = CompletionOf(call);
        if (completion is not (Completion.Stored or Completion.Dropped)) return null;
        return Of(method, MaximumDepth, cancellation) is { } work ? work with { Call = call, Made = null, CalledName = CallSite.Of(call)!.CalledName, Completion = completion } : null;
    }

    private static bool IsWork(ITypeSymbol type)
        => TaskType.Is(type) || type.Is("System.Threading", "Timer") || type.Is("System.Threading", "ITimer");

    public static Completion CompletionOf(IInvocationOperation call) => TaskType.Is(call.Type) ? TaskCompletion.Of(call) : ObjectLifetime.Of(call);

    private ScheduledWork? Of(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        if (depth == 0 || graph.BodiesOf(method, cancellation) is not [var code]) return null;
        // Two threads may both read it; they read the same.
        return known.TryGetValue(code.Syntax, out var read) ? read : known[code.Syntax] = Read(method, code, depth, cancellation);
    }

    private ScheduledWork? Read(IMethodSymbol method, IOperation code, int depth, CancellationToken cancellation)
    {
        var found = new List<object>();
        var texts = new TextReader(new VariableValues(code.SemanticModel!, cancellation));
        ScheduledWork? started = null;
        foreach (var operation in code.Descendants())
        {
            var before = found.Count;
            recognizers.Recognize(operation, texts, found);
            for (var i = before; i < found.Count; i++)
                if (found[i] is ScheduledWork { CarriesContext: true, Completion: Completion.Returned, Kind: not (SchedulingKind.Parallel or SchedulingKind.Continuation) } work && LiveRange.FunctionAround(work.Syntax) == code.Syntax) started ??= work;
            if (started is null && operation is IInvocationOperation { TargetMethod: { IsAsync: false } inner } call && IsWork(inner.ReturnType) && LiveRange.FunctionAround(call.Syntax) == code.Syntax && CompletionOf(call) == Completion.Returned && Of(inner, depth - 1, cancellation) is { } handedOn)
                started = handedOn with { Call = call };
        }
        return started is null || DecidesBySelf(started, new TracedBody(method, code, found.ToImmutableArray())) ? null : started;
    }

    private static bool DecidesBySelf(ScheduledWork work, TracedBody body)
    {
        foreach (var start in body.All<SpanStart>())
            if (start.BecomesCurrent && LiveRange.FunctionAround(start.Syntax) == body.Root.Syntax) return true;
        return OwnContext.IsAt(work.Syntax, body);
    }
}
