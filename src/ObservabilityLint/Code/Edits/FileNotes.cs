using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>Something that is asked of every file: which of its nodes are of a kind that only binding can tell. One for the life of the process.</summary>
/// <typeparam name="T">What is noted of such a node: names and numbers, never a symbol or an operation.</typeparam>
internal sealed class FileQuestion<T> where T : class;

/// <summary>A node of the kind that was asked for, and what is noted of it.</summary>
internal readonly record struct Noted<T>(NamedNode Node, T Note);

/// <summary>
/// Which nodes of a file answered a question. After an edit elsewhere none of the many that might have is bound again, and those that did only where somebody asks what they mean now.
/// </summary>
internal sealed class FileNotes(SyntaxTree tree, ProjectState state)
{
    private readonly ConcurrentDictionary<object, Answer> answers = new();

    /// <summary>What an answer is, what it rests on besides the file, and which files it was read from besides its own.</summary>
    private sealed record Answer(string Given, object Nodes, Readings? Readings);

    /// <summary>The nodes of the kind, if that is known.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="given">What the answer rests on besides the file and what it is bound against.</param>
    /// <param name="nodes">The answer.</param>
    public bool TryGet<T>(FileQuestion<T> question, string given, out ImmutableArray<Noted<T>> nodes) where T : class
    {
        var isKnown = answers.TryGetValue(question, out var answer) && answer.Given == given;
        nodes = isKnown ? (ImmutableArray<Noted<T>>)answer!.Nodes : default;
        return isKnown;
    }

    /// <summary>Binds all nodes that may be of the kind.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="given">What the answer rests on besides the file and what it is bound against.</param>
    /// <param name="candidates">The nodes.</param>
    /// <param name="bind">What to note of a node; null of one that is not of the kind.</param>
    /// <param name="readings">Told of the other files that are read meanwhile.</param>
    public ImmutableArray<Noted<T>> Read<T>(FileQuestion<T> question, string given, IEnumerable<NamedNode> candidates, Func<NamedNode, T?> bind, Readings readings) where T : class
    {
        state.AddReading(tree);
        var found = ImmutableArray.CreateBuilder<Noted<T>>();
        foreach (var node in candidates)
            if (bind(node) is { } note) found.Add(new Noted<T>(node, note));
        var nodes = found.ToImmutable();
        answers[question] = new Answer(given, nodes, readings);
        return nodes;
    }

    /// <summary>What still holds after a change of other files.</summary>
    public FileNotes After(ProjectChange change, ProjectState next, CancellationToken cancellation)
    {
        var kept = new FileNotes(tree, next);
        if (answers.IsEmpty || change.MayRebind(tree, cancellation)) return kept;
        foreach (var answer in answers)
            if (answer.Value.Readings?.AreTouchedBy(change, cancellation) != true) kept.answers[answer.Key] = answer.Value;
        return kept;
    }
}
