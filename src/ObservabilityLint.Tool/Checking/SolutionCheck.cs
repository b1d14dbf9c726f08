using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
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
            foreach (var problem in await CheckAsync(loaded, project, rules, found, token)) problems.Add(problem);
            done(project.Name);
        });
        return new CheckResult(Merged(found), [.. loaded.Problems, .. problems.Order(StringComparer.Ordinal)]);
    }

    private static async Task<IEnumerable<string>> CheckAsync(LoadedSolution loaded, LoadedProject project, RuleChoice rules, ConcurrentBag<(LoadedProject, Diagnostic)> found, CancellationToken cancellation)
    {
        var problems = new ConcurrentBag<string>();
        var source = loaded.Solution.GetProject(project.Id)!;
        var compilation = (await source.GetCompilationAsync(cancellation))!;
        if (rules.Named.Count > 0) compilation = compilation.WithOptions(rules.Apply(compilation.Options));
        var options = new CompilationWithAnalyzersOptions(source.AnalyzerOptions, (failure, analyzer, _) => problems.Add($"the rule {RuleChoice.NameOf(analyzer)} failed: {failure.Message}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        // The errors and the findings in one go: asked for one after the other, everything would be bound twice.
        var errors = 0;
        foreach (var diagnostic in await compilation.WithAnalyzers(rules.Analyzers, options).GetAllDiagnosticsAsync(cancellation))
        {
            if (IsOurs(diagnostic, rules)) found.Add((project, diagnostic));
            else if (diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)) errors++;
        }
        return [.. project.Problems.Concat(problems.Distinct()).Concat(errors == 0 ? [] : [$"does not compile ({errors} {(errors == 1 ? "error" : "errors")}): what depends on them is not judged."]).Select(problem => $"{project.Name}: {problem}")];
    }

    private static bool IsOurs(Diagnostic diagnostic, RuleChoice rules)
        => diagnostic is { IsSuppressed: false, Severity: not DiagnosticSeverity.Hidden } && diagnostic.Id.StartsWith("OBS", StringComparison.Ordinal) && (rules.Named.Count == 0 || rules.Named.Contains(diagnostic.Id));

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
