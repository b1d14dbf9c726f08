using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Flow;

/// <summary>Loops that go on as long as the program does, or as something is received: endless ones, those that a cancellation ends, and those that wait before each turn.</summary>
internal static class ReceiveLoop
{
    /// <summary>The outermost of them around a node in its function, or null.</summary>
    public static StatementSyntax? Around(SyntaxNode node)
    {
        StatementSyntax? loop = null;
        for (var inner = node; inner.Parent is { } outer && outer is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax); inner = outer)
            if (outer is StatementSyntax statement && IsReceiving(statement)) loop = statement;
        return loop;
    }

    private static bool IsReceiving(StatementSyntax statement) => statement switch
    {
        CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword } => true,
        WhileStatementSyntax { Condition: var condition } => GoesOn(condition),
        DoStatementSyntax { Condition: var condition } => GoesOn(condition),
        ForStatementSyntax { Condition: var condition } => condition is null || GoesOn(condition),
        _ => false,
    };

    private static bool GoesOn(ExpressionSyntax condition)
    {
        if (condition.IsKind(SyntaxKind.TrueLiteralExpression)) return true;
        foreach (var node in condition.DescendantNodesAndSelf())
            if (node is AwaitExpressionSyntax or IdentifierNameSyntax { Identifier.ValueText: "IsCancellationRequested" }) return true;
        return false;
    }
}
