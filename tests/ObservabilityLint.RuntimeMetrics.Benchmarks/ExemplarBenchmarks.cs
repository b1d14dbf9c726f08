using System.Diagnostics;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>One measurement on a known series of three labels inside a recorded activity, whose trace is an exemplar: with the filter that both then have, and beside it the SDK as it is by default, without exemplars.</summary>
public class ExemplarBenchmarks
{
    private readonly KeyValuePair<string, object?>[] tags = Labelled.Tags(3);
    private readonly Activity activity = new("order");
    private Pipelines? pipelines, withoutExemplars;
    private Counter<long>? bridgeCounter, sdkCounter, plainCounter;
    private Histogram<double>? bridgeHistogram, sdkHistogram, plainHistogram;

    [Params(false, true)]
    public bool Histogram { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (pipelines, withoutExemplars) = (new Pipelines(ExemplarFilterType.TraceBased), new Pipelines());
        bridgeCounter = pipelines.BridgeMeter.CreateCounter<long>("shop.orders");
        sdkCounter = pipelines.SdkMeter.CreateCounter<long>("shop.orders");
        plainCounter = withoutExemplars.SdkMeter.CreateCounter<long>("shop.orders");
        bridgeHistogram = pipelines.BridgeMeter.CreateHistogram<double>("shop.duration", "s");
        sdkHistogram = pipelines.SdkMeter.CreateHistogram<double>("shop.duration", "s");
        plainHistogram = withoutExemplars.SdkMeter.CreateHistogram<double>("shop.duration", "s");
        activity.SetIdFormat(ActivityIdFormat.W3C).ActivityTraceFlags = ActivityTraceFlags.Recorded;
        activity.Start();
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK with exemplars")]
    public void Sdk() => Measure(sdkCounter!, sdkHistogram!);

    [Benchmark(Description = "bridge")]
    public void Bridge() => Measure(bridgeCounter!, bridgeHistogram!);

    [Benchmark(Description = "OpenTelemetry SDK without exemplars")]
    public void SdkWithoutExemplars() => Measure(plainCounter!, plainHistogram!);

    [GlobalCleanup]
    public void Cleanup()
    {
        activity.Stop();
        pipelines?.Dispose();
        withoutExemplars?.Dispose();
    }

    private void Measure(Counter<long> counter, Histogram<double> histogram)
    {
        if (Histogram) histogram.Record(0.3, tags);
        else counter.Add(1, tags);
    }
}
