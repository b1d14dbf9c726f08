namespace ObservabilityLint.Tool.Writing;

/// <summary>
/// The right of one run of the tool at a time to look whether files are still what they were and to put others in their place: between the two no other run may do so, or the changes of one of them would be lost without a word.
/// </summary>
internal sealed class WriteTurn : IDisposable
{
    private const string Name = "obslint-writes";

    private readonly Mutex mutex;

    private WriteTurn(Mutex mutex) => this.mutex = mutex;

    /// <summary>Waits until no other run is at it. To be ended by the thread that has taken it.</summary>
    /// <exception cref="OperationCanceledException">It was not taken.</exception>
    public static WriteTurn Take(CancellationToken cancellation)
    {
        var mutex = new Mutex(initiallyOwned: false, Name, new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
        try
        {
            if (WaitHandle.WaitAny([mutex, cancellation.WaitHandle]) == 0) return new WriteTurn(mutex);
        }
        catch (AbandonedMutexException)
        {
            // A run was killed in its turn; what it left is seen when the files are compared.
            return new WriteTurn(mutex);
        }
        mutex.Dispose();
        throw new OperationCanceledException(cancellation);
    }

    public void Dispose()
    {
        mutex.ReleaseMutex();
        mutex.Dispose();
    }
}
