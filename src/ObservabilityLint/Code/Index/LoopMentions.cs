using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>
/// The places of a file from which one of its endless loops or timers may be begun, by the names alone: those of the functions that have such a loop, of the functions and variables that name these, and so on.
/// </summary>
internal sealed class LoopMentions
{
    /// <summary>What stands in the head of an endless loop.</summary>
    private static readonly NamedWords Heads = new(["IsCancellationRequested", "WaitForNextTickAsync", "WaitToReadAsync", "ReadAllAsync", "GetConsumingEnumerable", "while (true)", "while(true)", "for (;;)", "for(;;)"]);

    private readonly HashSet<string> names = [];
    private readonly Queue<string> open = new();

    private LoopMentions()
    {
    }

    public static List<int> In(SyntaxTree tree, CancellationToken cancellation)
    {
        var (index, mentions, places) = (CallIndex.Of(tree), new LoopMentions(), new List<int>());
        foreach (var head in index.PositionsOf(Heads, cancellation))
            if (tree.GetRoot(cancellation).FindToken(head).Parent is { } node && IsInEndlessLoop(node)) mentions.AddHolders(node);
        foreach (var timer in index.CreationsOf("Timer", cancellation)) mentions.AddHolders(timer.Node);
        while (mentions.open.Count > 0)
            foreach (var position in index.PositionsOf(new NamedWords([mentions.open.Dequeue()]), cancellation))
            {
                if (tree.GetRoot(cancellation).FindToken(position).Parent is not SimpleNameSyntax name) continue;
                places.Add(position);
                mentions.AddHolders(name);
            }
        return places;
    }

    private static bool IsInEndlessLoop(SyntaxNode? node)
    {
        for (; node is not (null or MemberDeclarationSyntax); node = node.Parent)
            if (EndlessLoop.IsEndless(node)) return true;
        return false;
    }

    /// <summary>What has a name, and code that may begin a loop: methods, local functions, and variables that an object is made for.</summary>
    private void AddHolders(SyntaxNode code)
    {
        for (var node = code; node is not (null or BaseTypeDeclarationSyntax); node = node.Parent)
        {
            var name = node switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                LocalFunctionStatementSyntax function => function.Identifier.ValueText,
                AssignmentExpressionSyntax { Right: BaseObjectCreationExpressionSyntax made } assignment when made.Span.Contains(code.Span) => TypeNames.Called(assignment.Left),
                _ => null,
            };
            if (name != null && names.Add(name)) open.Enqueue(name);
        }
    }
}
