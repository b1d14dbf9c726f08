using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Commands;

/// <summary>A baseline knows findings by what they are, not by where they stand.</summary>
public class BaselineTests
{
    private const string Before = """
        using System.Diagnostics.Metrics;
        internal static class Telemetry
        {
            private static readonly Meter Meter = new("Shop");
            public static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.Orders", "{order}", "Orders.");
            public static readonly Counter<long> Carts = Meter.CreateCounter<long>("shop.Carts", "{cart}", "Carts.");
        }
        """;

    [Fact]
    public async Task What_is_known_stays_known_when_lines_move_and_what_is_gone_is_named()
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library).Write("Telemetry.cs", Before);
        var written = await solution.CheckAsync("--restore", "--baseline", "known.json", "--update-baseline");
        Assert.True(written.Code == ExitCode.Clean, written.ToString());
        Assert.Contains("2 warnings written to known.json", written.Error);

        solution.Write("Telemetry.cs", "// A line before.\n\n" + Before.Replace("shop.Carts", "shop.carts").Replace("}\n}", """
                public static readonly Counter<long> Bills = Meter.CreateCounter<long>("shop.Bills", "{bill}", "Bills.");
            }
            """));
        solution.Write("Telemetry.cs", solution.Read("Telemetry.cs").Replace("Carts.\");", "Carts.\");\n    public static readonly Counter<long> Bills = Meter.CreateCounter<long>(\"shop.Bills\", \"{bill}\", \"Bills.\");"));
        var ended = await solution.CheckAsync("--baseline", "known.json");
        Assert.True(ended.Code == ExitCode.Findings, ended.ToString());
        var lines = ended.Output.Trim().Split('\n');
        Assert.Contains("shop.Bills", lines[0]);
        Assert.Equal("baseline: no longer found: OBS1002 Telemetry.Carts '\"shop.Carts\"'", lines[1]);
        Assert.Equal(2, lines.Length);
        Assert.Contains("1 known from the baseline", ended.Error);

        Assert.Equal(ExitCode.Clean, (await solution.CheckAsync("--baseline", "known.json", "--update-baseline")).Code);
        var after = await solution.CheckAsync("--baseline", "known.json");
        Assert.True(after is { Code: ExitCode.Clean, Output: "" }, after.ToString());
    }
}
