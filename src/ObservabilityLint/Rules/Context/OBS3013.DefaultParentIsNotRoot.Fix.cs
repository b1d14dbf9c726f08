using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Retyping;
using ObservabilityLint.Fixes.Spans;

namespace ObservabilityLint.Rules.Context;

/// <summary>Takes the current span away while the root starts and runs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DefaultParentIsNotRootFix)), Shared]
public sealed class DefaultParentIsNotRootFix() : Fix("OBS3013")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var start = model?.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        var edits = new SolutionEdits();
        if (start is not (LocalDeclarationStatementSyntax or UsingStatementSyntax) || !ForcedRoot.Add(edits, document.Id, model!, start)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Begin a new trace", edits) : null;
    }
}
