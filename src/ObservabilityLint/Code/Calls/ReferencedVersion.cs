using System;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>The version of a package, as its assembly says it. That of the assembly itself is often the same for all of them.</summary>
internal static class ReferencedVersion
{
    /// <summary>Null where it is not said: in sources, say.</summary>
    public static Version? Of(IAssemblySymbol? assembly)
    {
        if (assembly is null) return null;
        foreach (var attribute in assembly.GetAttributes())
            if (attribute is { AttributeClass.Name: "AssemblyFileVersionAttribute", ConstructorArguments: [{ Value: string text }] } && Version.TryParse(text, out var version)) return version;
        return null;
    }
}
