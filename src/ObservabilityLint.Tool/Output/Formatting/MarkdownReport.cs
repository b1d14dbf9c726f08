using System.Text;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Output.Formatting;

/// <summary>A page for a pull request or the summary of a job: a table of the rules, and one of the findings.</summary>
internal static class MarkdownReport
{
    public static string Write(Report report)
    {
        var found = report.New.ToList();
        var text = new StringBuilder("# Telemetry findings\n\n");
        text.Append(found.Count == 0 ? "Nothing was found.\n" : Totals.Of(found) + ".\n");
        if (found.Count > 0)
        {
            text.Append("\n| rule | what it finds | level | count |\n|---|---|---|---|\n");
            foreach (var group in found.GroupBy(static finding => (finding.Rule.Id, finding.Severity)).OrderByDescending(static group => group.Key.Severity).ThenBy(static group => group.Key.Id, StringComparer.Ordinal))
                text.Append("| ").Append(Link(group.First().Rule)).Append(" | ").Append(Cell(group.First().Rule.Title.ToString())).Append(" | ").Append(SeverityNames.Of(group.Key.Severity)).Append(" | ").Append(group.Count()).Append(" |\n");
            text.Append("\n| place | rule | message |\n|---|---|---|\n");
            foreach (var finding in found)
                text.Append("| ").Append(Cell(report.PathOf(finding.Place))).Append(':').Append(finding.Place.Line).Append(" | ").Append(Link(finding.Rule)).Append(" | ").Append(Cell(finding.Message)).Append(" |\n");
        }
        foreach (var (title, lines) in (ReadOnlySpan<(string, IEnumerable<string>)>)[("Gone from the baseline", report.Gone.Select(static entry => $"{entry.Rule} {entry.Member}: `{entry.Text}`")), ("Not looked at", report.Problems)])
        {
            var all = lines.ToList();
            if (all.Count == 0) continue;
            text.Append("\n## ").Append(title).Append("\n\n");
            foreach (var line in all) text.Append("- ").Append(line.ReplaceLineEndings(" ")).Append('\n');
        }
        return text.ToString();
    }

    private static string Link(DiagnosticDescriptor rule) => rule.HelpLinkUri.Length > 0 ? $"[{rule.Id}]({rule.HelpLinkUri})" : rule.Id;

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|").Replace("<", "&lt;");
}
