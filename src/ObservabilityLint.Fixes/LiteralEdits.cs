using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Fixes;

/// <summary>Edits of literals that stand in any document of the solution.</summary>
internal static class LiteralEdits
{
    /// <summary>False, and no edit, where the literal is out of reach.</summary>
    public static async Task<bool> AddAsync(SolutionEdits edits, Solution solution, Location location, string value, CancellationToken cancellation)
    {
        if (DocumentAt(solution, location) is not { } document) return false;
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null || LiteralText.Replace(root, location.SourceSpan, value) is not { } edit) return false;
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
}
