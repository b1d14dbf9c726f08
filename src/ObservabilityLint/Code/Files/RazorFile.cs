using System;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>
/// What Razor makes of a .razor or .cshtml file. The code of the page stands in it word for word, under a <c>#line</c> directive that names the page; everything else is Razor's own.
/// </summary>
internal static class RazorFile
{
    private static readonly string[] Endings = ["_razor.g.cs", "_cshtml.g.cs"];

    public static bool Is(SyntaxTree tree)
    {
        foreach (var ending in Endings)
            if (tree.FilePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>True for what stands in the page itself.</summary>
    public static bool IsOfPage(Location location) => location.GetMappedLineSpan().HasMappedPath;
}
