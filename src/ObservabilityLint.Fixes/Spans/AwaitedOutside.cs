using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Splits an <c>await</c>: the task is started while the flow is suppressed, and awaited behind that.</summary>
internal static class AwaitedOutside
{
    /// <summary>False where the await is not the end of the <c>using</c>, or of what stands before the flow is restored.</summary>
    /// <param name="edits">Takes the edits.</param>
    /// <param name="document">The file.</param>
    /// <param name="suppression">What suppresses the flow.</param>
    /// <param name="awaited">The await.</param>
    /// <param name="awaits">All awaits of the function that may be split: each gets a variable of its own.</param>
    /// <param name="model">The model of the file.</param>
    public static bool Add(SolutionEdits edits, DocumentId document, SyntaxNode suppression, AwaitExpressionSyntax awaited, IReadOnlyCollection<AwaitExpressionSyntax> awaits, SemanticModel model)
    {
        var task = WithoutOptions(awaited.Expression);
        if (StatementOf(awaited) is not { } statement || model.GetTypeInfo(task).Type is not { } type || !TaskType.Is(type)) return false;
        var variable = NamesInScope.FreeBesideOthers(statement, model, "task", other => awaits.Any(each => StatementOf(each) == other));
        var declared = $"{type.ToMinimalDisplayString(model, suppression.SpanStart)} {variable};";
        var started = $"{variable} = {task};";
        var later = statement.ToString().Remove(task.SpanStart - statement.SpanStart, task.Span.Length).Insert(task.SpanStart - statement.SpanStart, variable);
        switch (suppression.FirstAncestorOrSelf<StatementSyntax>())
        {
            case UsingStatementSyntax scope when scope.Statement == statement || scope.Statement is BlockSyntax { Statements: { Count: > 0 } all } && all[all.Count - 1] == statement:
                edits.Add(document, statement.Span, started);
                StatementAfter.Around(edits, document, scope, [declared], [later]);
                return true;
            case LocalDeclarationStatementSyntax { Parent: BlockSyntax { Statements: var all }, UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } scope when all.IndexOf(scope) + 1 is var next && next < all.Count && all[next] == statement:
                var text = statement.SyntaxTree.GetText();
                var line = text.Lines.GetLineFromPosition(statement.SpanStart);
                var indentation = text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart));
                var hasLine = string.IsNullOrWhiteSpace(indentation);
                var above = text.Lines[hasLine ? line.LineNumber - 1 : line.LineNumber];
                var separator = hasLine ? text.ToString(TextSpan.FromBounds(above.End, above.EndIncludingLineBreak)) + indentation : " ";
                edits.Add(document, scope.Span, $"{declared}{separator}using ({suppression})");
                edits.Add(document, statement.Span, (hasLine ? Layout.At(statement.SpanStart, text).Step : "") + started + separator + later);
                return true;
            case LocalDeclarationStatementSyntax or ExpressionStatementSyntax when statement.Parent is BlockSyntax { Statements: var all } && all.IndexOf(statement) + 1 is var next && next < all.Count && IsRestoration(all[next]):
                edits.Add(document, statement.Span, $"var {started}");
                StatementAfter.Add(edits, document, all[next], later);
                return true;
            default:
                return false;
        }
    }

    /// <summary><c>flow.Undo();</c> or <c>ExecutionContext.RestoreFlow();</c>.</summary>
    private static bool IsRestoration(StatementSyntax statement)
        => statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Undo" or "RestoreFlow" } } };

    /// <summary><c>await x;</c>, <c>return await x;</c>, <c>y = await x;</c>.</summary>
    private static StatementSyntax? StatementOf(AwaitExpressionSyntax awaited) => awaited.Parent switch
    {
        ExpressionStatementSyntax or ReturnStatementSyntax => (StatementSyntax)awaited.Parent,
        AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment when assignment.Right == awaited => statement,
        _ => null,
    };

    private static ExpressionSyntax WithoutOptions(ExpressionSyntax awaited)
        => awaited is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var task } } ? task : awaited;
}
