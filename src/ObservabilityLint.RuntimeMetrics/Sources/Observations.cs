using System.Diagnostics;
using System.Runtime.CompilerServices;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;
using ObservabilityLint.RuntimeMetrics.Sources.Processes;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>
/// Collects from all observable instruments, once for each scrape; scrapes that wait for the same turn share it. All callbacks of a collection together have one budget of time:
/// they are asked one after the other, and the longer that takes, by the more threads. Who has not answered in time is left out, and asked aside from then on.
/// </summary>
internal sealed class Observations(FamilyRegistry registry, SystemReadings readings, BridgeSettings settings, BridgeTelemetry telemetry) : IDisposable
{
    /// <summary>So often in the time of a collection another thread begins to help.</summary>
    private const int Helpers = 10;

    private readonly SemaphoreSlim turn = new(1);
    private readonly object changing = new();
    private readonly LinkedList<ObservableReader> runtimes = new(), programs = new();
    private readonly CallbackThreads threads = new();
    private readonly SlowCallbacks slow = new(settings.CallbackTimeout);
    private ObservableReader[]? runtimesNow, programsNow;
    private bool isDisposed;
    private int collection, first;

    /// <summary>What is wrong with callbacks as of the last collection, each in words.</summary>
    public IReadOnlyList<string> Troubles
    {
        get
        {
            lock (changing) return [.. runtimes.Concat(programs).Select(reader => reader.Trouble).OfType<string>()];
        }
    }

    /// <param name="reader">Asks the instrument.</param>
    /// <param name="isRuntimes">The runtime's own callbacks are known to return: they are called without a change of thread.</param>
    public void Add(ObservableReader reader, bool isRuntimes)
    {
        lock (changing)
        {
            if (isDisposed)
            {
                reader.Dispose();
                return;
            }
            (runtimesNow, programsNow) = (null, null);
            reader.Place = (isRuntimes ? runtimes : programs).AddLast(reader);
        }
    }

    public void Remove(ObservableReader reader)
    {
        lock (changing)
        {
            (runtimesNow, programsNow) = (null, null);
            if (reader.Place is { List: { } list } place) list.Remove(place);
        }
    }

    /// <summary>Collects, or finds that another scrape has since this one came.</summary>
    /// <param name="budget">How long callbacks are waited for.</param>
    /// <param name="cancellationToken">Gives up the waiting for a turn.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask CollectAsync(TimeSpan budget, CancellationToken cancellationToken)
    {
        var last = Volatile.Read(ref collection);
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (collection != last) return;
            Volatile.Write(ref collection, last + 1);
            ReadSystem();
            foreach (var reader in Now(runtimes, ref runtimesNow)) reader.Observe(collection);
            var readers = Now(programs, ref programsNow);
            // Those among them that are gone are forgotten with it.
            slow.AskSome();
            if (readers.Length > 0) await AskProgramAsync(readers, budget).ConfigureAwait(false);
            Show();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        ObservableReader[] all;
        lock (changing)
        {
            isDisposed = true;
            all = [.. runtimes, .. programs];
            runtimes.Clear();
            programs.Clear();
            runtimesNow = programsNow = [];
        }
        foreach (var reader in all) reader.Dispose();
        threads.Dispose();
    }

    private ObservableReader[] Now(LinkedList<ObservableReader> readers, ref ObservableReader[]? now)
    {
        lock (changing) return now ??= [.. readers];
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AskProgramAsync(ObservableReader[] readers, TimeSpan budget)
    {
        var began = Stopwatch.GetTimestamp();
        var round = new CallbackRound(readers, first %= readers.Length, collection);
        foreach (var reader in readers)
            if (reader.IsSlow) reader.LeaveOut(collection);
        do
        {
            threads.Join(round);
            if (await round.WaitAsync(budget / Helpers).ConfigureAwait(false)) return;
        }
        while (Stopwatch.GetElapsedTime(began) < budget);
        var asked = round.Close();
        for (var place = 0; place < readers.Length; place++)
        {
            var reader = round.At(place);
            if (reader.IsSlow) continue;
            if (place >= asked) reader.LeaveOut(collection);
            else if (reader.TryGiveUp(collection, budget)) slow.Add(reader);
        }
        // Whoever had no turn is the first of the next collection.
        first += asked;
    }

    private void ReadSystem()
    {
        try
        {
            readings.Read();
        }
        catch (Exception exception)
        {
            telemetry.Failed("what the system tells of the process", exception);
        }
    }

    private void Show()
    {
        var now = settings.TimeProvider.GetUtcNow();
        foreach (var family in registry.Families)
        {
            family.Expire();
            if (family.Source.Feed != Feed.Observed) continue;
            var rejected = family.Show(collection, now);
            if (rejected > 0) telemetry.Rejected(family, "not_a_count", rejected);
        }
    }
}
