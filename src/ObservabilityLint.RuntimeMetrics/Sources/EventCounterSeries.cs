using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>A series that an EventCounter feeds. Not safe for use by many threads.</summary>
internal sealed class EventCounterSeries(EventCounterReading reading, InstrumentKind kind, LatestSeries series)
{
    private double last;

    public void Show(Dictionary<string, double> values)
    {
        var value = values.GetValueOrDefault(reading.Counter);
        if (reading.Without is { } part) value -= values.GetValueOrDefault(part);
        value *= reading.Factor;
        // A collection between the reading of the two parts of a difference would make a count fall for a moment.
        if (kind == InstrumentKind.Counter) value = Math.Max(last, value);
        last = value;
        series.Set(MetricValue.Of(value));
    }
}

/// <summary>EventCounters tell increments only, from when somebody listens. These are the totals before that, where the runtime tells them, so that the sums are the runtime's own.</summary>
internal static class EventCounterTotals
{
    public static Dictionary<string, double> SoFar() => new(StringComparer.Ordinal)
    {
        ["gen-0-gc-count"] = GC.CollectionCount(0),
        ["gen-1-gc-count"] = GC.CollectionCount(1),
        ["gen-2-gc-count"] = GC.CollectionCount(2),
        ["alloc-rate"] = GC.GetTotalAllocatedBytes(),
        ["total-pause-time-by-gc"] = GC.GetTotalPauseDuration().TotalMilliseconds,
        ["time-in-jit"] = System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds,
        ["monitor-lock-contention-count"] = Monitor.LockContentionCount,
        ["threadpool-completed-items-count"] = ThreadPool.CompletedWorkItemCount,
    };
}
