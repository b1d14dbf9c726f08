using System.Diagnostics.Tracing;
using System.Globalization;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Sources;

/// <summary>The EventSource of the running runtime.</summary>
public class EventCounterTests
{
    [Fact]
    public async Task The_table_knows_each_counter_of_the_runtime()
    {
        using var counters = new Counters();
        await counters.SeenAsync("time-in-jit");
        Assert.Equal(counters.Names.Order(StringComparer.Ordinal), RuntimeInstruments.All.SelectMany(instrument => instrument.Counters).Select(reading => reading.Counter).Order(StringComparer.Ordinal));
    }

    /// <summary>What the counter says, multiplied and divided so, is what its unit promises.</summary>
    [Fact]
    public async Task Units_are_those_that_the_table_converts_from()
    {
        using var counters = new Counters();
        await counters.SeenAsync("time-in-jit");
        foreach (var instrument in RuntimeInstruments.All)
            foreach (var reading in instrument.Counters)
                Assert.Equal((counters.UnitOf(reading.Counter), instrument.Unit, reading.Times, reading.Per), counters.UnitOf(reading.Counter) switch
                {
                    "MB" => ("MB", "By", 1_000_000, 1),
                    "ms" => ("ms", "s", 1, 1_000),
                    "%" => ("%", "1", 1, 100),
                    "B" => ("B", "By", 1, 1),
                    var unit => (unit, instrument.Unit, 1, 1),
                });
    }

    [Fact]
    public async Task All_rows_are_exposed_with_the_runtimes_own_values()
    {
        GC.Collect(1);
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.EventSource });
        var lines = await UntilAsync(metrics, "dotnet_jit_compiled_methods_total");
        foreach (var instrument in RuntimeInstruments.All.Where(instrument => instrument.Counters.Length > 0))
        {
            var name = PrometheusTranslation.Export(instrument.Name, instrument.Unit, instrument.Kind);
            Assert.Contains($"# TYPE {name} {(instrument.Kind == InstrumentKind.Counter ? "counter" : "gauge")}", lines);
            Assert.Equal(instrument.Counters.Length, lines.Count(line => line.StartsWith(name + " ", StringComparison.Ordinal) || line.StartsWith(name + "{", StringComparison.Ordinal)));
        }
        Assert.InRange(Value("dotnet_process_memory_working_set_bytes"), 10e6, 10e9);
        Assert.InRange(Value("dotnet_process_cpu_usage_ratio"), 0, 1);
        Assert.InRange(Value("dotnet_gc_last_collection_heap_fragmentation_ratio"), 0, 1);
        Assert.InRange(Value("dotnet_jit_compilation_time_seconds_total"), 0.001, System.Runtime.JitInfo.GetCompilationTime().TotalSeconds);
        Assert.InRange(Value("dotnet_gc_heap_total_allocated_bytes_total"), 100_000, GC.GetTotalAllocatedBytes());
        Assert.InRange(Value("dotnet_jit_compiled_methods_total"), 100, System.Runtime.JitInfo.GetCompiledMethodCount());

        double Value(string series) => double.Parse(lines.Single(line => line.StartsWith(series + " ", StringComparison.Ordinal))[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>The counters of all sources come to all listeners, once anyone listens to them.</summary>
    [Fact]
    public async Task Counters_of_the_same_name_of_another_source_are_not_the_runtimes()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.EventSource, EventCounters = { "Not-The-Runtime" } });
        using var source = new EventSource("Not-The-Runtime");
        using var counter = new PollingCounter("assembly-count", source, () => -7);
        await UntilAsync(metrics, "not_the_runtime_assembly_count -7");
        await UntilAsync(metrics, "dotnet_jit_compiled_methods_total");
        Assert.True(await Scraped.ValueAsync(metrics, "dotnet_assembly_count") > 0);
    }

    [Fact]
    public async Task Collections_are_counted_for_their_oldest_generation()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.EventSource });
        var before = GC.CollectionCount(2);
        GC.Collect(2);
        for (var gen2 = 0.0; gen2 <= before; await Task.Delay(50, TestContext.Current.CancellationToken)) gen2 = await Scraped.ValueAsync(metrics, "dotnet_gc_collections_total{gc_heap_generation=\"gen2\"}");
        // Other tests collect too: what was told before, and is now, is around the truth.
        Assert.InRange(await Scraped.ValueAsync(metrics, "dotnet_gc_collections_total{gc_heap_generation=\"gen0\"}"), 0, GC.CollectionCount(0) - before);
    }

    [Fact]
    public async Task Both_sources_together_have_what_only_one_of_them_knows()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.Both });
        var lines = await UntilAsync(metrics, "dotnet_gc_last_collection_pause_ratio");
        foreach (var instrument in RuntimeInstruments.All.Where(instrument => instrument.Name != "dotnet.exceptions"))
        {
            var name = PrometheusTranslation.Export(instrument.Name, instrument.Unit, instrument.Kind);
            Assert.Single(lines, line => line.StartsWith($"# TYPE {name} ", StringComparison.Ordinal));
        }
    }

    private static async Task<string[]> UntilAsync(RuntimeMetricsBridge metrics, string name)
    {
        while (true)
        {
            var lines = await Scraped.LinesAsync(metrics, MetricsFormat.PrometheusText);
            if (lines.Any(line => line.StartsWith(name, StringComparison.Ordinal))) return lines;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Listens itself to what the runtime says.</summary>
    private sealed class Counters : EventListener
    {
        private readonly Dictionary<string, string> units = [];

        public string[] Names
        {
            get
            {
                lock (units) return [.. units.Keys];
            }
        }

        public string UnitOf(string counter)
        {
            lock (units) return units[counter];
        }

        public async Task SeenAsync(string last)
        {
            while (!Names.Contains(last)) await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Runtime") EnableEvents(eventSource, EventLevel.Critical, EventKeywords.None, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = "1" });
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            // The counters of all sources come to all listeners.
            if (eventData is not { EventSource.Name: "System.Runtime", EventName: "EventCounters", Payload: [IDictionary<string, object?> told] }) return;
            lock (units) units[(string)told["Name"]!] = told.TryGetValue("DisplayUnits", out var unit) ? (string)unit! : "";
        }
    }
}
