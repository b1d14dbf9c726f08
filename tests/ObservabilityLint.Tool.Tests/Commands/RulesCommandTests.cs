using System.Text.Json.Nodes;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Commands;

/// <summary>What the tool tells of the rules, and how it completes a command line.</summary>
public class RulesCommandTests
{
    private static readonly string Here = AppContext.BaseDirectory;

    [Fact]
    public async Task Every_rule_is_listed_and_explained()
    {
        var listed = await Obslint.RunAsync(Here, "rules", "--format", "json");
        var rules = JsonNode.Parse(listed.Output)!.AsArray();
        Assert.Equal(Tool.Checking.RuleChoice.Descriptors.Count + Tool.Queries.Checking.QueryRules.All.Count, rules.Count);
        foreach (var rule in rules.Where(static rule => !((string)rule!["id"]!).StartsWith("PQL", StringComparison.Ordinal)))
        {
            var section = Tool.Manual.ManualText.SectionOf((string)rule!["id"]!);
            Assert.StartsWith($"### {(string)rule["id"]!} {(string)rule["name"]!}\n", section);
            Assert.Contains("**Why.**", section);
            Assert.DoesNotContain("\n### OBS", section[3..]);
            Assert.DoesNotContain("<a id", section);
            Assert.DoesNotMatch(@"\]\[", section);
        }
    }

    [Fact]
    public async Task Explains_by_id_or_name_without_colours_in_a_pipe()
    {
        var byId = await Obslint.RunAsync(Here, "explain", "obs1003");
        Assert.Equal(byId.Output, (await Obslint.RunAsync(Here, "explain", "CounterWithoutTotal")).Output);
        Assert.StartsWith("### OBS1003 CounterWithoutTotal\n", byId.Output);
        Assert.DoesNotContain('\u001b', byId.Output);
        Assert.Equal(ExitCode.Clean, byId.Code);
    }

    [Fact]
    public async Task Explains_a_rule_for_queries()
    {
        var explained = await Obslint.RunAsync(Here, "explain", "GaugeUnderRate");
        Assert.StartsWith("### PQL1007 GaugeUnderRate\n\nTake no rate of a gauge.\n\n**Why.** rate()", explained.Output);
        Assert.Equal(explained.Output, (await Obslint.RunAsync(Here, "explain", "pql1007")).Output);
    }

    [Theory]
    [InlineData("[suggest:10]", "obslint ch", "check")]
    [InlineData("[suggest:23]", "obslint check --format ", "sarif")]
    [InlineData("[suggest:16]", "obslint explain ", "OBS1003")]
    public async Task Completes(string directive, string line, string expected)
        => Assert.Contains(expected, (await Obslint.RunAsync(Here, directive, line)).Output.Split('\n'));

    [Fact]
    public async Task The_script_for_bash_is_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        var script = await Obslint.RunAsync(Here, "completion", "bash");
        var read = await Shell.RunAsync(Here, "bash", "-c", script.Output + "\ncomplete -p obslint");
        Assert.Contains("-F _obslint obslint", read.Output);
    }
}
