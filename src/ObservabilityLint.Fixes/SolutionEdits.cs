using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes;

/// <summary>
/// What a fix changes, as text: what it does not name keeps its comments and its layout. Edits of several fixes merge,
/// so that fixing all gives the same text as fixing one by one.
/// </summary>
internal sealed class SolutionEdits
{
    private readonly Dictionary<DocumentId, List<TextChange>> changes = new();

    public bool IsEmpty => changes.Count == 0;

    public void Add(DocumentId document, TextSpan span, string newText)
    {
        if (!changes.TryGetValue(document, out var list)) changes.Add(document, list = []);
        var change = new TextChange(span, newText);
        if (!list.Contains(change)) list.Add(change);
    }

    /// <summary>Takes the other edits over, all or none: none if they contradict what is already here.</summary>
    public bool TryMerge(SolutionEdits other)
    {
        foreach (var pair in other.changes)
            if (changes.TryGetValue(pair.Key, out var mine) && pair.Value.Any(theirs => mine.Any(my => my != theirs && Overlap(my.Span, theirs.Span))))
                return false;
        foreach (var pair in other.changes)
            foreach (var change in pair.Value)
                Add(pair.Key, change.Span, change.NewText ?? "");
        return true;
    }

    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancellation)
    {
        foreach (var file in ByFile(solution))
        {
            var text = await solution.GetDocument(file.Key)!.GetTextAsync(cancellation).ConfigureAwait(false);
            text = text.WithChanges(file.Value.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End));
            foreach (var id in solution.GetDocument(file.Key)!.GetLinkedDocumentIds().Add(file.Key))
                solution = solution.WithDocumentText(id, text);
        }
        return solution;
    }

    /// <summary>One file may be a document of several projects (target frameworks): what is changed in one of them is changed in all, and once.</summary>
    private Dictionary<DocumentId, HashSet<TextChange>> ByFile(Solution solution)
    {
        var files = new Dictionary<DocumentId, HashSet<TextChange>>();
        foreach (var pair in changes)
        {
            if (solution.GetDocument(pair.Key) is not { } document) continue;
            var first = document.GetLinkedDocumentIds().Add(pair.Key).OrderBy(id => id.Id).First();
            if (!files.TryGetValue(first, out var merged)) files.Add(first, merged = []);
            merged.UnionWith(pair.Value);
        }
        return files;
    }

    /// <summary>Two insertions at one place count as overlapping: their order would be a guess.</summary>
    private static bool Overlap(TextSpan a, TextSpan b)
        => a.Start < b.End && b.Start < a.End || a.Start == b.Start && (a.IsEmpty || b.IsEmpty);
}
