using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Commands;

/// <summary>What a user sees of <c>obslint check</c>.</summary>
public class CheckCommandTests
{
    private const string Faulty = """
        using System.Diagnostics.Metrics;

        namespace Shop;

        internal static class Telemetry
        {
            private static readonly Meter Meter = new("Shop");
            public static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.orders.total", "{order}", "Orders.");
        }
        """;

    [Fact]
    public async Task Reports_a_finding_where_it_is_and_ends_with_1()
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library).Write("Telemetry.cs", Faulty);
        var ended = await solution.CheckAsync("--restore");
        Assert.True(ended.Code == ExitCode.Findings, ended.ToString());
        Assert.StartsWith("Telemetry.cs(8,77): warning OBS1009: ", ended.Output);
        Assert.Single(ended.Output.Trim().Split('\n'));
        // Neither the file of the settings nor those of the build are counted: a user has not written them.
        Assert.Contains("1 warning in 1 file; 1 project checked.", ended.Error);
    }

    [Fact]
    public async Task What_the_compiler_runs_for_a_project_is_looked_at_only_where_it_is_named()
    {
        const string analyzer = """<ItemGroup><ProjectReference Include="../Checks/Checks.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" /><ProjectReference Include="../Names/Names.csproj" /></ItemGroup></Project>""";
        using var solution = new TemporarySolution().WriteSolution("All.slnx", "Shop/Shop.csproj", "Checks/Checks.csproj", "Names/Names.csproj")
            .Write("Shop/Shop.csproj", TemporarySolution.Library.Replace("</Project>", analyzer)).Write("Shop/Telemetry.cs", Faulty)
            .Write("Names/Names.csproj", TemporarySolution.Library).Write("Names/Telemetry.cs", Faulty.Replace("Shop", "Names"))
            .Write("Checks/Checks.csproj", TemporarySolution.Library).Write("Checks/Telemetry.cs", Faulty.Replace("Shop", "Checks"))
            .Write("Some.slnf", """{ "solution": { "path": "All.slnx", "projects": [ "Shop\\Shop.csproj" ] } }""");
        foreach (var (entry, files) in (IEnumerable<(string, string[])>)[("Shop/Shop.csproj", ["../Names/Telemetry.cs", "Telemetry.cs"]), ("Some.slnf", ["Names/Telemetry.cs", "Shop/Telemetry.cs"]), ("All.slnx", ["Checks/Telemetry.cs", "Names/Telemetry.cs", "Shop/Telemetry.cs"])])
        {
            var ended = await solution.CheckAsync(entry, "--rule", "OBS1009");
            Assert.Equal(files.Select(Path.GetFileName), ended.Output.Trim().Split('\n').Select(static line => Path.GetFileName(line[..line.IndexOf('(')])));
            Assert.Contains($"{files.Length} warnings in {files.Length} files; {files.Length} projects checked.", ended.Error);
        }
    }

    [Fact]
    public async Task Ends_with_0_where_nothing_reaches_the_level_that_fails()
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library).Write("Telemetry.cs", Faulty);
        Assert.Equal(ExitCode.Clean, (await solution.CheckAsync("--restore", "--fail-on", "error")).Code);
        Assert.Equal(ExitCode.Clean, (await solution.CheckAsync("--fail-on", "never")).Code);
        Assert.Equal(ExitCode.Clean, (await solution.CheckAsync("--severity", "error")).Code);
        Assert.Equal(ExitCode.Clean, (await solution.CheckAsync("--rule", "OBS1003")).Code);
        Assert.Equal(ExitCode.Clean, (await solution.CheckAsync("--exclude", "**/Telemetry.cs")).Code);
    }
}
