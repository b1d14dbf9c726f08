using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>Threads that all increment one series: the time for one increment of each of them. Where it scales over cores, two threads take no longer than one.</summary>
public class ContentionBenchmarks
{
    private const int Increments = 200_000;

    private readonly KeyValuePair<string, object?>[] tags = Labelled.Tags(3);
    private Pipelines? pipelines;
    private Counter<long>? bridge, sdk;

    /// <summary>How many threads count.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        pipelines = new Pipelines();
        bridge = pipelines.BridgeMeter.CreateCounter<long>("shop.orders");
        sdk = pipelines.SdkMeter.CreateCounter<long>("shop.orders");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Increments, Description = "OpenTelemetry SDK")]
    public void Sdk() => Count(sdk!);

    [Benchmark(OperationsPerInvoke = Increments, Description = "bridge")]
    public void Bridge() => Count(bridge!);

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();

    private void Count(Counter<long> counter)
    {
        var threads = new Thread[Threads];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                for (var n = 0; n < Increments; n++) counter.Add(1, tags);
            });
            threads[i].Start();
        }
        foreach (var thread in threads) thread.Join();
    }
}
