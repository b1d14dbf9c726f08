using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Retyping;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// Starts the span from the only source that can be named there, where the activity is started as soon as it is made. A source may start none: the calls of the variable that holds it get a <c>?.</c>, and there is no fix for other uses.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivityWithoutSourceFix)), Shared]
public sealed class ActivityWithoutSourceFix() : Fix("OBS4003")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model?.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var name }], Initializer: null } creation
            || creation.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Start", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } start }
            || new NamesInScope(model, start).OnlyActivitySource() is not { } source) return null;
        var edits = new SolutionEdits();
        edits.Add(document.Id, start.Span, $"{source}.StartActivity({name})");
        if (!MayBeNull(start, edits, document.Id)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal($"Start it from '{source}'", edits) : null;
    }

    private static bool MayBeNull(InvocationExpressionSyntax start, SolutionEdits edits, DocumentId document) => start.Parent switch
    {
        ExpressionStatementSyntax => true,
        UsingStatementSyntax { Expression: var used } => used == start,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable, Parent: VariableDeclarationSyntax { Type.IsVar: true, Parent: LocalDeclarationStatementSyntax or UsingStatementSyntax } } } => UsesMayBeNull(variable, start, edits, document),
        _ => false,
    };

    private static bool UsesMayBeNull(string variable, SyntaxNode start, SolutionEdits edits, DocumentId document)
    {
        var code = start.Ancestors().First(static node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax);
        foreach (var use in code.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (use.Identifier.ValueText != variable || use.Parent is MemberAccessExpressionSyntax { Name: var member } && member == use || use.Parent is ConditionalAccessExpressionSyntax access && access.Expression == use) continue;
            if (use.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } }) return false;
            edits.Add(document, new TextSpan(use.Span.End, 0), "?");
        }
        return true;
    }
}
