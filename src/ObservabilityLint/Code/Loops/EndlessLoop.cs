using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Loops that go on until somebody stops them: they wait for ticks, for items or for a cancellation.</summary>
internal static class EndlessLoop
{
    /// <summary>True if the function itself has such a loop; those of lambdas in it are not its own.</summary>
    public static bool IsIn(SyntaxNode function)
    {
        foreach (var node in function.DescendantNodes(inner => inner == function || inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            if (IsEndless(node)) return true;
        return false;
    }

    /// <summary>The outermost loop of its function that a node stands in, or null.</summary>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        var function = LiveRange.FunctionAround(node);
        SyntaxNode? loop = null;
        for (var outer = node.Parent; outer != null && outer != function; outer = outer.Parent)
            if (outer is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax) loop = outer;
        return loop;
    }

    private static bool IsEndless(SyntaxNode node) => node switch
    {
        ForStatementSyntax { Condition: null } => true,
        ForStatementSyntax { Condition: { } condition } => GoesOnUntilStopped(condition),
        WhileStatementSyntax { Condition: var condition } => condition.IsKind(SyntaxKind.TrueLiteralExpression) || GoesOnUntilStopped(condition),
        DoStatementSyntax { Condition: var condition } => condition.IsKind(SyntaxKind.TrueLiteralExpression) || GoesOnUntilStopped(condition),
        CommonForEachStatementSyntax { Expression: var items } => GoesOnUntilStopped(items),
        _ => false,
    };

    /// <summary>A word of it says that it waits, or asks whether to stop.</summary>
    public static bool GoesOnUntilStopped(ExpressionSyntax expression)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
            if (node is SimpleNameSyntax { Identifier.ValueText: "IsCancellationRequested" or "WaitForNextTickAsync" or "WaitToReadAsync" or "ReadAllAsync" or "GetConsumingEnumerable" }) return true;
        return false;
    }
}
