using System.Text.Json;

namespace ObservabilityLint.Tool.Loading;

/// <summary>What the restore of a project has left undone. A design-time pass itself does not say.</summary>
internal static class RestoreState
{
    private const int MaximumMessages = 3;

    /// <summary>There is nothing to restore, or it was done.</summary>
    public static bool IsRestored(CollectedProject project) => project.AssetsFile == "" || File.Exists(project.AssetsFile);

    /// <summary>Why packages are missing; nothing where all are there.</summary>
    public static IEnumerable<string> Problems(CollectedProject project)
    {
        if (project.AssetsFile == "") return [];
        if (!IsRestored(project)) return ["is not restored: run 'dotnet restore', or give --restore."];
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

    private static string Text(JsonElement log)
        => $"is restored in part: {(log.TryGetProperty("code", out var code) ? code.GetString() + " " : "")}{(log.TryGetProperty("message", out var message) ? message.GetString()!.Split('\n')[0].Trim() : "")}";
}
