using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Gives the parent that a statement sets after the start to the start itself: only where the start is the statement before.</summary>
internal static class EarlierParent
{
    public static bool Add(SolutionEdits edits, DocumentId document, SemanticModel model, InvocationExpressionSyntax setParent)
    {
        if (setParent.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax block } late || !IsWhole(late, setParent)) return false;
        var index = block.Statements.IndexOf(late);
        if (index == 0 || HasComments(late)) return false;
        return block.Statements[index - 1] switch
        {
            LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: InvocationExpressionSyntax start } variable] } when variable.Identifier.ValueText == Receiver(late) => AddToStart(edits, document, model, start, setParent, late),
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Start", Expression: IdentifierNameSyntax name } } } before when name.Identifier.ValueText == Receiver(late)
                => Swap(edits, document, before, late),
            _ => false,
        };
    }

    private static bool AddToStart(SolutionEdits edits, DocumentId document, SemanticModel model, InvocationExpressionSyntax start, InvocationExpressionSyntax setParent, StatementSyntax late)
    {
        if (start.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "StartActivity" } || model.GetSymbolInfo(start).Symbol is not IMethodSymbol method) return false;
        // Only the short call: name and kind.
        if (method.Parameters.Any(parameter => parameter.Name is not ("name" or "kind")) || start.ArgumentList.Arguments.Count == 0) return false;
        var given = setParent.ArgumentList.Arguments;
        var names = new NamesInScope(model, start);
        var parent = given.Count == 1 ? $"parentId: {given[0].Expression}" : $"parentContext: new {names.TypeName(Activities.Namespace, "ActivityContext")}({string.Join(", ", given)})";
        var hasKind = start.ArgumentList.Arguments.Count == 2;
        var last = start.ArgumentList.Arguments.Last();
        edits.Add(document, new Microsoft.CodeAnalysis.Text.TextSpan(last.Span.End, 0), (hasKind ? ", " : $", kind: {names.TypeName(Activities.Namespace, "ActivityKind")}.Internal, ") + parent);
        edits.RemoveStatement(document, late);
        return true;
    }

    private static bool Swap(SolutionEdits edits, DocumentId document, StatementSyntax start, StatementSyntax late)
    {
        if (HasComments(start)) return false;
        edits.Add(document, start.Span, late.ToString());
        edits.Add(document, late.Span, start.ToString());
        return true;
    }

    /// <summary>The statement does nothing else.</summary>
    private static bool IsWhole(ExpressionStatementSyntax statement, InvocationExpressionSyntax call)
        => statement.Expression == call || statement.Expression is ConditionalAccessExpressionSyntax access && access.WhenNotNull == call;

    private static string? Receiver(ExpressionStatementSyntax statement) => statement.Expression switch
    {
        ConditionalAccessExpressionSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } } => name.Identifier.ValueText,
        _ => null,
    };

    private static bool HasComments(SyntaxNode statement)
        => statement.GetLeadingTrivia().Concat(statement.GetTrailingTrivia()).Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective);
}
