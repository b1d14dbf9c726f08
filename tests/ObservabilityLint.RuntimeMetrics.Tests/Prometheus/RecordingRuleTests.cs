using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;
using ObservabilityLint.Tests.Harness;
using ObservabilityLint.Tests.Package;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The rules that give metrics the names which they had under prometheus-net: Prometheus accepts them, they give what their tests say, of metrics that are there, and the names are really the old ones.</summary>
[Collection(nameof(ScrapedProgram))]
public partial class RecordingRuleTests(ScrapedProgram program)
{
    private const string RulesFile = "prometheus-net-names.rules.yml", TestsFile = "prometheus-net-names.rules.test.yml";

    /// <summary>Old series that no rule can give, and why.</summary>
    private static readonly Dictionary<string, string> Missing = new(StringComparer.Ordinal)
    {
        ["dotnet_gc_memory_total_available_bytes"] = "no metric of the runtime's tells it",
        ["dotnet_threadpool_queue_length_bucket"] = "it was a histogram of what a counter said once a second; ask for `dotnet_thread_pool_queue_length`, a gauge",
    };

    private static readonly string Rules = File.ReadAllText(Path.Combine(AlertRuleTests.Folder, RulesFile)), TestsOfRules = File.ReadAllText(Path.Combine(AlertRuleTests.Folder, TestsFile));

    private static readonly ImmutableArray<(string Package, string Name, string Expression)> All =
    [
        .. from package in Rules.Split("  - name: ")[1..]
           from Match rule in Rule().Matches(package)
           select (package[..package.IndexOf('\n', StringComparison.Ordinal)], rule.Groups["name"].Value, rule.Groups["expression"].Value),
    ];

    [Fact]
    public async Task Promtool_accepts_the_rules()
    {
        Promtool.SkipIfMissing();
        var judgement = (await Promtool.RunAsync(AlertRuleTests.Folder, null, "check", "rules", RulesFile)).Succeeded();
        Assert.Contains($"{All.Length} rules found", judgement.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_give_what_their_tests_say()
    {
        Promtool.SkipIfMissing();
        (await Promtool.RunAsync(AlertRuleTests.Folder, null, "test", "rules", TestsFile)).Succeeded();
    }

    [Fact]
    public void Each_name_has_a_test() => Assert.All(All, rule => Assert.Contains($"- expr: {rule.Name}\n", TestsOfRules, StringComparison.Ordinal));

    [Fact]
    public async Task Each_rule_has_data_in_a_real_Prometheus()
        => await Eventually.HoldsAsync(async () =>
        {
            foreach (var (_, name, expression) in All.Where(rule => All.All(other => other.Name != rule.Expression)))
                if ((await program.Prometheus.QueryAsync(expression)).IsEmpty) return $"{name} has no data.";
            return null;
        });

    [Fact]
    public async Task Names_and_labels_are_those_of_the_packages()
    {
        var old = (await OldNames.AllAsync()).ToDictionary(series => series.Name);
        foreach (var (package, name, _) in All)
        {
            Assert.Equal(package, old[name].Package);
            Assert.Subset(old[name].Labels.ToHashSet(), LabelsIn(name).ToHashSet());
        }
    }

    /// <summary>A name that the bridge exposes itself would be stored twice.</summary>
    [Fact]
    public async Task No_rule_gives_a_name_that_is_there()
    {
        var exposed = await ExposedAsync();
        Assert.Empty(All.Where(rule => exposed.Contains(rule.Name) && !LabelsIn(rule.Name).Any()));
    }

    [Fact]
    public async Task Documentation_tells_where_each_name_has_gone()
    {
        var exposed = await ExposedAsync();
        var table = new StringBuilder("| series of prometheus-net | here | how |\n|---|---|---|\n");
        foreach (var old in await OldNames.AllAsync())
        {
            var rules = All.Where(rule => rule.Name == old.Name).ToList();
            var (here, how) = rules.Count > 0 ? (string.Join(", ", rules.SelectMany(SourcesOf).Distinct().Select(metric => $"`{metric}`")), "rule")
                : exposed.Contains(old.Name) ? ($"`{old.Name}`", "the same name")
                : ("", Missing[old.Name]);
            table.Append(CultureInfo.InvariantCulture, $"| `{old.Name}` | {here} | {how} |\n");
        }
        Recorded.SectionIs(Documentation.Path, "old-names", table.ToString());
    }

    /// <summary>The metrics that the rule asks for, where it asks for what another has given those of that one.</summary>
    private static IEnumerable<string> SourcesOf((string Package, string Name, string Expression) rule)
        => Dashboard.MetricsIn(rule.Expression).SelectMany(metric => All.Any(other => other.Name == metric && other != rule) ? All.Where(other => other.Name == metric).SelectMany(SourcesOf) : [metric]);

    /// <summary>All that the runtime gives, from the meter and from the EventSource.</summary>
    private static async Task<HashSet<string>> ExposedAsync()
    {
        using var bridge = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.Both });
        return [.. Exposed().Matches(await Scraped.TextAsync(bridge, MetricsFormat.PrometheusText)).Select(match => match.Groups[1].Value)];
    }

    /// <summary>The labels that the tests of the rules expect, but for those of the target.</summary>
    private static IEnumerable<string> LabelsIn(string name)
        => ExpectedLabels().Matches(TestsOfRules).Where(sample => sample.Groups["name"].Value == name).SelectMany(sample => sample.Groups["label"].Captures.Select(label => label.Value)).Distinct().Except(["job", "instance", "le"]);

    [GeneratedRegex(@"- record: (?<name>\w+)\n +expr: \|?\s*(?<expression>[^\n]+(?:\n {10,}[^\n]+)*)")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^# TYPE (\S+)", RegexOptions.Multiline)]
    private static partial Regex Exposed();

    [GeneratedRegex("""- labels: (?<name>\w+)\{(?:(?<label>\w+)="[^"]*"(?:, )?)*\}""")]
    private static partial Regex ExpectedLabels();
}
