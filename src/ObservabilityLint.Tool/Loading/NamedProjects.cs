using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ObservabilityLint.Tool.Loading;

/// <summary>A project that the entry itself names.</summary>
/// <param name="Text">As it is written there.</param>
/// <param name="Path">The whole path.</param>
internal readonly record struct NamedProject(string Text, string Path);

/// <summary>The projects that the user has named: those of a solution, or the one project. Nothing for a list that was made here, which holds all there are.</summary>
internal static partial class NamedProjects
{
    public static IReadOnlyList<NamedProject> Of(Entry entry)
    {
        var folder = Path.GetDirectoryName(entry.File)!;
        return Path.GetExtension(entry.File).ToLowerInvariant() switch
        {
            ".sln" => In(folder, ListedProject().Matches(File.ReadAllText(entry.File)).Select(static match => match.Groups["path"].Value)),
            ".slnx" => In(folder, XDocument.Load(entry.File).Descendants("Project").Select(static project => project.Attribute("Path")?.Value ?? "")),
            ".slnf" => OfFilter(entry.File, folder),
            ".csproj" => [new NamedProject(Path.GetFileName(entry.File), entry.File)],
            _ => [],
        };
    }

    private static List<NamedProject> In(string folder, IEnumerable<string> projects)
        => [.. projects.Where(static project => project.EndsWith("proj", StringComparison.OrdinalIgnoreCase)).Select(project => new NamedProject(project, Path.GetFullPath(project.Replace('\\', '/'), folder)))];

    /// <summary>Its paths are those of the solution, from the folder of which they count.</summary>
    private static List<NamedProject> OfFilter(string file, string folder)
    {
        using var filter = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (!filter.RootElement.TryGetProperty("solution", out var solution) || !solution.TryGetProperty("path", out var path) || !solution.TryGetProperty("projects", out var projects)) return [];
        var whole = Path.GetFullPath(path.GetString()!.Replace('\\', '/'), folder);
        return In(Path.GetDirectoryName(whole)!, projects.EnumerateArray().Select(static project => project.GetString() ?? ""));
    }

    [GeneratedRegex("""^Project\("[^"]*"\) = "[^"]*", "(?<path>[^"]*)",""", RegexOptions.Multiline)]
    private static partial Regex ListedProject();
}
