namespace ObservabilityLint.RuntimeMetrics.Tests.Harness;

/// <summary>Bytes that a piece of work allocates, counted on the thread that does it.</summary>
public static class Allocated
{
    /// <summary>The least of twenty calls. A call may bear what is not its own: the runtime allocates on this thread too, when it compiles code or first uses a type.</summary>
    public static long By(Action action)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
