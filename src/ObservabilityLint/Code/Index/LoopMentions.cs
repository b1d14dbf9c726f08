using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>
/// The places of a file from which one of its endless loops or timers may be begun, by the names alone: those of the functions that have such a loop, of the functions and variables that name these, and so on.
/// </summary>
internal static class LoopMentions
{
    private static readonly TextWords Loops = new("IsCancellationRequested", "WaitForNextTickAsync", "WaitToReadAsync", "ReadAllAsync", "GetConsumingEnumerable", "while (true)", "while(true)", "for (;;)", "for(;;)", "Timer");

    public static List<int> In(SyntaxTree tree, CancellationToken cancellation)
    {
        var positions = new List<int>();
        if (!CallIndex.Of(tree).MentionsAny(Loops, cancellation)) return positions;
        var holders = HoldersIn(tree.GetRoot(cancellation));
        var names = new HashSet<string>();
        while (AddNames(holders, names))
        {
        }
        if (names.Count > 0) positions.AddRange(CallIndex.Of(tree).PositionsOf(new NamedWords(names), cancellation));
        return positions;
    }

    /// <summary>What has a name, and code that may begin a loop: methods, local functions, and variables that are assigned.</summary>
    private static List<(string Name, SyntaxNode Code)> HoldersIn(SyntaxNode root)
    {
        var holders = new List<(string, SyntaxNode)>();
        foreach (var node in root.DescendantNodes())
            switch (node)
            {
                case MethodDeclarationSyntax method:
                    holders.Add((method.Identifier.ValueText, method));
                    break;
                case LocalFunctionStatementSyntax function:
                    holders.Add((function.Identifier.ValueText, function));
                    break;
                case AssignmentExpressionSyntax { Right: BaseObjectCreationExpressionSyntax right } assignment when TypeNames.Called(assignment.Left) is { } variable:
                    holders.Add((variable, right));
                    break;
            }
        return holders;
    }

    private static bool AddNames(List<(string Name, SyntaxNode Code)> holders, HashSet<string> names)
    {
        var isMore = false;
        foreach (var (name, code) in holders)
            if (!names.Contains(name) && Begins(code, names)) isMore |= names.Add(name);
        return isMore;
    }

    private static bool IsTimer(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax { Type: var type } => TypeNames.Bare(type) == "Timer",
        ImplicitObjectCreationExpressionSyntax => TypeNames.TargetOf(node) == "Timer",
        _ => false,
    };

    private static bool Begins(SyntaxNode code, HashSet<string> names)
    {
        foreach (var node in code.DescendantNodesAndSelf())
            if (EndlessLoop.IsEndless(node) || IsTimer(node) || node is IdentifierNameSyntax { Identifier.ValueText: var named } && names.Contains(named)) return true;
        return false;
    }
}
