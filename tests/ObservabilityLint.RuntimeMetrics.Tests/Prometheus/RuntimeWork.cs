namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>Gives the runtime something to count.</summary>
internal static class RuntimeWork
{
    private static readonly object Gate = new();

    /// <param name="turn">Counts up: each time another generation is collected.</param>
    public static void Do(int turn)
    {
        TeapotException.ThrowAndCatch();
        for (var i = 0; i < 10; i++) GC.KeepAlive(new byte[20_000]);
        Contend();
        ThreadPool.QueueUserWorkItem(_ => { });
        // The second follows so closely that the share of time in it is high.
        GC.Collect(turn % 3);
        GC.Collect(turn % 3);
    }

    /// <summary>A thread has to wait for a lock.</summary>
    private static void Contend()
    {
        using var held = new ManualResetEventSlim();
        var holder = new Thread(() =>
        {
            lock (Gate)
            {
                held.Set();
                Thread.Sleep(20);
            }
        });
        holder.Start();
        held.Wait();
        lock (Gate)
        {
            // Not before the other thread has let it go.
        }
        holder.Join();
    }
}
