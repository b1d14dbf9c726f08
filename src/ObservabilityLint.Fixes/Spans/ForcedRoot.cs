using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Context;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>
/// Makes a span the root of a trace: the current span is taken away before its start and put back after its end, since a start without a parent takes the current one.
/// </summary>
internal static class ForcedRoot
{
    /// <summary>False, and no edit, where the statement has no lines of its own to put a block around.</summary>
    /// <param name="edits">Takes the edits.</param>
    /// <param name="document">The file.</param>
    /// <param name="model">Its model.</param>
    /// <param name="start">The statement that starts the span: what follows in its block runs in the span, unless it is a statement with a body.</param>
    public static bool Add(SolutionEdits edits, DocumentId document, SemanticModel model, StatementSyntax start)
    {
        var text = start.SyntaxTree.GetText();
        var (first, layout) = (text.Lines.GetLineFromPosition(start.SpanStart), Layout.At(start.SpanStart, text));
        if (start.Parent is not BlockSyntax block || start.SpanStart != first.Start + layout.Indentation.Length) return false;
        var last = start is UsingStatementSyntax ? text.Lines.GetLineFromPosition(start.Span.End) : LastLine(block, text);
        if (last is not { } end || end.LineNumber < first.LineNumber || HasDirectives(block, TextSpan.FromBounds(first.Start, end.End))) return false;

        var (outer, current) = (new NamesInScope(model, block).Free("outer"), CurrentActivity.Name(model, start.SpanStart));
        for (var number = first.LineNumber; number <= end.LineNumber; number++)
        {
            var line = text.Lines[number];
            var opening = number == first.LineNumber ? Lines(layout, $"var {outer} = {current};", current + " = null;", "try", "{") : "";
            if (opening.Length > 0 || line.Span.Length > 0 && !IsInText(block, line.Start)) edits.Add(document, new TextSpan(line.Start, 0), opening + layout.Step);
        }
        edits.Add(document, new TextSpan(end.EndIncludingLineBreak, 0), Lines(layout, "}", "finally", "{", layout.Step + $"{current} = {outer};", "}"));
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
    private static bool IsInText(SyntaxNode block, int position)
        => block.FindToken(position) is var token && token.SpanStart < position && position < token.Span.End
            || token.Parent is InterpolatedStringTextSyntax or InterpolatedStringExpressionSyntax && token.SpanStart == position && !token.IsKind(SyntaxKind.InterpolatedStringStartToken);

    private static bool HasDirectives(SyntaxNode block, TextSpan span)
        => block.DescendantTrivia(descendIntoTrivia: false).Any(trivia => trivia.IsDirective && span.IntersectsWith(trivia.Span));
}
