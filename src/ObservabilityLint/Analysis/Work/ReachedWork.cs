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
internal sealed class ReachedWork(ContextFacts facts, ImmutableArray<IContextRecognizer> recognizers)
{
    // More is reached by the main loop of a program only, of which nothing can be said anyway.
    private const int MaximumBodies = 200;

    private readonly ConcurrentDictionary<SyntaxNode, ImmutableArray<Entry>> read = new();

    /// <summary>Something that the code does by itself, or a call of something that does.</summary>
    private readonly record struct Entry(IOperation At, object? Fact, WorkKinds Kind, ImmutableArray<IOperation> Called);

    /// <summary>Place by place, in the order of the text; what a call leads to stands at the call.</summary>
    public ImmutableArray<TracedStep> StepsOf(IOperation code, CancellationToken cancellation)
    {
        var steps = ImmutableArray.CreateBuilder<TracedStep>();
        foreach (var entry in Read(code, cancellation))
        {
            if (entry.Fact is { } fact) steps.Add(new TracedStep(entry.At, fact, entry.Kind));
            else AddReached(entry, code, steps, cancellation);
        }
        return steps.ToImmutable();
    }

    /// <summary>The code itself, and that of all methods that it calls, directly or not.</summary>
    public IReadOnlyCollection<IOperation> BodiesFrom(IOperation code, CancellationToken cancellation)
    {
        var reached = new Dictionary<SyntaxNode, IOperation> { [code.Syntax] = code };
        var open = new Stack<IOperation>();
        open.Push(code);
        while (open.Count > 0 && reached.Count < MaximumBodies)
            foreach (var entry in EntriesOf(open.Pop(), code, cancellation))
                if (!entry.Called.IsDefault)
                    foreach (var called in entry.Called)
                        if (!reached.ContainsKey(called.Syntax))
                        {
                            reached.Add(called.Syntax, called);
                            open.Push(called);
                        }
        return reached.Values;
    }

    /// <summary>Not what a method does in a context of its own: one that it sets or enters, or that of its first span.</summary>
    private void AddReached(Entry call, IOperation from, ImmutableArray<TracedStep>.Builder steps, CancellationToken cancellation)
    {
        var reached = new HashSet<SyntaxNode> { from.Syntax };
        var open = new Stack<IOperation>();
        foreach (var called in call.Called) open.Push(called);
        while (open.Count > 0 && reached.Count < MaximumBodies)
        {
            var body = open.Pop();
            if (!reached.Add(body.Syntax) || OwnContext.IsIn(body)) continue;
            var isFirst = true;
            foreach (var entry in EntriesOf(body, from, cancellation))
            {
                if (entry.Fact is null)
                {
                    foreach (var called in entry.Called) open.Push(called);
                    continue;
                }
                steps.Add(new TracedStep(call.At, entry.Fact, entry.Kind));
                if (isFirst && entry.Fact is SpanStart start && InheritedWork.HasOwnOrigin(start)) break;
                isFirst = false;
            }
        }
    }

    /// <summary>Only whole methods are remembered.</summary>
    private ImmutableArray<Entry> EntriesOf(IOperation body, IOperation start, CancellationToken cancellation)
    {
        if (body == start) return Read(body, cancellation);
        // Two threads may both read it; they read the same.
        return read.TryGetValue(body.Syntax, out var known) ? known : read.GetOrAdd(body.Syntax, Read(body, cancellation));
    }

    private ImmutableArray<Entry> Read(IOperation code, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        var found = new List<object>();
        var texts = new TextReader(new VariableValues(facts.Compilation, cancellation));
        foreach (var operation in code.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            found.Clear();
            foreach (var recognizer in recognizers) recognizer.Recognize(operation, texts, found);
            foreach (var fact in found)
                if (KindOf(fact) is not WorkKinds.None and var kind) entries.Add(new Entry(operation, fact, kind, default));
            if (CalledBy(operation) is { } method && facts.BodiesOf(method, cancellation) is { IsEmpty: false } called) entries.Add(new Entry(operation, null, WorkKinds.None, called));
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
