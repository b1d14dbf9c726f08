using System.Collections.Immutable;
using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>What Prometheus stores of the EventSource <c>System.Runtime</c> is what it told, in the units of the meter.</summary>
[Collection(nameof(ScrapedProgram))]
public class EventCounterTests(ScrapedProgram program)
{
    /// <summary>Levels: the series, the EventCounter, and by what its value is multiplied.</summary>
    private static readonly ImmutableArray<(string Series, string Counter, double Factor)> Levels =
    [
        ("dotnet_assembly_count", "assembly-count", 1),
        ("dotnet_gc_heap_gen0_budget_bytes", "gen-0-gc-budget", 1_000_000),
        ("dotnet_gc_heap_size_bytes", "gc-heap-size", 1_000_000),
        ("dotnet_gc_last_collection_heap_fragmentation_ratio", "gc-fragmentation", 0.01),
        ("""dotnet_gc_last_collection_heap_size_bytes{gc_heap_generation="gen0"}""", "gen-0-size", 1),
        ("""dotnet_gc_last_collection_heap_size_bytes{gc_heap_generation="gen1"}""", "gen-1-size", 1),
        ("""dotnet_gc_last_collection_heap_size_bytes{gc_heap_generation="gen2"}""", "gen-2-size", 1),
        ("""dotnet_gc_last_collection_heap_size_bytes{gc_heap_generation="loh"}""", "loh-size", 1),
        ("""dotnet_gc_last_collection_heap_size_bytes{gc_heap_generation="poh"}""", "poh-size", 1),
        ("dotnet_gc_last_collection_memory_committed_size_bytes", "gc-committed", 1_000_000),
        ("dotnet_gc_last_collection_pause_ratio", "time-in-gc", 0.01),
        ("dotnet_jit_compiled_il_size_bytes_total", "il-bytes-jitted", 1),
        ("dotnet_jit_compiled_methods_total", "methods-jitted-count", 1),
        ("dotnet_process_cpu_usage_ratio", "cpu-usage", 0.01),
        ("dotnet_process_memory_working_set_bytes", "working-set", 1_000_000),
        ("dotnet_thread_pool_queue_length", "threadpool-queue-length", 1),
        ("dotnet_thread_pool_thread_count", "threadpool-thread-count", 1),
        ("dotnet_timer_count", "active-timer-count", 1),
    ];

    /// <summary>What the EventSource tells in increments, and the bridge adds up.</summary>
    private static readonly ImmutableArray<string> Totals =
    [
        """dotnet_exceptions_total""",
        """dotnet_gc_collections_total{gc_heap_generation="gen0"}""",
        """dotnet_gc_collections_total{gc_heap_generation="gen1"}""",
        """dotnet_gc_collections_total{gc_heap_generation="gen2"}""",
        "dotnet_gc_heap_total_allocated_bytes_total",
        "dotnet_gc_pause_time_seconds_total",
        "dotnet_jit_compilation_time_seconds_total",
        "dotnet_monitor_lock_contentions_total",
        "dotnet_thread_pool_work_item_count_total",
    ];

    /// <summary>What the EventSource does not tell, and the bridge asks of the runtime.</summary>
    private static readonly ImmutableArray<string> Gaps =
    [
        .. ((string[])["gen0", "gen1", "gen2", "loh", "poh"]).Select(generation => $"dotnet_gc_last_collection_heap_fragmentation_size_bytes{{gc_heap_generation=\"{generation}\"}}"),
        "dotnet_process_cpu_count",
        """dotnet_process_cpu_time_seconds_total{cpu_mode="system"}""",
        """dotnet_process_cpu_time_seconds_total{cpu_mode="user"}""",
    ];

