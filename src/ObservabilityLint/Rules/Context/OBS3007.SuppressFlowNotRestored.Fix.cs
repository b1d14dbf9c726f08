using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>Lets a <c>using</c> restore the flow on every path; what restored it on some is taken away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SuppressFlowNotRestoredFix)), Shared]
public sealed class SuppressFlowNotRestoredFix() : Fix("OBS3007")
{
    private const string Control = "flow";

    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await FlowAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not var (suppression, body) || suppression.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement) return null;
        var function = suppression.Live.Function;
        // In an inner block the flow would be restored when that ends, not when the function does.
        if (block.Parent != function || body.All<FlowSuppression>().Count(other => other.Live.Function == function) > 1) return null;
        // Whoever else has the control would undo it again, and throw.
        if (suppression.Holder is { } control && Escape.Of(control, body.Root) != EscapeKinds.None) return null;
        var edits = new SolutionEdits();
        var head = statement switch
        {
            LocalDeclarationStatementSyntax declared => declared.Declaration.ToString(),
            ExpressionStatementSyntax { Expression: var whole } when whole == suppression.Syntax && !SpanVariable.IsUsed(Control, function) => $"var {Control} = {whole}",
            _ => null,
        };
        if (head is null || !UsingBlock.Add(edits, document.Id, statement, head)) return null;
        foreach (var restoration in body.All<FlowRestoration>())
        {
            if (LiveRange.FunctionAround(restoration.Syntax) != function) continue;
            if (restoration.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax } restored || !UsingBlock.HasDeclarations(statement)) return null;
            edits.RemoveStatement(document.Id, restored);
        }
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Restore the flow with 'using'", edits) : null;
    }
}
