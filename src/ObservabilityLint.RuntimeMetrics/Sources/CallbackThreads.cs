using System.Runtime.CompilerServices;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>Threads that call the program's callbacks: one that hangs holds up a thread and no scrape. One is kept for the next round. All members are safe for use by many threads.</summary>
internal sealed class CallbackThreads : IDisposable
{
    private Worker? idle;
    private bool isDisposed;

    /// <summary>Lets one more thread take part in the round.</summary>
    public void Join(CallbackRound round) => (Interlocked.Exchange(ref idle, null) ?? new Worker(this)).Begin(round);

    /// <summary>Lets the threads end, each when its callback has returned.</summary>
    public void Dispose()
    {
        Volatile.Write(ref isDisposed, true);
        Interlocked.Exchange(ref idle, null)?.Begin(null);
    }

    private sealed class Worker
    {
        private readonly CallbackThreads threads;
        private readonly SemaphoreSlim begin = new(0);
        private CallbackRound? round;

        public Worker(CallbackThreads threads)
        {
            this.threads = threads;
            new Thread(Run) { IsBackground = true, Name = "Runtime metrics callbacks" }.UnsafeStart();
        }

        public void Begin(CallbackRound? round)
        {
            this.round = round;
            begin.Release();
        }

        private void Run()
        {
            do begin.Wait();
            while (TakePart());
        }

        /// <summary>A method of its own, so that an idle thread has nothing on its stack that keeps the instruments of a meter that is gone, and the code of their callbacks.</summary>
        /// <returns>False if no other round will come.</returns>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private bool TakePart()
        {
            if (Interlocked.Exchange(ref round, null) is not { } current) return false;
            var isLast = current.Ask();
            // Ready before the round ends, since the next one may begin at once.
            var stays = Interlocked.CompareExchange(ref threads.idle, this, null) is null;
            if (isLast) current.Finish();
            return stays && (!Volatile.Read(ref threads.isDisposed) || Interlocked.CompareExchange(ref threads.idle, null, this) != this);
        }
    }
}
