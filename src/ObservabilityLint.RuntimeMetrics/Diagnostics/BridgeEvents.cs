using System.Diagnostics.Tracing;

namespace ObservabilityLint.RuntimeMetrics.Diagnostics;

/// <summary>What the bridge has to say to those who operate the program, such as with <c>dotnet-trace</c>: each cause once.</summary>
[EventSource(Name = "ObservabilityLint-RuntimeMetrics")]
internal sealed class BridgeEvents : EventSource
{
    public static BridgeEvents Log { get; } = new();

    [Event(1, Level = EventLevel.Warning, Message = "Instrument '{1}' of '{0}' is not exposed as '{2}': {3}.")]
    public void InstrumentDropped(string owner, string instrument, string metric, string reason) => WriteEvent(1, owner, instrument, metric, reason);

    [Event(2, Level = EventLevel.Warning, Message = "Metric '{0}' has {1} series: measurements with other labels are added up under otel_metric_overflow=\"true\".")]
    public void SeriesLimitReached(string metric, int limit) => WriteEvent(2, metric, limit);

    [Event(3, Level = EventLevel.Warning, Message = "Metric '{0}' was given a value that it cannot have ({1}), which is left out; so will be others.")]
    public void MeasurementRejected(string metric, string reason) => WriteEvent(3, metric, reason);

    [Event(4, Level = EventLevel.Warning, Message = "The callback of instrument '{1}' of '{0}' has failed: {2}")]
    public void CallbackFailed(string owner, string instrument, string error) => WriteEvent(4, owner, instrument, error);

    [Event(5, Level = EventLevel.Warning, Message = "The callback of instrument '{1}' of '{0}' has not returned after {2} ms: the instrument is left out until it does.")]
    public void CallbackTimedOut(string owner, string instrument, int milliseconds) => WriteEvent(5, owner, instrument, milliseconds);

    [Event(6, Level = EventLevel.Warning, Message = "A scrape of {0} has failed: {1}")]
    public void ScrapeFailed(string address, string error) => WriteEvent(6, address, error);

    [Event(7, Level = EventLevel.Warning, Message = "A scrape of {0} was cut off, since it was not read to its end after {1} ms.")]
    public void ScrapeTimedOut(string address, int milliseconds) => WriteEvent(7, address, milliseconds);

    [Event(8, Level = EventLevel.Warning, Message = "Instrument '{1}' of '{0}' is exposed in '{2}' with another one, though it has another {3}.")]
    public void InstrumentMerged(string owner, string instrument, string metric, string difference) => WriteEvent(8, owner, instrument, metric, difference);

    [Event(9, Level = EventLevel.Error, Message = "The bridge itself has failed at {0}, and has left out what it was given: {1}")]
    public void BridgeFailed(string place, string error) => WriteEvent(9, place, error);

    [Event(10, Level = EventLevel.Warning, Message = "Instrument '{1}' of '{0}' is not exposed: {2}. So it is with all that come after it.")]
    public void MetricLimitReached(string owner, string instrument, string reason) => WriteEvent(10, owner, instrument, reason);

    [Event(11, Level = EventLevel.Warning, Message = "The environment variable {0} is left out: {1}.")]
    public void EnvironmentIgnored(string variable, string reason) => WriteEvent(11, variable, reason);

    [Event(12, Level = EventLevel.Warning, Message = "Of the measurements before the bridge started more than {0} were to be kept: later ones with new labels or values are lost.")]
    public void EarlyMeasurementsLost(int limit) => WriteEvent(12, limit);
}
