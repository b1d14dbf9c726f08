using System.Collections.Immutable;

namespace ObservabilityLint.Naming;

/// <summary>A metric of the .NET runtime: how its meter declares it, and which EventCounters of older runtimes say the same.</summary>
/// <param name="Name">The instrument's name in the meter; for what only the EventSource knows, the name that the meter would give it.</param>
/// <param name="Kind">What it measures: the type under which it is exported.</param>
/// <param name="Unit">In UCUM.</param>
/// <param name="Help">The help text.</param>
/// <param name="Counters">The EventCounters that are read instead of the meter; none where no EventCounter says the same.</param>
internal sealed record RuntimeInstrument(string Name, InstrumentKind Kind, string Unit, string Help, params EventCounterReading[] Counters)
{
    /// <summary>The meter <c>System.Runtime</c> has it.</summary>
    public bool IsInMeter { get; init; } = true;

    /// <summary>Its count begins with the process, and not with the first who listens.</summary>
    public bool CountsFromStart { get; init; } = true;

    /// <summary>What the meter declares it as.</summary>
    public InstrumentKind DeclaredKind { get; init; } = Kind;

    /// <summary>The keys of its tags in the meter, separated by commas.</summary>
    public string Keys { get; init; } = "";
}

/// <summary>What an EventCounter of the EventSource <c>System.Runtime</c> says, in the units and terms of the meter.</summary>
/// <param name="Counter">The counter's name.</param>
/// <param name="Times">By which its values are multiplied to have the instrument's unit: a MB is 1,000,000 bytes here.</param>
/// <param name="Per">By which they are divided for that: a percentage is a ratio of 100. A product with 0.01 would be another number.</param>
internal sealed record EventCounterReading(string Counter, int Times = 1, int Per = 1)
{
    /// <summary>The value of the label <c>gc.heap.generation</c>; null for a metric without it.</summary>
    public string? Generation { get; init; }

    /// <summary>Another counter, whose value is part of this one's and is taken off.</summary>
    public string? Without { get; init; }
}

/// <summary>The runtime's own metrics, of the meter <c>System.Runtime</c> (since .NET 9) and the EventSource of the same name: the one table for the analyzers and the bridge.</summary>
internal static class RuntimeInstruments
{
    /// <summary>The name of the meter, and of the EventSource.</summary>
    public const string SourceName = "System.Runtime";

    /// <summary>The key of the only tag that EventCounters have in their names. So it is at run time; the documentation has <c>dotnet.</c> before it.</summary>
    public const string GenerationKey = "gc.heap.generation";

    private const int BytesOfMegabyte = 1_000_000, MillisecondsOfSecond = 1_000, PercentOfWhole = 100;

