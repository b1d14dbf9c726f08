using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>One measurement on a series that is known. The histogram has the 14 buckets that both use for seconds.</summary>
public class MeasurementBenchmarks
{
    private KeyValuePair<string, object?>[] tags = [];
    private Pipelines? pipelines;
    private Counter<long>? bridgeCounter, sdkCounter;
    private Histogram<double>? bridgeHistogram, sdkHistogram;

    [Params(false, true)]
    public bool Histogram { get; set; }

    /// <summary>How many labels the series has.</summary>
    [Params(0, 3, 8)]
    public int Labels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        tags = Pipelines.Tags(Labels);
        pipelines = new Pipelines();
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };
        bridgeCounter = pipelines.BridgeMeter.CreateCounter<long>("shop.orders");
        sdkCounter = pipelines.SdkMeter.CreateCounter<long>("shop.orders");
        bridgeHistogram = pipelines.BridgeMeter.CreateHistogram("shop.duration", "s", null, null, advice);
        sdkHistogram = pipelines.SdkMeter.CreateHistogram("shop.duration", "s", null, null, advice);
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK")]
    public void Sdk()
    {
        if (Histogram) sdkHistogram!.Record(0.3, tags);
        else sdkCounter!.Add(1, tags);
    }

    [Benchmark(Description = "bridge")]
    public void Bridge()
    {
        if (Histogram) bridgeHistogram!.Record(0.3, tags);
        else bridgeCounter!.Add(1, tags);
    }

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();
}
