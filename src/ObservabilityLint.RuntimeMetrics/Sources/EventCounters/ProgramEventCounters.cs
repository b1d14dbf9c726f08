using System.Diagnostics.Tracing;
using System.Globalization;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources.EventCounters;

/// <summary>The EventCounters of the chosen EventSources, each a metric that is there from the first time that it tells something.</summary>
internal sealed class ProgramEventCounters : EventListener
{
    // Initialized before the base class's constructor runs, which may call OnEventSourceCreated.
    private readonly object telling = new();
    private readonly List<EventSource> early = [];
    private readonly Dictionary<(string Source, string Counter), ProgramEventCounter> known = [];
    private Context? context;

    /// <summary>Listens to the chosen sources, those that are there and those that come.</summary>
    public void Start(FamilyRegistry registry, BridgeSettings settings, BridgeTelemetry telemetry)
    {
        EventSource[] there;
        lock (telling)
        {
            context = new Context(registry, settings, telemetry);
            there = [.. early];
            early.Clear();
        }
        foreach (var source in there) Listen(source);
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        lock (telling)
        {
            if (context is null)
            {
                early.Add(eventSource);
                return;
            }
        }
        Listen(eventSource);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The counters of all sources come to all listeners, once anyone listens to them.
        if (!IsChosen(eventData.EventSource) || !EventCounterPayload.TryRead(eventData, out var told)) return;
        lock (telling)
        {
            var key = (eventData.EventSource.Name, told.Name);
            if (!known.TryGetValue(key, out var counter)) known.Add(key, counter = new ProgramEventCounter(eventData.EventSource.Name, told, context!.Settings));
            counter.Show(told, context!.Registry, context.Settings, context.Telemetry);
        }
    }

    /// <summary>Not under the lock: the runtime has locks of its own, which it also holds when it calls.</summary>
    private void Listen(EventSource source)
    {
        if (!IsChosen(source)) return;
        EnableEvents(source, EventLevel.Critical, EventKeywords.None, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = context!.Settings.EventCounterInterval.TotalSeconds.ToString(CultureInfo.InvariantCulture) });
    }

    private bool IsChosen(EventSource source) => source.Name != RuntimeInstruments.SourceName && context is not null && context.Settings.EventSources.Holds(source.Name);

    private sealed record Context(FamilyRegistry Registry, BridgeSettings Settings, BridgeTelemetry Telemetry);
}
