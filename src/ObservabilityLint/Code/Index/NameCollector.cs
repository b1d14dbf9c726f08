using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Collects the calls or assignments of a file that have a wanted name, and goes only into nodes whose text holds one.</summary>
internal sealed class NameCollector
{
    /// <summary>Calls that do not show the name of what they call.</summary>
    private static readonly string[] NamelessCalls = ["new(", "new (", "base(", "base (", "this(", "this ("];

    private readonly NamedWords names;
    private readonly List<int> positions;
    private readonly Dictionary<string, string>? aliases;
    private readonly ImmutableArray<NamedNode>.Builder found = ImmutableArray.CreateBuilder<NamedNode>();

    private NameCollector(NamedWords names, List<int> positions, Dictionary<string, string>? aliases) => (this.names, this.positions, this.aliases) = (names, positions, aliases);

    public static ImmutableArray<NamedNode> Calls(SyntaxTree tree, Identifiers words, NamedWords names, CancellationToken cancellation)
    {
        var root = tree.GetRoot(cancellation);
        var aliases = TypeNames.AliasesOf(names, root);
        var collector = new NameCollector(names, (aliases is null ? names : names.With(aliases.Keys)).PositionsIn(tree.GetText(cancellation), words, NamelessCalls), aliases);
        foreach (var node in root.DescendantNodes(collector.MayHold)) collector.AddCall(node);
        return collector.found.ToImmutable();
    }

    public static ImmutableArray<NamedNode> Writes(SyntaxTree tree, Identifiers words, string variable, CancellationToken cancellation)
    {
        var names = new NamedWords([variable]);
        var collector = new NameCollector(names, names.PositionsIn(tree.GetText(cancellation), words, []), null);
        foreach (var node in tree.GetRoot(cancellation).DescendantNodes(collector.MayHold)) collector.AddWrite(node);
        return collector.found.ToImmutable();
    }

    private bool MayHold(SyntaxNode node)
    {
        var next = positions.BinarySearch(node.FullSpan.Start);
        if (next < 0) next = ~next;
        return next < positions.Count && positions[next] < node.FullSpan.End;
    }

    private void AddCall(SyntaxNode node)
    {
        if (node is InvocationExpressionSyntax call) Add(TypeNames.Called(call.Expression), node);
        else if (CreatedType.Of(node) is { } type) Add(aliases != null && aliases.TryGetValue(type, out var named) ? named : type, node);
    }

    private void AddWrite(SyntaxNode node)
    {
        switch (node)
        {
            case AssignmentExpressionSyntax assignment:
                AddWritten(assignment.Left, node);
                return;
            case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument:
                AddWritten(argument.Expression, node);
                return;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step:
                AddWritten(step.Operand, node);
                return;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step:
                AddWritten(step.Operand, node);
                return;
            // Through a reference anything may be written.
            case RefExpressionSyntax reference:
                AddWritten(reference.Expression, node);
                return;
        }
    }

    /// <summary>An element that is written counts as a write of the array.</summary>
    private void AddWritten(ExpressionSyntax written, SyntaxNode node)
    {
        while (written is ElementAccessExpressionSyntax element) written = element.Expression;
        if (written is TupleExpressionSyntax tuple)
            foreach (var part in tuple.Arguments) AddWritten(part.Expression, part);
        else
            Add(TypeNames.Called(written), node);
    }

    private void Add(string? name, SyntaxNode node)
    {
        if (name != null && names.Contains(name)) found.Add(new NamedNode(name, node));
    }
}
