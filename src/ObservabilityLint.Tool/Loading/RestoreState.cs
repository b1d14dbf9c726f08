using System.Text.Json;
using System.Text.RegularExpressions;

namespace ObservabilityLint.Tool.Loading;

/// <summary>What the restore of a project has left undone. A design-time pass itself does not say.</summary>
internal static partial class RestoreState
{
    private const int MaximumMessages = 3;

    /// <summary>There is nothing to restore, or it was done.</summary>
    public static bool IsRestored(CollectedProject project) => project.AssetsFile == "" || File.Exists(project.AssetsFile);

    /// <summary>Why packages are missing; nothing where all are there.</summary>
    public static IEnumerable<string> Problems(CollectedProject project)
    {
        if (project.AssetsFile == "") return [];
        if (!IsRestored(project)) return ["is not restored: what its packages give is missing."];
        try
        {
            using var stream = File.OpenRead(project.AssetsFile);
            using var assets = JsonDocument.Parse(stream);
            if (!assets.RootElement.TryGetProperty("logs", out var logs)) return [];
            var errors = logs.EnumerateArray().Where(static log => log.TryGetProperty("level", out var level) && level.GetString() == "Error").Select(Text).Distinct().ToList();
            return errors.Count > MaximumMessages ? [.. errors.Take(MaximumMessages), $"is restored in part: {errors.Count - MaximumMessages} more errors in {project.AssetsFile}."] : errors;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return [$"has an unreadable {project.AssetsFile} ({e.Message})."];
        }
    }

    /// <summary>True for a line of MSBuild's about what the project's own assets tell.</summary>
    public static bool Tells(CollectedProject project, string line)
        => line.StartsWith(project.Path, StringComparison.Ordinal) && ErrorOfRestore().Match(line) is { Success: true } error && Problems(project).Any(problem => problem.Contains(error.Groups["code"].Value, StringComparison.Ordinal));

    [GeneratedRegex(@": error (?<code>NU\d+): ")]
    private static partial Regex ErrorOfRestore();

    private static string Text(JsonElement log)
        => $"is restored in part: {(log.TryGetProperty("code", out var code) ? code.GetString() + " " : "")}{(log.TryGetProperty("message", out var message) ? message.GetString()!.Split('\n')[0].Trim() : "")}";
}
