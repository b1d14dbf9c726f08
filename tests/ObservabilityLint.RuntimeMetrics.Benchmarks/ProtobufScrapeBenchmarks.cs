using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>A scrape of 10,000 series beside the runtime's, in the bridge's two kinds of format.</summary>
public class ProtobufScrapeBenchmarks
{
    private Pipelines? pipelines;

    [GlobalSetup]
    public void Setup()
    {
        pipelines = new Pipelines();
        SeriesOf.OfMeter(pipelines.BridgeMeter, 10_000);
    }

    [Benchmark(Baseline = true, Description = "OpenMetrics")]
    public void Text() => pipelines!.Scrape(MetricsFormat.OpenMetrics);

    [Benchmark(Description = "Prometheus protobuf")]
    public void Protobuf() => pipelines!.Scrape(MetricsFormat.PrometheusProtobuf);

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();
}
