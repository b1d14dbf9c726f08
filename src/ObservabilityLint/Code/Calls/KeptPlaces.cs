using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>
/// Which places of a file, of the many that bear a method's name, are calls of it, or references to it. That is noted of the file: after an edit elsewhere those are not bound again that turned out to be something else.
/// </summary>
internal static class KeptPlaces
{
    private static readonly object IsOne = new();

    /// <summary>What is asked of each file about the calls of a method, by the method's id.</summary>
    public static ConcurrentDictionary<string, FileQuestion<object>> Calls { get; } = new();

    /// <summary>The same about references to it.</summary>
    public static ConcurrentDictionary<string, FileQuestion<object>> References { get; } = new();

    /// <param name="questions">What is asked.</param>
    /// <param name="method">The method.</param>
    /// <param name="files">The files that name it.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="candidates">The places of a file that have its name.</param>
    /// <param name="bind">What such a place is; null where it is something else.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static IEnumerable<T> Of<T>(ConcurrentDictionary<string, FileQuestion<object>> questions, IMethodSymbol method, IEnumerable<SyntaxTree> files, Compilation compilation, Func<SyntaxTree, IEnumerable<SyntaxNode>> candidates, Func<SyntaxNode, T?> bind, CancellationToken cancellation) where T : class
    {
        var question = method.MethodKind != MethodKind.LocalFunction && method.GetDocumentationCommentId() is { } id ? questions.GetOrAdd(id, static _ => new FileQuestion<object>()) : null;
        var state = ProjectState.Of(compilation, cancellation);
        foreach (var tree in files)
            foreach (var place in In(tree, question is null || !compilation.ContainsSyntaxTree(tree) ? null : state.NotesOf(tree), question!, candidates, bind)) yield return place;
    }

    private static IEnumerable<T> In<T>(SyntaxTree tree, FileNotes? notes, FileQuestion<object> question, Func<SyntaxTree, IEnumerable<SyntaxNode>> candidates, Func<SyntaxNode, T?> bind) where T : class
    {
        var found = new List<T>();
        if (notes is null)
        {
            foreach (var node in candidates(tree))
                if (bind(node) is { } place) found.Add(place);
        }
        else if (notes.TryGet(question, "", out var noted))
        {
            foreach (var known in noted)
                if (bind(known.Node.Node) is { } place) found.Add(place);
        }
        else
        {
            notes.Read(question, "", Named(candidates(tree)), named =>
            {
                if (bind(named.Node) is not { } place) return null;
                found.Add(place);
                return IsOne;
            }, new Readings());
        }
        return found;
    }

    private static IEnumerable<NamedNode> Named(IEnumerable<SyntaxNode> nodes)
    {
        foreach (var node in nodes) yield return new NamedNode("", node);
    }
}
