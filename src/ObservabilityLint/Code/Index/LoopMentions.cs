using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>
/// The places of a file from which one of its endless loops or timers may be begun, by the names alone: those of the functions that have such a loop, of the helpers and variables that give out what runs these, and so on.
/// </summary>
internal sealed class LoopMentions
{
    /// <summary>What stands in the head of an endless loop.</summary>
    private static readonly NamedWords Heads = new(["IsCancellationRequested", "WaitForNextTickAsync", "WaitToReadAsync", "ReadAllAsync", "GetConsumingEnumerable", "while (", "while(", "for (;;)", "for(;;)"]);

    private readonly HashSet<string> names = [];
    private readonly Queue<string> open = new();

    private LoopMentions()
    {
    }

    public static List<int> In(SyntaxTree tree, CancellationToken cancellation)
    {
        var (index, mentions, places) = (CallIndex.Of(tree), new LoopMentions(), new List<int>());
        foreach (var head in index.PositionsOf(Heads, cancellation))
            if (tree.GetRoot(cancellation).FindToken(head).Parent is { } node && IsInEndlessLoop(node)) mentions.AddFunctionAround(node);
        foreach (var timer in index.CreationsOf("Timer", cancellation))
        {
            places.Add(timer.Node.SpanStart);
            mentions.AddFunctionAround(timer.Node);
        }
        while (mentions.open.Count > 0)
            foreach (var position in index.PositionsOf(new NamedWords([mentions.open.Dequeue()]), cancellation))
            {
                if (tree.GetRoot(cancellation).FindToken(position).Parent is not SimpleNameSyntax name) continue;
                places.Add(position);
                mentions.AddHelpersAround(name);
            }
        return places;
    }

    private static bool IsInEndlessLoop(SyntaxNode? node)
    {
        for (; node is not (null or MemberDeclarationSyntax); node = node.Parent)
            if (ReceiveLoop.Is(node)) return true;
        return false;
    }

    /// <summary>The function that has the loop; of a lambda the variable that an object is made for with it, or the function around it.</summary>
    private void AddFunctionAround(SyntaxNode loop)
    {
        for (var node = loop.Parent; node is not (null or BaseTypeDeclarationSyntax); node = node.Parent)
        {
            if ((NameOf(node) ?? VariableOf(node, loop)) is not { } name) continue;
            Add(name);
            return;
        }
    }

    /// <summary>The functions that give out a task, thread or timer that is not their own, and the variables that an object is made for.</summary>
    private void AddHelpersAround(SyntaxNode mention)
    {
        for (var node = mention.Parent; node is not (null or BaseTypeDeclarationSyntax); node = node.Parent)
            if ((GivesOut(node) ? NameOf(node) : VariableOf(node, mention)) is { } name) Add(name);
    }

    private void Add(string name)
    {
        if (names.Add(name)) open.Enqueue(name);
    }

    private static bool GivesOut(SyntaxNode function)
    {
        var (result, modifiers) = function switch
        {
            MethodDeclarationSyntax method => (method.ReturnType, method.Modifiers),
            LocalFunctionStatementSyntax local => (local.ReturnType, local.Modifiers),
            _ => default,
        };
        return result != null && TypeNames.Bare(result) is "Task" or "ValueTask" or "Thread" or "Timer" or "ITimer" && !modifiers.Any(SyntaxKind.AsyncKeyword);
    }

    private static string? NameOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        _ => null,
    };

    private static string? VariableOf(SyntaxNode node, SyntaxNode part)
        => node is AssignmentExpressionSyntax { Right: BaseObjectCreationExpressionSyntax made, Left: var variable } && made.Span.Contains(part.Span) ? TypeNames.Called(variable) : null;
}