    [Fact]
    public async Task Every_counter_of_the_table_is_there_and_compared()
    {
        var stored = await ValuesAsync();
        Assert.Equal(Levels.Select(level => level.Series).Concat(Totals).Concat(Gaps).Order(StringComparer.Ordinal), stored.Keys.Where(series => series.StartsWith("dotnet_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            RuntimeInstruments.All.Select(RuntimeNames.SeriesOf).Order(StringComparer.Ordinal),
            stored.Keys.Select(series => series.Split('{')[0]).Where(name => name.StartsWith("dotnet_", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Metadata_tells_the_types_and_units_of_the_meter()
    {
        var metadata = await program.Prometheus.MetadataAsync("eventsource");
        foreach (var row in RuntimeInstruments.All)
            Assert.Contains(new StoredMetadata(RuntimeNames.FamilyOf(row), RuntimeNames.TypeOf(row), RuntimeNames.UnitOf(row), row.Help), metadata);
    }

    /// <summary>Another listener has heard what the EventCounters told: each value must be one of those, in the other unit.</summary>
    [Fact]
    public async Task Levels_are_what_was_told_in_other_units()
        => await Eventually.HoldsAsync(async () =>
        {
            var stored = await ValuesAsync();
            foreach (var (series, counter, factor) in Levels)
            {
                if (!stored.TryGetValue(series, out var value)) return $"There is no {series}.";
                if (!program.Ticks.LevelsOf(counter).Any(told => Math.Abs(told * factor - value) <= 1e-9 * value)) return $"{series} is {value}, but {counter} told {string.Join(", ", program.Ticks.LevelsOf(counter))}.";
            }
            return null;
        });

    /// <summary>By other means than EventCounters: a wrong factor would be off by powers of ten. They are some seconds old, so it is enough that they agree at one time.</summary>
    [Fact]
    public async Task Levels_agree_with_the_runtime()
    {
        foreach (var reading in RuntimeReadings.All.Where(reading => !reading.IsCounter && Levels.Any(level => level.Series == reading.Series)))
            await Eventually.HoldsAsync(async () =>
            {
                var own = reading.Read();
                var value = (await ValuesAsync()).GetValueOrDefault(reading.Series, double.NaN);
                // Sizes in MB are whole.
                return Math.Abs(value - own) <= Math.Max(reading.Slack, 1_000_000) ? null : $"{reading.Series} is {value}, and the runtime says {own}.";
            });
    }

    /// <summary>So that the dashboard has no empty panel with .NET 8, which has no meter.</summary>
    [Fact]
    public async Task What_the_EventSource_does_not_tell_agrees_with_the_runtime()
    {
        foreach (var reading in RuntimeReadings.All.Where(reading => Gaps.Contains(reading.Series)))
        {
            using var history = new ReadingHistory(reading);
            await Eventually.HoldsAsync(async () =>
            {
                var value = (await ValuesAsync()).GetValueOrDefault(reading.Series, double.NaN);
                var now = reading.Read();
                // Processor time is some seconds old.
                return (reading.IsCounter ? value > 0 && value <= now + 0.05 : history.Has(value)) ? null : $"{reading.Series} is {value}, and the runtime says {now}.";
            });
        }
    }

    [Fact]
    public async Task Ratios_are_between_0_and_1()
    {
        var ratios = await program.Prometheus.StoredAsync("{job=\"eventsource\",__name__=~\".+_ratio\"}");
        Assert.Equal(3, ratios.Length);
        Assert.All(ratios, ratio =>
        {
            Assert.All(ratio.Points, point => Assert.InRange(point.Value, 0, 1));
            Assert.Contains(ratio.Points, point => point.Value > 0.01);
        });
    }

    /// <summary>They lag behind by some seconds, but never say more than was, and in the end all of it.</summary>
    [Fact]
    public async Task Totals_are_those_of_the_runtime()
    {
        var readings = RuntimeReadings.All.Where(reading => Totals.Contains(reading.Series)).ToList();
        var before = readings.Select(reading => reading.Read()).ToList();
        await Eventually.HoldsAsync(async () =>
        {
            var values = await ValuesAsync();
            var after = readings.Select(reading => reading.Read()).ToList();
            for (var i = 0; i < readings.Count; i++)
            {
                var value = values.GetValueOrDefault(readings[i].Series, double.NaN);
                // Sums of parts of a second are rounded.
                Assert.False(value > after[i] * (1 + 1e-9), $"{readings[i].Series} is {value}, but the runtime says {after[i]}.");
                if (!(value >= before[i] * (1 - 1e-9))) return $"{readings[i].Series} is {value}, but the runtime said {before[i]}.";
            }
            return null;
        });
    }

    [Fact]
    public async Task Exceptions_are_counted_from_the_start_of_the_bridge()
    {
        var thrown = TeapotException.Thrown;
        await Eventually.HoldsAsync(async () => (await ValuesAsync()).GetValueOrDefault("dotnet_exceptions_total", double.NaN) is var value && value >= thrown ? null : $"{value} exceptions, but {thrown} were thrown.");
    }

    private async Task<Dictionary<string, double>> ValuesAsync()
        => (await program.Prometheus.StoredAsync("{job=\"eventsource\"}")).ToDictionary(series => series.Key, series => series.Value, StringComparer.Ordinal);
}
