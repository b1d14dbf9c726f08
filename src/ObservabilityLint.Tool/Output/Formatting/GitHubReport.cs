using System.Text;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tool.Output.Formatting;

/// <summary>Workflow commands that GitHub Actions shows as annotations at the lines.</summary>
internal static class GitHubReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        foreach (var finding in report.New)
        {
            var place = finding.Place;
            text.Append("::").Append(finding.Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "notice" })
                .Append(" file=").Append(InProperty(report.PathOf(place))).Append(",line=").Append(place.Line).Append(",endLine=").Append(place.EndLine);
            // Columns are only allowed within one line.
            if (place.Line == place.EndLine) text.Append(",col=").Append(place.Column).Append(",endColumn=").Append(place.EndColumn);
            text.Append(",title=").Append(InProperty($"{finding.Rule.Id}: {finding.Rule.Title}")).Append("::").Append(InMessage(finding.Message)).Append('\n');
        }
        return text.ToString();
    }

    private static string InMessage(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string InProperty(string text) => InMessage(text).Replace(":", "%3A").Replace(",", "%2C");
}
