using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Loading;

namespace ObservabilityLint.Tool.Checking;

/// <summary>What a check has found.</summary>
/// <param name="Findings">In the order of files and lines.</param>
/// <param name="Problems">What could not be looked at, and why.</param>
internal sealed record CheckResult(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Problems);

/// <summary>Runs rules over all projects of a solution, with the settings of each. A project that does not compile is looked at as far as it goes.</summary>
internal static class SolutionCheck
{
    public static async Task<CheckResult> RunAsync(LoadedSolution loaded, RuleChoice rules, Action<string> done, CancellationToken cancellation)
    {
        var found = new ConcurrentBag<(LoadedProject Project, Diagnostic Diagnostic)>();
        var problems = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(loaded.Projects, cancellation, async (project, token) =>
        {
            var outcome = await ProjectCheck.RunAsync(loaded.Solution, project, rules, token);
            foreach (var diagnostic in outcome.Findings) found.Add((project, diagnostic));
            foreach (var problem in ProblemsOf(outcome)) problems.Add(problem);
            done(project.Name);
        });
        return new CheckResult(Merged(found), [.. loaded.Problems, .. problems.Order(StringComparer.Ordinal)]);
    }

    /// <summary>What keeps findings of a project out of sight.</summary>
    public static IEnumerable<string> ProblemsOf(CheckedProject done)
    {
        var errors = done.Errors.Length;
        return done.Project.Problems.Concat(done.Failures).Concat(errors == 0 ? [] : [$"does not compile ({errors} {(errors == 1 ? "error" : "errors")}): what depends on them is not judged."]).Select(problem => $"{done.Project.Name}: {problem}");
    }

    /// <summary>Several frameworks, and several projects that share a file, mostly say the same.</summary>
    private static List<Finding> Merged(IEnumerable<(LoadedProject Project, Diagnostic Diagnostic)> found)
        => [.. found.Select(static pair => (pair.Project, pair.Diagnostic, Place: Place.Of(pair.Diagnostic.Location), Message: pair.Diagnostic.GetMessage()))
            .GroupBy(static each => (each.Diagnostic.Id, each.Place, each.Message))
            .Select(static group =>
            {
                // The sternest of the settings speaks.
                var (_, diagnostic, place, message) = group.MaxBy(static each => each.Diagnostic.Severity);
                return new Finding(diagnostic.Descriptor, diagnostic.Severity, message, place, [.. diagnostic.AdditionalLocations.Where(static location => location.Kind is LocationKind.SourceFile or LocationKind.ExternalFile).Select(Place.Of)],
                    CodeAround.MemberAt(diagnostic.Location), CodeAround.TextAt(diagnostic.Location), [.. group.Select(static each => each.Project.Name).Distinct().Order(StringComparer.Ordinal)]);
            })
            .OrderBy(static finding => finding.Place.Path, StringComparer.Ordinal).ThenBy(static finding => finding.Place.Line).ThenBy(static finding => finding.Place.Column).ThenBy(static finding => finding.Rule.Id, StringComparer.Ordinal).ThenBy(static finding => finding.Message, StringComparer.Ordinal)];
}
