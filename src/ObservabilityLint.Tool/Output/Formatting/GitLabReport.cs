using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tool.Output.Formatting;

/// <summary>GitLab's code quality report: a subset of the format of Code Climate.</summary>
internal static class GitLabReport
{
    public static string Write(Report report) => ReportJson.Write(json =>
    {
        json.WriteStartArray();
        foreach (var reported in report.Findings)
        {
            var finding = reported.Finding;
            json.WriteStartObject();
            json.WriteString("description", finding.Message);
            json.WriteString("check_name", $"{finding.Rule.Id} {report.NameOf(finding)}");
            json.WriteString("fingerprint", reported.Fingerprint);
            json.WriteString("severity", finding.Severity switch { DiagnosticSeverity.Error => "critical", DiagnosticSeverity.Warning => "major", _ => "info" });
            json.WriteStartObject("location");
            json.WriteString("path", report.PathOf(finding.Place));
            json.WriteStartObject("lines");
            json.WriteNumber("begin", finding.Place.Line);
            json.WriteNumber("end", finding.Place.EndLine);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
