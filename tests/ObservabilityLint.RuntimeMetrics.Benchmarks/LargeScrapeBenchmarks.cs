using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>A scrape of 10,000 series beside the runtime's, which are some hundred kilobytes of text: none of them is held.</summary>
public class LargeScrapeBenchmarks
{
    private const int Metrics = 6, SeriesPerMetric = 1_700;

    private Pipelines? pipelines;

    [GlobalSetup]
    public void Setup()
    {
        pipelines = new Pipelines();
        foreach (var meter in (Meter[])[pipelines.BridgeMeter, pipelines.SdkMeter])
            for (var metric = 0; metric < Metrics; metric++)
            {
                var counter = meter.CreateCounter<long>($"shop.orders{metric}");
                for (var series = 0; series < SeriesPerMetric; series++) counter.Add(series, Pipelines.Tags(3, series));
            }
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK, collecting only")]
    public void Sdk() => pipelines!.CollectSdk();

    [Benchmark(Description = "bridge, OpenMetrics")]
    public void Bridge() => pipelines!.Scrape(MetricsFormat.OpenMetrics);

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();
}
