using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Frameworks;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Loading;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>A solution with all that is found in it. The next state checks those projects again that a change may concern.</summary>
internal sealed class SolutionState
{
    private readonly RuleChoice rules;
    private readonly ImmutableDictionary<ProjectId, CheckedProject> projects;

    private SolutionState(Solution solution, RuleChoice rules, ImmutableDictionary<ProjectId, CheckedProject> projects) => (Solution, this.rules, this.projects) = (solution, rules, projects);

    public Solution Solution { get; }

    public IEnumerable<CheckedProject> Projects => projects.Values.OrderBy(static project => project.Project.Name, StringComparer.Ordinal);

    /// <summary>The first state of a solution: all its projects are checked.</summary>
    public static Task<SolutionState> OfAsync(LoadedSolution loaded, RuleChoice rules, Action<string> step, CancellationToken cancellation)
    {
        var solution = loaded.Solution;
        // A fix asks the rule in other frameworks: also one that is off by default must run there.
        foreach (var id in solution.ProjectIds) solution = solution.WithProjectCompilationOptions(id, rules.Apply(solution.GetProject(id)!.CompilationOptions!));
        return CheckedAsync(solution, rules, ImmutableDictionary<ProjectId, CheckedProject>.Empty, loaded.Projects, step, cancellation);
    }

    /// <summary>The state after a change.</summary>
    public Task<SolutionState> AfterAsync(Solution changed, Action<string> step, CancellationToken cancellation)
    {
        var concerned = ConcernedBy(changed);
        return CheckedAsync(changed, rules, projects, [.. projects.Values.Select(static each => each.Project).Where(project => concerned.Contains(project.Id))], step, cancellation);
    }

    /// <summary>The projects of which something changes, and those that build on them.</summary>
    public HashSet<ProjectId> ConcernedBy(Solution changed)
    {
        var graph = changed.GetProjectDependencyGraph();
        var concerned = new HashSet<ProjectId>();
        foreach (var project in changed.GetChanges(Solution).GetProjectChanges())
        {
            concerned.Add(project.ProjectId);
            concerned.UnionWith(graph.GetProjectsThatTransitivelyDependOnThisProject(project.ProjectId));
        }
        return concerned;
    }

    private static async Task<SolutionState> CheckedAsync(Solution solution, RuleChoice rules, ImmutableDictionary<ProjectId, CheckedProject> known, IReadOnlyCollection<LoadedProject> projects, Action<string> step, CancellationToken cancellation)
    {
        var done = new ConcurrentDictionary<ProjectId, CheckedProject>();
        await Parallel.ForEachAsync(projects, cancellation, async (project, token) =>
        {
            var found = done[project.Id] = await ProjectCheck.RunAsync(solution, project, rules, token);
            // What the fixes of several frameworks would ask again.
            if (await solution.GetProject(project.Id)!.GetCompilationAsync(token) is { } compilation)
                SameFinding.Tell(compilation, rules.Analyzers.Select(static rule => rule.SupportedDiagnostics[0].Id), found.Findings);
            step($"{done.Count} of {projects.Count} projects, {project.Name} last");
        });
        return new SolutionState(solution, rules, known.SetItems(done));
    }
}
