using System.Text.Json;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Loading;

/// <summary>A check finds what the build finds, at the same places and levels.</summary>
public class SameAsBuildTests
{
    /// <summary>A finding of a log: file, line, column, rule and level.</summary>
    private readonly record struct Found(string Path, int Line, int Column, string Rule, string Level);

    [Fact]
    public async Task On_a_generated_solution_of_forty_projects()
    {
        using var solution = GeneratedSolution.Write(new TemporarySolution());
        // The check first: nothing has been built then, the generator neither.
        var restored = await Shell.RunAsync(solution.Folder, "dotnet", "restore", "All.slnx", "-v:q");
        Assert.True(restored.Code == 0, restored.ToString());
        var checkedBy = await solution.CheckAsync("All.slnx", "--format", "sarif", "--output", "found.sarif", "--fail-on", "never");
        Assert.True(checkedBy.Code == 0, checkedBy.ToString());
        Assert.DoesNotContain("does not compile", checkedBy.Error);

        var built = await Shell.RunAsync(solution.Folder, "dotnet", "build", "All.slnx", "--no-restore", "-v:q", "-nologo", "-p:Logs=true");
        Assert.True(built.Code == 0, built.ToString());
        var logs = Directory.EnumerateFiles(solution.Folder, "found.*.sarif", SearchOption.AllDirectories).ToList();
        Assert.True(logs.Count > GeneratedSolution.Projects);
        var (ofBuild, ofCheck) = (Read(logs, solution.Folder), Read([solution.PathOf("found.sarif")], solution.Folder));
        Assert.Equal(ofBuild, ofCheck);
        Assert.True(ofCheck.Length > 200, $"{ofCheck.Length} findings");
    }

    private static Found[] Read(IEnumerable<string> logs, string folder)
    {
        var found = new HashSet<Found>();
        foreach (var log in logs)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(log));
            foreach (var result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
            {
                if (result.GetProperty("ruleId").GetString() is not { } rule || !rule.StartsWith("OBS", StringComparison.Ordinal) || result.TryGetProperty("suppressions", out _)) continue;
                var physical = result.GetProperty("locations")[0].GetProperty("physicalLocation");
                var (uri, region) = (physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!, physical.GetProperty("region"));
                var path = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) ? Path.GetRelativePath(folder, absolute.LocalPath) : uri;
                found.Add(new Found(path, region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32(), rule, result.TryGetProperty("level", out var level) ? level.GetString()! : "warning"));
            }
        }
        return [.. found.OrderBy(static each => each.Path, StringComparer.Ordinal).ThenBy(static each => each.Line).ThenBy(static each => each.Column).ThenBy(static each => each.Rule, StringComparer.Ordinal)];
    }
}
