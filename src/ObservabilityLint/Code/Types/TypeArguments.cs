using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>What the type parameters of a class stand for.</summary>
internal static class TypeArguments
{
    /// <summary>What a parameter of a class is where its members are called through a type: the class itself, or an interface that it implements; null where that does not tell.</summary>
    public static ITypeSymbol? Of(ITypeParameterSymbol parameter, INamedTypeSymbol through)
    {
        if (parameter.ContainingSymbol is not INamedTypeSymbol owner) return null;
        if (SymbolEqualityComparer.Default.Equals(through.OriginalDefinition, owner)) return through.TypeArguments[parameter.Ordinal];
        foreach (var implemented in owner.AllInterfaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, through.OriginalDefinition)) continue;
            for (var i = 0; i < implemented.TypeArguments.Length; i++)
                if (SymbolEqualityComparer.Default.Equals(implemented.TypeArguments[i], parameter)) return through.TypeArguments[i];
        }
        return null;
    }
}
