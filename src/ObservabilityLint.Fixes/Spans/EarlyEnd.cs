using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Fixes.Editing;
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
    /// <param name="place">Where it must have ended: the end is put before the statement of the span's own block that holds it.</param>
    /// <param name="cancellation">Stops it.</param>
    public static bool Add(SolutionEdits edits, DocumentId document, SpanAt span, string activity, SyntaxNode place, CancellationToken cancellation)
    {
        var statements = InSpan(span.Start.Syntax.FirstAncestorOrSelf<StatementSyntax>()!);
        var index = statements.FindIndex(statement => statement.Span.Contains(place.Span));
        if (index <= 0 || statements.Skip(index).Any(later => IsOfSpan(later, span, activity, cancellation))) return false;
        edits.InsertBefore(document, statements[index], $"{activity}?.Stop();");
        return true;
    }

    /// <summary>The statements of the block in which the span is live, from its start on.</summary>
    private static List<StatementSyntax> InSpan(StatementSyntax start)
    {
        IEnumerable<StatementSyntax> siblings = start switch
        {
            UsingStatementSyntax { Statement: BlockSyntax inner } => inner.Statements,
            UsingStatementSyntax => [],
            { Parent: BlockSyntax block } => block.Statements,
            { Parent: GlobalStatementSyntax { Parent: CompilationUnitSyntax file } } => file.Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement),
            _ => [],
        };
        return siblings.Where(statement => statement.SpanStart > start.SpanStart).ToList();
    }

    private static bool IsOfSpan(StatementSyntax statement, SpanAt span, string activity, CancellationToken cancellation)
        => statement.DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var name } && name == activity)
            || span.Model.GetOperation(statement, cancellation) is not { } operation || span.Facts.WorkIn(operation, cancellation) != WorkKinds.None;
}
