using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>A scrape of 10,000 series beside the runtime's, which are some hundred kilobytes of text: none of them is held.</summary>
public class LargeScrapeBenchmarks
{
    private const int Series = 10_000;

    private Pipelines? pipelines;

    [GlobalSetup]
    public void Setup()
    {
        pipelines = new Pipelines();
        SeriesOf.All(pipelines, Series);
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK, collecting only")]
    public void Sdk() => pipelines!.CollectSdk();

    [Benchmark(Description = "bridge, OpenMetrics")]
    public void Bridge() => pipelines!.Scrape(MetricsFormat.OpenMetrics);

    [Benchmark(Description = "prometheus-net, Prometheus text")]
    public Task PrometheusNet() => pipelines!.PrometheusNetRegistry.CollectAndExportAsTextAsync(Stream.Null);

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();
}
