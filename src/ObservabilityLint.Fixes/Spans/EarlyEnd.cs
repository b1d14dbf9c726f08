using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Ends a span before a statement of its block.</summary>
internal static class EarlyEnd
{
    /// <summary>False, and no edit, where nothing would be left of the span, or where what comes later belongs to it.</summary>
    /// <param name="edits">Takes the edit.</param>
    /// <param name="document">The file.</param>
    /// <param name="span">The span.</param>
    /// <param name="activity">The variable that holds it.</param>
    /// <param name="place">Where it must have ended; the statement of the span's own block around it is what the end is put before.</param>
    /// <param name="cancellation">Stops it.</param>
    public static bool Add(SolutionEdits edits, DocumentId document, SpanAt span, string activity, SyntaxNode place, CancellationToken cancellation)
    {
        var block = span.Start.Syntax.FirstAncestorOrSelf<StatementSyntax>() is UsingStatementSyntax { Statement: var inner } ? inner : span.Start.Syntax.FirstAncestorOrSelf<StatementSyntax>()!.Parent;
        var statement = place.FirstAncestorOrSelf<StatementSyntax>(candidate => candidate.Parent == block);
        if (block is not BlockSyntax { Statements: var statements } || statement is null) return false;
        var index = statements.IndexOf(statement);
        if (index == 0 || statements[index - 1].Span.Contains(span.Start.Syntax.Span)) return false;
        if (statements.Skip(index).Any(later => IsOfSpan(later, span, activity, cancellation))) return false;
        edits.InsertBefore(document, statement, $"{activity}?.Stop();");
        return true;
    }

    private static bool IsOfSpan(StatementSyntax statement, SpanAt span, string activity, CancellationToken cancellation)
        => statement.DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var name } && name == activity)
            || span.Model.GetOperation(statement, cancellation) is not { } operation || span.Facts.WorkIn(operation, cancellation) != WorkKinds.None;
}
