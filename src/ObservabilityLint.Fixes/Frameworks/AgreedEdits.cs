using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Frameworks;

/// <summary>Makes one change of the files out of what each framework wants changed in them.</summary>
internal sealed class AgreedEdits
{
    private readonly Solution solution;
    private readonly CancellationToken cancellation;
    private readonly List<Part> parts = new();

    private AgreedEdits(Solution solution, CancellationToken cancellation) => (this.solution, this.cancellation) = (solution, cancellation);

    /// <summary>
    /// The first edits, together with what the others change in code that the first does not see. Null if they contradict: if code that two frameworks see is to be changed for one of them only,
    /// or code of a framework that was not asked.
    /// </summary>
    /// <param name="solution">All of it.</param>
    /// <param name="wanted">The edits, each with the view of the solution that it was made in.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<SolutionEdits?> OfAsync(Solution solution, IEnumerable<(Solution View, SolutionEdits Edits)> wanted, CancellationToken cancellation)
    {
        var agreed = new AgreedEdits(solution, cancellation);
        foreach (var (view, edits) in wanted)
        {
            var part = new Part(view, edits);
            await part.ReadAsync(solution, cancellation).ConfigureAwait(false);
            agreed.parts.Add(part);
        }
        return await agreed.AreAgreedAsync().ConfigureAwait(false) ? agreed.Merged() : null;
    }

    private async Task<bool> AreAgreedAsync()
    {
        foreach (var file in parts.SelectMany(part => part.Changes.Keys).Distinct())
        {
            var all = parts.SelectMany(part => part.In(file)).ToImmutableHashSet();
            foreach (var document in SolutionEdits.FileOf(solution, file))
            {
                var asked = parts.FindAll(part => part.View.ContainsProject(document.ProjectId));
                var unseen = asked.Count == 0 ? all : all.Where(change => !asked.TrueForAll(part => part.In(file).Contains(change))).ToImmutableHashSet();
                if (unseen.IsEmpty) continue;
                var root = await solution.GetDocument(document)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
                if (root is null || unseen.Any(change => !InactiveText.Contains(root, change.Span))) return false;
            }
        }
        return true;
    }

    private SolutionEdits Merged()
    {
        var merged = new SolutionEdits();
        merged.TryMerge(parts[0].Edits, solution);
        foreach (var file in parts.Skip(1).SelectMany(part => part.Changes.Keys).Distinct())
            foreach (var change in parts.SelectMany(part => part.In(file)).Distinct().Where(change => !parts[0].In(file).Contains(change)))
                merged.Add(file, change.Span, change.NewText!);
        return merged;
    }

    /// <summary>What one view wants: by file, which any one of its documents stands for.</summary>
    private sealed class Part(Solution view, SolutionEdits edits)
    {
        public Solution View => view;

        public SolutionEdits Edits => edits;

        public Dictionary<DocumentId, ImmutableHashSet<TextChange>> Changes { get; } = new();

        public ImmutableHashSet<TextChange> In(DocumentId file) => Changes.TryGetValue(file, out var changes) ? changes : ImmutableHashSet<TextChange>.Empty;

        public async Task ReadAsync(Solution solution, CancellationToken cancellation)
        {
            foreach (var (document, changes) in await edits.ChangesAsync(view, cancellation).ConfigureAwait(false))
                Changes[SolutionEdits.FileOf(solution, document.Id).OrderBy(id => id.Id).First()] = changes.ToImmutableHashSet();
        }
    }
}
