using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Loops that take messages for as long as the program runs. A loop that is done when there are no more, or when it has what it looks for, works on a batch.</summary>
internal static class ReceiveLoop
{
    /// <summary>True if the function itself has such a loop; those of lambdas in it are not its own.</summary>
    public static bool IsIn(SyntaxNode function)
    {
        foreach (var node in function.DescendantNodes(inner => inner == function || inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            if (Is(node)) return true;
        return false;
    }

    /// <summary>The outermost such loop of its function that a node stands in, or null.</summary>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        var function = LiveRange.FunctionAround(node);
        SyntaxNode? loop = null;
        for (var outer = node.Parent; outer != null && outer != function; outer = outer.Parent)
            if (Is(outer)) loop = outer;
        return loop;
    }

    public static bool Is(SyntaxNode node) => (node is ForStatementSyntax { Condition: null } || ConditionOf(node) is { } condition && IsStop(condition, SyntaxKind.LogicalAndExpression)) && !IsLeft(node);

    /// <summary>It is left in another way than by its condition, and not because it was stopped.</summary>
    private static bool IsLeft(SyntaxNode loop)
    {
        foreach (var node in loop.DescendantNodes(inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            if (Leaves(node, loop) && !IsAtStop(node, loop)) return true;
        return false;
    }

    private static ExpressionSyntax? ConditionOf(SyntaxNode loop) => loop switch
    {
        ForStatementSyntax { Condition: var condition } => condition,
        WhileStatementSyntax { Condition: var condition } => condition,
        DoStatementSyntax { Condition: var condition } => condition,
        CommonForEachStatementSyntax { Expression: var items } => items,
        _ => null,
    };

    private static bool Leaves(SyntaxNode node, SyntaxNode loop) => node.Kind() switch
    {
        SyntaxKind.ReturnStatement or SyntaxKind.YieldBreakStatement => true,
        SyntaxKind.BreakStatement => LeftBy(node) == loop,
        _ => false,
    };

    private static SyntaxNode? LeftBy(SyntaxNode @break)
    {
        var outer = @break.Parent;
        while (outer is not (null or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax)) outer = outer.Parent;
        return outer;
    }

    /// <summary>It is left because it was stopped, or because something went wrong.</summary>
    private static bool IsAtStop(SyntaxNode leave, SyntaxNode loop)
    {
        for (var outer = leave.Parent; outer != null && outer != loop; outer = outer.Parent)
            if (outer is CatchClauseSyntax || outer is IfStatementSyntax { Condition: var condition } && IsStop(condition, SyntaxKind.LogicalOrExpression)) return true;
        return false;
    }

    /// <summary>Nothing but a stop ends the loop by this condition: not where another one beside it may (<c>!stop.IsCancellationRequested &amp;&amp; messages.TryRead(out var message)</c>), or where items are counted.</summary>
    private static bool IsStop(ExpressionSyntax condition, SyntaxKind alternative) => condition switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsStop(inner, alternative),
        BinaryExpressionSyntax { Left: var left, Right: var right } both when both.IsKind(alternative) => IsStop(left, alternative) && IsStop(right, alternative),
        _ => condition.IsKind(SyntaxKind.TrueLiteralExpression) || EndlessLoop.GoesOnUntilStopped(condition) && !IsLimited(condition) || condition.Parent is not CommonForEachStatementSyntax && StopFlag.Is(condition),
    };

    private static bool IsLimited(ExpressionSyntax items)
    {
        foreach (var node in items.DescendantNodesAndSelf())
            if (node is SimpleNameSyntax { Identifier.ValueText: "Take" or "TakeWhile" }) return true;
        return false;
    }
}
