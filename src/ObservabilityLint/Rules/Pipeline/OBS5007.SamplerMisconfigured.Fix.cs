using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Deletes the sampler that is lost, or takes the nearest ratio that there is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SamplerMisconfiguredFix)), Shared]
public sealed class SamplerMisconfiguredFix() : Fix("OBS5007")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model?.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not { } node) return null;
        var edits = new SolutionEdits();
        var title = diagnostic.AdditionalLocations.Count > 0 ? Delete(edits, document.Id, node) : Clamp(edits, document.Id, node, model, cancellation);
        return title != null && await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal(title, edits) : null;
    }

    private static string? Delete(SolutionEdits edits, DocumentId document, SyntaxNode sampler)
    {
        for (var node = sampler; node is not (null or StatementSyntax); node = node.Parent)
        {
            if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call || TypeNames.Called(access) != "SetSampler") continue;
            if (call.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement && access.Expression is IdentifierNameSyntax) edits.RemoveStatement(document, statement.Parent is GlobalStatementSyntax top ? top : statement);
            else edits.Add(document, TextSpan.FromBounds(access.Expression.Span.End, call.Span.End), "");
            return "Delete the sampler that is lost";
        }
        return null;
    }

    private static string? Clamp(SolutionEdits edits, DocumentId document, SyntaxNode ratio, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetConstantValue(ratio is ArgumentSyntax argument ? argument.Expression : ratio, cancellation) is not { HasValue: true, Value: { } value }) return null;
        var share = System.Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
        var nearest = share > 1 ? "1.0" : share < 0 ? "0.0" : null;
        if (nearest is null) return null;
        edits.Add(document, ratio.Span, nearest);
        return $"Take the ratio {nearest}";
    }
}
