using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>A scrape in memory of 10,000 series beside the runtime's, which are some hundred kilobytes of text: none of them is held.</summary>
public class LargeScrapeBenchmarks
{
    private const int Series = 10_000;

    private Pipelines? pipelines;
    private ExporterInMemory? exporter;

    [GlobalSetup]
    public void Setup()
    {
        pipelines = new Pipelines(toPrometheus: true);
        exporter = new ExporterInMemory(pipelines.Sdk);
        SeriesOf.All(pipelines, Series);
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK and exporter, OpenMetrics")]
    public Task Exporter() => exporter!.ScrapeAsync();

    [Benchmark(Description = "bridge, OpenMetrics")]
    public void Bridge() => pipelines!.Scrape(MetricsFormat.OpenMetrics);

    [Benchmark(Description = "prometheus-net, Prometheus text")]
    public Task PrometheusNet() => pipelines!.PrometheusNetRegistry.CollectAndExportAsTextAsync(Stream.Null);

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();
}
