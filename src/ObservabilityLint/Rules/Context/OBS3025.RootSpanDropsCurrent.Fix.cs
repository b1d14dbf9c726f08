using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>Keeps what is current before the root span, and restores it after its end.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RootSpanDropsCurrentFix)), Shared]
public sealed class RootSpanDropsCurrentFix() : Fix("OBS3025")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await SpanAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { } span || span.Start.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } start) return null;
        var others = OthersIn(span, cancellation);
        if (others.Any(other => other.SpanStart < start.SpanStart && ForcedRoot.BlockOf(other).Contains(start.Span))) return null;
        var (outer, current) = (NamesInScope.FreeBesideOthers(start, span.Model, "outer", others.Contains), CurrentActivity.Name(span.Model, start.SpanStart));
        var (keep, restore) = ($"var {outer} = {current};", $"{current} = {outer};");
        var edits = new SolutionEdits();
        if (start is UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword })
        {
            if (!TryFinally.Add(edits, document.Id, start, isAlone: start is UsingStatementSyntax, [keep], restore)) return null;
        }
        else
        {
            if (span.Start.Holder is not ILocalSymbol { Name: var holder } || EndsOf(holder, block) is not [var end]) return null;
            edits.InsertBefore(document.Id, start, keep);
            StatementAfter.Add(edits, document.Id, end, restore);
        }
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Restore what was current", edits) : null;
    }

    /// <summary>The statements of the member that get such a variable.</summary>
    private static List<StatementSyntax> OthersIn(SpanAt span, CancellationToken cancellation)
        => [.. span.Body.All<SpanStart>().Where(start => WorkAfterRoot.Of(start, span.Body, span.Facts, cancellation) != null).Select(start => start.Syntax.FirstAncestorOrSelf<StatementSyntax>()!)];

    /// <summary>The statements that end a span: <c>span.End();</c>.</summary>
    private static List<StatementSyntax> EndsOf(string holder, BlockSyntax block)
        => [.. block.DescendantNodes().OfType<ExpressionStatementSyntax>().Where(statement => statement.Expression
            is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "End" or "Dispose", Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } } && name == holder)];
}
