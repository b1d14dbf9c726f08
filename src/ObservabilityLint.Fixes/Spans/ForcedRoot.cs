using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>
/// Makes a span the root of a trace: the current span is taken away before its start and put back after its end, since a start without a parent takes the current one.
/// </summary>
internal static class ForcedRoot
{
    private static readonly string[] Names = ["outer", "outerActivity", "previousActivity"];

    /// <summary>False, and no edit, where the statement has no lines of its own to put a block around.</summary>
    /// <param name="edits">Takes the edits.</param>
    /// <param name="document">The file.</param>
    /// <param name="model">Its model.</param>
    /// <param name="start">The statement that starts the span: what follows in its block runs in the span, unless it is a statement with a body.</param>
    public static bool Add(SolutionEdits edits, DocumentId document, SemanticModel model, StatementSyntax start)
    {
        var text = start.SyntaxTree.GetText();
        if (start.Parent is not BlockSyntax block || start.SpanStart - IndentationOf(start, text)?.Length is not { } begin || IndentationOf(start, text) is not { } indentation) return false;
        var first = text.Lines.GetLineFromPosition(start.SpanStart);
        var last = start is UsingStatementSyntax ? text.Lines.GetLineFromPosition(start.Span.End) : LastLine(block, text);
        var name = Names.FirstOrDefault(candidate => !IsUsed(candidate, start));
        if (last is not { } end || end.LineNumber < first.LineNumber || name is null || HasDirectives(block, TextSpan.FromBounds(begin, end.End))) return false;

        var newLine = text.ToString(TextSpan.FromBounds(end.End, end.EndIncludingLineBreak));
        var step = indentation.Length > 0 && indentation[0] == '\t' ? "\t" : "    ";
        var current = CurrentActivity.Name(model, start.SpanStart);
        for (var number = first.LineNumber; number <= end.LineNumber; number++)
        {
            var line = text.Lines[number];
            var opening = number == first.LineNumber ? Lines(indentation, newLine, $"var {name} = {current};", current + " = null;", "try", "{") : "";
            if (opening.Length > 0 || line.Span.Length > 0 && !IsInText(block, line.Start)) edits.Add(document, new TextSpan(line.Start, 0), opening + step);
        }
        edits.Add(document, new TextSpan(end.EndIncludingLineBreak, 0), Lines(indentation, newLine, "}", "finally", "{", step + $"{current} = {name};", "}"));
        return true;
    }

    private static string Lines(string indentation, string newLine, params string[] lines) => string.Concat(lines.Select(line => indentation + line + newLine));

    /// <summary>Null where something else stands before the statement on its line.</summary>
    private static string? IndentationOf(SyntaxNode statement, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        var before = text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart));
        return string.IsNullOrWhiteSpace(before) ? before : null;
    }

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

    private static bool IsUsed(string name, SyntaxNode node)
        => (node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot()).DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);
}
