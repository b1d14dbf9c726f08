using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources.EventCounters;

/// <summary>A metric that an EventCounter of the program feeds. For one thread at a time.</summary>
internal sealed class ProgramEventCounter
{
    private readonly PushedMetric metric;
    private readonly double factor, divisor;
    private MetricFamily? family;
    private LatestSeries? series;
    private Refusal? refusal;
    private double total;

    /// <param name="source">The name of the EventSource.</param>
    /// <param name="told">What the counter has told first.</param>
    /// <param name="settings">The bridge's.</param>
    public ProgramEventCounter(string source, EventCounterPayload told, BridgeSettings settings)
    {
        // As people write the units of EventCounters, and by what the values are multiplied or divided for those of metrics.
        (var unit, factor, divisor) = told.Unit switch
        {
            "MB" => ("By", 1_000_000, 1),
            "B" or "bytes" => ("By", 1, 1),
            "ms" => ("s", 1, 1_000),
            "s" or "sec" => ("s", 1, 1),
            "%" => ("1", 1, 100),
            _ => ("", 1, 1),
        };
        // Not all translations say of the unit 1 that it is a ratio.
        var name = $"{source}.{told.Name}".ToLowerInvariant().Replace('-', '_') + (unit == "1" ? ".ratio" : "");
        var row = new RuntimeInstrument(name, told.IsIncrement ? InstrumentKind.Counter : InstrumentKind.Gauge, unit, told.Title) { CountsFromStart = false };
        metric = new PushedMetric(MetricSource.EventSourcePrefix + source, source, row, settings.Views.Of(source, told.Name));
    }

    public void Show(EventCounterPayload told, FamilyRegistry registry, BridgeSettings settings, BridgeTelemetry telemetry)
    {
        if (metric.View.IsDropped) return;
        series ??= Take(registry, settings, telemetry);
        // A count that its source has let fall begins again there, and goes on here.
        if (told.IsIncrement && !(told.Value >= 0 && double.IsFinite(told.Value)))
        {
            if (family is not null) telemetry.Rejected(family, double.IsFinite(told.Value) ? "negative" : "not_finite");
            return;
        }
        total = told.IsIncrement ? total + told.Value : told.Value;
        series?.Set(MetricValue.Of(total * factor / divisor));
    }

    /// <returns>Null where another has the name: it may be gone the next time.</returns>
    private LatestSeries? Take(FamilyRegistry registry, BridgeSettings settings, BridgeTelemetry telemetry)
    {
        family = metric.Join(registry, settings, out var now);
        if (family is not null)
        {
            if (refusal is not null) telemetry.Undropped(metric.Source, refusal);
            return metric.SeriesOf(family, null, null, settings);
        }
        if (refusal is not null) return null;
        refusal = now;
        telemetry.Dropped(metric.Source, now);
        return null;
    }
}
