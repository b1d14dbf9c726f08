using System.Text.Json;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Output.Formatting;

/// <summary>SARIF 2.1.0, as code-scanning services read it. <c>results</c> is there also when nothing was found: some refuse a log without.</summary>
internal static class SarifReport
{
    private const string Root = "SRCROOT";

    public static string Write(Report report) => ReportJson.Write(json =>
    {
        var rules = report.Rules.ToList();
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "obslint");
        json.WriteString("semanticVersion", Report.Version);
        json.WriteArray("rules", rules, rule => WriteRule(json, rule));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(Root);
        json.WriteString("uri", new Uri(report.Folder.TrimEnd('/', '\\') + "/").AbsoluteUri);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteArray("results", report.Findings, reported => WriteResult(json, report, reported, rules.FindIndex(rule => rule.Descriptor.Id == reported.Finding.Rule.Id)));
        WriteInvocation(json, report);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteRule(Utf8JsonWriter json, NamedRule named)
    {
        var rule = named.Descriptor;
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("name", named.Name);
        WriteText(json, "shortDescription", rule.Title.ToString());
        if (rule.Description.ToString() is { Length: > 0 } description) WriteText(json, "fullDescription", description);
        if (rule.HelpLinkUri.Length > 0) json.WriteString("helpUri", rule.HelpLinkUri);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", LevelOf(rule.DefaultSeverity));
        json.WriteBoolean("enabled", rule.IsEnabledByDefault);
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("category", rule.Category);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Report report, ReportedFinding reported, int rule)
    {
        var finding = reported.Finding;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", LevelOf(finding.Severity));
        WriteText(json, "message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePhysical(json, report, finding.Place);
        if (finding.Member.Length > 0)
            json.WriteArray("logicalLocations", [finding.Member], member =>
            {
                json.WriteStartObject();
                json.WriteString("fullyQualifiedName", member);
                json.WriteEndObject();
            });
        json.WriteEndObject();
        json.WriteEndArray();
        if (finding.Related.Count > 0)
            json.WriteArray("relatedLocations", finding.Related, place =>
            {
                json.WriteStartObject();
                WritePhysical(json, report, place);
                json.WriteEndObject();
            });
        json.WriteStartObject("partialFingerprints");
        json.WriteString("obslint/v1", reported.Fingerprint);
        json.WriteEndObject();
        if (report.HasBaseline) json.WriteString("baselineState", reported.IsNew ? "new" : "unchanged");
        json.WriteStartObject("properties");
        json.WriteArray("projects", finding.Projects, json.WriteStringValue);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteArray("toolExecutionNotifications", report.Problems, problem =>
        {
            json.WriteStartObject();
            json.WriteString("level", "warning");
            WriteText(json, "message", problem);
            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePhysical(Utf8JsonWriter json, Report report, Place place)
    {
        var path = report.PathOf(place);
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Path.IsPathRooted(path) ? new Uri(path).AbsoluteUri : string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        if (!Path.IsPathRooted(path)) json.WriteString("uriBaseId", Root);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", place.Line);
        json.WriteNumber("startColumn", place.Column);
        json.WriteNumber("endLine", place.EndLine);
        json.WriteNumber("endColumn", place.EndColumn);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string LevelOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
