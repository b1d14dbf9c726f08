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

/// <summary>
/// The work that shows in a trace and that code does, itself or in methods of the program that it calls, however far away: also behind interfaces and in constructors.
/// What each method does by itself is read once.
/// </summary>
internal sealed class ReachedWork(ContextFacts facts, ContextRecognizers recognizers)
{
    // More is reached by the main loop of a program only, of which nothing can be said anyway.
    private const int MaximumBodies = 100;

    private readonly ConcurrentDictionary<SyntaxNode, ImmutableArray<Entry>> read = new();
    private readonly ConcurrentDictionary<SyntaxNode, ImmutableArray<(object Fact, WorkKinds Kind)>> reached = new();

    /// <summary>Something that the code does by itself, or a call of something that may do it.</summary>
    private readonly record struct Entry(IOperation At, object? Fact, WorkKinds Kind, IMethodSymbol? Called);

    /// <summary>Place by place, in the order of the text; what a call leads to stands at the call.</summary>
    public ImmutableArray<TracedStep> StepsOf(IOperation code, CancellationToken cancellation)
    {
        var steps = ImmutableArray.CreateBuilder<TracedStep>();
        foreach (var entry in Read(code, cancellation))
        {
            if (entry.Fact is { } fact) steps.Add(new TracedStep(entry.At, fact, entry.Kind));
            if (entry.Called is not { } called) continue;
            foreach (var declaration in facts.Graph.DeclarationsOf(called, cancellation))
                if (declaration != code.Syntax)
                    foreach (var (further, kind) in ReachedFrom(declaration, cancellation)) steps.Add(new TracedStep(entry.At, further, kind));
        }
        return steps.ToImmutable();
    }

    /// <summary>False for code that neither does such work by itself nor calls anything of the program.</summary>
    public bool MayBeIn(IOperation code, CancellationToken cancellation) => !Read(code, cancellation).IsEmpty;

    /// <summary>The code itself, and that of all methods that it calls, directly or not.</summary>
    public IReadOnlyCollection<IOperation> BodiesFrom(IOperation code, CancellationToken cancellation)
    {
        var found = new Dictionary<SyntaxNode, IOperation> { [code.Syntax] = code };
        var open = new Queue<IOperation>();
        open.Enqueue(code);
        while (open.Count > 0)
            foreach (var entry in EntriesOf(open.Dequeue(), cancellation))
                if (entry.Called is { } method)
                    foreach (var called in facts.Graph.BodiesOf(method, cancellation))
                    {
                        if (found.Count == MaximumBodies) return found.Values;
                        if (found.ContainsKey(called.Syntax)) continue;
                        found.Add(called.Syntax, called);
                        open.Enqueue(called);
                    }
        return found.Values;
    }

    /// <summary>What a method leads to. Two threads may both search; they find the same.</summary>
    private ImmutableArray<(object Fact, WorkKinds Kind)> ReachedFrom(SyntaxNode method, CancellationToken cancellation)
        => reached.TryGetValue(method, out var known) ? known : reached.GetOrAdd(method, Search(method, cancellation));

    /// <summary>Not what a method does in a context of its own: one that it sets or enters, or that of its first span.</summary>
    private ImmutableArray<(object Fact, WorkKinds Kind)> Search(SyntaxNode start, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<(object, WorkKinds)>();
        var seen = new HashSet<SyntaxNode> { start };
        var open = new Queue<SyntaxNode>();
        open.Enqueue(start);
        while (open.Count > 0)
        {
            // What calls nothing is not bound: it does nothing that shows.
            if (open.Dequeue() is var method && !MethodCode.MayCall(method) || facts.Graph.OperationAt(method, cancellation) is not { } body || OwnContext.IsIn(body, facts.Effects(cancellation))) continue;
            var isFirst = true;
            foreach (var entry in EntriesOf(body, cancellation))
            {
                if (entry.Called is { } called)
                    foreach (var declaration in facts.Graph.DeclarationsOf(called, cancellation))
                        if (seen.Count < MaximumBodies && seen.Add(declaration)) open.Enqueue(declaration);
                if (entry.Fact is null) continue;
                found.Add((entry.Fact, entry.Kind));
                if (isFirst && entry.Fact is SpanStart span && InheritedWork.HasOwnOrigin(span)) break;
                isFirst = false;
            }
        }
        return found.ToImmutable();
    }

    /// <summary>Only whole functions are remembered. Two threads may both read one; they read the same.</summary>
    private ImmutableArray<Entry> EntriesOf(IOperation body, CancellationToken cancellation)
        => read.TryGetValue(body.Syntax, out var known) ? known : read.GetOrAdd(body.Syntax, Read(body, cancellation));

    private ImmutableArray<Entry> Read(IOperation code, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        var found = new List<object>();
        var texts = new TextReader(new VariableValues(facts.Compilation, cancellation));
        foreach (var operation in code.DescendantsAndSelf())
        {
            if (!ContextRecognizers.MayBe(operation)) continue;
            cancellation.ThrowIfCancellationRequested();
            found.Clear();
            recognizers.Recognize(operation, texts, found);
            foreach (var fact in found)
                if (KindOf(fact) is not WorkKinds.None and var kind) entries.Add(new Entry(operation, fact, kind, null));
            if (CalledBy(operation) is { Locations: [{ IsInSource: true }, ..] } method) entries.Add(new Entry(operation, null, WorkKinds.None, method));
        }
        return entries.ToImmutable();
    }

    private static IMethodSymbol? CalledBy(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => method,
        IObjectCreationOperation { Constructor: { } constructor } => constructor,
        _ => null,
    };

    /// <summary>A span without a source is never seen.</summary>
    private static WorkKinds KindOf(object fact) => fact switch
    {
        SpanStart { IsWithoutSource: false } => WorkKinds.Spans,
        OutgoingCall call => call.Kind,
        _ => WorkKinds.None,
    };
}
