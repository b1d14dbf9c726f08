using System.Diagnostics;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>Calls the callbacks of the program's observable instruments one after the other, on a thread of its own, so that one that hangs holds up this thread and no scrape.</summary>
internal sealed class CallbackThread : IDisposable
{
    private readonly SemaphoreSlim begin = new(0), finished = new(0);
    private readonly object deciding = new();
    private ObservableReader[] readers = [];
    private int collection, position;
    private long since;
    private bool isOver, isRunning;

    public CallbackThread() => new Thread(Run) { IsBackground = true, Name = "Runtime metrics callbacks" }.UnsafeStart();

    /// <summary>Asks these readers, from the given one on.</summary>
    public void Begin(ObservableReader[] readers, int from, int collection)
    {
        lock (deciding)
        {
            (this.readers, this.collection, position) = (readers, collection, from - 1);
            since = Stopwatch.GetTimestamp();
            isRunning = true;
        }
        begin.Release();
    }

    /// <summary>Waits until all readers have been asked, or the one that is being asked has taken as long as it may.</summary>
    /// <returns>False if the time is over.</returns>
    public ValueTask<bool> WaitAsync(TimeSpan timeout)
    {
        TimeSpan left;
        lock (deciding) left = timeout - Stopwatch.GetElapsedTime(since);
        return new(finished.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero));
    }

    /// <summary>If a reader has taken as long as it may, leaves the thread to it; the thread ends when the callback returns.</summary>
    /// <returns>The position of that reader, and another thread has to go on; null if there is none, and this one goes on.</returns>
    public int? AbandonAfter(TimeSpan timeout)
    {
        lock (deciding)
        {
            if (!isRunning || Stopwatch.GetElapsedTime(since) < timeout) return null;
            isOver = true;
            return position;
        }
    }

    public void Dispose()
    {
        lock (deciding) isOver = true;
        begin.Release();
    }

    private void Run()
    {
        while (true)
        {
            begin.Wait();
            while (TryNext() is { } reader) reader.Observe(collection);
            lock (deciding)
            {
                if (isOver) return;
                isRunning = false;
            }
            finished.Release();
        }
    }

    private ObservableReader? TryNext()
    {
        lock (deciding)
        {
            since = Stopwatch.GetTimestamp();
            while (!isOver && ++position < readers.Length)
                if (!readers[position].IsStuck) return readers[position];
            return null;
        }
    }
}
