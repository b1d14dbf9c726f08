using ObservabilityLint.Tool.Output.Formatting;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Output;

/// <summary>The formats of reports, by their names on the command line.</summary>
internal static class Formats
{
    private static readonly Dictionary<string, (Func<Report, string> Write, string[] Extensions)> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = (TextReport.Write, [".txt", ".log"]),
        ["json"] = (JsonReport.Write, [".json"]),
        ["sarif"] = (SarifReport.Write, [".sarif"]),
        ["github"] = (GitHubReport.Write, []),
        ["gitlab"] = (GitLabReport.Write, []),
        ["markdown"] = (MarkdownReport.Write, [".md"]),
    };

    public static string[] Names => [.. ByName.Keys];

    public static string Write(string format, Report report) => ByName[format].Write(report);

    /// <summary>
    /// Which format goes where. Every file takes one of the formats: the one that its name tells, else the first that is left. What no file takes goes to standard output.
    /// </summary>
    /// <exception cref="UserException">There is a file too many.</exception>
    public static IReadOnlyList<(string Format, string? File)> Assign(IReadOnlyList<string> formats, IReadOnlyList<string> files)
    {
        var left = formats.ToList();
        var assigned = new List<(string, string?)>();
        foreach (var file in files)
        {
            var told = ByName.FirstOrDefault(format => format.Value.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !file.EndsWith(".sarif.json", StringComparison.OrdinalIgnoreCase)).Key;
            if (file.EndsWith(".sarif.json", StringComparison.OrdinalIgnoreCase)) told = "sarif";
            var format = left.Find(format => format.Equals(told, StringComparison.OrdinalIgnoreCase)) ?? (formats.Count > 0 ? left.FirstOrDefault() : told)
                ?? throw new UserException($"Nothing tells the format of '{file}': give a --format for each --output. There are {string.Join(", ", Names)}.");
            left.Remove(format);
            assigned.Add((format, file));
        }
        // A report in a file does not keep the findings from the screen.
        if (formats.Count == 0) left.Add("text");
        assigned.AddRange(left.Select(static format => (format, (string?)null)));
        return assigned;
    }
}
