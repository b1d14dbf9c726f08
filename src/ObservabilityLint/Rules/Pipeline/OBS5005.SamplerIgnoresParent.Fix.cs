using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Puts the sampler into one that asks the parent first, and it only for spans without one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SamplerIgnoresParentFix)), Shared]
public sealed class SamplerIgnoresParentFix() : Fix("OBS5005")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ObjectCreationExpressionSyntax creation) return null;
        var (edits, type) = (new SolutionEdits(), creation.Type.ToString());
        edits.Add(document.Id, creation.Span, $"new {type.Substring(0, type.LastIndexOf('.') + 1)}ParentBasedSampler({creation})");
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Follow the parent", edits) : null;
    }
}
