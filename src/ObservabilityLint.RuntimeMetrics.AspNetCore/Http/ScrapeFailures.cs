using Microsoft.Extensions.Logging;
using ObservabilityLint.RuntimeMetrics.Diagnostics;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>Tells why scrapes fail, each cause once: a scraper comes back every few seconds, and would fill the log. Thread-safe.</summary>
/// <param name="address">Where the metrics are.</param>
/// <param name="logger">The application's log, where there is one.</param>
internal sealed partial class ScrapeFailures(string address, ILogger? logger = null)
{
    /// <summary>Messages may hold what differs each time.</summary>
    private const int MaxCauses = 100;

    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>The metrics could not be written.</summary>
    public void Failed(Exception exception)
    {
        if (!IsNew($"{exception.GetType().FullName}: {exception.Message}")) return;
        BridgeEvents.Log.ScrapeFailed(address, exception.Message);
        if (logger is not null) LogFailed(logger, address, exception);
    }

    /// <summary>The client has not read the text in time. That is no failure of the program, and no stack of it would explain it.</summary>
    public void TimedOut(TimeSpan after)
    {
        if (!IsNew("timeout")) return;
        BridgeEvents.Log.ScrapeTimedOut(address, (int)after.TotalMilliseconds);
        if (logger is not null) LogTimedOut(logger, address, after.TotalSeconds);
    }

    private bool IsNew(string cause)
    {
        lock (told) return told.Count < MaxCauses && told.Add(cause);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "A scrape of {Address} has failed; so may others for the same cause, which is not logged again.")]
    private static partial void LogFailed(ILogger logger, string address, Exception exception);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A scrape of {Address} was cut off, since it was not read to its end after {Seconds} s; so may be others, which is not logged again.")]
    private static partial void LogTimedOut(ILogger logger, string address, double seconds);
}
