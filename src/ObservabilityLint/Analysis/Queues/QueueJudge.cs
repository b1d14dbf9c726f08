using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Whether a write loses the context that belongs to its item. Most queues need none: so all of this must be certain. The item cannot hold a context; a span is current at the write, or at
/// a call of its method; and a loop that the start of the program began works on the items with spans, HTTP or database calls that have no parent of their own.
/// </summary>
internal sealed class QueueJudge(QueueFacts queues, ContextFacts contexts, CancellationToken cancellation)
{
    public LostContext? Judge(QueueCall write)
    {
        // What the reader does is found last: it takes all that it calls.
        if (ItemOf(write) is not { } item || !IsCandidate(write, item) || SpanAt(write.Call, contexts, cancellation) is not { } span) return null;
        return ReaderOf(write) is { } reader ? new LostContext(write with { Queue = write.Queue with { Item = item } }, span, reader.Kinds) : null;
    }

    /// <summary>The same of a block, which runs its delegate by itself.</summary>
    public LostContext? JudgeBlock(QueueCall post, CallSite creation)
    {
        if (!IsCandidate(post, post.Queue.Item) || (creation.Argument("action") ?? creation.Argument("transform")) is not { } work || contexts.Graph.BodyOf(work, cancellation) is not { } body) return null;
        if (SpanAt(post.Call, contexts, cancellation) is not { } span) return null;
        return new QueueReaders(contexts, cancellation).WorkIn(body) is { IsEmpty: false } steps ? new LostContext(post, span, new QueueReader(null, body, steps).Kinds) : null;
    }

    /// <summary>The queue is one between flows, and neither the type of its items nor what is written holds a context.</summary>
    public static bool IsCandidate(QueueCall write, ITypeSymbol type)
        => IsShared(write.Queue) && write.Item is { } item && CarriedContext.IsMissingFrom(type) && CallSite.Unwrap(item).Type is var given && (given is null or ITypeParameterSymbol || CarriedContext.IsMissingFrom(given));

    /// <summary>The type of the items; in a generic class of queues the one that all who write have; null where there are several.</summary>
    public ITypeSymbol? ItemOf(QueueCall write)
    {
        if (write.Queue.Item is not ITypeParameterSymbol parameter) return write.Queue.Item;
        if (Callers.MethodAround(write.Call) is not { } method || !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method.ContainingType)) return null;
        ITypeSymbol? item = null;
        foreach (var call in contexts.Graph.CallersOf(method, cancellation))
        {
            if (TypeArguments.Of(parameter, call.Method.ContainingType) is not { } given || item != null && !SymbolEqualityComparer.Default.Equals(item, given)) return null;
            item = given;
        }
        return item;
    }

    /// <summary>Who reads from a queue of a function's own is started by the function, in its context.</summary>
    private static bool IsShared(ItemQueue queue) => queue.Holder is not ILocalSymbol { ContainingSymbol: var owner } || owner is IMethodSymbol method && EntryPoints.IsOfHost(method);

    /// <summary>Of this project, or of one that it refers to. Null also where the function that writes reads from the queue too: it hands its own item on.</summary>
    public QueueReader? ReaderOf(QueueCall write)
    {
        QueueReader? found = null;
        foreach (var (known, ofProject) in queues.InSight(cancellation))
        {
            var readers = new QueueReaders(ofProject, cancellation);
            foreach (var call in known.CallsOf(write.Queue, cancellation))
            {
                if (call.Kind == QueueCallKind.Write) continue;
                if (LiveRange.FunctionAround(call.Syntax) == LiveRange.FunctionAround(write.Syntax)) return null;
                if (readers.Of(call) is { } reader) found ??= reader;
                // Who takes one out under a span of its own works on it there: what waits in a pool belongs to nobody.
                else if (SpanAt(call.Call, ofProject, cancellation) != null) return null;
            }
        }
        return found;
    }

    /// <summary>The span that is current at the write: of its method, or of one that runs it.</summary>
    public static SurroundingSpan? SpanAt(IOperation place, ContextFacts contexts, CancellationToken cancellation)
        => contexts.BodyAround(place, cancellation) is { } body && !OwnContext.IsAt(place.Syntax, body) ? SpansAround.At(body, place, contexts, cancellation) : null;
}
