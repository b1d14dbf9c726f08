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
        Assert.Contains("1 warning in", ended.Error);
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
