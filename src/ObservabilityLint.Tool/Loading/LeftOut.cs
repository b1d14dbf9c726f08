using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ObservabilityLint.Tool.Loading;

/// <summary>The projects that a solution lists and MSBuild has not come to: it does not build those without a configuration, and says nothing of them.</summary>
internal static partial class LeftOut
{
    public static IEnumerable<string> Of(Entry entry, IReadOnlyList<CollectedProject> collected)
    {
        var reached = collected.Select(static project => project.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var project in ListedBy(entry.File))
        {
            if (!project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)) continue;
            var path = Path.GetFullPath(project.Replace('\\', '/'), Path.GetDirectoryName(entry.File)!);
            if (reached.Contains(path)) continue;
            yield return File.Exists(path)
                ? $"{project}: is listed, but not loaded: the solution does not build it in this configuration, or MSBuild reports errors in it."
                : $"{project}: is listed, but does not exist.";
        }
    }

    private static IEnumerable<string> ListedBy(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".sln" => ListedProject().Matches(File.ReadAllText(file)).Select(static match => match.Groups["path"].Value),
        ".slnx" => XDocument.Load(file).Descendants("Project").Select(static project => project.Attribute("Path")?.Value ?? ""),
        _ => [],
    };

    [GeneratedRegex("""^Project\("[^"]*"\) = "[^"]*", "(?<path>[^"]*)",""", RegexOptions.Multiline)]
    private static partial Regex ListedProject();
}
