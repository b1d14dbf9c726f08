using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>One value in a series that is known, with the 14 buckets that both use for seconds.</summary>
public class HistogramBenchmarks
{
    private KeyValuePair<string, object?>[] tags = [];
    private Pipelines? pipelines;
    private Histogram<double>? bridge, sdk;

    /// <summary>How many labels the series has.</summary>
    [Params(0, 3, 8)]
    public int Labels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        tags = Pipelines.Tags(Labels);
        pipelines = new Pipelines();
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };
        bridge = pipelines.BridgeMeter.CreateHistogram("shop.duration", "s", null, null, advice);
        sdk = pipelines.SdkMeter.CreateHistogram("shop.duration", "s", null, null, advice);
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK")]
    public void Sdk() => sdk!.Record(0.3, tags);

    [Benchmark(Description = "bridge")]
    public void Bridge() => bridge!.Record(0.3, tags);

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();
}
