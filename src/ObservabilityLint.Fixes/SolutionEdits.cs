using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes;

/// <summary>
/// What a fix changes, as text: what it does not name keeps its comments and its layout. Edits of several fixes merge,
/// so that fixing all gives the same text as fixing one by one.
/// </summary>
internal sealed class SolutionEdits
{
    private readonly Dictionary<DocumentId, DocumentEdits> documents = new();

    public bool IsEmpty => documents.Count == 0;

    public void Add(DocumentId document, TextSpan span, string newText) => On(document).Replace(new TextChange(span, newText));

    /// <summary>Takes an element out of its list, with its comma.</summary>
    public void Remove(DocumentId document, ListElement element) => On(document).Remove(element);

    /// <summary>Puts statements before another: several at one place in the order in which they come.</summary>
    public void InsertBefore(DocumentId document, SyntaxNode statement, string inserted) => On(document).Insert(StatementLines.Before(statement, inserted));

    /// <summary>Puts a statement before what a body does that is no block yet.</summary>
    public void InsertInto(DocumentId document, BlockBody body, string inserted) => On(document).Insert(body, inserted);

    /// <summary>Takes a whole statement away, with its lines where it has them for itself.</summary>
    public void RemoveStatement(DocumentId document, SyntaxNode statement) => On(document).Replace(StatementLines.Without(statement));

    /// <summary>Adds a using directive.</summary>
    public void Import(DocumentId document, string @namespace) => On(document).Import(@namespace);

    /// <summary>Takes the other edits over, all or none: none if they contradict what is already here.</summary>
    public bool TryMerge(SolutionEdits other)
    {
        foreach (var pair in other.documents)
            if (documents.TryGetValue(pair.Key, out var mine) && mine.Contradicts(pair.Value)) return false;
        foreach (var pair in other.documents) On(pair.Key).Add(pair.Value);
        return true;
    }

    /// <summary>False where one of the files is written by a generator: half of what a fix changes would be worse than nothing.</summary>
    public bool CanBeMadeIn(Solution solution)
    {
        foreach (var document in documents.Keys)
            if (!solution.ContainsDocument(document)) return false;
        return true;
    }

    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancellation)
    {
        foreach (var file in ByFile(solution))
        {
            var document = solution.GetDocument(file.Key)!;
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            if (root is null) continue;
            text = text.WithChanges(file.Value.ChangesOf(text, root));
            foreach (var id in document.GetLinkedDocumentIds().Add(file.Key))
                solution = solution.WithDocumentText(id, text);
        }
        return solution;
    }

    private DocumentEdits On(DocumentId document)
    {
        if (!documents.TryGetValue(document, out var edits)) documents.Add(document, edits = new DocumentEdits());
        return edits;
    }

    /// <summary>One file may be a document of several projects (target frameworks): what is changed in one of them is changed in all, and once.</summary>
    private Dictionary<DocumentId, DocumentEdits> ByFile(Solution solution)
    {
        var files = new Dictionary<DocumentId, DocumentEdits>();
        foreach (var pair in documents)
        {
            if (solution.GetDocument(pair.Key) is not { } document) continue;
            var first = document.GetLinkedDocumentIds().Add(pair.Key).OrderBy(id => id.Id).First();
            if (!files.TryGetValue(first, out var merged)) files.Add(first, merged = new DocumentEdits());
            merged.Add(pair.Value);
        }
        return files;
    }
}
