using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Sources.Processes;

/// <summary>What the meter <c>System.Runtime</c> has and the EventSource has not, asked of the runtime itself: .NET 8 has no such meter. For one thread at a time.</summary>
internal sealed class RuntimeGaps(ProcessReader process)
{
    private static readonly string[] Generations = ["gen0", "gen1", "gen2", "loh", "poh"];

    private TimeSpan pausedAt = TimeSpan.MinValue;
    private GCMemoryInfo lastCollection;

    /// <exception cref="InvalidOperationException">The table of the runtime's metrics has a row that nobody reads.</exception>
    public IEnumerable<RuntimeReading> ReadingsOf(RuntimeInstrument row) => row.Name switch
    {
        "dotnet.process.cpu.count" => [new(null, static () => Environment.ProcessorCount)],
        "dotnet.process.cpu.time" => [new("user", () => process.UserSeconds), new("system", () => process.SystemSeconds)],
        "dotnet.gc.last_collection.heap.fragmentation.size" => Generations.Select((name, generation) => new RuntimeReading(name, () => FragmentationOf(generation))),
        _ => throw new InvalidOperationException($"Nobody reads {row.Name}."),
    };

    /// <summary>To ask for it allocates, so that it is asked for only after a collection, which has then paused the program.</summary>
    private double FragmentationOf(int generation)
    {
        if (GC.GetTotalPauseDuration() is var paused && paused != pausedAt) (pausedAt, lastCollection) = (paused, GC.GetGCMemoryInfo(GCKind.Any));
        return lastCollection.Index == 0 ? 0 : lastCollection.GenerationInfo[generation].FragmentationAfterBytes;
    }
}
