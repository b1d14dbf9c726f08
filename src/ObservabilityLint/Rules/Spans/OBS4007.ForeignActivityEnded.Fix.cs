using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Retyping;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Takes the statement away, with the loop or the check that it is all of. Not where a <c>using</c> ends it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForeignActivityEndedFix)), Shared]
public sealed class ForeignActivityEndedFix() : Fix("OBS4007")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax end) return null;
        StatementSyntax whole = end;
        while (whole.Parent is BlockSyntax { Statements.Count: 1, Parent: WhileStatementSyntax or IfStatementSyntax { Else: null } } or WhileStatementSyntax or IfStatementSyntax { Else: null })
            whole = (StatementSyntax)(whole.Parent is BlockSyntax ? whole.Parent.Parent! : whole.Parent);
        if (whole.Parent is not BlockSyntax) return null;
        var edits = new SolutionEdits();
        edits.RemoveStatement(document.Id, whole);
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Leave it to its owner", edits) : null;
    }
}
