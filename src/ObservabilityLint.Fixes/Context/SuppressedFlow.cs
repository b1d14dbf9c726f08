using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Context;

/// <summary>Puts a statement into a block in which the execution context, and with it the current span, does not flow.</summary>
internal static class SuppressedFlow
{
    /// <param name="at">The work that the statement schedules.</param>
    /// <param name="changes">What else changes in the statement.</param>
    /// <param name="before">A statement that comes first in the block, or null.</param>
    public static SolutionEdits Around(WorkAt at, IEnumerable<TextChange> changes, string? before = null)
    {
        var layout = Layout.At(at.Statement!.SpanStart, at.Text);
        var whole = Layout.WithComment(at.Statement);
        var statement = layout.Deeper(Changed(at, changes) + at.Text.ToString(TextSpan.FromBounds(at.Statement.Span.End, whole.End)));
        var context = new NamesInScope(at.Model, at.Statement).TypeName("System.Threading", "ExecutionContext");
        var (edits, span, opening) = (new SolutionEdits(), whole, "");
        if (SharesLine(at))
        {
            layout = layout with { Indentation = layout.Indentation + layout.Step };
            statement = layout.Deeper(statement);
            opening = layout.NewLine + layout.Indentation;
            span = TextSpan.FromBounds(at.Statement.GetFirstToken().GetPreviousToken().Span.End, span.End);
        }
        edits.Add(at.Document.Id, span, $"{opening}using ({context}.SuppressFlow()){layout.BeforeBrace}" + (before is null ? layout.Block(statement) : layout.Block(before, statement)));
        return edits;
    }

    /// <summary>It stands behind its <c>if</c> or its loop, with nothing but blanks between.</summary>
    private static bool SharesLine(WorkAt at)
    {
        var before = at.Statement!.GetFirstToken().GetPreviousToken().Span.End;
        return at.Statement.Parent is IfStatementSyntax or ElseClauseSyntax or CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax
            && at.Text.ToString(TextSpan.FromBounds(before, at.Statement.SpanStart)) is var between && between.Trim().Length == 0 && between.IndexOf('\n') < 0;
    }

    private static string Changed(WorkAt at, IEnumerable<TextChange> changes)
    {
        var start = at.Statement!.SpanStart;
        if (at.Discard is { } discard) changes = changes.Append(discard);
        var moved = changes.OrderBy(change => change.Span.Start).Select(change => new TextChange(new TextSpan(change.Span.Start - start, change.Span.Length), change.NewText ?? ""));
        return SourceText.From(at.Statement.ToString()).WithChanges(moved).ToString();
    }
}
