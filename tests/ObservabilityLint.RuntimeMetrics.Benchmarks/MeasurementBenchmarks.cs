using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>One measurement on a series that is known. The histogram has the 14 buckets that all use for seconds.</summary>
public class MeasurementBenchmarks
{
    private KeyValuePair<string, object?>[] tags = [];
    private string[] values = [];
    private Pipelines? pipelines;
    private Counter<long>? bridgeCounter, sdkCounter, adapterCounter;
    private Histogram<double>? bridgeHistogram, sdkHistogram, adapterHistogram;
    private Prometheus.Counter? counter;
    private Prometheus.Counter.Child? counterChild;
    private Prometheus.Histogram? histogram;
    private Prometheus.Histogram.Child? histogramChild;

    [Params(false, true)]
    public bool Histogram { get; set; }

    /// <summary>How many labels the series has: more than 64 take some libraries another way.</summary>
    [Params(0, 1, 3, 8, 65)]
    public int Labels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (tags, values) = (Labelled.Tags(Labels), Labelled.Values(Labels));
        pipelines = new Pipelines();
        bridgeCounter = pipelines.BridgeMeter.CreateCounter<long>("shop.orders");
        sdkCounter = pipelines.SdkMeter.CreateCounter<long>("shop.orders");
        adapterCounter = pipelines.AdapterMeter.CreateCounter<long>("shop.orders");
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = Pipelines.Buckets };
        bridgeHistogram = pipelines.BridgeMeter.CreateHistogram("shop.duration", "s", null, null, advice);
        sdkHistogram = pipelines.SdkMeter.CreateHistogram("shop.duration", "s", null, null, advice);
        adapterHistogram = pipelines.AdapterMeter.CreateHistogram("shop.duration", "s", null, null, advice);
        counter = pipelines.PrometheusNet.CreateCounter("shop_orders", "", Labelled.Names(Labels));
        histogram = pipelines.PrometheusNet.CreateHistogram("shop_duration", "", Labelled.Names(Labels), new Prometheus.HistogramConfiguration { Buckets = Pipelines.Buckets });
        (counterChild, histogramChild) = (counter.WithLabels(values), histogram.WithLabels(values));
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK")]
    public void Sdk() => Measure(sdkCounter!, sdkHistogram!);

    [Benchmark(Description = "bridge")]
    public void Bridge() => Measure(bridgeCounter!, bridgeHistogram!);

    [Benchmark(Description = "prometheus-net, its adapter for meters")]
    public void Adapter() => Measure(adapterCounter!, adapterHistogram!);

    [Benchmark(Description = "prometheus-net, WithLabels each time")]
    public void PrometheusNet()
    {
        if (Histogram) histogram!.WithLabels(values).Observe(0.3);
        else counter!.WithLabels(values).Inc();
    }

    [Benchmark(Description = "prometheus-net, on a child that was kept")]
    public void PrometheusNetChild()
    {
        if (Histogram) histogramChild!.Observe(0.3);
        else counterChild!.Inc();
    }

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();

    private void Measure(Counter<long> counter, Histogram<double> histogram)
    {
        if (Histogram) histogram.Record(0.3, tags);
        else counter.Add(1, tags);
    }
}
