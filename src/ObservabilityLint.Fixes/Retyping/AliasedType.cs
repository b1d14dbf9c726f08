using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Fixes.Retyping;

/// <summary>Types that a file calls by a name of its own: <c>using PCounter = Prometheus.Counter;</c>, where another library has a counter too.</summary>
internal static class AliasedType
{
    /// <summary>The type that the name is an alias of; null where it is none, and for a type with arguments.</summary>
    public static INamedTypeSymbol? Of(SimpleNameSyntax name, SemanticModel model)
        => name is IdentifierNameSyntax alias && model.GetAliasInfo(alias) is { Target: INamedTypeSymbol { IsGenericType: false } type } ? type : null;

    /// <summary>How another type of the same namespace is written there: by the file's own name for it, if it has one.</summary>
    public static string Named(string type, INamedTypeSymbol beside, SimpleNameSyntax place, SemanticModel model)
    {
        foreach (var directive in place.SyntaxTree.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>())
            if (directive is { Alias.Name: var alias, Name: { } named } && model.GetSymbolInfo(named).Symbol is INamedTypeSymbol { IsGenericType: false } other && other.Name == type && IsBeside(other)) return alias.ToString();
        var isInSight = model.LookupNamespacesAndTypes(place.SpanStart, name: type).Count(static found => found is not INamedTypeSymbol { IsGenericType: true }) == 1
            && model.LookupNamespacesAndTypes(place.SpanStart, name: type).OfType<INamedTypeSymbol>().Any(IsBeside);
        return isInSight ? type : $"{beside.ContainingNamespace.ToDisplayString()}.{type}";

        bool IsBeside(INamedTypeSymbol other) => SymbolEqualityComparer.Default.Equals(other.ContainingNamespace, beside.ContainingNamespace);
    }
}
