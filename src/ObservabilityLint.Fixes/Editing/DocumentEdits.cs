using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>The edits of one file. They stay what they are (an element that goes, a using that comes) until all are known: only then is it clear which text gives them all.</summary>
internal sealed class DocumentEdits
{
    private readonly List<TextChange> replacements = new(), insertions = new();
    private readonly HashSet<ListElement> removals = new();
    private readonly HashSet<string> imports = new();
    private readonly Dictionary<BlockBody, List<string>> blocks = new();

    public void Replace(TextChange change) => AddTo(replacements, change);

    public void Insert(TextChange statement) => AddTo(insertions, statement);

    public void Insert(BlockBody body, string statement)
    {
        if (!blocks.TryGetValue(body, out var statements)) blocks.Add(body, statements = []);
        if (!statements.Contains(statement)) statements.Add(statement);
    }

    public void Remove(ListElement element) => removals.Add(element);

    public void Import(string @namespace) => imports.Add(@namespace);

    public void Add(DocumentEdits other)
    {
        foreach (var change in other.replacements) Replace(change);
        foreach (var statement in other.insertions) Insert(statement);
        removals.UnionWith(other.removals);
        imports.UnionWith(other.imports);
        foreach (var block in other.blocks)
            foreach (var statement in block.Value) Insert(block.Key, statement);
    }

    /// <summary>An element that goes takes what is written inside it along: that is no contradiction.</summary>
    public bool Contradicts(DocumentEdits other)
        => other.replacements.Any(theirs => replacements.Any(mine => mine != theirs && Overlap(mine.Span, theirs.Span)) || removals.Any(mine => Cuts(theirs, mine)))
            || replacements.Any(mine => other.removals.Any(theirs => Cuts(mine, theirs)))
            || CutsBlock(replacements, other.blocks.Keys) || CutsBlock(other.replacements, blocks.Keys)
            || removals.Any(mine => other.removals.Any(mine.IsCountedOtherwise));

    public IEnumerable<TextChange> ChangesOf(SourceText text, SyntaxNode root)
    {
        var (gone, instead) = ListRemoval.Of(removals, text);
        var within = replacements.Where(change => !gone.Any(span => span.Contains(change.Span))).Concat(gone.Select(span => new TextChange(span, ""))).Concat(instead).Concat(insertions).ToList();
        var edited = within.ConvertAll(change => change.Span);
        return within.Concat(blocks.SelectMany(block => block.Key.With(block.Value).Concat(block.Key.Indented(text, edited)))).Concat(Usings.Adding(imports, root, text))
            .OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End);
    }

    private static void AddTo(List<TextChange> changes, TextChange change)
    {
        if (!changes.Contains(change)) changes.Add(change);
    }

    private static bool Cuts(TextChange change, ListElement removed) => Overlap(change.Span, removed.Span) && !removed.Span.Contains(change.Span);

    private static bool CutsBlock(List<TextChange> changes, IEnumerable<BlockBody> blocks)
        => blocks.Any(block => !block.Start.IsEmpty && changes.Exists(change => Overlap(change.Span, block.Start)));

    /// <summary>Two insertions at one place count as overlapping: their order would be a guess.</summary>
    private static bool Overlap(TextSpan a, TextSpan b)
        => a.Start < b.End && b.Start < a.End || a.Start == b.Start && (a.IsEmpty || b.IsEmpty);
}
