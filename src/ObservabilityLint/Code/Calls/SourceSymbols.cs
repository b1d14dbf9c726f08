using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>
/// Compares symbols of the sources in sight. Where two projects refer to other versions of the framework's assemblies, or one to more of them, as a web application does beside its library,
/// each has symbols of its own for what the library declares: they are the same if they are declared at the same place.
/// </summary>
internal sealed class SourceSymbols : IEqualityComparer<ISymbol>
{
    public static readonly SourceSymbols Comparer = new();

    private SourceSymbols()
    {
    }

    public static bool AreSame(ISymbol? one, ISymbol? other) => Comparer.Equals(one, other);

    /// <summary>The method, or what it is an instance of, is the one that is declared here.</summary>
    public static bool IsDeclaredBy(IMethodSymbol method, SyntaxNode declaration) => IsDeclaredAt((method.ReducedFrom ?? method).OriginalDefinition, declaration);

    /// <summary>The declaration is the symbol's, or that of one of its parts.</summary>
    public static bool IsDeclaredAt(ISymbol symbol, SyntaxNode declaration)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
            if (reference.SyntaxTree == declaration.SyntaxTree && reference.Span == declaration.Span) return true;
        return false;
    }

    public bool Equals(ISymbol? one, ISymbol? other)
    {
        if (SymbolEqualityComparer.Default.Equals(one, other)) return true;
        if (one is null || other is null || one.Kind != other.Kind || one.Name != other.Name || SymbolEqualityComparer.Default.Equals(one.ContainingAssembly, other.ContainingAssembly)) return false;
        return one.Locations is [{ IsInSource: true } place, ..] && other.Locations is [{ IsInSource: true } same, ..] && place.SourceTree == same.SourceTree && place.SourceSpan == same.SourceSpan && one.IsDefinition == other.IsDefinition;
    }

    public int GetHashCode(ISymbol symbol) => symbol.Name.GetHashCode() * 31 + (symbol.ContainingType?.Name.GetHashCode() ?? 0);
}
