using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>
/// Makes a statement a <c>using</c> that lasts to the end of its block: a declaration, or, where the language has none (before C# 8, and in the sections of a <c>switch</c>), a block around all that follows.
/// </summary>
internal static class UsingBlock
{
    /// <summary>False, and no edit, where there is nothing to put into the block, or where it would tear directives apart.</summary>
    /// <param name="edits">Takes the edits.</param>
    /// <param name="document">The file.</param>
    /// <param name="statement">The statement that gets what is disposed of.</param>
    /// <param name="head">What it becomes behind <c>using </c>: <c>var activity = source.StartActivity("work")</c>.</param>
    public static bool Add(SolutionEdits edits, DocumentId document, StatementSyntax statement, string head)
    {
        if (HasDeclarations(statement))
        {
            var (declared, whole) = ($"using {head};", statement.ToString());
            if (declared.EndsWith(whole, StringComparison.Ordinal)) edits.Add(document, new TextSpan(statement.SpanStart, 0), declared.Substring(0, declared.Length - whole.Length));
            else edits.Add(document, statement.Span, declared);
            return true;
        }
        var following = statement.Parent switch { BlockSyntax block => block.Statements, SwitchSectionSyntax section => section.Statements, _ => default };
        if (following.LastOrDefault() is not { } last || last == statement || following.Any(static each => each is LabeledStatementSyntax)) return false;
        var text = statement.SyntaxTree.GetText();
        var (first, end) = (text.Lines.GetLineFromPosition(statement.Span.End), text.Lines.GetLineFromPosition(last.Span.End));
        if (TryFinally.HasDirectives(statement.Parent!, TextSpan.FromBounds(statement.SpanStart, last.Span.End))) return false;
        var layout = Layout.At(statement.SpanStart, text);
        var isInLines = EndsLine(statement, first, text) && EndsLine(last, end, text) && text.Lines.GetLineFromPosition(statement.SpanStart).Start + layout.Indentation.Length == statement.SpanStart;
        // One edit, so that nobody else puts the same lines into another block.
        if (isInLines) edits.Add(document, TextSpan.FromBounds(statement.SpanStart, end.End), InLines(statement, head, text, first, end, layout));
        else edits.Add(document, TextSpan.FromBounds(statement.SpanStart, last.Span.End), $"using ({head}) {{{text.ToString(TextSpan.FromBounds(statement.Span.End, last.Span.End))} }}");
        return true;
    }

    private static string InLines(StatementSyntax statement, string head, SourceText text, TextLine first, TextLine end, Layout layout)
    {
        var inside = new StringBuilder($"using ({head})").Append(layout.BracesEndLines ? " {" : "").Append(text.ToString(TextSpan.FromBounds(statement.Span.End, first.End)));
        if (!layout.BracesEndLines) inside.Append(layout.BeforeBrace).Append('{');
        for (var number = first.LineNumber + 1; number <= end.LineNumber; number++)
        {
            var line = text.Lines[number];
            inside.Append(layout.NewLine);
            if (!line.Span.IsEmpty && !TryFinally.IsInText(statement.Parent!, line.Start)) inside.Append(layout.Step);
            inside.Append(line);
        }
        return inside.Append(layout.NewLine).Append(layout.Indentation).Append('}').ToString();
    }

    /// <summary>The place may have a <c>using</c> that is a declaration.</summary>
    public static bool HasDeclarations(StatementSyntax statement)
        => statement.Parent is not SwitchSectionSyntax && statement.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp8 };

    /// <summary>Nothing but a comment follows on its line.</summary>
    private static bool EndsLine(StatementSyntax statement, TextLine line, SourceText text)
        => text.ToString(TextSpan.FromBounds(statement.Span.End, line.End)).Trim() is var rest && (rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal));
}
