using ObservabilityLint.RuntimeMetrics.Sources;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>Listens from the registration of the bridge on, until the bridge is there. Services that no application is ever built of let it go with them. Thread-safe.</summary>
internal sealed class EarlyStart : IDisposable
{
    private EarlyMeasurements? measurements = new();

    ~EarlyStart() => Dispose();

    /// <summary>What was recorded so far, for the first who asks.</summary>
    public EarlyMeasurements? Take() => Interlocked.Exchange(ref measurements, null);

    public void Dispose()
    {
        Take()?.Dispose();
        GC.SuppressFinalize(this);
    }
}
