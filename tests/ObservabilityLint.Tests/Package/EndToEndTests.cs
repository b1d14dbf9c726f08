using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The package as a user has it: in a project of its own, with a package cache of its own.</summary>
[Collection(nameof(PackedPackage))]
public class EndToEndTests(Journeys journeys) : IClassFixture<Journeys>
{
    public static TheoryData<string> Samples => ["Shop.Prometheus", "Shop.OpenTelemetry"];

    [Theory, MemberData(nameof(Samples))]
    public async Task Build_prints_the_findings(string sample)
    {
        var journey = await journeys.Of(sample);
        Assert.Equal(SampleTests.Expected(sample), SampleTests.Lines(journey.Build));
        Assert.DoesNotMatch(@": (warning|error) (?!OBS)", journey.Build.Output);
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Build_fails_where_warnings_are_errors(string sample)
    {
        var build = (await journeys.Of(sample)).WarningsAsErrors.Failed();
        Assert.NotEmpty(Finding.In(build));
        Assert.All(Finding.In(build), finding => Assert.Equal("error", finding.Severity));
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Sarif_log_describes_the_rules(string sample)
    {
        var journey = await journeys.Of(sample);
        using var log = JsonDocument.Parse(File.ReadAllText(journey.Consumer.PathOf(Journey.ErrorLog)));
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        var run = log.RootElement.GetProperty("runs")[0];
        var described = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToDictionary(rule => rule.GetProperty("id").GetString()!);
        var found = run.GetProperty("results").EnumerateArray().Where(result => !result.TryGetProperty("suppressions", out _)).Select(result => result.GetProperty("ruleId").GetString()!).Where(id => id.StartsWith("OBS", StringComparison.Ordinal));
        Assert.Equal(Finding.In(journey.Build).Select(finding => finding.Id).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        foreach (var id in Finding.In(journey.Build).Select(finding => finding.Id).Distinct())
        {
            var descriptor = RuleCatalog.Find(id).SupportedDiagnostics[0];
            Assert.Equal(descriptor.HelpLinkUri, described[id].GetProperty("helpUri").GetString());
            Assert.Equal(descriptor.Title.ToString(), described[id].GetProperty("shortDescription").GetProperty("text").GetString());
            Assert.Equal(LevelOf(descriptor.DefaultSeverity), DefaultLevelOf(described[id]));
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Format_repairs_every_fixable_finding_in_one_go(string sample)
    {
        var journey = await journeys.Of(sample);
        var left = Finding.In(journey.Rebuild);
        Assert.All(left, finding => Assert.True(RuleCatalog.NoFixReason(RuleCatalog.Find(finding.Id)) != null, $"Not repaired: {finding}\n{journey.Format.Output}"));
        Assert.Equal(
            Finding.In(journey.Build).Where(finding => RuleCatalog.NoFixReason(RuleCatalog.Find(finding.Id)) != null).Select(finding => finding.Id).Order(StringComparer.Ordinal),
            left.Select(finding => finding.Id).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Repaired_service_does_what_the_faulty_one_could_not(string sample)
    {
        var journey = await journeys.Of(sample);
        Assert.Contains(500, journey.Before.Statuses);
        Assert.All(journey.After.Statuses, status => Assert.Equal(200, status));
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Repaired_service_exposes_what_promtool_accepts(string sample)
    {
        Promtool.SkipIfMissing();
        var journey = await journeys.Of(sample);
        Assert.Contains("shop_", journey.After.Exposition, StringComparison.Ordinal);
        (await Promtool.CheckAsync(journey.Before.Exposition)).Failed();
        (await Promtool.CheckAsync(journey.After.Exposition)).Succeeded();
    }

    /// <summary>Counted by the lines of the README, as Prometheus would store them: a line that is no comment is a series.</summary>
    [Theory, MemberData(nameof(Samples))]
    public async Task Repaired_service_keeps_its_series_few(string sample)
    {
        Shell.SkipIfMissing();
        var journey = await journeys.Of(sample);
        Assert.InRange(int.Parse(journey.Before.Load!, CultureInfo.InvariantCulture), 20_001, int.MaxValue);
        Assert.InRange(int.Parse(journey.After.Load!, CultureInfo.InvariantCulture), 1, 299);
        // One series for each customer before; the route stands for all of them after.
        Assert.Contains("path=\"/customers/1234\"", journey.Before.Exposition, StringComparison.Ordinal);
        Assert.DoesNotContain("path=\"/customers/1234\"", journey.After.Exposition, StringComparison.Ordinal);
        Assert.Contains("path=\"/customers/{customer}\"", journey.After.Exposition, StringComparison.Ordinal);
    }

    /// <summary>The new name alone would be a lie: the same 20 milliseconds must arrive as 0.02 seconds.</summary>
    [Fact]
    public async Task Repaired_service_records_in_the_unit_of_its_new_name()
    {
        var journey = await journeys.Of("Shop.Prometheus");
        Assert.InRange(ValueOf("shop_checkout_duration_milliseconds_sum", journey.Before.Exposition), 15, 15_000);
        Assert.InRange(ValueOf("shop_checkout_duration_seconds_sum", journey.After.Exposition), 0.015, 14.999);
        Assert.Contains("shop_checkout_duration_seconds_bucket{le=\"0.25\"}", journey.After.Exposition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readme_shows_what_format_wrote()
    {
        var journey = await journeys.Of("Shop.Prometheus");
        var before = Repository.Read("samples", "Shop.Prometheus", "ShopMetrics.cs").Split('\n');
        var after = File.ReadAllText(journey.Consumer.PathOf("ShopMetrics.cs")).ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(before.Length, after.Length);
        var changed = from pair in before.Zip(after)
                      where pair.First != pair.Second && pair.First.Contains("PaymentDuration", StringComparison.Ordinal)
                      select $"- {pair.First.Trim()}\n+ {pair.Second.Trim()}\n";
        Recorded.SectionIs(Repository.PathOf("README.md"), "repair", $"```diff\n{string.Concat(changed)}```\n");
    }

    private static double ValueOf(string series, string exposition)
        => double.Parse(Regex.Match(exposition, $"^{series} (.+)$", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);

    private static string LevelOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };

    /// <summary>SARIF leaves out a level that is its own default.</summary>
    private static string DefaultLevelOf(JsonElement rule)
        => rule.TryGetProperty("defaultConfiguration", out var configuration) && configuration.TryGetProperty("level", out var level) ? level.GetString()! : "warning";
}
