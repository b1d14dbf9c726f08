using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;

namespace ObservabilityLint.Rules.Context;

/// <summary>Keeps what was current, and restores it in a <c>finally</c> around all that follows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CurrentNotRestoredFix)), Shared]
public sealed class CurrentNotRestoredFix() : Fix("OBS3022")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model?.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } change } assignment) return null;
        var function = LiveRange.FunctionAround(change);
        // Those who make the object are to go on with its span.
        if (function is ConstructorDeclarationSyntax) return null;
        // In an inner block it would be restored when that ends; and a function that sets it several times has a plan of its own.
        if (block.Parent != function || function.DescendantNodes().OfType<AssignmentExpressionSyntax>().Count(other => IsSame(other.Left, assignment.Left, model)) > 1) return null;
        var next = block.Statements.IndexOf(change) + 1;
        if (next == block.Statements.Count) return null;
        var edits = new SolutionEdits();
        var (outer, current) = (new NamesInScope(model, block).Free("outer"), CurrentActivity.Name(model, change.SpanStart));
        edits.InsertBefore(document.Id, change, $"var {outer} = {current};");
        if (!TryFinally.Add(edits, document.Id, block.Statements[next], isAlone: false, [], $"{current} = {outer};")) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Restore the current span in a 'finally'", edits) : null;
    }

    private static bool IsSame(ExpressionSyntax first, ExpressionSyntax second, SemanticModel model)
        => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(first).Symbol, model.GetSymbolInfo(second).Symbol);
}
