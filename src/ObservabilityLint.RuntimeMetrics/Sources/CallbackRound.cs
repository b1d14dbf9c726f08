namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>The callbacks of one collection, each asked once, by as many threads as take part. An instrument that is asked aside is left out.</summary>
/// <param name="readers">Whom to ask.</param>
/// <param name="from">Who comes first; after the last comes the first of the list.</param>
/// <param name="collection">The number of the collection.</param>
internal sealed class CallbackRound(ObservableReader[] readers, int from, int collection)
{
    private readonly SemaphoreSlim finished = new(0);
    private int taken, done;

    /// <summary>Asks until nobody is left.</summary>
    /// <returns>True to the thread with whose last answer all are there.</returns>
    public bool Ask()
    {
        var isLast = false;
        while (Interlocked.Increment(ref taken) is var next && next <= readers.Length)
        {
            At(next - 1).Observe(collection);
            isLast |= Interlocked.Increment(ref done) == readers.Length;
        }
        return isLast;
    }

    /// <summary>All answers are there.</summary>
    public void Finish() => finished.Release();

    /// <returns>False if the time is over.</returns>
    public Task<bool> WaitAsync(TimeSpan timeout) => finished.WaitAsync(timeout);

    /// <summary>From now on nobody is asked any more.</summary>
    /// <returns>How many were.</returns>
    public int Close() => Math.Min(Interlocked.Exchange(ref taken, readers.Length), readers.Length);

    /// <summary>The reader in this place of the order.</summary>
    public ObservableReader At(int place) => readers[(from + place) % readers.Length];
}
