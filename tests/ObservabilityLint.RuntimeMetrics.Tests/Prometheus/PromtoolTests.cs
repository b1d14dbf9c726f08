using System.Collections.Immutable;
using System.Text;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;
using ObservabilityLint.Tests.Harness;
using ObservabilityLint.Tests.Package;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>Prometheus's own judge of expositions, on all that the runtime and ASP.NET Core measure.</summary>
[Collection(nameof(ScrapedProgram))]
public class PromtoolTests(ScrapedProgram program)
{
    private const string CountSuffix = "non-histogram and non-summary metrics should not have \"_count\" suffix";

    /// <summary>Where promtool's taste and the official names of .NET differ: the metric, what promtool says, and why the name stays.</summary>
    private static readonly ImmutableArray<(string Metric, string Problem, string Reason)> Disagreements =
    [
        ("dotnet_assembly_count", CountSuffix, "`dotnet.assembly.count` is the name in the semantic conventions; the metric is a gauge, and no histogram `dotnet_assembly` exists that could own the suffix"),
        ("dotnet_process_cpu_count", CountSuffix, "as above, of `dotnet.process.cpu.count`"),
        ("dotnet_thread_pool_thread_count", CountSuffix, "as above, of `dotnet.thread_pool.thread.count`"),
        ("dotnet_timer_count", CountSuffix, "as above, of `dotnet.timer.count`"),
    ];

    [Fact]
    public async Task Promtool_accepts_all_but_the_official_names_that_end_in_count()
    {
        PrometheusServer.SkipIfMissing();
        Promtool.SkipIfMissing();
        var ofMeters = await Scraped.TextAsync(program.Metrics!, MetricsFormat.PrometheusText);
        foreach (var expected in (string[])["dotnet_exceptions_total", "http_server_request_duration_seconds", "http_client_active_requests", "kestrel_active_connections", "shop_orders_total", "process_start_time_seconds", "obslint_bridge_"])
            Assert.Contains("\n" + expected, ofMeters, StringComparison.Ordinal);
        Assert.Equal(Disagreements.Select(known => $"{known.Metric} {known.Problem}"), await JudgedAsync(ofMeters));
        Assert.Equal(Disagreements.Select(known => $"{known.Metric} {known.Problem}"), await JudgedAsync(await Scraped.TextAsync(program.EventSource!, MetricsFormat.PrometheusText)));
    }

    [Fact]
    public void Documentation_tells_the_disagreements()
    {
        var table = new StringBuilder("| metric | promtool says | why the name stays |\n|---|---|---|\n");
        foreach (var (metric, problem, reason) in Disagreements) table.Append($"| `{metric}` | {problem} | {reason} |\n");
        Recorded.SectionIs(Documentation.Path, "promtool", table.ToString());
    }

    /// <summary>promtool ends with 3 where it has something to say, and not with 1, which is for what it cannot read.</summary>
    private static async Task<string[]> JudgedAsync(string exposition)
    {
        var judgement = await Promtool.CheckAsync(exposition);
        Assert.True(judgement.ExitCode == 3, judgement.Output);
        return judgement.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
