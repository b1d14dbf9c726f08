using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources.Processes;

/// <summary>Metrics that are read from the system or the runtime at each scrape. For one thread at a time.</summary>
internal sealed class SystemReadings : IDisposable
{
    private readonly ProcessReader process = ProcessReader.Create();
    private readonly List<(LatestSeries Series, List<Func<double>> Parts)> readings = [];

    /// <summary>Takes the names of the metrics that are asked for.</summary>
    public void Start(FamilyRegistry registry, BridgeSettings settings, BridgeTelemetry telemetry)
    {
        if (settings.ProcessMetrics)
            foreach (var (row, read) in ProcessMetrics.All)
                Add(new PushedMetric(MetricSource.ProcessOwner, MetricSource.ProcessOwner, row, settings.Views.Of(MetricSource.ProcessOwner, row.Name)), [new(null, () => read(process))]);
        if (!settings.ReadsEventSource) return;
        var gaps = new RuntimeGaps(process);
        foreach (var row in RuntimeInstruments.All)
            if (row.Counters.Length == 0) Add(PushedMetric.OfRuntime(row, settings), gaps.ReadingsOf(row));

        void Add(PushedMetric metric, IEnumerable<RuntimeReading> parts)
        {
            if (metric.View.IsDropped) return;
            if (metric.Join(registry, settings, out var refusal) is not { } family)
            {
                // What the meter says of the same is no loss.
                if (!refusal.IsByRuntime) telemetry.Dropped(metric.Source, refusal);
                return;
            }
            foreach (var (value, read) in parts)
            {
                if (metric.SeriesOf(family, metric.Row.Keys, value, settings) is not { } series) continue;
                if (readings.Find(one => one.Series == series).Parts is { } known) known.Add(read);
                else readings.Add((series, [read]));
            }
        }
    }

    /// <summary>Reads all of them anew.</summary>
    public void Read()
    {
        if (readings.Count == 0) return;
        process.Refresh();
        foreach (var (series, parts) in readings)
        {
            var sum = 0.0;
            foreach (var part in parts) sum += part();
            // What the system does not tell is no number.
            if (!double.IsNaN(sum)) series.Set(MetricValue.Of(sum));
        }
    }

    public void Dispose() => process.Dispose();
}

/// <summary>A value that is asked for at each scrape.</summary>
/// <param name="TagValue">The value of the metric's only tag; null where it has none.</param>
/// <param name="Read">Asks; NaN is no answer.</param>
internal readonly record struct RuntimeReading(string? TagValue, Func<double> Read);
