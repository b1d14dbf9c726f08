using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>A whole scrape over HTTP from one Kestrel, both with text in OpenMetrics: the SDK's Prometheus exporter, and the bridge.</summary>
public class HttpScrapeBenchmarks
{
    private const int Metrics = 6;

    private readonly Meter bridgeMeter = new("Benchmark.Bridge"), sdkMeter = new("Benchmark.Sdk");
    private readonly HttpClient client = new();
    private RuntimeMetricsBridge? bridge;
    private MeterProvider? sdk;
    private WebApplication? app;

    /// <summary>How many series there are beside the runtime's.</summary>
    [Params(0, 10_000)]
    public int Series { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        bridge = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { bridgeMeter.Name } });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Without its cache, which would answer from memory.
        sdk = Sdk.CreateMeterProviderBuilder().AddMeter(sdkMeter.Name, "System.Runtime").AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0).Build();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapOpenMetrics(bridge, "/bridge");
        app.UseOpenTelemetryPrometheusScrapingEndpoint(sdk, null, "/sdk", null, null);
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.First());
        client.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text; version=1.0.0");
        foreach (var meter in (Meter[])[bridgeMeter, sdkMeter])
            for (var metric = 0; metric < Metrics; metric++)
            {
                var counter = meter.CreateCounter<long>($"shop.orders{metric}");
                for (var series = 0; series < Series / Metrics; series++) counter.Add(series, Pipelines.Tags(3, series));
            }
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK and exporter")]
    public Task Exporter() => ScrapeAsync("/sdk");

    [Benchmark(Description = "bridge")]
    public Task Bridge() => ScrapeAsync("/bridge");

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        client.Dispose();
        if (app != null) await app.DisposeAsync();
        bridge?.Dispose();
        // It would go on to count in the other benchmarks.
        sdk?.Dispose();
        bridgeMeter.Dispose();
        sdkMeter.Dispose();
    }

    private async Task ScrapeAsync(string path)
    {
        await using var body = await client.GetStreamAsync(path);
        await body.CopyToAsync(Stream.Null);
    }
}
