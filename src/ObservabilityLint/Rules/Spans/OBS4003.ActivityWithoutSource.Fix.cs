using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// Starts the span from the only source that can be named there, where the activity is started as soon as it is made, or has got its attributes.
/// A source may start none: the calls of the variable that holds it get a <c>?.</c>, and there is no fix for other uses.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivityWithoutSourceFix)), Shared]
public sealed class ActivityWithoutSourceFix() : Fix("OBS4003")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model?.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null }], Initializer: null } creation
            || new NamesInScope(model, creation).OnlyActivitySource() is not { } source) return null;
        var edits = new SolutionEdits();
        edits.Add(document.Id, TextSpan.FromBounds(creation.SpanStart, creation.ArgumentList.SpanStart), $"{source}.StartActivity");
        var chain = FilledIn.Chain(creation, out var start, out var first);
        if (chain is null || !MayBeNull(chain, start, model, edits, document.Id)) return null;
        if (start != null) edits.Add(document.Id, FilledIn.LinkOf(start), "");
        if (first != null) edits.Add(document.Id, new TextSpan(first.OperatorToken.SpanStart, 0), "?");
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal($"Start it from '{source}'", edits) : null;
    }

    private static bool MayBeNull(ExpressionSyntax made, SyntaxNode? start, SemanticModel model, SolutionEdits edits, DocumentId document)
    {
        switch (made.Parent)
        {
            case ExpressionStatementSyntax or UsingStatementSyntax:
                return start != null;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable, Parent: VariableDeclarationSyntax { Variables.Count: 1, Type: var type, Parent: LocalDeclarationStatementSyntax or UsingStatementSyntax } declaration } }:
                var later = start is null ? FilledIn.StartOf(variable, declaration.Parent) : null;
                if (start is null && later is null || !UsesMayBeNull(variable, made, later, edits, document)) return false;
                if (later != null) edits.RemoveStatement(document, later);
                if (!type.IsVar && type is not NullableTypeSyntax && model.GetNullableContext(type.SpanStart).AnnotationsEnabled()) edits.Add(document, new TextSpan(type.Span.End, 0), "?");
                return true;
            default:
                return false;
        }
    }

    private static bool UsesMayBeNull(string variable, SyntaxNode made, SyntaxNode? later, SolutionEdits edits, DocumentId document)
    {
        var code = made.Ancestors().First(static node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax);
        foreach (var use in code.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (use.Identifier.ValueText != variable || later?.Contains(use) is true || use.Parent is MemberAccessExpressionSyntax { Name: var member } && member == use || use.Parent is ConditionalAccessExpressionSyntax access && access.Expression == use) continue;
            SyntaxNode whole = use;
            while (whole.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } && call.Expression == whole.Parent) whole = call;
            if (whole == use || whole.Parent is not ExpressionStatementSyntax) return false;
            edits.Add(document, new TextSpan(use.Span.End, 0), "?");
        }
        return true;
    }
}
