namespace ObservabilityLint.RuntimeMetrics.Sources.EventCounters;

/// <summary>What the runtime itself says of the EventCounters that tell increments only, in their units: their totals since the process started.</summary>
internal static class EventCounterTotals
{
    public static Dictionary<string, Func<double>> All { get; } = new(StringComparer.Ordinal)
    {
        ["gen-0-gc-count"] = static () => GC.CollectionCount(0),
        ["gen-1-gc-count"] = static () => GC.CollectionCount(1),
        ["gen-2-gc-count"] = static () => GC.CollectionCount(2),
        ["alloc-rate"] = static () => GC.GetTotalAllocatedBytes(),
        ["total-pause-time-by-gc"] = static () => GC.GetTotalPauseDuration().TotalMilliseconds,
        ["time-in-jit"] = static () => System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds,
        ["monitor-lock-contention-count"] = static () => Monitor.LockContentionCount,
        ["threadpool-completed-items-count"] = static () => ThreadPool.CompletedWorkItemCount,
    };
}
