using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Writes the batch in the place of the simple processor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SimpleExporterFix)), Shared]
public sealed class SimpleExporterFix() : Fix("OBS5011")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var place = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var name = place is ObjectCreationExpressionSyntax ? TypeNames.OfCall(place) : place is MemberAccessExpressionSyntax { Name: var member } ? member : place as SimpleNameSyntax;
        if (name is null || !name.Identifier.ValueText.StartsWith("Simple", System.StringComparison.Ordinal)) return null;
        var edits = new SolutionEdits();
        edits.Add(document.Id, name.Identifier.Span, "Batch" + name.Identifier.ValueText.Substring("Simple".Length));
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Use a batch", edits) : null;
    }
}
