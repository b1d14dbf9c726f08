using System.Text.Json;
using ObservabilityLint.Tool.Loading;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>The files that are the user's own to edit: not those of packages, not what builds write, and not those that are excluded.</summary>
internal sealed class EditableFiles
{
    private readonly HashSet<string> foreignFolders = new(StringComparer.Ordinal);
    private readonly Func<string, bool> isExcluded;

    public EditableFiles(LoadedSolution loaded, Func<string, bool> isExcluded)
    {
        this.isExcluded = isExcluded;
        foreach (var assets in loaded.Projects.Select(static project => project.Collected.AssetsFile).Where(static file => file != "").Distinct())
        {
            // The assets lie where builds write.
            foreignFolders.Add(WithSeparator(Path.GetDirectoryName(assets)!));
            foreach (var folder in PackageFolders(assets)) foreignFolders.Add(WithSeparator(folder));
        }
    }

    /// <summary>Why a change of these files is not made; null where it may be.</summary>
    public string? WhyNot(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            if (isExcluded(file)) return $"It would change {Path.GetFileName(file)}, which is excluded.";
            if (foreignFolders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))) return $"It would change {file}, which belongs to a package or to the build.";
        }
        return null;
    }

    private static IEnumerable<string> PackageFolders(string assets)
    {
        try
        {
            using var stream = File.OpenRead(assets);
            using var json = JsonDocument.Parse(stream);
            return json.RootElement.TryGetProperty("packageFolders", out var folders) ? [.. folders.EnumerateObject().Select(static folder => folder.Name)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // Without assets no package gives files.
            return [];
        }
    }

    private static string WithSeparator(string folder) => Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
}
