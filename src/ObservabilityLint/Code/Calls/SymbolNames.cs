using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>Types are matched by full name, so that the same library is recognized whichever assembly, or how many, define it.</summary>
internal static class SymbolNames
{
    /// <summary>True for the (non-nested) type with this namespace and metadata name, its arity written as <c>`1</c>.</summary>
    public static bool Is(this ITypeSymbol? type, string @namespace, string metadataName)
        => type is not null && type.ContainingType is null && type.MetadataName == metadataName && type.ContainingNamespace.Is(@namespace);

    public static bool Is(this INamespaceSymbol? symbol, string name)
    {
        var end = name.Length;
        while (symbol is { IsGlobalNamespace: false })
        {
            var start = end - symbol.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, symbol.Name, 0, symbol.Name.Length) != 0) return false;
            symbol = symbol.ContainingNamespace;
            if (symbol.IsGlobalNamespace) return start == 0;
            if (start == 0 || name[start - 1] != '.') return false;
            end = start - 1;
        }
        return false;
    }

    /// <summary>True if the type, or one it derives from or implements, is this one.</summary>
    public static bool IsOrInherits(this ITypeSymbol? type, string @namespace, string metadataName)
    {
        for (var t = type; t != null; t = t.BaseType)
            if (t.OriginalDefinition.Is(@namespace, metadataName)) return true;
        if (type is null) return false;
        foreach (var implemented in type.AllInterfaces)
            if (implemented.OriginalDefinition.Is(@namespace, metadataName)) return true;
        return false;
    }

    /// <summary>The type is defined, in the compilation or in what it refers to.</summary>
    public static bool Defines(this Compilation compilation, string fullMetadataName) => ProjectState.Of(compilation, CancellationToken.None).Defines(compilation, fullMetadataName);
}
