using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Swaps the two ends, where one follows the other. Not where anything is done between them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StoppedBeforeChildFix)), Shared]
public sealed class StoppedBeforeChildFix() : Fix("OBS4013")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax { Statements: var statements } } outer) return null;
        var next = statements.IndexOf(outer) + 1;
        if (next == statements.Count || statements[next] is not ExpressionStatementSyntax inner || !IsEnd(inner)) return null;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var edits = new SolutionEdits();
        edits.Add(document.Id, WithLineComment(outer), text.ToString(WithLineComment(inner)));
        edits.Add(document.Id, WithLineComment(inner), text.ToString(WithLineComment(outer)));
        return new Proposal("Swap the ends", edits);
    }

    /// <summary>What is said at the end of its line is said of this end; what stands between two on one line is said of their order, and stays.</summary>
    private static TextSpan WithLineComment(StatementSyntax statement)
    {
        foreach (var trivia in statement.GetTrailingTrivia())
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)) return TextSpan.FromBounds(statement.SpanStart, trivia.Span.End);
        return statement.Span;
    }

    private static bool IsEnd(ExpressionStatementSyntax statement)
    {
        var call = statement.Expression is ConditionalAccessExpressionSyntax { WhenNotNull: var last } ? last : statement.Expression;
        return call is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: (MemberAccessExpressionSyntax or MemberBindingExpressionSyntax) and var called } && TypeNames.Called(called) is { } method && SpanChain.IsEnd(method);
    }
}
