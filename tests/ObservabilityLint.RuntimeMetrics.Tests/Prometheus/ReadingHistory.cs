using System.Collections.Concurrent;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>
/// All that the runtime has said of one reading since this was made. A collection between a scrape and the look at it changes what is said,
/// and where there are more collections than scrapes, what is stored is never what is said now.
/// </summary>
internal sealed class ReadingHistory : IDisposable
{
    private readonly ConcurrentDictionary<double, bool> said = new();
    private readonly Timer timer;

    public ReadingHistory(RuntimeReading reading)
    {
        said.TryAdd(reading.Read(), true);
        timer = new Timer(_ => said.TryAdd(reading.Read(), true), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
    }

    public bool Has(double value) => said.ContainsKey(value);

    public void Dispose() => timer.Dispose();
}
