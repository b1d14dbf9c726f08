namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>The instruments whose callbacks have not returned in time. They are asked aside from the scrapes, each on a thread of its own, until one answer comes in time. For one thread at a time.</summary>
/// <param name="limit">What is in time.</param>
internal sealed class SlowCallbacks(TimeSpan limit)
{
    /// <summary>Threads that one scrape starts at most: many slow callbacks are asked in turns.</summary>
    private const int MaxStarts = 4;

    private readonly Queue<ObservableReader> waiting = new();

    public void Add(ObservableReader reader) => waiting.Enqueue(reader);

    /// <summary>Asks the next of them, and does not wait.</summary>
    public void AskSome()
    {
        var started = 0;
        for (var left = waiting.Count; left > 0 && started < MaxStarts; left--)
        {
            var reader = waiting.Dequeue();
            if (!reader.IsSlow) continue;
            waiting.Enqueue(reader);
            if (!reader.TryBeginAside()) continue;
            started++;
            new Thread(() => reader.ObserveAside(limit)) { IsBackground = true, Name = "Runtime metrics slow callback" }.UnsafeStart();
        }
    }
}
