using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>
/// What somebody has written: only that is spoken of. Razor pages reach the compiler as generated code, so that the rules ask to see all of it;
/// what the compiler would keep from them otherwise is left alone here, by the same signs.
/// </summary>
internal static class HandWritten
{
    public static bool Is(Location location, Compilation compilation, CancellationToken cancellation)
    {
        if (location.SourceTree is not { } tree) return true;
        if (tree.GetLineVisibility(location.SourceSpan.Start, cancellation) == LineVisibility.Hidden) return false;
        if (RazorFile.Is(tree)) return RazorFile.IsOfPage(location);
        return !GeneratedFile.Is(tree, cancellation)
            && compilation.Options.SyntaxTreeOptionsProvider?.IsGenerated(tree, cancellation) != GeneratedKind.MarkedGenerated
            && !SaysItIsGenerated(tree.GetRoot(cancellation).FindNode(location.SourceSpan));
    }

    private static bool SaysItIsGenerated(SyntaxNode? node)
    {
        for (; node != null; node = node.Parent)
            foreach (var list in AttributesOf(node))
                foreach (var attribute in list.Attributes)
                    if (TypeNames.Bare(attribute.Name) is "GeneratedCode" or "GeneratedCodeAttribute") return true;
        return false;
    }

    private static SyntaxList<AttributeListSyntax> AttributesOf(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.AttributeLists,
        AccessorDeclarationSyntax accessor => accessor.AttributeLists,
        _ => default,
    };
}
