namespace ObservabilityLint.Tool.Writing;

/// <summary>
/// The right of one run of the tool at a time to look whether files are still what they were and to put others in their place: between the two no other run may do so, or the changes of one of them would be lost without a word.
/// </summary>
internal sealed class WriteTurn : IDisposable
{
    private const string Name = "obslint-writes";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly Mutex mutex;

    private WriteTurn(Mutex mutex) => this.mutex = mutex;

    /// <summary>Waits until no other run is at it. To be ended by the thread that has taken it.</summary>
    /// <exception cref="OperationCanceledException">It was not taken.</exception>
    public static WriteTurn Take(CancellationToken cancellation)
    {
        var mutex = new Mutex(initiallyOwned: false, Name, new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
        try
        {
            // Not for both at once: outside of Windows what has a name is waited for alone.
            while (!mutex.WaitOne(BetweenLooks)) cancellation.ThrowIfCancellationRequested();
        }
        catch (AbandonedMutexException)
        {
            // A run was killed in its turn, and the turn is ours; what it left is seen when the files are compared.
        }
        catch
        {
            mutex.Dispose();
            throw;
        }
        return new WriteTurn(mutex);
    }

    public void Dispose()
    {
        mutex.ReleaseMutex();
        mutex.Dispose();
    }
}
