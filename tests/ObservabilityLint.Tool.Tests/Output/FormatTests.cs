using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Baselines;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Output;
using ObservabilityLint.Tool.Terminal;
using JsonSchema = Json.Schema.JsonSchema;

namespace ObservabilityLint.Tool.Tests.Output;

/// <summary>Every format, as those who read it want it.</summary>
public class FormatTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "shop"));

    [Fact]
    public void Text_has_a_line_for_each_finding_as_compilers_write_it()
        => Assert.Equal("""
            src/My Shop/Telemetry.cs(8,77): warning OBS1009: Two, with: a colon | and 100% more [Shop, Till (net8.0)]
            src/My Shop/Telemetry.cs(9,5): info OBS1012: One [Shop]

            """, Formats.Write("text", Some()));

    [Fact]
    public void Text_of_nothing_is_empty() => Assert.Equal("", Formats.Write("text", None()));

    [Fact]
    public void Text_names_what_is_gone_from_the_baseline()
        => Assert.Equal("baseline: no longer found: OBS1003 Shop.Old.Field '\"old\"' (2 times)\n", Formats.Write("text", None() with { HasBaseline = true, Gone = [new BaselineEntry("OBS1003", "Shop.Old.Field", "\"old\"", 2)] }));

    [Fact]
    public void GitHub_escapes_what_its_commands_are_made_of()
        => Assert.Equal("""
            ::warning file=src/My Shop/Telemetry.cs,line=8,endLine=8,col=77,endColumn=90,title=OBS1009%3A Leave the unit and '_total' to the exporter::Two, with: a colon | and 100%25 more
            ::notice file=src/My Shop/Telemetry.cs,line=9,endLine=10,title=OBS1012%3A Describe the metric::One

            """, Formats.Write("github", Some()));

    [Fact]
    public void GitLab_has_all_that_its_report_requires()
    {
        var found = JsonNode.Parse(Formats.Write("gitlab", Some()))!.AsArray();
        Assert.Equal(2, found.Count);
        Assert.All(found, static each => Assert.All((string[])["description", "check_name", "fingerprint", "severity", "location"], key => Assert.NotNull(each![key])));
        Assert.Equal("major", (string?)found[0]!["severity"]);
        Assert.Equal(8, (int?)found[0]!["location"]!["lines"]!["begin"]);
        Assert.Equal("[]", Formats.Write("gitlab", None()).Trim());
    }

    [Fact]
    public void Markdown_keeps_its_tables_whole()
    {
        var page = Formats.Write("markdown", Some());
        Assert.Contains("1 warning, 1 suggestion.", page);
        Assert.Contains("| src/My Shop/Telemetry.cs:8 | [OBS1009](", page);
        Assert.Contains("Two, with: a colon \\| and 100% more |", page);
        Assert.Contains("## Not looked at\n\n- Till: does not compile", page);
        Assert.Contains("Nothing was found.", Formats.Write("markdown", None()));
    }

    [Fact]
    public void Json_counts_from_1_and_is_the_same_whatever_was_found()
    {
        var json = JsonNode.Parse(Formats.Write("json", Some()))!;
        Assert.Equal((8, 77), ((int?)json["findings"]![0]!["line"], (int?)json["findings"]![0]!["column"]));
        Assert.Equal("src/My Shop/Telemetry.cs", (string?)json["findings"]![0]!["path"]);
        Assert.Single(json["problems"]!.AsArray());
        Assert.Empty(JsonNode.Parse(Formats.Write("json", None()))!["findings"]!.AsArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sarif_is_valid(bool hasBaseline)
    {
        foreach (var report in (Report[])[Some(), None()])
        {
            using var log = JsonDocument.Parse(Formats.Write("sarif", report with { HasBaseline = hasBaseline }));
            var result = JsonSchema.FromText(SarifSchema.Text).Evaluate(log.RootElement, new Json.Schema.EvaluationOptions { OutputFormat = Json.Schema.OutputFormat.List });
            Assert.True(result.IsValid, string.Join("\n", result.Details!.Where(static detail => detail.Errors != null).Select(static detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
        }
    }

    [Fact]
    public void Sarif_has_results_where_there_are_none_and_places_that_count_from_1()
    {
        using var none = JsonDocument.Parse(Formats.Write("sarif", None()));
        Assert.Equal(0, none.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
        using var some = JsonDocument.Parse(Formats.Write("sarif", Some()));
        var run = some.RootElement.GetProperty("runs")[0];
        var physical = run.GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("src/My%20Shop/Telemetry.cs", physical.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal((8, 77, 90), (physical.GetProperty("region").GetProperty("startLine").GetInt32(), physical.GetProperty("region").GetProperty("startColumn").GetInt32(), physical.GetProperty("region").GetProperty("endColumn").GetInt32()));
        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[run.GetProperty("results")[0].GetProperty("ruleIndex").GetInt32()];
        Assert.Equal("OBS1009", rule.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("", "", "text>")]
    [InlineData("json", "", "json>")]
    [InlineData("sarif", "out.sarif", "sarif>out.sarif")]
    [InlineData("text sarif", "out.sarif", "sarif>out.sarif text>")]
    [InlineData("text sarif markdown", "a.md b.sarif", "markdown>a.md sarif>b.sarif text>")]
    [InlineData("gitlab", "report.json", "gitlab>report.json")]
    [InlineData("", "out.sarif", "sarif>out.sarif text>")]
    [InlineData("", "out.sarif.json", "sarif>out.sarif.json text>")]
    [InlineData("json gitlab", "a.json b.json", "json>a.json gitlab>b.json")]
    public void Each_file_takes_the_format_that_its_name_tells(string formats, string files, string expected)
        => Assert.Equal(expected, string.Join(' ', Formats.Assign(Words(formats), Words(files)).Select(static each => $"{each.Format}>{each.File}")));

    [Theory]
    [InlineData("", "out.bin")]
    [InlineData("text", "a.txt b.txt")]
    public void A_file_too_many_is_an_error(string formats, string files) => Assert.Throws<UserException>(() => Formats.Assign(Words(formats), Words(files)));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Report None() => Comparison.Of([], null, [], Folder, RuleChoice.NamedRules);

    private static Report Some()
    {
        var path = Path.Combine(Folder, "src", "My Shop", "Telemetry.cs");
        return Comparison.Of(
            [
                new Finding(RuleChoice.Find("OBS1009"), DiagnosticSeverity.Warning, "Two, with: a colon | and 100% more", new Place(path, 8, 77, 8, 90), [new Place(path, 3, 1, 3, 4)], "Shop.Telemetry.Orders", "\"shop.orders.total\"", ["Shop", "Till (net8.0)"]),
                new Finding(RuleChoice.Find("OBS1012"), DiagnosticSeverity.Info, "One", new Place(path, 9, 5, 10, 2), [], "", "\"x\"", ["Shop"]),
            ],
            null, ["Till: does not compile (1 error): what depends on them is not judged."], Folder, RuleChoice.NamedRules);
    }
}
