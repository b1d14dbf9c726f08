using System.Linq;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>Compares types and members of two compilations: what is declared at one place is the same in both, and what only has the same name is not.</summary>
internal static class SameDeclaration
{
    public static bool Is(ITypeSymbol one, ITypeSymbol other)
    {
        if (one.TypeKind != other.TypeKind || one.MetadataName != other.MetadataName) return false;
        if (one is IArrayTypeSymbol array) return Is(array.ElementType, ((IArrayTypeSymbol)other).ElementType);
        if (one is not INamedTypeSymbol named || other is not INamedTypeSymbol otherNamed) return one.ToDisplayString() == other.ToDisplayString();
        return IsDeclaredAsOne(named, otherNamed) && named.TypeArguments.Length == otherNamed.TypeArguments.Length
            && named.TypeArguments.Zip(otherNamed.TypeArguments, Is).All(isSame => isSame);
    }

    /// <summary>Two symbols that are declared at one place.</summary>
    public static bool Is(ISymbol one, ISymbol other)
        => one.DeclaringSyntaxReferences.Any(mine => other.DeclaringSyntaxReferences.Any(theirs => FilePlace.Of(mine) == FilePlace.Of(theirs)));

    private static bool IsDeclaredAsOne(INamedTypeSymbol one, INamedTypeSymbol other)
    {
        // Tuples are of the platform; what they hold is compared for itself.
        if (one.IsTupleType && other.IsTupleType) return true;
        if (one.DeclaringSyntaxReferences.IsEmpty && other.DeclaringSyntaxReferences.IsEmpty) return one.OriginalDefinition.ToDisplayString() == other.OriginalDefinition.ToDisplayString();
        return Is((ISymbol)one, other);
    }
}
