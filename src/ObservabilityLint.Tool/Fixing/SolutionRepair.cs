using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Loading;
using ObservabilityLint.Tool.Renames;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>What a repair has made of a solution.</summary>
/// <param name="After">The solution as it is now; nothing is written yet.</param>
/// <param name="Done">What was fixed.</param>
/// <param name="Left">What was not, and why.</param>
/// <param name="Renames">The metrics and labels that are exported under other names now.</param>
/// <param name="Problems">What could not be looked at, and why.</param>
internal sealed record Repair(Solution After, IReadOnlyList<Outcome> Done, IReadOnlyList<Outcome> Left, RenameList Renames, IReadOnlyList<string> Problems);

/// <summary>
/// Fixes all that can be fixed, in rounds: all fixes of all rules are made for one state of the solution, merged as text, and applied at once. The next round sees what they have made of it, until nothing changes.
/// After each round every project that is concerned compiles as it did before, or the changes at fault are taken back.
/// </summary>
/// <param name="loaded">The solution.</param>
/// <param name="rules">The rules that run.</param>
/// <param name="isChosen">The findings that are to be fixed.</param>
/// <param name="files">Which files may be edited.</param>
/// <param name="step">Told what is being done.</param>
internal sealed class SolutionRepair(LoadedSolution loaded, RuleChoice rules, Func<Diagnostic, bool> isChosen, EditableFiles files, Action<string> step)
{
    /// <summary>Three do for what fixes are known to uncover; two that undo each other's work would go on for ever.</summary>
    private const int MaximumRounds = 10;

    private readonly List<Outcome> done = [];
    private readonly List<string> problems = [.. loaded.Problems];
    private readonly Renaming renaming = new();

    /// <summary>The rules and files of which a change was taken back: lines move.</summary>
    private readonly HashSet<(string Rule, string? File)> suspects = [];

    public async Task<Repair> RunAsync(CancellationToken cancellation)
    {
        var state = await SolutionState.OfAsync(loaded, rules, Told("Checking"), cancellation);
        problems.AddRange(state.Projects.SelectMany(SolutionCheck.ProblemsOf));
        for (var round = 1; ; round++)
        {
            step($"Round {round}: looking for fixes");
            // Most changes compile: nobody looks before they are all together. What is taken back then is tried otherwise in the next round.
            var suggestions = await Suggestions.OfAsync(state.Solution, state.Projects.SelectMany(static project => project.Findings).Where(isChosen), files, finding => suspects.Contains(KeyOf(finding)), cancellation);
            var merged = MergedChanges.Of(state.Solution, suggestions.Made);
            var (next, kept, faults) = await ApplyAsync(state, merged.Taken, round, cancellation);
            if (kept.Count > 0 && round == MaximumRounds) problems.Add($"the fixes have not come to an end after {MaximumRounds} rounds; run it again.");
            var hasNewSuspects = faults.Count(fault => suspects.Add(KeyOf(fault.Change.Finding))) > 0;
            if (kept.Count == 0 && !hasNewSuspects || round == MaximumRounds)
                return new Repair(state.Solution, done, InOrder([.. suggestions.Left, .. merged.Contradicting.Select(static each => Outcome.Of(each.Finding, "It contradicts another fix.")), .. faults.Select(Taken)]), await renaming.EndAsync(state.Solution, cancellation), problems);
            done.AddRange(kept.Select(static change => change.Done()));
            state = next;
        }
    }

    /// <summary>The state after those changes that leave everything compiling as it did.</summary>
    private async Task<(SolutionState State, IReadOnlyList<Suggestion> Kept, IReadOnlyList<(Suggestion Change, Diagnostic Error)> Faults)> ApplyAsync(SolutionState state, IReadOnlyList<Suggestion> changes, int round, CancellationToken cancellation)
    {
        var faults = new List<(Suggestion, Diagnostic)>();
        while (changes.Count > 0)
        {
            var changed = await MergedChanges.ApplyAsync(state.Solution, changes, cancellation);
            var concerned = state.ConcernedBy(changed);
            step($"Round {round}: compiling");
            var errors = await new CompileComparison(state.Solution, changed).RunAsync(concerned, cancellation);
            if (errors.Count == 0)
            {
                await renaming.AddAsync(state.Solution, concerned, changes.SelectMany(static change => change.Proposal.Edits.Conversions), cancellation);
                return (await state.AfterAsync(changed, Told($"Round {round}: checking"), cancellation), changes, faults);
            }
            step($"Round {round}: looking for the changes that do not compile");
            var found = await new FaultSearch(state.Solution, errors).AmongAsync(changes, cancellation);
            // Errors that come of all together and of none by itself: then all that is in reach of them goes.
            if (found.Count == 0) found = [.. changes.Select(change => (change, errors.Values.First().New[0]))];
            faults.AddRange(found);
            changes = [.. changes.Except(found.Select(static each => each.Change))];
        }
        return (state, changes, faults);
    }

    private Action<string> Told(string title) => message => step($"{title}: {message}");

    private static (string Rule, string? File) KeyOf(Diagnostic finding) => (finding.Id, finding.Location.SourceTree?.FilePath);

    private static Outcome Taken((Suggestion Change, Diagnostic Error) fault)
        => Outcome.Of(fault.Change.Finding, $"Taken back, since it would not compile ('{fault.Change.Proposal.Title}': {fault.Error.Id} in {Path.GetFileName(CompileErrors.FileOf(fault.Error))}, {fault.Error.GetMessage()})");

    private static List<Outcome> InOrder(IEnumerable<Outcome> outcomes)
        => [.. outcomes.OrderBy(static each => each.Place.Path, StringComparer.Ordinal).ThenBy(static each => each.Place.Line).ThenBy(static each => each.Place.Column).ThenBy(static each => each.Rule.Id, StringComparer.Ordinal)];
}
