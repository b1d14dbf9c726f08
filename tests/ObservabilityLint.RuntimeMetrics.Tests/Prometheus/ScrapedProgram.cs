using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>A scrape of the bridge, and what the runtime said right before it and right after.</summary>
/// <param name="Number">Prometheus has stored it too, as the metric <c>scrape_number</c> of this scrape.</param>
/// <param name="Job">Who has scraped.</param>
/// <param name="Accept">What Prometheus asked for.</param>
/// <param name="ContentType">What it got.</param>
internal sealed record ObservedScrape(int Number, string Job, string Accept, string ContentType, RuntimeSnapshot Before, RuntimeSnapshot After);

/// <summary>
/// This process, as a real Prometheus scrapes it each second: the job <c>openmetrics</c> as usual, the job <c>text</c> without OpenMetrics, both of one bridge in ASP.NET Core;
/// and the job <c>eventsource</c>, of a bridge of the EventSource in the server without a framework.
/// </summary>
public sealed class ScrapedProgram : IAsyncLifetime
{
    /// <summary>After the other tests, so that neither their work nor this one's disturbs what is measured.</summary>
    [CollectionDefinition(nameof(ScrapedProgram), DisableParallelization = true)]
    public sealed class Collection : ICollectionFixture<ScrapedProgram>;

    public const int MaxSeries = 40;

    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentQueue<ObservedScrape> scrapes = new();
    private readonly Meter scrapeMeter = new("Test.Scrapes");
    private readonly List<IAsyncDisposable> running = [];
    private readonly List<IDisposable> held = [];
    private PrometheusServer? prometheus;
    private int number;

    /// <summary>The real Prometheus. Where it is not installed, the test is skipped.</summary>
    public PrometheusApi Prometheus
    {
        get
        {
            PrometheusServer.SkipIfMissing();
            return prometheus!.Api;
        }
    }

    /// <summary>The bridge of the jobs <c>openmetrics</c> and <c>text</c>.</summary>
    public RuntimeMetricsBridge? Metrics { get; private set; }

    /// <summary>That of the job <c>eventsource</c>.</summary>
    public RuntimeMetricsBridge? EventSource { get; private set; }

    internal ImmutableArray<ObservedScrape> Scrapes
    {
        get
        {
            PrometheusServer.SkipIfMissing();
            return [.. scrapes];
        }
    }

    internal ShopMeter Shop { get; } = new();

    internal EventCounterTicks Ticks { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (!PrometheusServer.IsInstalled) return;
        scrapeMeter.CreateObservableGauge("scrape.number", () => number, description: "The number of this scrape.");
        Metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions
        {
            Meters = { "Shop", "Shop.Other", "Test.Scrapes", "Microsoft.AspNetCore.*", "System.Net.*" },
            MaxSeriesPerMetric = MaxSeries,
            TargetInfo = { ["service.name"] = "shop" },
        });
        Ticks.Start();
        EventSource = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.EventSource });
        held.AddRange([Metrics, EventSource]);
        for (var i = 0; i < 25; i++) held.Add(new Timer(_ => { }, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        Shop.Record(MaxSeries);
        var app = await StartApplicationAsync(Metrics);
        var server = await MetricsServer.StartAsync(EventSource, new Uri("http://127.0.0.1:0/metrics"));
        running.AddRange([app, server]);
        var port = new Uri(app.Urls.Single()).Port;
        prometheus = await PrometheusServer.StartAsync($$"""
            global: { scrape_interval: 1s }
            scrape_configs:
            {{Job("openmetrics", "/metrics", port)}}
            {{Job("text", "/text", port)}}
            {{Job("eventsource", "/metrics", server.Address.Port)}}
            """);
        await ScrapedAsync("openmetrics", "text", "eventsource");
    }

    public async ValueTask DisposeAsync()
    {
        if (prometheus != null) await prometheus.DisposeAsync();
        foreach (var server in running) await server.DisposeAsync();
        foreach (var one in held) one.Dispose();
        Ticks.Dispose();
        Shop.Dispose();
        scrapeMeter.Dispose();
        turn.Dispose();
    }

    /// <summary>Waits until some scrapes of each job are stored.</summary>
    private async Task ScrapedAsync(params string[] jobs)
        => await Eventually.HoldsAsync(async () =>
        {
            var up = await prometheus!.Api.StoredAsync("up");
            return jobs.FirstOrDefault(job => up.Where(series => series["job"] == job).Sum(series => series.Points.Count(point => point.Value == 1)) < 4) is { } missing ? $"{missing} is not scraped." : null;
        });

    private static string Job(string name, string path, int port)
        => $"- {{ job_name: {name}, metrics_path: {path}, static_configs: [ {{ targets: [ '127.0.0.1:{port}' ] }} ] }}";

    private async Task<WebApplication> StartApplicationAsync(RuntimeMetricsBridge metrics)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Use(ObserveAsync);
        app.MapOpenMetrics(metrics, "/metrics");
        app.MapOpenMetrics(metrics, "/text");
        await app.StartAsync();
        return app;
    }

    /// <summary>One scrape at a time, so that its number is that of its own.</summary>
    private async Task ObserveAsync(HttpContext context, RequestDelegate next)
    {
        var job = context.Request.Path == "/text" ? "text" : "openmetrics";
        if (job == "text") context.Request.Headers.Accept = "text/plain;version=0.0.4";
        await turn.WaitAsync();
        try
        {
            number++;
            RuntimeWork.Do(number);
            var before = RuntimeReadings.Take();
            await next(context);
            scrapes.Enqueue(new ObservedScrape(number, job, context.Request.Headers.Accept.ToString(), context.Response.ContentType ?? "", before, RuntimeReadings.Take()));
        }
        finally
        {
            turn.Release();
        }
    }
}
