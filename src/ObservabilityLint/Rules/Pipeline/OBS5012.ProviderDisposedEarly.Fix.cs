using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Pipeline;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// Lets the helper return the provider, alive. Where it returns nothing yet, its only caller becomes the one that disposes of it: only where that is code of the same file in whose block the program's work follows.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProviderDisposedEarlyFix)), Shared]
public sealed class ProviderDisposedEarlyFix() : Fix("OBS5012")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await ProviderAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not var (build, model)
            || ProviderScope.EmptyAround(build, cancellation) is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Declaration.Variables: [{ Identifier.ValueText: var variable }] } statement) return null;
        var edits = new SolutionEdits();
        edits.Add(document.Id, TextSpan.FromBounds(statement.UsingKeyword.SpanStart, statement.Declaration.SpanStart), "");
        if (!Returns(statement, variable) && !await ReturnAsync(edits, document, statement, variable, build, model, cancellation).ConfigureAwait(false)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Return the provider, and dispose of it later", edits) : null;
    }

    private static bool Returns(SyntaxNode statement, string variable)
        => statement.Parent is BlockSyntax { Statements: [.., ReturnStatementSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var returned } }] } && returned == variable;

    private static async Task<bool> ReturnAsync(SolutionEdits edits, Document document, LocalDeclarationStatementSyntax statement, string variable, ProviderBuild build, SemanticModel model, CancellationToken cancellation)
    {
        if (statement.Parent is not BlockSyntax block || block.DescendantNodes().Any(node => node is ReturnStatementSyntax)) return false;
        SyntaxNode? declared = block.Parent switch { MethodDeclarationSyntax member => member, LocalFunctionStatementSyntax local => local, _ => null };
        if (declared is null || model.GetDeclaredSymbol(declared, cancellation) is not IMethodSymbol { ReturnsVoid: true, IsAsync: false, IsVirtual: false, IsOverride: false, IsAbstract: false } method || build.Call.Type is not { } provider) return false;
        if (await CallAsync(method, document, cancellation).ConfigureAwait(false) is not { } call || !ProviderScope.IsFollowedByWork(call, model, cancellation)) return false;

        var result = declared is MethodDeclarationSyntax { ReturnType: var written } ? written : ((LocalFunctionStatementSyntax)declared).ReturnType;
        edits.Add(document.Id, result.Span, new NamesInScope(model, declared).TypeName(provider.ContainingNamespace.ToDisplayString(), provider.Name));
        StatementAfter.Add(edits, document.Id, block.Statements.Last(), $"return {variable};");
        edits.Add(document.Id, new TextSpan(call.SpanStart, 0), $"using var {NamesInScope.FreeBesideOthers(call, model, variable, _ => false)} = ");
        return true;
    }

    /// <summary>The statement that calls the method, where it is the only one.</summary>
    private static async Task<ExpressionStatementSyntax?> CallAsync(IMethodSymbol method, Document document, CancellationToken cancellation)
    {
        var places = (await References.FindAsync(method, document.Project.Solution, cancellation).ConfigureAwait(false)).SelectMany(found => found.Locations).ToList();
        if (places is not [{ Document.Id: var id, Location: var location }] || id != document.Id || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root) return null;
        return root.FindNode(location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Parent: ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement } ? statement : null;
    }
}
