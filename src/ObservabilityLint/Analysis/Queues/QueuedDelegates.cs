using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Queues whose items are delegates: what is run stands at the write, or where somebody calls the method that writes, and its context is that of the loop that runs it.
/// A delegate may bring the context as something that it captures: nothing is said of one that does, or that decides by itself where its spans belong.
/// </summary>
internal sealed class QueuedDelegates(QueueFacts queues, ContextFacts contexts, CancellationToken cancellation)
{
    /// <summary>How many methods may hand a delegate on to one another.</summary>
    private const int MaximumDepth = 3;

    private readonly QueueReaders readers = new(contexts, cancellation);
    private readonly VariableValues variables = new(contexts.Compilation, cancellation);

    public static bool Is(ItemQueue queue) => queue.Item.TypeKind == TypeKind.Delegate;

    /// <summary>The queue of delegates that a call writes to: also one of a generic class, all of whose callers write the same delegates. Null for other queues.</summary>
    public ItemQueue? QueueOf(QueueCall write) => new QueueJudge(queues, contexts, cancellation).ItemOf(write) is { TypeKind: TypeKind.Delegate } item ? write.Queue with { Item = item } : null;

    /// <summary>Where a delegate is given to the queue that a call writes to, and loses the context.</summary>
    public IEnumerable<LostContext> LostAt(QueueCall write)
    {
        if (write.Item is not { } item) yield break;
        WorkKinds? runs = null;
        foreach (var (place, given) in GivenTo(write.Call, item, MaximumDepth))
        {
            if (CallSite.Of(place) is not { } call || KindsOf(given) is not { } kinds || QueueJudge.SpanAt(place, contexts, cancellation) is not { } span) continue;
            // Who runs it is found last, and is the same for all.
            runs ??= IsRunByLoop(write) ? WorkKinds.Spans : WorkKinds.None;
            if (runs == WorkKinds.None) yield break;
            yield return new LostContext(new QueueCall(place, call.CalledName, QueueCallKind.Write, write.Queue) { Item = given }, span, kinds);
        }
    }

    private IEnumerable<(IOperation Place, IOperation Given)> GivenTo(IOperation place, IOperation item, int depth)
    {
        item = CallSite.Unwrap(item);
        if (item is ILocalReferenceOperation) item = variables.Follow(item);
        if (item is IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation)
        {
            yield return (place, item);
            yield break;
        }
        if (depth == 0 || item is not IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }) yield break;
        foreach (var call in contexts.Graph.CallersOf(method, cancellation))
            if (call.ArgumentFor(parameter) is { Value: var passed })
                foreach (var given in GivenTo(call.Operation, passed, depth - 1)) yield return given;
    }

    /// <summary>What of the delegate shows in a trace; null where it brings its context.</summary>
    private WorkKinds? KindsOf(IOperation given)
    {
        if (contexts.Graph.BodyOf(given, cancellation) is not { } body || Captures(body)) return null;
        var kinds = WorkKinds.None;
        foreach (var step in readers.WorkIn(body)) kinds |= step.Kind;
        return kinds == WorkKinds.None ? null : kinds;
    }

    /// <summary>Something from outside that is, or may hold, a context.</summary>
    private static bool Captures(IOperation body)
    {
        foreach (var operation in body.Descendants())
            if (Target.SymbolOf(operation) is { } used && operation.Type is { } type && CarriedContext.IsCarrier(type) && used.DeclaringSyntaxReferences is [var declared] && !(declared.SyntaxTree == body.Syntax.SyntaxTree && body.Syntax.Span.Contains(declared.Span))) return true;
        return false;
    }

    /// <summary>A loop that the start of the program began takes the delegates out and runs them as they are.</summary>
    private bool IsRunByLoop(QueueCall write)
    {
        var projects = queues.InSight(cancellation).ToArray();
        foreach (var (known, _) in projects)
            foreach (var read in known.CallsOf(write.Queue, cancellation))
                // The project that has the queue may leave it to another one to take them out.
                if (read.Kind != QueueCallKind.Write && Array.Exists(projects, project => new QueueReaders(project.Contexts, cancellation).LoopOf(read, Runs))) return true;
        return false;

        bool Runs(IOperation loop)
        {
            foreach (var operation in loop.Descendants())
                if (operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, TargetMethod.ContainingType: var type } && SymbolEqualityComparer.Default.Equals(type, write.Queue.Item)) return !readers.DecidesBySelf(loop);
            return false;
        }
    }
}
