using System;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>How a file is laid out where a statement stands.</summary>
/// <param name="Indentation">The white space before the statement's line.</param>
/// <param name="Step">What a deeper level adds to it.</param>
/// <param name="NewLine">The line break of the file.</param>
internal sealed record Layout(string Indentation, string Step, string NewLine)
{
    /// <summary>Braces are opened at the end of a line, and what belongs to a block goes on behind its end: <c>} finally {</c>.</summary>
    public bool BracesEndLines => File is { } text && OpensAtEnds(text);

    /// <summary>What stands before the brace of a block that belongs to what is before it.</summary>
    public string BeforeBrace => BracesEndLines ? " " : NewLine + Indentation;

    /// <summary>Read only where a brace is written.</summary>
    private SourceText? File { get; init; }

    public static Layout At(int position, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && text[end] is ' ' or '\t') end++;
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, end));
        var first = text.Lines[0];
        var newLine = first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
        var step = indentation.Contains("\t") ? "\t" : StepOf(text);
        return new Layout(indentation, step == "\t" && indentation.Length > 0 && !indentation.Contains("\t") ? "    " : step, newLine) { File = text };
    }

    /// <summary>As most of the file does.</summary>
    private static bool OpensAtEnds(SourceText text)
    {
        var atEnds = 0;
        foreach (var line in text.Lines)
        {
            var content = line.ToString().Trim();
            if (content.EndsWith("{", StringComparison.Ordinal)) atEnds += content.Length > 1 ? 1 : -1;
        }
        return atEnds > 0;
    }

    /// <summary>As the first line behind a brace is deeper than that.</summary>
    private static string StepOf(SourceText text)
    {
        string? outer = null;
        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            if (string.IsNullOrWhiteSpace(content)) continue;
            var indentation = content.Substring(0, content.Length - content.TrimStart().Length);
            if (outer != null && indentation.Length > outer.Length && indentation.StartsWith(outer, StringComparison.Ordinal)) return indentation.Substring(outer.Length);
            outer = content.TrimEnd().EndsWith("{", StringComparison.Ordinal) ? indentation : null;
        }
        return "    ";
    }

    /// <summary>The statement with the comment behind it on its line, which goes where it goes.</summary>
    public static TextSpan WithComment(StatementSyntax statement)
    {
        var end = statement.Span.End;
        foreach (var trivia in statement.GetTrailingTrivia())
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) end = trivia.Span.End;
        return TextSpan.FromBounds(statement.SpanStart, end);
    }

    /// <summary>The statements in braces, each on lines of its own.</summary>
    public string Block(params string[] statements)
    {
        var text = new StringBuilder("{");
        foreach (var statement in statements) text.Append(NewLine).Append(Indentation).Append(Step).Append(statement);
        return text.Append(NewLine).Append(Indentation).Append('}').ToString();
    }

    /// <summary>The statement one level deeper. What stands inside a text that goes over several lines is not moved.</summary>
    public string Deeper(string statement)
    {
        var text = SourceText.From(statement);
        if (text.Lines.Count == 1) return statement;
        var root = SyntaxFactory.ParseStatement(statement);
        var result = new StringBuilder();
        foreach (var line in text.Lines)
        {
            if (line.LineNumber > 0 && !line.Span.IsEmpty && !IsInText(root, line.Start)) result.Append(Step);
            result.Append(text.ToString(line.SpanIncludingLineBreak));
        }
        return result.ToString();
    }

    private static bool IsInText(SyntaxNode root, int position)
        => position < root.FullSpan.End && root.FindToken(position) is var token && token.SpanStart < position && position < token.Span.End;
}
