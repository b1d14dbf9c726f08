using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Flow;

/// <summary>
/// Follows a value to where it comes from. Shared by all threads that look at a compilation; gives up, with <see cref="ValueOrigin.Unknown"/>,
/// where a value is too deep or too often assigned to be followed within a bound.
/// </summary>
internal sealed class OriginAnalysis(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxNode, Body> bodies = new();
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();

    public Compilation Compilation => compilation;

    /// <summary>Only values that are made for each measurement can be unbounded; what a message or a request says is another in each process, too.</summary>
    public ValueOrigin Of(IOperation value)
        => new OriginTrace(this).Of(value) is var origin && origin is UnboundedOrigin { Cause: UnboundedCause.Other, Source: var source } && OncePerProcess.Is(source) ? ValueOrigin.Unknown : origin;

    /// <summary>The member that an operation stands in, with what it writes.</summary>
    public Body BodyOf(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent) root = parent;
        // Two threads may both read it; they read the same.
        return bodies.TryGetValue(root.Syntax, out var known) ? known : bodies.GetOrAdd(root.Syntax, new Body(root));
    }

    /// <summary>The operation at a node of this compilation; null for any other. Only values that reach a tag are followed to their definitions.</summary>
    public IOperation? OperationAt(SyntaxNode node)
    {
        if (!compilation.ContainsSyntaxTree(node.SyntaxTree)) return null;
#pragma warning disable RS1030 // What is followed may be declared in another file.
        return models.GetOrAdd(node.SyntaxTree, tree => compilation.GetSemanticModel(tree)).GetOperation(node);
#pragma warning restore RS1030
    }
}
