using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>
/// The places of a file from which one of its endless loops or timers may be begun, by the names alone: those of the functions that have such a loop, and of the helpers and variables that give out what runs these.
/// </summary>
internal static class LoopMentions
{
    private static readonly TextWords Loops = new("IsCancellationRequested", "WaitForNextTickAsync", "WaitToReadAsync", "ReadAllAsync", "GetConsumingEnumerable", "while (true)", "while(true)", "for (;;)", "for(;;)", "Timer");

    public static List<int> In(SyntaxTree tree, CancellationToken cancellation)
    {
        var positions = new List<int>();
        if (!CallIndex.Of(tree).MentionsAny(Loops, cancellation)) return positions;
        var names = NamesIn(tree.GetRoot(cancellation));
        if (names.Count > 0) positions.AddRange(CallIndex.Of(tree).PositionsOf(new NamedWords(names), cancellation));
        return positions;
    }

    private static HashSet<string> NamesIn(SyntaxNode root)
    {
        var names = new HashSet<string>();
        var helpers = new List<(string Name, SyntaxNode Code)>();
        foreach (var node in root.DescendantNodes())
        {
            if ((EndlessLoop.IsEndless(node) || IsTimer(node)) && NameAround(node) is { } looping) names.Add(looping);
            if (node is MethodDeclarationSyntax method && HandsOut(method.ReturnType, method.Modifiers)) helpers.Add((method.Identifier.ValueText, method));
            else if (node is LocalFunctionStatementSyntax function && HandsOut(function.ReturnType, function.Modifiers)) helpers.Add((function.Identifier.ValueText, function));
            else if (node is AssignmentExpressionSyntax { Right: BaseObjectCreationExpressionSyntax right } assignment && TypeNames.Called(assignment.Left) is { } variable) helpers.Add((variable, right));
        }
        // Of what has no loop at all, no helper starts one.
        while (names.Count > 0 && helpers.RemoveAll(helper => IsOneOf(helper.Code, names) && (names.Add(helper.Name) || true)) > 0)
        {
        }
        return names;
    }

    /// <summary>The function that has the loop; of a lambda the variable that is assigned with it, or the function around it.</summary>
    private static string? NameAround(SyntaxNode node)
    {
        for (var outer = node.Parent; outer != null; outer = outer.Parent)
            switch (outer)
            {
                case MethodDeclarationSyntax method:
                    return method.Identifier.ValueText;
                case LocalFunctionStatementSyntax function:
                    return function.Identifier.ValueText;
                case AssignmentExpressionSyntax { Right: BaseObjectCreationExpressionSyntax } assignment when assignment.Right.Span.Contains(node.Span) && TypeNames.Called(assignment.Left) is { } variable:
                    return variable;
            }
        return null;
    }

    /// <summary>A task, thread or timer that is not its own.</summary>
    private static bool HandsOut(TypeSyntax result, SyntaxTokenList modifiers)
        => TypeNames.Bare(result) is "Task" or "ValueTask" or "Thread" or "Timer" or "ITimer" && !modifiers.Any(SyntaxKind.AsyncKeyword);

    private static bool IsTimer(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax { Type: var type } => TypeNames.Bare(type) == "Timer",
        ImplicitObjectCreationExpressionSyntax => TypeNames.TargetOf(node) == "Timer",
        _ => false,
    };

    private static bool IsOneOf(SyntaxNode code, HashSet<string> names)
    {
        foreach (var node in code.DescendantNodes())
            if (node is IdentifierNameSyntax { Identifier.ValueText: var named } && names.Contains(named)) return true;
        return false;
    }
}
