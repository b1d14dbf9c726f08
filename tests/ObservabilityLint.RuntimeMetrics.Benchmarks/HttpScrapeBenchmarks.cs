using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>A whole scrape over HTTP from one Kestrel, all with text in OpenMetrics.</summary>
public class HttpScrapeBenchmarks
{
    private readonly Dictionary<string, Scraper> scrapers = [];
    private Pipelines? pipelines;
    private WebApplication? app;

    /// <summary>How many series there are beside the runtime's.</summary>
    [Params(0, 10_000)]
    public int Series { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        pipelines = new Pipelines(toPrometheus: true);
        // What prometheus-net has of the process where no meter is read.
        DotNetStats.Register(pipelines.PrometheusNetRegistry);
        SeriesOf.All(pipelines, Series);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapOpenMetrics(pipelines.Bridge, "/bridge");
        app.UseOpenTelemetryPrometheusScrapingEndpoint(pipelines.Sdk, null, "/sdk", null, null);
        app.MapMetrics("/adapter", pipelines.AdapterRegistry);
        app.MapMetrics("/prometheus-net", pipelines.PrometheusNetRegistry);
        await app.StartAsync();
        foreach (var path in (string[])["/sdk", "/bridge", "/adapter", "/prometheus-net"]) scrapers[path] = new Scraper(new Uri(app.Urls.First()), path);
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK and exporter")]
    public Task Exporter() => scrapers["/sdk"].ScrapeAsync();

    [Benchmark(Description = "bridge")]
    public Task Bridge() => scrapers["/bridge"].ScrapeAsync();

    [Benchmark(Description = "prometheus-net, its adapter for meters")]
    public Task Adapter() => scrapers["/adapter"].ScrapeAsync();

    [Benchmark(Description = "prometheus-net")]
    public Task PrometheusNet() => scrapers["/prometheus-net"].ScrapeAsync();

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        foreach (var scraper in scrapers.Values) scraper.Dispose();
        if (app != null) await app.DisposeAsync();
        pipelines?.Dispose();
    }
}
