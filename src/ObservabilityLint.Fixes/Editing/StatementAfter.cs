using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>Puts statements before and behind another one; into a block with it, where it is the only one that may stand there.</summary>
internal static class StatementAfter
{
    public static void Add(SolutionEdits edits, DocumentId document, StatementSyntax statement, params string[] after) => Around(edits, document, statement, [], after);

    public static void Around(SolutionEdits edits, DocumentId document, StatementSyntax statement, string[] before, string[] after)
    {
        var text = statement.SyntaxTree.GetText();
        var first = text.Lines.GetLineFromPosition(statement.SpanStart);
        var last = text.Lines.GetLineFromPosition(statement.Span.End);
        var indentation = text.ToString(TextSpan.FromBounds(first.Start, statement.SpanStart));
        var rest = text.ToString(TextSpan.FromBounds(statement.Span.End, last.End)).Trim();
        var hasLines = string.IsNullOrWhiteSpace(indentation) && (rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal)) && last.EndIncludingLineBreak > last.End;
        var needsBlock = statement.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax);
        if (!hasLines)
        {
            var opening = string.Concat(before.Select(inserted => inserted + " "));
            if (needsBlock) opening = "{ " + opening;
            if (opening.Length > 0) edits.Add(document, new TextSpan(statement.SpanStart, 0), opening);
            edits.Add(document, new TextSpan(statement.Span.End, 0), string.Concat(after.Select(inserted => " " + inserted)) + (needsBlock ? " }" : ""));
            return;
        }

        var newLine = text.ToString(TextSpan.FromBounds(last.End, last.EndIncludingLineBreak));
        var outer = needsBlock ? IndentationOf(statement.Parent!, text) : "";
        var above = Lines(before, indentation, newLine);
        var head = statement.GetFirstToken().GetPreviousToken().Span.End;
        if (needsBlock && Layout.At(statement.SpanStart, text).BracesEndLines && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(head, statement.SpanStart)))) edits.Add(document, new TextSpan(head, 0), " {");
        else if (needsBlock) above = outer + "{" + newLine + above;
        if (above.Length > 0) edits.Add(document, new TextSpan(first.Start, 0), above);
        edits.Add(document, new TextSpan(last.EndIncludingLineBreak, 0), Lines(after, indentation, newLine) + (needsBlock ? outer + "}" + newLine : ""));
    }

    private static string Lines(string[] statements, string indentation, string newLine) => string.Concat(statements.Select(statement => indentation + statement + newLine));

    private static string IndentationOf(SyntaxNode node, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
