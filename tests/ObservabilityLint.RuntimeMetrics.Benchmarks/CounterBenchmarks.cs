using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>One increment of a series that is known.</summary>
public class CounterBenchmarks
{
    private KeyValuePair<string, object?>[] tags = [];
    private Pipelines? pipelines;
    private Counter<long>? bridge, sdk;

    /// <summary>How many labels the series has.</summary>
    [Params(0, 3, 8)]
    public int Labels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        tags = Pipelines.Tags(Labels);
        pipelines = new Pipelines();
        bridge = pipelines.BridgeMeter.CreateCounter<long>("shop.orders");
        sdk = pipelines.SdkMeter.CreateCounter<long>("shop.orders");
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK")]
    public void Sdk() => sdk!.Add(1, tags);

    [Benchmark(Description = "bridge")]
    public void Bridge() => bridge!.Add(1, tags);

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();
}
