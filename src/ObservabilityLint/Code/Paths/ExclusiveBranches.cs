using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Whether two places in one method are alternatives, so that one run never reaches both.</summary>
internal static class ExclusiveBranches
{
    /// <param name="first">The place that stands first in the text.</param>
    /// <param name="second">The other.</param>
    public static bool Separate(SyntaxNode first, SyntaxNode second)
    {
        if (first.SyntaxTree != second.SyntaxTree) return false;
        var fork = first;
        while (fork != null && !fork.Span.Contains(second.Span)) fork = fork.Parent;
        if (fork is null || fork == first) return false;
        var left = ChildOf(fork, first);
        var right = ChildOf(fork, second);
        return fork switch
        {
            IfStatementSyntax branch => left == branch.Statement && right == branch.Else,
            ConditionalExpressionSyntax choice => left == choice.WhenTrue && right == choice.WhenFalse,
            SwitchStatementSyntax or SwitchExpressionSyntax => left is SwitchSectionSyntax or SwitchExpressionArmSyntax && right is SwitchSectionSyntax or SwitchExpressionArmSyntax,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } => true,
            BlockSyntax or SwitchSectionSyntax => left is IfStatementSyntax guard && guard.Statement.Span.Contains(first.Span) && Leaves(guard.Statement),
            CompilationUnitSyntax => left is GlobalStatementSyntax { Statement: IfStatementSyntax guard } && guard.Statement.Span.Contains(first.Span) && Leaves(guard.Statement),
            _ => false,
        };
    }

    private static SyntaxNode ChildOf(SyntaxNode ancestor, SyntaxNode node)
    {
        while (node.Parent != ancestor) node = node.Parent!;
        return node;
    }

    /// <summary>What follows such a branch is its alternative.</summary>
    public static bool Leaves(StatementSyntax statement)
    {
        var last = statement is BlockSyntax { Statements: { Count: > 0 } statements } ? statements[statements.Count - 1] : statement;
        return last is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax
            or YieldStatementSyntax { RawKind: (int)SyntaxKind.YieldBreakStatement };
    }
}
