using System.Text;

namespace ObservabilityLint.Tool.Output.Formatting;

/// <summary>A line for each finding, as compilers write them, so that editors and scripts find the place.</summary>
internal static class TextReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        foreach (var finding in report.New)
            text.Append(report.PathOf(finding.Place)).Append('(').Append(finding.Place.Line).Append(',').Append(finding.Place.Column).Append("): ").Append(finding.Level).Append(' ').Append(finding.Rule.Id).Append(": ").Append(finding.Message)
                .Append(" [").AppendJoin(", ", finding.Projects.Count > 0 ? finding.Projects : [finding.Member]).Append("]\n");
        foreach (var entry in report.Gone) text.Append("baseline: no longer found: ").Append(entry.Rule).Append(' ').Append(entry.Member).Append(" '").Append(entry.Text).Append('\'').Append(entry.Count > 1 ? $" ({entry.Count} times)" : "").Append('\n');
        return text.ToString();
    }
}
