using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>Hears what the EventCounters of the runtime tell, beside the bridge and without its code.</summary>
internal sealed class EventCounterTicks : EventListener
{
    private readonly ConcurrentDictionary<string, ImmutableArray<double>> levels = new(StringComparer.Ordinal);
    private EventSource? runtime;

    /// <summary>Listens. Before the bridge, so that it finds the counters running, as where another tool listens too.</summary>
    public void Start() => EnableEvents(runtime!, EventLevel.Critical, EventKeywords.None, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = "1" });

    /// <summary>All that a counter that tells levels has told, in its own unit.</summary>
    public ImmutableArray<double> LevelsOf(string counter) => levels.GetValueOrDefault(counter, []);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Runtime") runtime = eventSource;
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.Payload is not [IDictionary<string, object?> told] || !told.TryGetValue("Mean", out var mean)) return;
        levels.AddOrUpdate((string)told["Name"]!, [Convert.ToDouble(mean, CultureInfo.InvariantCulture)], (_, before) => before.Add(Convert.ToDouble(mean, CultureInfo.InvariantCulture)));
    }
}
