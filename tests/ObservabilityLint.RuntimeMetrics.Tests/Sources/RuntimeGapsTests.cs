using System.Globalization;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Sources;

/// <summary>Where the EventSource is all there is, as with .NET 8, the rest of the meter's metrics comes from the runtime itself.</summary>
[Collection(nameof(Alone))]
public class RuntimeGapsTests
{
    private static readonly RuntimeMetricsOptions EventSource = new() { RuntimeSource = RuntimeSource.EventSource };

    [Fact]
    public async Task Processor_time_and_count_are_there()
    {
        using var metrics = RuntimeMetricsBridge.Start(EventSource);
        Assert.Equal(Environment.ProcessorCount, await Scraped.ValueAsync(metrics, "dotnet_process_cpu_count"));
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var (user, system) = (process.UserProcessorTime.TotalSeconds, process.PrivilegedProcessorTime.TotalSeconds);
        Assert.InRange(await Scraped.ValueAsync(metrics, "dotnet_process_cpu_time_seconds_total{cpu_mode=\"user\"}"), user - 0.05, user + 60);
        Assert.InRange(await Scraped.ValueAsync(metrics, "dotnet_process_cpu_time_seconds_total{cpu_mode=\"system\"}"), system - 0.05, system + 60);
    }

    [Fact]
    public async Task Fragmentation_is_that_of_the_last_collection()
    {
        using var metrics = RuntimeMetricsBridge.Start(EventSource);
        // The runtime collects by itself too: it is enough that one scrape has no collection around it.
        for (var attempt = 0; attempt < 100; attempt++)
        {
            GC.Collect();
            var before = GC.GetGCMemoryInfo(GCKind.Any);
            var lines = await Scraped.SamplesAsync(metrics, "dotnet_gc_last_collection_heap_fragmentation_size_bytes{");
            if (GC.GetGCMemoryInfo(GCKind.Any).Index != before.Index) continue;
            Assert.Equal(
                ((string[])["gen0", "gen1", "gen2", "loh", "poh"]).Select((name, index) => string.Create(CultureInfo.InvariantCulture, $"dotnet_gc_last_collection_heap_fragmentation_size_bytes{{gc_heap_generation=\"{name}\"}} {before.GenerationInfo[index].FragmentationAfterBytes}")),
                lines);
            return;
        }
        Assert.Fail("The runtime collected all the time.");
    }

    [Fact]
    public async Task Both_sources_have_them_once_and_from_the_meter()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.Both });
        Assert.Equal(2, (await Scraped.SamplesAsync(metrics, "dotnet_process_cpu_time_seconds_total{")).Length);
        Assert.DoesNotContain(await Scraped.SamplesAsync(metrics, "obslint_bridge_dropped_instruments{"), line => line.EndsWith(" 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Labels_that_a_view_takes_away_leave_the_sum()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.EventSource, Views = { new MetricView("dotnet.process.cpu.time") { KeepTags = [] } } });
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Assert.InRange(await Scraped.ValueAsync(metrics, "dotnet_process_cpu_time_seconds_total"), process.TotalProcessorTime.TotalSeconds - 0.1, process.TotalProcessorTime.TotalSeconds + 60);
    }
}
