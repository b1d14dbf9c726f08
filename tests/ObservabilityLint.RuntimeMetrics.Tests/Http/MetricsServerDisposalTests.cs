using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

public sealed class MetricsServerDisposalTests
{
    private static readonly HttpClient Client = new() { Timeout = Patience.Limit };

    [Fact]
    public async Task Lets_a_running_scrape_end()
    {
        var (begun, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        var server = await StartAsync(async (destination, _, _, cancellationToken) =>
        {
            await destination.WriteAsync(ScrapedMetrics.LineBytes, cancellationToken);
            begun.SetResult();
            await mayEnd.Task.WaitAsync(cancellationToken);
            await destination.WriteAsync(ScrapedMetrics.LineBytes, cancellationToken);
        });
        var scrape = Client.GetStringAsync(server.Address, Patience.Token);
        await begun.Task.WaitAsync(Patience.Token);

        var disposal = server.DisposeAsync().AsTask();
        await RefusesConnectionsAsync(server);
        Assert.False(disposal.IsCompleted);
        mayEnd.SetResult();

        Assert.Equal(ScrapedMetrics.Line + ScrapedMetrics.Line, await scrape);
        await disposal.WaitAsync(Patience.Token);
    }

    [Fact]
    public async Task Cuts_a_scrape_that_does_not_end_so_that_it_does_not_look_whole()
    {
        var begun = new TaskCompletionSource();
        var server = await StartAsync(async (destination, _, _, cancellationToken) =>
        {
            await destination.WriteAsync(ScrapedMetrics.LineBytes, cancellationToken);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        var scrape = Client.GetStringAsync(server.Address, Patience.Token);
        await begun.Task.WaitAsync(Patience.Token);

        await server.DisposeAsync().AsTask().WaitAsync(Patience.Token);

        await Assert.ThrowsAsync<HttpRequestException>(() => scrape);
    }

    [Fact]
    public async Task Ends_though_clients_read_nothing()
    {
        var begun = new SemaphoreSlim(0);
        var server = await StartAsync((destination, format, timeout, cancellationToken) =>
        {
            begun.Release();
            return ScrapedMetrics.Endless(destination, format, timeout, cancellationToken);
        });
        using var first = await RawClient.AskAsync(server.Address);
        using var second = await RawClient.AskAsync(server.Address, headers: "Accept-Encoding: gzip\r\n");
        for (var i = 0; i < 2; i++) await begun.WaitAsync(Patience.Token);

        await server.DisposeAsync().AsTask().WaitAsync(Patience.Token);

        Assert.False((await first.ReadToEndAsync()).EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal), "The answer looks whole.");
    }

    [Fact]
    public async Task Ends_though_clients_only_connect_or_send_half_a_request()
    {
        var server = await StartAsync(ScrapedMetrics.OneLine);
        using var idle = await RawClient.ConnectAsync(server.Address);
        using var half = await RawClient.ConnectAsync(server.Address);
        await half.SendAsync("GET /metrics HTTP/1.1\r\nHost: ");
        Assert.Equal(ScrapedMetrics.Line, await Client.GetStringAsync(server.Address, Patience.Token));

        await server.DisposeAsync().AsTask().WaitAsync(Patience.Token);

        Assert.DoesNotContain(ScrapedMetrics.Line, await half.ReadToEndAsync(), StringComparison.Ordinal);
        await idle.ReadToEndAsync();
    }

    [Fact]
    public async Task May_come_twice_and_from_many_threads()
    {
        var server = await StartAsync(ScrapedMetrics.OneLine);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await server.DisposeAsync()))).WaitAsync(Patience.Token);
        await server.DisposeAsync();

        await RefusesConnectionsAsync(server);
    }

    [Fact]
    public async Task Leaves_the_bridge_as_it_is_and_the_port_free()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        var first = await MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), Patience.Token);
        await Client.GetStringAsync(first.Address, Patience.Token);
        await first.DisposeAsync();

        await using var second = await MetricsServer.StartAsync(metrics, first.Address, Patience.Token);

        Assert.Contains("dotnet_", await Client.GetStringAsync(second.Address, Patience.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_with_an_error_when_its_bridge_is_disposed_first()
    {
        var metrics = RuntimeMetricsBridge.Start();
        await using var server = await MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), Patience.Token);
        metrics.Dispose();

        using var response = await Client.GetAsync(server.Address, Patience.Token);

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Contains(nameof(RuntimeMetricsBridge), await response.Content.ReadAsStringAsync(Patience.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meets_scrapes_at_any_moment()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        for (var round = 0; round < 10; round++)
        {
            var server = await MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), new MetricsServerOptions { MaxConcurrentScrapes = 8 }, Patience.Token);
            var scraping = Enumerable.Range(0, 4).Select(_ => Task.Run(() => ScrapeUntilRefusedAsync(server.Address))).ToArray();
            await Client.GetStringAsync(server.Address, Patience.Token);

            await server.DisposeAsync().AsTask().WaitAsync(Patience.Token);

            await Task.WhenAll(scraping).WaitAsync(Patience.Token);
        }
    }

    /// <summary>Until the server has ended every answer is whole, or is none.</summary>
    private static async Task ScrapeUntilRefusedAsync(Uri address)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text");
                using var response = await Client.SendAsync(request, Patience.Token);
                var text = await response.Content.ReadAsStringAsync(Patience.Token);
                if (response.IsSuccessStatusCode) Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException)
            {
                // The client lets a socket's own exception through when the server closes just then.
                return;
            }
        }
    }

    private static async Task RefusesConnectionsAsync(MetricsServer server) =>
        await Patience.UntilAsync(async () =>
        {
            try
            {
                using var client = await RawClient.ConnectAsync(server.Address);
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        });

    private static Task<MetricsServer> StartAsync(WriteMetrics write) =>
        MetricsServer.StartAsync(write, offersProtobuf: false, new Uri("http://127.0.0.1:0/metrics"), new MetricsServerOptions { ScrapeTimeout = Patience.Limit }, NullLoggerFactory.Instance, Patience.Token);
}
