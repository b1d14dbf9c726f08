using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>One measurement in a histogram whose buckets are exponential, each as it is by default: latencies from 7 to 135 ms. The bridge counts in classic buckets too, which the SDK does not.</summary>
public class NativeHistogramBenchmarks
{
    private readonly double[] latencies = new double[1024];
    private KeyValuePair<string, object?>[] tags = [];
    private Pipelines? pipelines;
    private Histogram<double>? bridge, sdk;
    private int next;

    [Params(0, 3)]
    public int Labels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        tags = Labelled.Tags(Labels);
        var random = new Random(1);
        for (var i = 0; i < latencies.Length; i++) latencies[i] = Math.Exp(3 * random.NextDouble() - 5);
        pipelines = new Pipelines(exponential: true);
        bridge = pipelines.BridgeMeter.CreateHistogram<double>("shop.duration", "s");
        sdk = pipelines.SdkMeter.CreateHistogram<double>("shop.duration", "s");
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK")]
    public void Sdk() => sdk!.Record(latencies[next++ & 1023], tags);

    [Benchmark(Description = "bridge")]
    public void Bridge() => bridge!.Record(latencies[next++ & 1023], tags);

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();
}
