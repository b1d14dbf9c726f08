using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using ObservabilityLint.RuntimeMetrics.Sources.Processes;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Sources;

/// <summary>The metrics that every Prometheus client library has of its process, compared with what .NET and the system say.</summary>
[Collection(nameof(Alone))]
public class ProcessMetricsTests
{
    [Fact]
    public async Task Have_the_names_types_and_units_of_the_client_libraries()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        var lines = await Scraped.LinesAsync(metrics, MetricsFormat.PrometheusText);
        string[] expected = OperatingSystem.IsLinux()
            ? ["process_cpu_seconds_total counter", "process_max_fds gauge", "process_open_fds gauge", "process_private_memory_bytes gauge", "process_resident_memory_bytes gauge", "process_start_time_seconds gauge", "process_threads gauge", "process_virtual_memory_bytes gauge"]
            : ["process_cpu_seconds_total counter", "process_private_memory_bytes gauge", "process_resident_memory_bytes gauge", "process_start_time_seconds gauge", "process_threads gauge", "process_virtual_memory_bytes gauge"];
        Assert.Equal(expected.Select(metric => "# TYPE " + metric), lines.Where(line => line.StartsWith("# TYPE process_", StringComparison.Ordinal) && (OperatingSystem.IsLinux() || !line.Contains("handles", StringComparison.Ordinal))));
        Assert.Contains("# UNIT process_start_time_seconds seconds", await Scraped.LinesAsync(metrics));
    }

    [Fact]
    public async Task Say_what_the_system_says()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        using var process = Process.GetCurrentProcess();
        Assert.Equal(new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0, await ValueAsync("process_start_time_seconds"), 0.02);
        var before = process.TotalProcessorTime;
        var used = await ValueAsync("process_cpu_seconds_total");
        process.Refresh();
        Assert.InRange(used, before.TotalSeconds - 0.05, process.TotalProcessorTime.TotalSeconds + 0.05);
        // Threads come and go, and memory is taken and given back.
        Assert.InRange(await ValueAsync("process_threads"), process.Threads.Count / 2, process.Threads.Count * 2);
        Assert.InRange(await ValueAsync("process_resident_memory_bytes"), process.WorkingSet64 / 2, process.WorkingSet64 * 2);
        Assert.InRange(await ValueAsync("process_private_memory_bytes"), process.PrivateMemorySize64 / 2, process.PrivateMemorySize64 * 2);
        Assert.InRange(await ValueAsync("process_virtual_memory_bytes"), process.VirtualMemorySize64 / 2, process.VirtualMemorySize64 * 2);

        Task<double> ValueAsync(string series) => Scraped.ValueAsync(metrics, series);
    }

    [Fact]
    public async Task Descriptors_that_are_opened_are_counted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has descriptors to count here.");
        using var metrics = RuntimeMetricsBridge.Start();
        var limit = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        Assert.Equal(double.Parse(limit, CultureInfo.InvariantCulture), await Scraped.ValueAsync(metrics, "process_max_fds"));
        var before = await Scraped.ValueAsync(metrics, "process_open_fds");
        var sockets = Enumerable.Range(0, 500).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToList();
        var after = await Scraped.ValueAsync(metrics, "process_open_fds");
        sockets.ForEach(socket => socket.Dispose());
        // What earlier tests have left behind may still close some.
        Assert.InRange(after - before, 450, 550);
        Assert.InRange(before, 1, Directory.GetFiles("/proc/self/fd").Length + 50);
    }

    /// <summary>Whatever the system tells in one go is what a list would show.</summary>
    [Fact]
    public void Descriptors_are_as_many_as_a_list_shows()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has descriptors to count here.");
        var count = new DescriptorCount().Count();
        // The list has one more of its own, and what earlier tests have left behind may close some.
        Assert.InRange(count, Directory.GetFiles("/proc/self/fd").Length - 50, Directory.GetFiles("/proc/self/fd").Length + 50);
    }

    [Fact]
    public async Task Are_as_new_as_the_scrape()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        var before = await Scraped.ValueAsync(metrics, "process_cpu_seconds_total");
        var clock = Stopwatch.StartNew();
        while (clock.ElapsedMilliseconds < 200) Thread.SpinWait(1000);
        Assert.True(await Scraped.ValueAsync(metrics, "process_cpu_seconds_total") > before);
    }

    [Fact]
    public async Task Can_be_left_out_all_or_some_of_them()
    {
        using var none = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { ProcessMetrics = false });
        Assert.Empty(await Scraped.SamplesAsync(none, "process_"));
        using var some = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Views = { new MetricView("process_*", "process") { Drop = true }, new MetricView("process_start_time") { Drop = false } } });
        Assert.Matches("^process_start_time_seconds 1", Assert.Single(await Scraped.SamplesAsync(some, "process_")));
    }

    [Fact]
    public async Task Give_way_to_a_metric_of_the_program_that_was_there_before()
    {
        using var meter = new System.Diagnostics.Metrics.Meter("Own.Process");
        meter.CreateObservableGauge("process_threads", () => 7);
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { "Own.Process" } });
        Assert.Equal(7, await Scraped.ValueAsync(metrics, "process_threads"));
        Assert.Contains(await Scraped.SamplesAsync(metrics, "obslint_bridge_dropped_instruments{"), line => line.Contains("process_threads", StringComparison.Ordinal) && line.EndsWith(" 1", StringComparison.Ordinal));
    }
}
