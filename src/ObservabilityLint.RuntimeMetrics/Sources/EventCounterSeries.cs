using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>A series that an EventCounter feeds. Not safe for use by many threads.</summary>
internal sealed class EventCounterSeries(EventCounterReading reading, InstrumentKind kind, LatestSeries series)
{
    private double last;

    public void Show(Dictionary<string, double> values)
    {
        var value = values.GetValueOrDefault(reading.Counter);
        if (reading.Without is { } part) value -= values.GetValueOrDefault(part);
        value = value * reading.Times / reading.Per;
        // A collection between the reading of the two parts of a difference would make a count fall for a moment.
        if (kind == InstrumentKind.Counter) value = Math.Max(last, value);
        last = value;
        series.Set(MetricValue.Of(value));
    }
}
