using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes;

/// <summary>The fix that takes a statement away.</summary>
internal static class StatementRemoval
{
    /// <summary>Null where what stands at the location is not a statement of its own, or where the code needs it to compile.</summary>
    public static async Task<Proposal?> ProposeAsync(Document document, Location location, string title, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root?.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is not { } node || StatementOf(node) is not { } statement) return null;
        var edits = new SolutionEdits();
        edits.RemoveStatement(document.Id, statement);
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal(title, edits) : null;
    }

    /// <summary>The statement that consists of the expression; an <c>if</c> or a <c>while</c> that does nothing else goes with it, unless its condition does something. A loop is not left without a body.</summary>
    private static StatementSyntax? StatementOf(SyntaxNode expression)
    {
        while (expression.Parent is ConditionalAccessExpressionSyntax access) expression = access;
        if (expression.Parent is not ExpressionStatementSyntax only) return null;
        StatementSyntax statement = only;
        while (Guard(statement) is { } guard) statement = guard;
        if (statement.Parent is BlockSyntax { Statements.Count: 1, Parent: WhileStatementSyntax or DoStatementSyntax }) return null;
        return statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax && !statement.ContainsDirectives ? statement : null;
    }

    private static StatementSyntax? Guard(StatementSyntax statement)
    {
        var body = statement.Parent is BlockSyntax { Statements.Count: 1 } block && !HasComments(block, statement) ? block : statement;
        return body.Parent switch
        {
            IfStatementSyntax { Else: null } guard when guard.Statement == body && !DoesSomething(guard.Condition) => guard,
            WhileStatementSyntax loop when !DoesSomething(loop.Condition) => loop,
            _ => null,
        };
    }

    private static bool HasComments(SyntaxNode block, SyntaxNode statement)
        => block.DescendantTrivia().Any(trivia => !statement.Span.Contains(trivia.Span) && trivia.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia));

    private static bool DoesSomething(ExpressionSyntax condition) => condition.DescendantNodesAndSelf().Any(node =>
        node is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax
        || node.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression);
}
