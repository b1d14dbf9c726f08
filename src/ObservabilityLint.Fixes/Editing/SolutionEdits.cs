using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>
/// What a fix changes, as text: what it does not name keeps its comments and its layout. Edits of several fixes merge,
/// so that fixing all gives the same text as fixing one by one.
/// </summary>
internal sealed class SolutionEdits
{
    private readonly Dictionary<DocumentId, DocumentEdits> documents = new();
    private readonly Dictionary<FilePlace, double> conversions = new();
    private readonly HashSet<string> redefined = new();
    private readonly List<(DocumentId Document, TextSpan Function)> madeAsync = new();

    /// <summary>What is recorded on instruments is multiplied by these: by the place where the name of each stands.</summary>
    public IReadOnlyDictionary<FilePlace, double> Conversions => conversions;

    /// <summary>The names of variables and methods of which every use is changed.</summary>
    public IReadOnlyCollection<string> Redefined => redefined;

    /// <summary>The functions that return nothing but what they await now.</summary>
    public IReadOnlyList<(DocumentId Document, TextSpan Function)> MadeAsync => madeAsync;

    public bool IsEmpty => documents.Count == 0;

    public void Add(DocumentId document, TextSpan span, string newText) => On(document).Replace(new TextChange(span, newText));

    /// <summary>Takes an element out of its list, with its comma.</summary>
    public void Remove(DocumentId document, ListElement element) => On(document).Remove(element);

    /// <summary>Puts text between what stands there: several at one place in the order in which they come.</summary>
    public void Insert(DocumentId document, int position, string inserted) => On(document).Insert(new TextChange(new TextSpan(position, 0), inserted));

    /// <summary>Puts statements before another: several at one place in the order in which they come.</summary>
    public void InsertBefore(DocumentId document, SyntaxNode statement, string inserted) => On(document).Insert(StatementLines.Before(statement, inserted));

    /// <summary>Puts statements before all that a block does, in every configuration.</summary>
    public void InsertAtStart(DocumentId document, BlockSyntax block, string inserted) => On(document).Insert(StatementLines.AtStartOf(block, inserted));

    /// <summary>Puts a statement before what a body does that is no block yet.</summary>
    public void InsertInto(DocumentId document, BlockBody body, string inserted) => On(document).Insert(body, inserted);

    /// <summary>Takes a whole statement away, with its lines where it has them for itself.</summary>
    public void RemoveStatement(DocumentId document, SyntaxNode statement) => On(document).Replace(StatementLines.Without(statement));

    /// <summary>Adds a using directive.</summary>
    public void Import(DocumentId document, string @namespace) => On(document).Import(@namespace);

    /// <summary>Notes that what is recorded on an instrument is multiplied.</summary>
    public void Converts(Location name, double factor) => conversions[FilePlace.Of(name)] = factor;

    /// <summary>Notes what has another type, unit or labels now: where code that nobody compiles names it, the change is not made.</summary>
    public void Redefines(IEnumerable<ISymbol> symbols) => redefined.UnionWith(symbols.Select(symbol => symbol.Name));

    /// <summary>Notes that a function becomes async: where code in it that nobody compiles returns a task, the change is not made.</summary>
    public void MakesAsync(DocumentId document, SyntaxNode function) => madeAsync.Add((document, function.Span));

    /// <summary>Takes the other edits over, all or none: none if they contradict what is already here.</summary>
    public bool TryMerge(SolutionEdits other, Solution solution)
    {
        foreach (var pair in other.documents)
            foreach (var id in FileOf(solution, pair.Key))
                if (documents.TryGetValue(id, out var mine) && mine.Contradicts(pair.Value)) return false;
        foreach (var pair in other.documents) On(pair.Key).Add(pair.Value);
        foreach (var pair in other.conversions) conversions[pair.Key] = pair.Value;
        return true;
    }

    /// <summary>False where one of the files is written by a generator: half of what a fix changes would be worse than nothing.</summary>
    public bool CanBeMadeIn(Solution solution)
    {
        foreach (var document in documents.Keys)
            if (!solution.ContainsDocument(document)) return false;
        return true;
    }

    /// <summary>A file that is changed is compiled by several projects.</summary>
    public bool AreShared(Solution solution) => documents.Keys.Any(id => FileOf(solution, id).Length > 1);

    /// <summary>The documents of all files that are changed.</summary>
    public IEnumerable<DocumentId> DocumentsIn(Solution solution) => documents.Keys.Where(solution.ContainsDocument).SelectMany(id => FileOf(solution, id));

    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancellation)
    {
        foreach (var (document, changes) in await ChangesAsync(solution, cancellation).ConfigureAwait(false))
        {
            var text = (await document.GetTextAsync(cancellation).ConfigureAwait(false)).WithChanges(changes);
            foreach (var id in FileOf(solution, document.Id)) solution = solution.WithDocumentText(id, text);
        }
        return solution;
    }

    /// <summary>The changes of each file, in the order of its text; one document stands for all that are the same file.</summary>
    public async Task<List<(Document Document, ImmutableArray<TextChange> Changes)>> ChangesAsync(Solution solution, CancellationToken cancellation)
    {
        var changes = new List<(Document, ImmutableArray<TextChange>)>();
        foreach (var file in ByFile(solution))
        {
            var document = solution.GetDocument(file.Key)!;
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root) changes.Add((document, file.Value.ChangesOf(text, root).ToImmutableArray()));
        }
        return changes;
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
            if (!solution.ContainsDocument(pair.Key)) continue;
            var first = FileOf(solution, pair.Key).FirstOrDefault(files.ContainsKey) ?? pair.Key;
            if (!files.TryGetValue(first, out var merged)) files.Add(first, merged = new DocumentEdits());
            merged.Add(pair.Value);
        }
        return files;
    }

    /// <summary>All documents that are the same file: one in each project that compiles it.</summary>
    public static ImmutableArray<DocumentId> FileOf(Solution solution, DocumentId id) => solution.GetDocument(id) is { } document ? document.GetLinkedDocumentIds().Add(id) : ImmutableArray.Create(id);
}
