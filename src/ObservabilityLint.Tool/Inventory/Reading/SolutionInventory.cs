using System.Collections.Concurrent;
using ObservabilityLint.Tool.Loading;

namespace ObservabilityLint.Tool.Inventory.Reading;

/// <summary>Reads what all projects of a solution emit, and joins it.</summary>
internal static class SolutionInventory
{
    public static async Task<TelemetryInventory> ReadAsync(LoadedSolution loaded, Action<string> done, CancellationToken cancellation)
    {
        var read = new ConcurrentBag<ProjectTelemetry>();
        var problems = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(loaded.Projects, cancellation, async (project, token) =>
        {
            read.Add(await ProjectTelemetry.ReadAsync(loaded, project, token));
            foreach (var problem in project.Problems) problems.Add($"{project.Name}: {problem}");
            done(project.Name);
        });
        var order = loaded.Projects.Select(static (project, at) => (project.Id, at)).ToDictionary(static pair => pair.Id, static pair => pair.at);
        var projects = read.OrderBy(project => order[project.Project.Id]).ToList();
        var spans = new JoinedSpans(projects);
        var programs = new Programs(loaded, projects);
        var scopes = new JoinedScopes(projects, programs);
        return new TelemetryInventory(
            new JoinedInstruments(projects, programs).All(cancellation), spans.Spans, spans.OtherAttributes, scopes.Sources(), scopes.Meters(), [.. loaded.Problems, .. problems.Order(StringComparer.Ordinal)], loaded.Folder);
    }
}
