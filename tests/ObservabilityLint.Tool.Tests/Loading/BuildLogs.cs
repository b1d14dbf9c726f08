using System.Text.Json;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Loading;

/// <summary>A finding of a log: file, line, column, rule and level.</summary>
internal readonly record struct LoggedFinding(string Path, int Line, int Column, string Rule, string Level);

/// <summary>What a check finds in a solution, and what the compiler finds there, which writes a log for each project and framework.</summary>
internal static class BuildLogs
{
    /// <summary>To be imported by all projects: the rules that lie in the test's own folder, and a log of what they find. For the build alone; the check brings its own.</summary>
    public static string Targets { get; } = $"""
        <Project>
          <PropertyGroup Condition="'$(Logs)' == 'true'">
            <ErrorLog>$(MSBuildProjectDirectory)/obj/found.$(TargetFramework).sarif,version=2.1</ErrorLog>
          </PropertyGroup>
          <ItemGroup Condition="'$(Logs)' == 'true'">
            <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "ObservabilityLint.dll")}" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>One compiler for all projects, whatever the environment says, that is not shared with other builds: to start one for each takes longer than the rest.</summary>
    private static string[] SharedCompiler => ["-p:UseSharedCompilation=true", $"-p:SharedCompilationId={Guid.NewGuid():N}"];

    /// <summary>What both find in the files of a solution, in the same order. The check comes first: nothing has been built then, a generator neither.</summary>
    public static async Task<(LoggedFinding[] OfCheck, LoggedFinding[] OfBuild)> CompareAsync(TemporarySolution solution, string file, int leastLogs)
    {
        var checkedBy = await solution.CheckAsync(file, "--restore", "--format", "sarif", "--output", "found.sarif", "--fail-on", "never");
        Assert.True(checkedBy.Code == ExitCode.Clean, checkedBy.ToString());
        Assert.DoesNotContain("does not compile", checkedBy.Error);
        var built = await Shell.RunAsync(solution.Folder, "dotnet", ["build", file, "--no-restore", "-v:q", "-nologo", "-p:Logs=true", .. SharedCompiler]);
        Assert.True(built.Code == 0, built.ToString());
        var logs = Directory.EnumerateFiles(solution.Folder, "found.*.sarif", SearchOption.AllDirectories).ToList();
        Assert.True(logs.Count >= leastLogs, $"{logs.Count} logs");
        return (Read([solution.PathOf("found.sarif")], solution.Folder), Read(logs, solution.Folder));
    }

    private static LoggedFinding[] Read(IEnumerable<string> logs, string folder)
    {
        var found = new HashSet<LoggedFinding>();
        foreach (var log in logs)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(log));
            foreach (var result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
            {
                if (result.GetProperty("ruleId").GetString() is not { } rule || !rule.StartsWith("OBS", StringComparison.Ordinal) || result.TryGetProperty("suppressions", out _)) continue;
                var physical = result.GetProperty("locations")[0].GetProperty("physicalLocation");
                var (uri, region) = (physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!, physical.GetProperty("region"));
                var path = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) ? Path.GetRelativePath(folder, absolute.LocalPath) : uri;
                if (path.StartsWith("..", StringComparison.Ordinal)) continue;
                found.Add(new LoggedFinding(path, region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32(), rule, result.TryGetProperty("level", out var level) ? level.GetString()! : "warning"));
            }
        }
        return [.. found.OrderBy(static each => each.Path, StringComparer.Ordinal).ThenBy(static each => each.Line).ThenBy(static each => each.Column).ThenBy(static each => each.Rule, StringComparer.Ordinal)];
    }
}
