using System.Runtime.CompilerServices;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>Collects from all observable instruments, once for each scrape. Scrapes that come together collect in turns.</summary>
internal sealed class Observations(FamilyRegistry registry, BridgeSettings settings, BridgeTelemetry telemetry) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly object changing = new();
    private ObservableReader[] runtimes = [], programs = [];
    private CallbackThread? thread;
    private bool isDisposed;
    private int collection;

    /// <param name="reader">Asks the instrument.</param>
    /// <param name="isRuntimes">The runtime's own callbacks are known to return: they are called without a change of thread.</param>
    public void Add(ObservableReader reader, bool isRuntimes)
    {
        lock (changing)
        {
            if (isDisposed) reader.Dispose();
            else if (isRuntimes) Volatile.Write(ref runtimes, [.. runtimes, reader]);
            else Volatile.Write(ref programs, [.. programs, reader]);
        }
    }

    public void Remove(ObservableReader reader)
    {
        lock (changing)
        {
            Volatile.Write(ref runtimes, Array.FindAll(runtimes, other => other != reader));
            Volatile.Write(ref programs, Array.FindAll(programs, other => other != reader));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask CollectAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            collection++;
            foreach (var reader in Volatile.Read(ref runtimes)) reader.Observe(collection);
            await AskProgramAsync(Volatile.Read(ref programs)).ConfigureAwait(false);
            registry.RemoveRetired();
            Show();
        }
        finally
        {
            if (Volatile.Read(ref isDisposed)) thread?.Dispose();
            turn.Release();
        }
    }

    public void Dispose()
    {
        ObservableReader[] all;
        lock (changing)
        {
            Volatile.Write(ref isDisposed, true);
            all = [.. runtimes, .. programs];
            runtimes = programs = [];
        }
        foreach (var reader in all) reader.Dispose();
        // A collection that runs ends its thread itself, and one that comes has nobody to ask.
        if (!turn.Wait(0)) return;
        thread?.Dispose();
        turn.Release();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AskProgramAsync(ObservableReader[] readers)
    {
        var next = 0;
        while (next < readers.Length && !Volatile.Read(ref isDisposed))
        {
            var asking = thread ??= new CallbackThread();
            asking.Begin(readers, next, collection);
            int? stuck;
            do
            {
                if (await asking.WaitAsync(settings.CallbackTimeout).ConfigureAwait(false)) return;
                stuck = asking.AbandonAfter(settings.CallbackTimeout);
            }
            while (stuck is null);
            thread = null;
            if (stuck < readers.Length) readers[stuck.Value].GiveUp(settings.CallbackTimeout);
            next = stuck.Value + 1;
        }
    }

    private void Show()
    {
        var now = settings.TimeProvider.GetUtcNow();
        foreach (var family in registry.Families)
        {
            if (family.Source.Feed != Feed.Observed) continue;
            var rejected = family.Show(collection, now);
            if (rejected > 0) telemetry.Rejected(family, "not_a_count", rejected);
        }
    }
}
