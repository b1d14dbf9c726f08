using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources.EventCounters;

/// <summary>A series that EventCounters feed, one of them unless a view has taken the labels away by which several differ. Not safe for use by many threads.</summary>
internal sealed class EventCounterSeries(InstrumentKind kind, LatestSeries series)
{
    private readonly List<EventCounterReading> readings = [];
    private double last;

    public LatestSeries Series => series;

    public void Add(EventCounterReading reading) => readings.Add(reading);

    public void Show(Dictionary<string, double> values)
    {
        var sum = 0.0;
        foreach (var reading in readings)
        {
            if (!values.TryGetValue(reading.Counter, out var value)) return;
            if (reading.Without is { } part) value -= values.GetValueOrDefault(part);
            sum += value * reading.Times / reading.Per;
        }
        // A collection between the reading of the two parts of a difference would make a count fall for a moment.
        if (kind == InstrumentKind.Counter) sum = Math.Max(last, sum);
        last = sum;
        series.Set(MetricValue.Of(sum));
    }
}
