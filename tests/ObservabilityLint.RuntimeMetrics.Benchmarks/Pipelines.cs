using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using Prometheus;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>The bridge, the SDK and prometheus-net's adapter, each with a meter of its own: none hears the others' measurements. Beside them prometheus-net as it is used without meters.</summary>
internal sealed class Pipelines : IDisposable
{
    private const string Runtime = "System.Runtime";

    private static int made;

    private readonly BaseExportingMetricReader reader = new(new NoExport());
    private readonly IDisposable adapter;

    /// <param name="exemplars">Of the SDK, which has none by default. The bridge takes them in recorded activities.</param>
    /// <param name="toPrometheus">The SDK's one reader is its Prometheus exporter, else one that writes nothing.</param>
    /// <param name="exponential">Histograms of the bridge are also native ones, and those of the SDK exponential ones only.</param>
    public Pipelines(ExemplarFilterType exemplars = ExemplarFilterType.AlwaysOff, bool toPrometheus = false, bool exponential = false)
    {
        var number = Interlocked.Increment(ref made);
        (BridgeMeter, SdkMeter, AdapterMeter) = (new Meter($"Benchmark.Bridge{number}"), new Meter($"Benchmark.Sdk{number}"), new Meter($"Benchmark.Adapter{number}"));
        // Neither of the others has metrics of the process.
        var options = new RuntimeMetricsOptions { Meters = { BridgeMeter.Name }, ProcessMetrics = false };
        if (exponential) options.Views.Add(new MetricView("*") { NativeHistogram = new NativeHistogramOptions() });
        Bridge = RuntimeMetricsBridge.Start(options);
        var builder = OpenTelemetry.Sdk.CreateMeterProviderBuilder().AddMeter(SdkMeter.Name, Runtime).SetExemplarFilter(exemplars);
        if (exponential) builder.AddView("shop.*", new Base2ExponentialBucketHistogramConfiguration());
        // Without the exporter's cache, which would answer from memory.
        Sdk = (toPrometheus ? builder.AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0) : builder.AddReader(reader)).Build();
        adapter = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            InstrumentFilterPredicate = instrument => instrument.Meter == AdapterMeter || toPrometheus && instrument.Meter.Name == Runtime,
            Registry = AdapterRegistry,
            MetricFactory = Prometheus.Metrics.WithCustomRegistry(AdapterRegistry),
            ResolveHistogramBuckets = _ => Buckets,
        });
        PrometheusNet = Prometheus.Metrics.WithCustomRegistry(PrometheusNetRegistry);
    }

    /// <summary>Those that the bridge and the SDK have for seconds.</summary>
    public static double[] Buckets { get; } = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    public Meter BridgeMeter { get; }

    public Meter SdkMeter { get; }

    public Meter AdapterMeter { get; }

    public RuntimeMetricsBridge Bridge { get; }

    public MeterProvider Sdk { get; }

    public MetricFactory PrometheusNet { get; }

    public CollectorRegistry AdapterRegistry { get; } = Prometheus.Metrics.NewCustomRegistry();

    public CollectorRegistry PrometheusNetRegistry { get; } = Prometheus.Metrics.NewCustomRegistry();

    public void Scrape(MetricsFormat format)
    {
        var scrape = Bridge.WriteAsync(Stream.Null, format);
        if (!scrape.IsCompletedSuccessfully) throw new InvalidOperationException("The scrape has waited for something.");
        scrape.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        Bridge.Dispose();
        Sdk.Dispose();
        adapter.Dispose();
        BridgeMeter.Dispose();
        SdkMeter.Dispose();
        AdapterMeter.Dispose();
    }
}
