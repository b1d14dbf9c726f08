namespace ObservabilityLint.RuntimeMetrics;

/// <summary>How an endpoint treats those who scrape it. Read once, when the endpoint is mapped or the server starts: later changes have no effect. Not thread-safe.</summary>
public class ScrapeEndpointOptions
{
    /// <summary>The scrapes that may be written at the same time, at least 1 and by default 4. Any more are answered with the status 503. A text of up to 128 KB that is written, and only waits for its reader, takes no place.</summary>
    public int MaxConcurrentScrapes { get; set; } = 4;

    /// <summary>
    /// How long a scrape may take, from its beginning until the client has read it all: more than zero, at most a day, and by default 10 seconds, as in Prometheus. Then its connection is cut,
    /// so that a client that does not read keeps nothing for ever. Callbacks are waited for at most a third of it.
    /// </summary>
    public TimeSpan ScrapeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Check()
    {
        if (MaxConcurrentScrapes < 1)
            throw new ArgumentException($"{nameof(MaxConcurrentScrapes)} is {MaxConcurrentScrapes}: it must be at least 1.", "options");
        if (ScrapeTimeout <= TimeSpan.Zero || ScrapeTimeout > TimeSpan.FromDays(1))
            throw new ArgumentException($"{nameof(ScrapeTimeout)} is {ScrapeTimeout}: it must be more than zero, and at most a day.", "options");
    }
}
