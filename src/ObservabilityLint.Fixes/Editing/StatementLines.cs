using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>Statements as lines of text.</summary>
internal static class StatementLines
{
    /// <summary>Above the statement and the comments that stand on it; on its line, where it shares that with others.</summary>
    public static TextChange Before(SyntaxNode statement, string inserted)
    {
        var text = statement.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        if (!IsBlank(text, line.Start, statement.SpanStart)) return new TextChange(new TextSpan(statement.SpanStart, 0), inserted + " ");
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart));
        var newLine = NewLine(text, line);
        return new TextChange(new TextSpan(WithCommentsAbove(text, line).Start, 0), indentation + inserted + newLine);
    }

    /// <summary>Above the first statement of a block, and above an <c>#if</c> that this stands in: for all configurations.</summary>
    public static TextChange AtStartOf(BlockSyntax block, string inserted)
    {
        var first = block.Statements[0];
        foreach (var trivia in first.GetLeadingTrivia())
        {
            if (!trivia.IsKind(SyntaxKind.IfDirectiveTrivia)) continue;
            var text = first.SyntaxTree.GetText();
            var (directive, own) = (text.Lines.GetLineFromPosition(trivia.SpanStart), text.Lines.GetLineFromPosition(first.SpanStart));
            return new TextChange(new TextSpan(directive.Start, 0), text.ToString(TextSpan.FromBounds(own.Start, first.SpanStart)) + inserted + NewLine(text, directive));
        }
        return Before(first, inserted);
    }

    /// <summary>The lines of the statement, with the comment at their end; the statement alone where others share its lines.</summary>
    public static TextChange Without(SyntaxNode statement)
    {
        var text = statement.SyntaxTree.GetText();
        var first = text.Lines.GetLineFromPosition(statement.SpanStart);
        var last = text.Lines.GetLineFromPosition(statement.Span.End);
        var rest = text.ToString(TextSpan.FromBounds(statement.Span.End, last.End)).Trim();
        var hasLines = IsBlank(text, first.Start, statement.SpanStart) && (rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal));
        if (hasLines) return new TextChange(TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak), "");
        var end = statement.Span.End;
        while (end < last.End && text[end] == ' ') end++;
        return new TextChange(TextSpan.FromBounds(statement.SpanStart, end), "");
    }

    /// <summary>The lines that go with a statement, and what stands in them but for the first indentation and the last line break: its comments come along, those above it and that at its end.</summary>
    public static (TextSpan Lines, string Text) WithComments(SyntaxNode statement)
    {
        var alone = Without(statement).Span;
        var text = statement.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        if (alone.End <= text.Lines.GetLineFromPosition(statement.Span.End).End) return (alone, statement.ToString());
        var lines = TextSpan.FromBounds(WithCommentsAbove(text, line).Start, alone.End);
        return (lines, text.ToString(lines).Trim());
    }

    private static TextLine WithCommentsAbove(SourceText text, TextLine line)
    {
        while (line.LineNumber > 0 && text.Lines[line.LineNumber - 1] is var above && above.ToString().TrimStart().StartsWith("//", StringComparison.Ordinal)) line = above;
        return line;
    }

    private static bool IsBlank(SourceText text, int start, int end) => string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, end)));

    private static string NewLine(SourceText text, TextLine line)
    {
        var like = line.EndIncludingLineBreak > line.End || line.LineNumber == 0 ? line : text.Lines[line.LineNumber - 1];
        return like.EndIncludingLineBreak > like.End ? text.ToString(TextSpan.FromBounds(like.End, like.EndIncludingLineBreak)) : "\n";
    }
}
