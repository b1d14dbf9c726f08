using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>A scrape in memory of the runtime's own metrics, again and again. The callbacks are the runtime's: what they take and allocate is in all the others too.</summary>
public class RuntimeScrapeBenchmarks
{
    private readonly List<MeterListener> bare = [];
    private Pipelines? pipelines;
    private ExporterInMemory? exporter;
    private RuntimeMetricsBridge? eventCounters;

    [GlobalSetup]
    public void Setup()
    {
        pipelines = new Pipelines(toPrometheus: true);
        exporter = new ExporterInMemory(pipelines.Sdk);
        eventCounters = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.EventSource, ProcessMetrics = false });
        using var all = new MeterListener();
        all.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name != "System.Runtime" || !instrument.IsObservable) return;
            var listener = new MeterListener();
            listener.EnableMeasurementEvents(instrument);
            bare.Add(listener);
        };
        all.Start();
        Thread.Sleep(1500);
    }

    [Benchmark(Description = "the runtime's callbacks alone")]
    public void Callbacks()
    {
        foreach (var listener in bare) listener.RecordObservableInstruments();
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK and exporter, OpenMetrics")]
    public Task Exporter() => exporter!.ScrapeAsync();

    [Benchmark(Description = "bridge, OpenMetrics")]
    public void BridgeOpenMetrics() => pipelines!.Scrape(MetricsFormat.OpenMetrics);

    [Benchmark(Description = "bridge, Prometheus text")]
    public void BridgeText() => pipelines!.Scrape(MetricsFormat.PrometheusText);

    [Benchmark(Description = "bridge on EventCounters, OpenMetrics")]
    public void BridgeEventCounters() => eventCounters!.WriteAsync(Stream.Null, MetricsFormat.OpenMetrics).GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Cleanup()
    {
        bare.ForEach(listener => listener.Dispose());
        eventCounters?.Dispose();
        pipelines?.Dispose();
    }
}
