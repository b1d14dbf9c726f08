using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>What the runtime itself says of a series of the bridge.</summary>
/// <param name="Series">The series, as <see cref="StoredSeries.Key"/> names it.</param>
/// <param name="Read">Asks the runtime.</param>
/// <param name="Slack">By how much what is asked at two moments may differ, where the value goes up and down.</param>
internal sealed record RuntimeReading(string Series, Func<double> Read, double Slack = 0)
{
    /// <summary>The value changes with a garbage collection, and only then.</summary>
    public bool IsOfLastCollection { get; init; }

    public bool IsCounter => Series.Contains("_total", StringComparison.Ordinal);
}

/// <summary>All of them, asked at one moment.</summary>
/// <param name="Values">In the order of <see cref="RuntimeReadings.All"/>.</param>
/// <param name="Collection">The number of the last garbage collection.</param>
internal sealed record RuntimeSnapshot(ImmutableArray<double> Values, long Collection);

/// <summary>The runtime's own numbers, by its public interfaces and not by its metrics.</summary>
internal static class RuntimeReadings
{
    private static readonly string[] Generations = ["gen0", "gen1", "gen2", "loh", "poh"];

    public static ImmutableArray<RuntimeReading> All { get; } =
    [
        new("dotnet_assembly_count", () => AppDomain.CurrentDomain.GetAssemblies().Length),
        new("""dotnet_exceptions_total{error_type="TeapotException"}""", () => TeapotException.Thrown),
        new("""dotnet_gc_collections_total{gc_heap_generation="gen0"}""", () => CollectionsOf(0)),
        new("""dotnet_gc_collections_total{gc_heap_generation="gen1"}""", () => CollectionsOf(1)),
        new("""dotnet_gc_collections_total{gc_heap_generation="gen2"}""", () => GC.CollectionCount(2)),
        new("dotnet_gc_heap_total_allocated_bytes_total", () => GC.GetTotalAllocatedBytes()),
        .. OfGenerations("dotnet_gc_last_collection_heap_fragmentation_size_bytes", generation => generation.FragmentationAfterBytes),
        .. OfGenerations("dotnet_gc_last_collection_heap_size_bytes", generation => generation.SizeAfterBytes),
        new("dotnet_gc_last_collection_memory_committed_size_bytes", () => GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes) { IsOfLastCollection = true },
        new("dotnet_gc_pause_time_seconds_total", () => GC.GetTotalPauseDuration().TotalSeconds),
        new("dotnet_jit_compilation_time_seconds_total", () => JitInfo.GetCompilationTime().TotalSeconds),
        new("dotnet_jit_compiled_il_size_bytes_total", () => JitInfo.GetCompiledILBytes()),
        new("dotnet_jit_compiled_methods_total", () => JitInfo.GetCompiledMethodCount()),
        new("dotnet_monitor_lock_contentions_total", () => Monitor.LockContentionCount),
        new("dotnet_process_cpu_count", () => Environment.ProcessorCount),
        new("""dotnet_process_cpu_time_seconds_total{cpu_mode="system"}""", () => Environment.CpuUsage.PrivilegedTime.TotalSeconds),
        new("""dotnet_process_cpu_time_seconds_total{cpu_mode="user"}""", () => Environment.CpuUsage.UserTime.TotalSeconds),
        // Linux counts pages by thread, and adds them up late.
        new("dotnet_process_memory_working_set_bytes", WorkingSet, Slack: 16e6),
        new("dotnet_thread_pool_queue_length", () => ThreadPool.PendingWorkItemCount, Slack: 5),
        new("dotnet_thread_pool_thread_count", () => ThreadPool.ThreadCount, Slack: 3),
        new("dotnet_thread_pool_work_item_count_total", () => ThreadPool.CompletedWorkItemCount),
        new("dotnet_timer_count", () => Timer.ActiveCount, Slack: 5),
    ];

    public static RuntimeSnapshot Take() => new([.. All.Select(reading => reading.Read())], GC.GetGCMemoryInfo(GCKind.Any).Index);

    /// <summary>The runtime counts a collection for the oldest generation that it collected, and its interface for each.</summary>
    private static double CollectionsOf(int generation)
    {
        while (true)
        {
            var all = GC.CollectionCount(generation);
            var older = GC.CollectionCount(generation + 1);
            if (GC.CollectionCount(generation) == all) return all - older;
        }
    }

    private static IEnumerable<RuntimeReading> OfGenerations(string metric, Func<GCGenerationInfo, double> value)
        => Generations.Select((name, index) => new RuntimeReading($$"""{{metric}}{gc_heap_generation="{{name}}"}""", () => value(GC.GetGCMemoryInfo(GCKind.Any).GenerationInfo[index])) { IsOfLastCollection = true });

    private static double WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}

/// <summary>Thrown by nobody else, so that its count is known.</summary>
internal sealed class TeapotException : Exception
{
    private static int thrown;

    public static int Thrown => Volatile.Read(ref thrown);

    public static void ThrowAndCatch()
    {
        Interlocked.Increment(ref thrown);
        try
        {
            throw new TeapotException();
        }
        catch (TeapotException)
        {
        }
    }
}
