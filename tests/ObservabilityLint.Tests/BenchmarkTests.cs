namespace ObservabilityLint.Tests;

/// <summary>The benchmark is run by hand; here it only must not rot.</summary>
public class BenchmarkTests
{
    [Fact]
    public void Measures_a_small_solution()
    {
        using var output = new StringWriter();
        using var progress = new StringWriter();
        Assert.Equal(0, Benchmarks.Program.Run(["--rounds", "1", "--files", "4"], output, progress));
        Assert.Equal(6, progress.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var lines = output.ToString().Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains(lines, line => line.StartsWith("Solution with telemetry: 6 files, ", StringComparison.Ordinal) && line.Contains(" 220 telemetry calls; 1 round(s) over 1 project(s)", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Solution without telemetry: 4 files, ", StringComparison.Ordinal) && line.Contains(" 0 telemetry calls; 1 round(s) over 1 project(s)", StringComparison.Ordinal));
        var rules = lines.Where(line => line.StartsWith($"| all {Harness.RuleCatalog.All.Length} rules ", StringComparison.Ordinal)).Select(line => line.Split('|')[2].Trim()).ToList();
        // One generated name is at fault; without telemetry nothing is.
        Assert.Equal(["1", "0", "0"], rules);
    }

    [Fact]
    public void Measures_the_fixes_of_a_small_solution()
    {
        using var output = new StringWriter();
        using var progress = new StringWriter();
        Assert.Equal(0, Benchmarks.Program.Run(["fixes", "--rounds", "1", "--projects", "3"], output, progress));
        Assert.Equal(2, progress.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var lines = output.ToString().Split('\n', StringSplitOptions.TrimEntries);
        Assert.StartsWith("Solution to repair: 3 projects, ", lines[0], StringComparison.Ordinal);
        // Every kind of work that a fix may have: a literal, a conversion, another type, a label that moves, a compile check.
        foreach (var rule in (string[])["OBS1002", "OBS1007", "OBS1019", "OBS1020", "OBS2002", "OBS2004", "OBS3005", "all rules"])
            Assert.Contains(lines, line => line.StartsWith($"| {rule} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Measures_edits_in_a_small_solution()
    {
        using var output = new StringWriter();
        Assert.Equal(0, Benchmarks.Program.Run(["edits", "--rounds", "2", "--files", "4"], output, TextWriter.Null));
        Assert.Equal(3, output.ToString().Split('\n').Count(line => line.StartsWith($"| all {Harness.RuleCatalog.All.Length} rules ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Measures_the_parser_of_PromQL()
    {
        using var output = new StringWriter();
        Assert.Equal(0, Benchmarks.Program.Run(["promql", "--rounds", "1", "--milliseconds", "20"], output, TextWriter.Null));
        Assert.Contains("| obslint ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("lezer-promql", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Measures_the_rewriting_of_dashboards()
    {
        using var output = new StringWriter();
        Assert.Equal(0, Benchmarks.Program.Run(["rewrite", "--rounds", "1", "--dashboards", "4"], output, TextWriter.Null));
        Assert.Matches(@"^4 dashboards of \d+ KB on average: [1-9]\d* places in 4 of 4 files are rewritten; 1 round", output.ToString());
        Assert.Contains("| obslint promql rewrite, start to end ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("lezer-promql", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "edits", "--help")]
    [InlineData(2, "edits", "--projects", "4")]
    [InlineData(0, "--help")]
    [InlineData(2, "--rounds")]
    [InlineData(2, "--rounds", "0")]
    [InlineData(2, "--files", "many")]
    [InlineData(2, "--fast")]
    [InlineData(0, "fixes", "--help")]
    [InlineData(2, "fixes", "--files", "4")]
    [InlineData(2, "promql", "--files", "4")]
    [InlineData(2, "rewrite", "--files", "4")]
    [InlineData(0, "tool", "--help")]
    [InlineData(2, "tool", "--files", "4")]
    [InlineData(2, "tool", "--tool", "nowhere.dll")]
    public void Explains_its_arguments(int exitCode, params string[] args)
    {
        using var output = new StringWriter();
        Assert.Equal(exitCode, Benchmarks.Program.Run(args, output, TextWriter.Null));
        Assert.Contains("--rounds N", output.ToString(), StringComparison.Ordinal);
    }
}
