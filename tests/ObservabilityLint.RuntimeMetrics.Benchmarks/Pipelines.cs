using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>The bridge and the SDK, each with a meter of its own: neither hears the other's measurements.</summary>
internal sealed class Pipelines : IDisposable
{
    private readonly BaseExportingMetricReader reader = new(new NoExport());
    private readonly MeterProvider sdk;

    public Pipelines()
    {
        Bridge = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { BridgeMeter.Name } });
        sdk = Sdk.CreateMeterProviderBuilder().AddMeter(SdkMeter.Name, "System.Runtime").AddReader(reader).Build();
    }

    public Meter BridgeMeter { get; } = new("Benchmark.Bridge");

    public Meter SdkMeter { get; } = new("Benchmark.Sdk");

    public RuntimeMetricsBridge Bridge { get; }

    /// <summary>Calls the callbacks, adds up all cells and reads each point; writes nothing.</summary>
    public void CollectSdk() => reader.Collect();

    public void Scrape(MetricsFormat format)
    {
        var scrape = Bridge.WriteAsync(Stream.Null, format);
        if (!scrape.IsCompletedSuccessfully) throw new InvalidOperationException("The scrape has waited for something.");
        scrape.GetAwaiter().GetResult();
    }

    /// <summary>Tags as a program gives them: the same keys each time, and values from wherever.</summary>
    public static KeyValuePair<string, object?>[] Tags(int count, int series = 0) => [.. Enumerable.Range(0, count).Select(tag => new KeyValuePair<string, object?>($"shop.label{tag}", $"value-{tag}-{series}"))];

    public void Dispose()
    {
        Bridge.Dispose();
        sdk.Dispose();
        BridgeMeter.Dispose();
        SdkMeter.Dispose();
    }
}
