using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using ObservabilityLint.Tool.Loading;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>The files that are the user's own to edit: not those of packages, not what builds write, and not those that are excluded.</summary>
internal sealed class EditableFiles
{
    private readonly HashSet<string> foreignFolders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> isWhole = new(StringComparer.Ordinal);
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
            if (!isWhole.GetOrAdd(file, IsWhole)) return $"It would change {Path.GetFileName(file)}, whose bytes are not those of UTF-8, nor of the encoding that its first bytes tell. Save it as UTF-8 first.";
        }
        return null;
    }

    /// <summary>The file is read without a loss, so that it can be written as it was.</summary>
    private static bool IsWhole(string file)
    {
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            reader.ReadToEnd();
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
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
