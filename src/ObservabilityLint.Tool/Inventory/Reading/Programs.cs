using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Loading;

namespace ObservabilityLint.Tool.Inventory.Reading;

/// <summary>The programs of a solution, whose pipelines decide what becomes of the telemetry of the libraries that they use.</summary>
internal sealed class Programs(LoadedSolution loaded, IReadOnlyList<ProjectTelemetry> projects)
{
    private readonly ProjectDependencyGraph graph = loaded.Solution.GetProjectDependencyGraph();
    private readonly List<ProjectTelemetry> programs = [.. projects.Where(static project => project.Pipelines.IsProgram)];

    /// <summary>Those that are one of the projects, or refer to one.</summary>
    public IReadOnlyList<ProjectTelemetry> Using(IReadOnlyCollection<ProjectTelemetry> used)
        => [.. programs.Where(program => used.Contains(program) || used.Any(each => graph.GetProjectsThatThisProjectTransitivelyDependsOn(program.Project.Id).Contains(each.Project.Id)))];
}
