using System.Text.Json;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Output.Formatting;

/// <summary>Everything that is known of the findings, for programs; lines and columns count from 1.</summary>
internal static class JsonReport
{
    public static string Write(Report report) => ReportJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("tool", "obslint");
        json.WriteString("version", Report.Version);
        json.WriteArray("findings", report.Findings, reported =>
        {
            var finding = reported.Finding;
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule.Id);
            json.WriteString("name", report.NameOf(finding));
            json.WriteString("level", finding.Level);
            json.WriteString("message", finding.Message);
            WritePlace(json, report, finding.Place);
            json.WriteString("member", finding.Member);
            json.WriteString("text", finding.Text);
            json.WriteArray("projects", finding.Projects, json.WriteStringValue);
            json.WriteArray("related", finding.Related, place =>
            {
                json.WriteStartObject();
                WritePlace(json, report, place);
                json.WriteEndObject();
            });
            json.WriteString("help", finding.Rule.HelpLinkUri);
            json.WriteString("fingerprint", reported.Fingerprint);
            if (report.HasBaseline) json.WriteBoolean("isNew", reported.IsNew);
            json.WriteEndObject();
        });
        if (report.HasBaseline)
            json.WriteArray("gone", report.Gone, entry =>
            {
                json.WriteStartObject();
                json.WriteString("rule", entry.Rule);
                json.WriteString("member", entry.Member);
                json.WriteString("text", entry.Text);
                json.WriteNumber("count", entry.Count);
                json.WriteEndObject();
            });
        json.WriteArray("problems", report.Problems, json.WriteStringValue);
        json.WriteEndObject();
    });

    private static void WritePlace(Utf8JsonWriter json, Report report, Place place)
    {
        json.WriteString("path", report.PathOf(place));
        json.WriteNumber("line", place.Line);
        json.WriteNumber("column", place.Column);
        json.WriteNumber("endLine", place.EndLine);
        json.WriteNumber("endColumn", place.EndColumn);
    }
}
