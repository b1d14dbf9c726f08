using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Editing;

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
    /// <param name="roots">All that may become roots together with it.</param>
    public static bool Add(SolutionEdits edits, DocumentId document, SemanticModel model, StatementSyntax start, IReadOnlyCollection<StatementSyntax> roots)
    {
        if (start.Parent is not BlockSyntax) return false;
        var (outer, current) = (NamesInScope.FreeBesideOthers(start, model, "outer", roots.Contains), CurrentActivity.Name(model, start.SpanStart));
        return TryFinally.Add(edits, document, start, IsAlone(start), [$"var {outer} = {current};", current + " = null;"], $"{current} = {outer};");
    }

    /// <summary>What is put into a block with the statement.</summary>
    public static TextSpan BlockOf(StatementSyntax start) => IsAlone(start) ? start.Span : TextSpan.FromBounds(start.SpanStart, start.Parent!.Span.End);

    private static bool IsAlone(StatementSyntax start) => start is UsingStatementSyntax;
}