    public static ImmutableArray<RuntimeInstrument> All { get; } = ImmutableArray.Create<RuntimeInstrument>(
        new("dotnet.assembly.count", InstrumentKind.UpDownCounter, "{assembly}", "Assemblies that are loaded.", new EventCounterReading("assembly-count")),
        new("dotnet.exceptions", InstrumentKind.Counter, "{exception}", "Exceptions thrown in managed code, caught or not.", new EventCounterReading("exception-count")) { Keys = "error.type", CountsFromStart = false },
        // A collection of a generation collects the younger ones too: the meter counts it once, the EventCounters in each.
        new("dotnet.gc.collections", InstrumentKind.Counter, "{collection}", "Garbage collections, each counted for the oldest generation that it collected.",
            new EventCounterReading("gen-0-gc-count") { Generation = "gen0", Without = "gen-1-gc-count" },
            new EventCounterReading("gen-1-gc-count") { Generation = "gen1", Without = "gen-2-gc-count" },
            new EventCounterReading("gen-2-gc-count") { Generation = "gen2" }) { Keys = GenerationKey },
        new("dotnet.gc.heap.total_allocated", InstrumentKind.Counter, "By", "Bytes allocated on the managed heap since the process started.", new EventCounterReading("alloc-rate")),
        new("dotnet.gc.last_collection.heap.fragmentation.size", InstrumentKind.UpDownCounter, "By", "Free space between the objects of the managed heap after the last garbage collection.") { Keys = GenerationKey },
        new("dotnet.gc.last_collection.heap.size", InstrumentKind.UpDownCounter, "By", "Size of the managed heap, with its free space, after the last garbage collection.",
            new EventCounterReading("gen-0-size") { Generation = "gen0" },
            new EventCounterReading("gen-1-size") { Generation = "gen1" },
            new EventCounterReading("gen-2-size") { Generation = "gen2" },
            new EventCounterReading("loh-size") { Generation = "loh" },
            new EventCounterReading("poh-size") { Generation = "poh" }) { Keys = GenerationKey },
        new("dotnet.gc.last_collection.memory.committed_size", InstrumentKind.UpDownCounter, "By", "Memory that the garbage collector had committed after the last collection.", new EventCounterReading("gc-committed", Times: BytesOfMegabyte)),
        new("dotnet.gc.pause.time", InstrumentKind.Counter, "s", "Time for which garbage collections paused the program.", new EventCounterReading("total-pause-time-by-gc", Per: MillisecondsOfSecond)),
        new("dotnet.jit.compilation.time", InstrumentKind.Counter, "s", "Time spent in compiling methods at run time.", new EventCounterReading("time-in-jit", Per: MillisecondsOfSecond)),
        new("dotnet.jit.compiled_il.size", InstrumentKind.Counter, "By", "Intermediate language compiled at run time.", new EventCounterReading("il-bytes-jitted")),
        new("dotnet.jit.compiled_methods", InstrumentKind.Counter, "{method}", "Methods compiled at run time, each time that they are.", new EventCounterReading("methods-jitted-count")),
        new("dotnet.monitor.lock_contentions", InstrumentKind.Counter, "{contention}", "Times that a thread had to wait for a monitor lock.", new EventCounterReading("monitor-lock-contention-count")),
        new("dotnet.process.cpu.count", InstrumentKind.UpDownCounter, "{cpu}", "Processors that the process may use."),
        new("dotnet.process.cpu.time", InstrumentKind.Counter, "s", "Processor time that the process has used, in its own code (user) and in the kernel for it (system).") { Keys = "cpu.mode" },
        new("dotnet.process.memory.working_set", InstrumentKind.UpDownCounter, "By", "Physical memory mapped to the process.", new EventCounterReading("working-set", Times: BytesOfMegabyte)),
        // The runtime really declares these two levels as counters, against its own documentation.
        new("dotnet.thread_pool.queue.length", InstrumentKind.UpDownCounter, "{work_item}", "Work items that wait for a thread of the pool.", new EventCounterReading("threadpool-queue-length")) { DeclaredKind = InstrumentKind.Counter },
        new("dotnet.thread_pool.thread.count", InstrumentKind.UpDownCounter, "{thread}", "Threads in the pool.", new EventCounterReading("threadpool-thread-count")) { DeclaredKind = InstrumentKind.Counter },
        new("dotnet.thread_pool.work_item.count", InstrumentKind.Counter, "{work_item}", "Work items that the thread pool has completed.", new EventCounterReading("threadpool-completed-items-count")),
        new("dotnet.timer.count", InstrumentKind.UpDownCounter, "{timer}", "Timers that will fire.", new EventCounterReading("active-timer-count")),
        new("dotnet.gc.heap.gen0_budget", InstrumentKind.UpDownCounter, "By", "Bytes that may be allocated before the next collection of the youngest generation.", new EventCounterReading("gen-0-gc-budget", Times: BytesOfMegabyte)) { IsInMeter = false },
        new("dotnet.gc.heap.size", InstrumentKind.UpDownCounter, "By", "Managed memory in use, as far as it is known between collections.", new EventCounterReading("gc-heap-size", Times: BytesOfMegabyte)) { IsInMeter = false },
        new("dotnet.gc.last_collection.heap.fragmentation.ratio", InstrumentKind.Gauge, "1", "Share of the managed heap that was free space after the last garbage collection, 0 to 1.", new EventCounterReading("gc-fragmentation", Per: PercentOfWhole)) { IsInMeter = false },
        new("dotnet.gc.last_collection.pause.ratio", InstrumentKind.Gauge, "1", "Share of the time since the last but one garbage collection that the last one took, 0 to 1.", new EventCounterReading("time-in-gc", Per: PercentOfWhole)) { IsInMeter = false },
        new("dotnet.process.cpu.usage.ratio", InstrumentKind.Gauge, "1", "Share of all processors' time that the process used lately, 0 to 1.", new EventCounterReading("cpu-usage", Per: PercentOfWhole)) { IsInMeter = false });

    /// <summary>The row of a meter's instrument; null for one that a later runtime has added.</summary>
    public static RuntimeInstrument? Find(string name)
    {
        foreach (var instrument in All)
            if (instrument.IsInMeter && instrument.Name == name) return instrument;
        return null;
    }
}
