using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Finds the facts that one node gives.</summary>
internal delegate void FactBinder<TFact>(NamedNode node, ImmutableArray<TFact>.Builder found);

/// <summary>
/// The facts of one kind in one file. What is noted of them outlives the compilation, and is enough to know whether they matter; the facts themselves are bound when somebody needs them.
/// </summary>
/// <typeparam name="TFact">The facts: bound, and of one compilation.</typeparam>
/// <typeparam name="TNote">What is noted of the facts that a node gives.</typeparam>
/// <param name="notes">The notes of the file.</param>
/// <param name="question">Which of its nodes give such facts.</param>
/// <param name="given">What the answer rests on besides the file and what it is bound against.</param>
internal sealed class KeptFacts<TFact, TNote>(FileNotes notes, FileQuestion<TNote> question, string given) where TNote : class
{
    private readonly object reading = new();
    private ImmutableArray<Noted<TNote>> noted;

    /// <summary>What each of the noted nodes gives; default where it is not bound yet.</summary>
    private ImmutableArray<TFact>[]? ofNodes;
    private ImmutableArray<TFact> facts;

    /// <summary>The nodes that may give facts; asked for only when nothing is noted.</summary>
    public required Func<CancellationToken, IEnumerable<NamedNode>> Candidates { get; init; }

    /// <summary>Begins to bind nodes of the file. What else is read for it is added to the readings.</summary>
    public required Func<Readings, CancellationToken, FactBinder<TFact>> Binder { get; init; }

    /// <summary>What to note of the facts of one node.</summary>
    public required Func<IReadOnlyList<TFact>, Readings, TNote> Note { get; init; }

    /// <summary>What is noted, in the order of the text. All rules come for the same file at once: one reads it, the others wait; other files go on meanwhile.</summary>
    public ImmutableArray<Noted<TNote>> Noted(CancellationToken cancellation)
    {
        if (!noted.IsDefault) return noted;
        lock (reading)
        {
            if (!noted.IsDefault) return noted;
            if (notes.TryGet(question, given, out var known)) ofNodes = new ImmutableArray<TFact>[known.Length];
            else known = Read(cancellation);
            // Who finds it set, without the lock, finds the rest there too.
            ImmutableInterlocked.InterlockedInitialize(ref noted, known);
            return noted;
        }
    }

    /// <summary>The facts, in the order of the text.</summary>
    public ImmutableArray<TFact> Facts(CancellationToken cancellation)
    {
        lock (reading)
        {
            if (facts.IsDefault) facts = Bind(Noted(cancellation), cancellation);
            return facts;
        }
    }

    /// <summary>The facts that one of the noted nodes gives. Two threads may both bind it; they find the same.</summary>
    public ImmutableArray<TFact> FactsAt(int node, CancellationToken cancellation)
    {
        FactBinder<TFact>? bind = null;
        return FactsAt(node, Noted(cancellation), ref bind, cancellation);
    }

    /// <param name="node">Which of the nodes.</param>
    /// <param name="nodes">All of them.</param>
    /// <param name="bind">What binds nodes, made for the first that is not bound yet.</param>
    /// <param name="cancellation">Stops it.</param>
    private ImmutableArray<TFact> FactsAt(int node, ImmutableArray<Noted<TNote>> nodes, ref FactBinder<TFact>? bind, CancellationToken cancellation)
    {
        if (!ofNodes![node].IsDefault) return ofNodes[node];
        bind ??= Binder(new Readings(), cancellation);
        var found = ImmutableArray.CreateBuilder<TFact>();
        bind(nodes[node].Node, found);
        return ofNodes[node] = found.ToImmutable();
    }

    private ImmutableArray<Noted<TNote>> Read(CancellationToken cancellation)
    {
        var (found, ofNode, readings) = (new List<ImmutableArray<TFact>>(), ImmutableArray.CreateBuilder<TFact>(), new Readings());
        var bind = Binder(readings, cancellation);
        var nodes = notes.Read(question, given, Candidates(cancellation), node =>
        {
            ofNode.Clear();
            bind(node, ofNode);
            if (ofNode.Count == 0) return null;
            found.Add(ofNode.ToImmutable());
            return Note(ofNode, readings);
        }, readings);
        ofNodes = [.. found];
        return nodes;
    }

    private ImmutableArray<TFact> Bind(ImmutableArray<Noted<TNote>> nodes, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<TFact>();
        FactBinder<TFact>? bind = null;
        for (var i = 0; i < nodes.Length; i++) found.AddRange(FactsAt(i, nodes, ref bind, cancellation));
        return found.ToImmutable();
    }
}
