using System.Text.RegularExpressions;
using ObservabilityLint.Tests.Harness;
using ObservabilityLint.Tests.Package;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The sample's alert rules are accepted by Prometheus, fire when they must, and ask for what is there.</summary>
public partial class AlertRuleTests
{
    public const string RulesFile = "dotnet-runtime.rules.yml";

    private const string TestsFile = "dotnet-runtime.rules.test.yml";

    public static string Folder { get; } = Repository.PathOf("samples", "Shop.Metrics", "prometheus");

    public static IReadOnlyList<string> Alerts { get; } = [.. Alert().Matches(File.ReadAllText(Path.Combine(Folder, RulesFile))).Select(match => match.Groups[1].Value)];

    [Fact]
    public async Task Promtool_accepts_rules_and_configuration()
    {
        Promtool.SkipIfMissing();
        var judgement = (await Promtool.RunAsync(Folder, null, "check", "config", "prometheus.yml")).Succeeded();
        Assert.Contains($"{Alerts.Count} rules found", judgement.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_fire_and_keep_quiet_as_their_tests_say()
    {
        Promtool.SkipIfMissing();
        (await Promtool.RunAsync(Folder, null, "test", "rules", TestsFile)).Succeeded();
    }

    [Fact]
    public void Each_rule_has_a_test_of_firing_and_one_of_keeping_quiet()
    {
        var tests = File.ReadAllText(Path.Combine(Folder, TestsFile));
        Assert.NotEmpty(Alerts);
        foreach (var alert in Alerts)
        {
            Assert.Matches($@"- alertname: {alert}\n +eval_time: \w+\n +exp_alerts:\n +- exp_labels", tests);
            Assert.Matches($@"- alertname: {alert}\n +eval_time: \w+\n +exp_alerts: \[\]", tests);
        }
    }

    [Fact]
    public void Each_rule_says_how_bad_it_is_and_what_to_do()
    {
        var rules = File.ReadAllText(Path.Combine(Folder, RulesFile)).Split("- alert: ")[1..];
        Assert.All(rules, rule =>
        {
            Assert.Matches(@"\n +severity: (warning|critical)\n", rule);
            Assert.Matches(@"\n +summary: \S", rule);
            Assert.Matches(@"\n +description: \S.{30}", rule);
        });
    }

    [Fact]
    public void Rules_ask_for_metrics_that_are_exported()
    {
        var expressions = Expression().Matches(File.ReadAllText(Path.Combine(Folder, RulesFile))).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(Alerts.Count, expressions.Count);
        Assert.All(expressions, expression => Assert.Subset(BridgeMetrics.AllNames.Add("up"), Dashboard.MetricsIn(expression).ToHashSet()));
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"\n +expr: \|?((?:.|\n)*?)\n +(?:for|labels):")]
    private static partial Regex Expression();
}
