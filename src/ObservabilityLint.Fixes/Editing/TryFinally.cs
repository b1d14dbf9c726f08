using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>Puts statements into a <c>try</c>, so that something is done after them whatever happens.</summary>
internal static class TryFinally
{
    /// <summary>False, and no edit, where the statements have no lines of their own to put a block around.</summary>
    /// <param name="edits">Takes the edits.</param>
    /// <param name="document">The file.</param>
    /// <param name="first">The first of the statements.</param>
    /// <param name="isAlone">It is the only one; otherwise all that follow in its block come along.</param>
    /// <param name="before">Statements that are put before the <c>try</c>.</param>
    /// <param name="final">What is done in the end.</param>
    public static bool Add(SolutionEdits edits, DocumentId document, StatementSyntax first, bool isAlone, string[] before, string final)
    {
        var text = first.SyntaxTree.GetText();
        var (start, layout) = (text.Lines.GetLineFromPosition(first.SpanStart), Layout.At(first.SpanStart, text));
        if (first.Parent is not BlockSyntax block || first.SpanStart != start.Start + layout.Indentation.Length) return false;
        var last = isAlone ? text.Lines.GetLineFromPosition(first.Span.End) : LastLine(block, text);
        if (last is not { } end || end.LineNumber < start.LineNumber || HasDirectives(block, TextSpan.FromBounds(start.Start, end.End))) return false;

        for (var number = start.LineNumber; number <= end.LineNumber; number++)
        {
            var line = text.Lines[number];
            var opening = number == start.LineNumber ? Lines(layout, [.. before, .. layout.BracesEndLines ? ["try {"] : (string[])["try", "{"]]) : "";
            if (opening.Length > 0 || line.Span.Length > 0 && !IsInText(block, line.Start)) edits.Add(document, new TextSpan(line.Start, 0), opening + layout.Step);
        }
        // Before the line break, not after it: what follows may get a block of its own.
        edits.Add(document, new TextSpan(end.End, 0), string.Concat((layout.BracesEndLines ? (string[])["} finally {", layout.Step + final, "}"] : ["}", "finally", "{", layout.Step + final, "}"]).Select(line => layout.NewLine + layout.Indentation + line)));
        return true;
    }

    private static string Lines(Layout layout, params string[] lines) => string.Concat(lines.Select(line => layout.Indentation + line + layout.NewLine));

    /// <summary>The line above the closing brace; null where the brace has no line of its own.</summary>
    private static TextLine? LastLine(BlockSyntax block, SourceText text)
    {
        var brace = text.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart);
        if (brace.LineNumber == 0 || !string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(brace.Start, block.CloseBraceToken.SpanStart)))) return null;
        return text.Lines[brace.LineNumber - 1];
    }

    /// <summary>Lines of a text literal are its content.</summary>
    internal static bool IsInText(SyntaxNode block, int position)
        => block.FindToken(position) is var token && token.SpanStart < position && position < token.Span.End
            || token.Parent is InterpolatedStringTextSyntax or InterpolatedStringExpressionSyntax && token.SpanStart == position && !token.IsKind(SyntaxKind.InterpolatedStringStartToken);

    internal static bool HasDirectives(SyntaxNode block, TextSpan span)
        => block.DescendantTrivia(descendIntoTrivia: false).Any(trivia => trivia.IsDirective && span.IntersectsWith(trivia.Span));
}
