using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>How a <see cref="MetricsServer"/> treats those who ask it. Read once, when the server starts: later changes have no effect. Not thread-safe.</summary>
public sealed class MetricsServerOptions
{
    /// <summary>The server may listen at an address that other machines can reach. Off by default: whoever reaches it can read all metrics, since it asks for no password and does not encrypt.</summary>
    public bool AllowRemoteAccess { get; set; }

    /// <summary>The scrapes that may run at the same time, at least 1 and by default 4. Any more are answered with the status 503.</summary>
    public int MaxConcurrentScrapes { get; set; } = ScrapeHandler.DefaultMaxConcurrentScrapes;

    /// <summary>
    /// How long a scrape may take, from its beginning until the client has read it all: more than zero, at most a day, and by default 10 seconds, as in Prometheus. Then its connection is cut,
    /// so that a client that does not read keeps no place.
    /// </summary>
    public TimeSpan ScrapeTimeout { get; set; } = ScrapeHandler.DefaultTimeout;

    internal void Check()
    {
        if (MaxConcurrentScrapes < 1)
            throw new ArgumentException($"{nameof(MaxConcurrentScrapes)} is {MaxConcurrentScrapes}: it must be at least 1.", "options");
        if (ScrapeTimeout <= TimeSpan.Zero || ScrapeTimeout > TimeSpan.FromDays(1))
            throw new ArgumentException($"{nameof(ScrapeTimeout)} is {ScrapeTimeout}: it must be more than zero, and at most a day.", "options");
    }
}
