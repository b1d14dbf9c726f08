namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>A part of the tree. Nodes never change.</summary>
internal abstract class Node(SourceSpan span)
{
    public SourceSpan Span { get; } = span;

    /// <summary>The nodes right below this one, in the order of the text.</summary>
    public abstract IReadOnlyList<Node> Children { get; }

    /// <summary>This node and all below it, in the order of the text. A long chain of operators is as deep as it is long, so nobody should recurse over it.</summary>
    public IEnumerable<Node> DescendantsAndSelf()
    {
        var open = new Stack<Node>();
        open.Push(this);
        while (open.TryPop(out var node))
        {
            yield return node;
            var children = node.Children;
            for (var i = children.Count - 1; i >= 0; i--) open.Push(children[i]);
        }
    }
}
