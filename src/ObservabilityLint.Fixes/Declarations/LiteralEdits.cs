using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>Edits of literals that stand in any document of the solution.</summary>
internal static class LiteralEdits
{
    private static readonly string[] Foreign = ["System.Net.Http", "Microsoft.AspNetCore", "Microsoft.Extensions.Configuration"];

    /// <summary>False, and no edit, where the literal is out of reach, and where it is a constant that also names a header or a setting, which others know by its text.</summary>
    public static async Task<bool> AddAsync(SolutionEdits edits, Solution solution, Location location, string value, CancellationToken cancellation)
    {
        if (DocumentAt(solution, location) is not { } document) return Withheld.Because("The text to be changed stands outside of the solution.");
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null || LiteralText.Replace(root, location.SourceSpan, value) is not { } edit) return false;
        if (await IsForeignAsync(document, root.FindNode(location.SourceSpan, getInnermostNodeForTie: true), cancellation).ConfigureAwait(false)) return Withheld.Because("Its constant also names a header or a setting, which others know by its text.");
        if (value.Length == 0 && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model && EmptyText.Without(root, location.SourceSpan, model, cancellation) is { } rest) edit = rest;
        edits.Add(document.Id, edit.Span, edit.NewText);
        return true;
    }

    /// <summary>A literal of another project is known by its file only.</summary>
    private static Document? DocumentAt(Solution solution, Location location)
    {
        if (location.IsInSource) return solution.GetDocument(location.SourceTree);
        foreach (var id in solution.GetDocumentIdsWithFilePath(location.GetLineSpan().Path))
            if (solution.GetDocument(id) is { } document) return document;
        return null;
    }

    private static async Task<bool> IsForeignAsync(Document document, SyntaxNode literal, CancellationToken cancellation)
    {
        if (literal.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { Initializer.Value: { } value } variable || value != literal
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || model.GetDeclaredSymbol(variable, cancellation) is not { } symbol) return false;
        foreach (var place in (await References.FindAsync(symbol, document.Project.Solution, cancellation).ConfigureAwait(false)).SelectMany(found => found.Locations))
            if (await place.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } user && IsForeign(user, user.SyntaxTree.GetRoot(cancellation).FindNode(place.Location.SourceSpan, getInnermostNodeForTie: true), cancellation)) return true;
        return false;
    }

    private static bool IsForeign(SemanticModel model, SyntaxNode name, CancellationToken cancellation)
    {
        var whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        var given = whole.Parent switch
        {
            ArgumentSyntax argument => (model.GetOperation(argument, cancellation) as IArgumentOperation)?.Parameter?.ContainingSymbol,
            AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } => model.GetSymbolInfo(attribute, cancellation).Symbol,
            _ => null,
        };
        var place = given?.ContainingNamespace?.ToDisplayString() ?? "";
        return Array.Exists(Foreign, each => place.StartsWith(each, StringComparison.Ordinal)) && place != "System.Net.Http.Metrics";
    }
}
