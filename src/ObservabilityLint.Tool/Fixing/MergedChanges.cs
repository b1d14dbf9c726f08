using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>Changes of one state of a solution that go together.</summary>
/// <param name="Taken">Those that do.</param>
/// <param name="Contradicting">Those that want something else of the same text than one that was taken.</param>
internal sealed record MergedChanges(IReadOnlyList<Suggestion> Taken, IReadOnlyList<Suggestion> Contradicting)
{
    public static MergedChanges Of(Solution solution, IEnumerable<Suggestion> changes)
    {
        var edits = new SolutionEdits();
        var (taken, contradicting) = (new List<Suggestion>(), new List<Suggestion>());
        foreach (var change in changes) (edits.TryMerge(change.Proposal.Edits, solution) ? taken : contradicting).Add(change);
        return new MergedChanges(taken, contradicting);
    }

    /// <summary>The solution after changes that go together.</summary>
    public static Task<Solution> ApplyAsync(Solution solution, IReadOnlyList<Suggestion> changes, CancellationToken cancellation)
    {
        var edits = new SolutionEdits();
        foreach (var change in changes) edits.TryMerge(change.Proposal.Edits, solution);
        return edits.ApplyAsync(solution, cancellation);
    }
}
