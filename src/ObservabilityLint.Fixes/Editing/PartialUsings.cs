using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>Using directives that stand in an <c>#if</c> before the code: a bare name that only they bring is not known in the other configurations, and the same directive once more would be told as a double.</summary>
internal static class PartialUsings
{
    /// <summary>True if bare names of a namespace are known there by such directives only.</summary>
    public static bool AreAllThatImport(string @namespace, SemanticModel model, int position)
    {
        var root = model.SyntaxTree.GetRoot();
        if (!root.ContainsDirectives || model.GetEnclosingSymbol(position)?.ContainingNamespace is { } around && IsIn(around, @namespace)) return false;
        var scopes = root.FindToken(position).Parent!.AncestorsAndSelf().Select(UsingsOf).ToList();
        if (!scopes.Exists(usings => usings.Any(known => Usings.NameOf(known) == @namespace)) || scopes.Exists(usings => Usings.Unconditional(usings).Exists(known => Usings.NameOf(known) == @namespace))) return false;
        return !model.Compilation.SyntaxTrees.Any(tree => tree.GetRoot() is CompilationUnitSyntax unit && unit.Usings.Any(known => IsGlobal(known, @namespace)));
    }

    /// <summary>True if one stands in text that is left out of the compilation at hand.</summary>
    public static bool AreLeftOutOf(SyntaxNode root, string @namespace)
        => root.ContainsDirectives && root.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)
            && trivia.ToString().Split('\n').Any(line => line.Trim() == $"using {@namespace};"));

    private static SyntaxList<UsingDirectiveSyntax> UsingsOf(SyntaxNode node) => node switch
    {
        CompilationUnitSyntax unit => unit.Usings,
        BaseNamespaceDeclarationSyntax inner => inner.Usings,
        _ => default,
    };

    private static bool IsGlobal(UsingDirectiveSyntax known, string @namespace) => known.GlobalKeyword.RawKind != 0 && known.StaticKeyword.RawKind == 0 && known.Alias is null && known.Name?.ToString() == @namespace;

    /// <summary>In the namespace itself, or in one below, its names need no directive.</summary>
    private static bool IsIn(INamespaceSymbol around, string @namespace)
        => around.ToDisplayString() is var name && (name == @namespace || name.StartsWith(@namespace + ".", StringComparison.Ordinal));
}
