using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>Adds arguments to calls: by name and at the end, which is right wherever the others stand.</summary>
internal static class ArgumentEdits
{
    /// <summary>False, and no edit, where the call is out of reach.</summary>
    public static Task<bool> AddAsync(SolutionEdits edits, Solution solution, Location call, string parameter, string value, CancellationToken cancellation)
        => AddCodeAsync(edits, solution, call, parameter, SymbolDisplay.FormatLiteral(value, quote: true), cancellation);

    /// <summary>The same for an argument that is no text.</summary>
    public static async Task<bool> AddCodeAsync(SolutionEdits edits, Solution solution, Location call, string parameter, string code, CancellationToken cancellation)
    {
        if (solution.GetDocument(call.SourceTree) is not { } document) return false;
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null || ArgumentsAt(root, call.SourceSpan) is not { } list || list.ContainsDiagnostics) return false;
        var argument = $"{parameter}: {code}";
        if (list.Arguments.Count == 0) edits.Add(document.Id, new TextSpan(list.OpenParenToken.Span.End, 0), argument);
        else edits.Add(document.Id, new TextSpan(list.Arguments[list.Arguments.Count - 1].Span.End, 0), Separator(list, root.SyntaxTree.GetText(cancellation)) + argument);
        return true;
    }

    private static ArgumentListSyntax? ArgumentsAt(SyntaxNode root, TextSpan span)
    {
        if (span.End > root.FullSpan.End) return null;
        for (var node = root.FindNode(span, getInnermostNodeForTie: true); node != null && node.Span == span; node = node.Parent)
            foreach (var child in node.ChildNodes())
                if (child is ArgumentListSyntax list) return list;
        return null;
    }

    /// <summary>A comma, and a line of its own where the last argument has one.</summary>
    private static string Separator(ArgumentListSyntax list, SourceText text)
    {
        var last = list.Arguments[list.Arguments.Count - 1].SpanStart;
        var line = text.Lines.GetLineFromPosition(last);
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, last));
        if (!string.IsNullOrWhiteSpace(indentation)) return ", ";
        var before = line.LineNumber > 0 ? text.Lines[line.LineNumber - 1] : line;
        return "," + text.ToString(TextSpan.FromBounds(before.End, before.EndIncludingLineBreak)) + indentation;
    }
}
