using System.Net;
using Microsoft.Extensions.Logging;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>What an application logs of scrapes.</summary>
public sealed class ScrapeLogTests
{
    [Fact]
    public async Task Logs_why_a_scrape_failed()
    {
        var log = new RecordedLog();
        var bridge = RuntimeMetricsBridge.Start();
        await using var app = TestApplication.Build(builder => builder.Logging.AddProvider(log));
        app.MapOpenMetrics(bridge);
        await app.StartAsync(Patience.Token);
        bridge.Dispose();

        using var response = await TestApplication.Client.GetAsync(TestApplication.AddressOf(app), Patience.Token);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.IsType<ObjectDisposedException>(Assert.Single(log.Errors));
    }

    [Fact]
    public async Task Ends_with_its_client_which_is_no_failure()
    {
        var log = new RecordedLog();
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = TestApplication.Build();
        var handler = new ScrapeHandler(
            async (destination, _, _, cancellationToken) =>
            {
                begun.SetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    ended.SetResult();
                }
            },
            new ScrapeEndpointOptions { ScrapeTimeout = Patience.Limit },
            new ScrapeFailures("/metrics", log));
        app.MapScrapes(handler, "/metrics");
        await app.StartAsync(Patience.Token);

        using (var client = await RawClient.AskAsync(TestApplication.AddressOf(app)))
        {
            await begun.Task.WaitAsync(Patience.Token);
            client.Vanish();
        }

        await ended.Task.WaitAsync(Patience.Token);
        await app.StopAsync(Patience.Token);
        Assert.Empty(log.Errors);
    }

    [Fact]
    public async Task Logs_a_cause_once()
    {
        var log = new RecordedLog();
        var bridge = RuntimeMetricsBridge.Start();
        await using var app = TestApplication.Build(builder => builder.Logging.AddProvider(log));
        app.MapOpenMetrics(bridge);
        await app.StartAsync(Patience.Token);
        bridge.Dispose();
        for (var scrape = 0; scrape < 5; scrape++)
        {
            using var response = await TestApplication.Client.GetAsync(TestApplication.AddressOf(app), Patience.Token);
            Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        }

        Assert.Single(log.Errors);
    }
}
