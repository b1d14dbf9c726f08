using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// Moves the exporters behind the last processor that comes too late, in a chain or as statements of one block, with their comments: so the fixes of several processors are the same.
/// Not over a directive: what is only there in one configuration would be moved to where it is in another.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProcessorOrderFix)), Shared]
public sealed class ProcessorOrderFix() : Fix("OBS5010")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        var all = LateProcessors.In(model, new TextReader(new VariableValues(model, cancellation)), facts.Contexts.Graph).ToList();
        if (all.Find(processor => TypeNames.OfCall(processor.Call.Syntax)?.Span == diagnostic.Location.SourceSpan) is not { } late) return null;
        // Those that share its first exporter are of the same builder.
        var last = all.Where(other => other.Exporters[0] == late.Exporters[0]).OrderBy(other => TypeNames.OfCall(other.Call.Syntax)!.SpanStart).Last();
        var edits = new SolutionEdits();
        if (!(IsInChain(last) ? MoveInChain(edits, document, last) : MoveStatements(edits, document, last))) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Register it before the exporter", edits) : null;
    }

    private static bool IsInChain(LateProcessor late) => late.Exporters.All(exporter => late.Call.Syntax.Contains(exporter));

    private static bool MoveInChain(SolutionEdits edits, Document document, LateProcessor last)
    {
        var (call, text, moved) = (last.Call.Syntax, last.Call.Syntax.SyntaxTree.GetText(), "");
        var inLines = EndsLine(call);
        foreach (var exporter in last.Exporters)
        {
            if (LinkOf(exporter) is not { } link || TryFinally.HasDirectives(call, TextSpan.FromBounds(link.Start, call.Span.End))) return false;
            var taken = text.ToString(link);
            // What follows on the line of the processor must not become a part of the comment.
            if (!inLines && EndsLine(exporter) && exporter.GetTrailingTrivia().Any(SyntaxKind.SingleLineCommentTrivia)) return false;
            moved += inLines || !EndsLine(exporter) ? taken : Layout.At(exporter.SpanStart, text).NewLine + taken.TrimEnd();
            edits.Add(document.Id, link, "");
        }
        edits.Add(document.Id, new TextSpan(inLines ? call.FullSpan.End : call.Span.End, 0), moved);
        return true;
    }

    /// <summary>From the line below what the call is made on to the end of its own, with the comments of both; without lines, the call alone.</summary>
    private static TextSpan? LinkOf(SyntaxNode call)
        => call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var before } } ? TextSpan.FromBounds(before.FullSpan.End, EndsLine(call) ? call.FullSpan.End : call.Span.End) : null;

    private static bool EndsLine(SyntaxNode call) => call.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);

    private static bool MoveStatements(SolutionEdits edits, Document document, LateProcessor last)
    {
        if (last.Call.Syntax.Parent is not ExpressionStatementSyntax { Parent: { } block } behind) return false;
        var moved = new List<string>();
        foreach (var exporter in last.Exporters)
        {
            if (exporter.Parent is not ExpressionStatementSyntax statement || statement.Parent != block || exporter is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } }) return false;
            if (TryFinally.HasDirectives(block, TextSpan.FromBounds(statement.SpanStart, behind.Span.End))) return false;
            var (lines, taken) = StatementLines.WithComments(statement);
            moved.Add(taken);
            edits.Add(document.Id, lines, "");
        }
        StatementAfter.Add(edits, document.Id, behind, [.. moved]);
        return true;
    }
}
