using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Commands;
using ObservabilityLint.Tool.Queries.Checking;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;
using YamlDotNet.Serialization;

namespace ObservabilityLint.Tool.Tests.Package;

/// <summary>What the page of the tool shows is true.</summary>
public partial class ToolReadmeTests
{
    private static readonly string Page = File.ReadAllText(Sources.PathOf("src/ObservabilityLint.Tool/README.md"));

    [Fact]
    public void Every_line_for_ci_is_one_that_the_tool_takes()
    {
        var blocks = Blocks().Matches(Page).Select(static block => (Language: block.Groups["language"].Value, Text: block.Groups["text"].Value)).ToList();
        foreach (var (_, text) in blocks.Where(static block => block.Language == "yaml")) Assert.NotNull(new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(text));
        var calls = blocks.SelectMany(static block => Calls().Matches(block.Text)).Select(static call => call.Groups["arguments"].Value).ToList();
        Assert.True(calls.Count >= 8, string.Join("\n", calls));
        Assert.All(calls, static call =>
        {
            var errors = CommandLine.Root().Parse(WordsOf(call)).Errors;
            Assert.True(errors.Count == 0, $"obslint {call}: {string.Join("; ", errors.Select(static error => error.Message))}");
        });
    }

    [Fact]
    public void Every_command_stands_in_the_table()
        => Assert.Equal(CommandLine.Root().Subcommands.Select(static command => command.Name).Order(StringComparer.Ordinal), TableRows().Matches(Page).Select(static row => row.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Commands_do_what_the_page_says()
    {
        using var solution = new TemporarySolution().Write("Shop/Shop.csproj", TemporarySolution.Library)
            .Write("Shop/Telemetry.cs", """class Telemetry { readonly object orders = new System.Diagnostics.Metrics.Meter("Shop").CreateCounter<long>("shop.Orders", "{order}", "Orders."); }""")
            .Write("Shop.sln", Solution);
        async Task RunAsync(string line, int code)
        {
            Assert.Contains($"\nobslint {line}\n", Page + File.ReadAllText(Sources.PathOf("README.md")));
            var ended = await Obslint.RunAloneAsync(solution.Folder, WordsOf(line));
            Assert.True(ended.Code == code, ended.ToString());
        }
        await RunAsync("check Shop.sln", ExitCode.Findings);
        await RunAsync("check Shop.sln --format text --format sarif --output obslint.sarif", ExitCode.Findings);
        Assert.Contains("OBS1002", solution.Read("obslint.sarif"));
        await RunAsync("check Shop.sln --baseline obslint.json --update-baseline", ExitCode.Clean);
        await RunAsync("check Shop.sln --baseline obslint.json", ExitCode.Clean);
        await RunAsync("fix Shop.sln", ExitCode.Clean);
        Assert.Contains("\"shop.orders\"", solution.Read("Shop/Telemetry.cs"));
        await RunAsync("check Shop.sln", ExitCode.Clean);
        solution.Write("ops/rules.yml", "groups:\n- rules:\n  - alert: A\n    expr: rate(shop_Orders_total[5m]) + rate(node_cpu_seconds_total[5m]) > 0\n");
        await RunAsync("promql rewrite --renames renames.json ops", ExitCode.Clean);
        Assert.Contains("rate(shop_orders_total[5m])", solution.Read("ops/rules.yml"));
        await RunAsync("promql check Shop.sln ops --known 'node_*'", ExitCode.Clean);
        await RunAsync("promql bridge --output bridge.yml", ExitCode.Clean);
        Assert.Contains("record: shop_Orders_total", solution.Read("bridge.yml"));
    }

    [Fact]
    public void The_table_of_rules_for_queries_is_complete()
        => Assert.Contains(string.Concat(QueryRules.All.Select(static rule => $"| {rule.Descriptor.Id} {rule.Name} | {SeverityNames.Of(rule.Descriptor.DefaultSeverity)} | {rule.Descriptor.Title} |\n")), Page);

    /// <summary>The words of a line, as a shell takes them.</summary>
    private static string[] WordsOf(string line) => [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => word.Trim('\''))];

    private const string Solution = """

        Microsoft Visual Studio Solution File, Format Version 12.00
        Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Shop", "Shop\Shop.csproj", "{5E5BA345-9A4C-4A64-A077-2ACF26037156}"
        EndProject
        Global
        	GlobalSection(SolutionConfigurationPlatforms) = preSolution
        		Debug|Any CPU = Debug|Any CPU
        	EndGlobalSection
        	GlobalSection(ProjectConfigurationPlatforms) = postSolution
        		{5E5BA345-9A4C-4A64-A077-2ACF26037156}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
        		{5E5BA345-9A4C-4A64-A077-2ACF26037156}.Debug|Any CPU.Build.0 = Debug|Any CPU
        	EndGlobalSection
        EndGlobal

        """;

    [GeneratedRegex(@"^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"(?:^|[ /])obslint (?<arguments>(?:check|fix|list|promql|rules|explain|completion)\b[^\n""]*)$", RegexOptions.Multiline)]
    private static partial Regex Calls();

    [GeneratedRegex(@"^\| `obslint (?<name>[a-z]+)[^`]*` \|", RegexOptions.Multiline)]
    private static partial Regex TableRows();
}
