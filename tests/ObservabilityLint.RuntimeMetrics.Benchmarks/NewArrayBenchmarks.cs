using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>An increment with three arrays that the program makes for it, each equal to those before: one series here, and to the SDK a new one each time, until it has as many as it may. What is allocated is the program's own, 144 bytes, and what the library adds to it.</summary>
public class NewArrayBenchmarks
{
    private const string First = "a", Second = "b";

    private static readonly string[] Keys = [.. Labelled.Tags(3).Select(tag => tag.Key)];

    private Pipelines? pipelines;
    private Counter<long>? bridge, sdk, adapter;

    [GlobalSetup]
    public void Setup()
    {
        pipelines = new Pipelines();
        bridge = pipelines.BridgeMeter.CreateCounter<long>("shop.orders");
        sdk = pipelines.SdkMeter.CreateCounter<long>("shop.orders");
        adapter = pipelines.AdapterMeter.CreateCounter<long>("shop.orders");
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK")]
    public void Sdk() => Count(sdk!);

    [Benchmark(Description = "bridge")]
    public void Bridge() => Count(bridge!);

    [Benchmark(Description = "prometheus-net, its adapter for meters")]
    public void Adapter() => Count(adapter!);

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();

    private static void Count(Counter<long> counter)
        => counter.Add(1, new(Keys[0], new[] { First, Second, "0" }), new(Keys[1], new[] { First, Second, "1" }), new(Keys[2], new[] { First, Second, "2" }));
}
