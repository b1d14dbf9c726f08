namespace ObservabilityLint.RuntimeMetrics;

/// <summary>How a <see cref="MetricsServer"/> treats those who ask it. Read once, when the server starts: later changes have no effect. Not thread-safe.</summary>
public sealed class MetricsServerOptions : ScrapeEndpointOptions
{
    /// <summary>The server may listen at an address that other machines can reach. Off by default: whoever reaches it can read all metrics, since it asks for no password and does not encrypt.</summary>
    public bool AllowRemoteAccess { get; set; }
}
