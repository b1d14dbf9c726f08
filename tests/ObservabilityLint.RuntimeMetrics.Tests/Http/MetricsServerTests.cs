using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>What only the server of its own has to do: other paths, broken requests, other versions of HTTP.</summary>
public sealed class MetricsServerTests
{
    private static readonly HttpClient Client = new() { Timeout = Patience.Limit };

    [Fact]
    public async Task Serves_a_bridge_in_one_line()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        await using var server = await MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), Patience.Token);

        Assert.Contains("dotnet_gc_collections_total", await Client.GetStringAsync(server.Address, Patience.Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/metrics", "/metrics")]
    [InlineData("/metrics", "/metrics/")]
    [InlineData("/metrics", "/metrics?name[]=up&x=%20")]
    [InlineData("/metrics", "/%6detrics")]
    [InlineData("/metrics/", "/metrics")]
    [InlineData("/", "/")]
    [InlineData("", "/")]
    [InlineData("/internal/m%C3%A9trics", "/internal/m%C3%A9trics")]
    public async Task Answers_at_its_path(string path, string asked)
    {
        await using var server = await StartAsync(path);

        Assert.Equal(ScrapedMetrics.Line, await Client.GetStringAsync(new Uri(server.Address, asked), Patience.Token));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/Metrics")]
    [InlineData("/metrics/more")]
    [InlineData("/metricsandmore")]
    [InlineData("/favicon.ico")]
    public async Task Names_its_path_at_others(string asked)
    {
        await using var server = await StartAsync();

        using var response = await Client.GetAsync(new Uri(server.Address, asked), Patience.Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("The metrics are at /metrics\n", await response.Content.ReadAsStringAsync(Patience.Token));
    }

    [Fact]
    public async Task Answers_HEAD_at_another_path_without_a_body()
    {
        await using var server = await StartAsync();

        using var client = await RawClient.AskAsync(server.Address, "HEAD", path: "/other", headers: "Connection: close\r\n");

        var answer = await client.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_a_client_of_HTTP_1_0_without_chunks()
    {
        await using var server = await StartAsync();

        using var client = await RawClient.AskAsync(server.Address, version: "1.0");

        var answer = await client.ReadToEndAsync();
        Assert.DoesNotContain("chunked", answer, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("\r\n\r\n" + ScrapedMetrics.Line, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_both_names_of_this_machine_and_no_foreign_one()
    {
        await using var server = await StartAsync();

        Assert.Contains("200 OK", await StatusForAsync("127.0.0.1"), StringComparison.Ordinal);
        Assert.Contains("200 OK", await StatusForAsync("localhost"), StringComparison.Ordinal);
        // What a page in a browser could reach, if its host's name suddenly meant this machine.
        Assert.Contains("404 Not Found", await StatusForAsync("shop.example"), StringComparison.Ordinal);

        async Task<string> StatusForAsync(string host)
        {
            using var client = await RawClient.ConnectAsync(server.Address);
            await client.SendAsync($"GET /metrics HTTP/1.1\r\nHost: {host}:{server.Address.Port}\r\n\r\n");
            return await client.ReadUntilAsync("\r\n");
        }
    }

    [Theory]
    [InlineData("garbage\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("GET /metrics HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("GET /metrics HTTP/1.1\r\n\r\n")]
    [InlineData("GET * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("GET http://[ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nno colon\r\n\r\n")]
    [InlineData("POST /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n")]
    public async Task Survives_what_is_no_request(string text)
    {
        await using var server = await StartAsync();
        using var client = await RawClient.ConnectAsync(server.Address);

        await client.SendAsync(text);
        var answer = await client.ReadToEndAsync();

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal), answer);
        Assert.Equal(ScrapedMetrics.Line, await Client.GetStringAsync(server.Address, Patience.Token));
    }

    [Fact]
    public async Task Survives_a_head_without_end()
    {
        await using var server = await StartAsync();
        using var client = await RawClient.ConnectAsync(server.Address);
        await client.SendAsync($"GET /metrics HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAccept: ");

        var line = new string('a', 8 * 1024);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true) await client.SendAsync(line);
        });

        Assert.Equal(ScrapedMetrics.Line, await Client.GetStringAsync(server.Address, Patience.Token));
    }

    [Fact]
    public async Task Clients_that_only_connect_or_send_half_a_request_harm_nobody()
    {
        await using var server = await StartAsync();
        var clients = new List<RawClient>();
        for (var i = 0; i < 50; i++)
        {
            clients.Add(await RawClient.ConnectAsync(server.Address));
            if (i % 2 == 0) await clients[i].SendAsync("GET /metrics HT");
        }

        Assert.Equal(ScrapedMetrics.Line, await Client.GetStringAsync(server.Address, Patience.Token));

        foreach (var client in clients) client.Vanish();
        Assert.Equal(ScrapedMetrics.Line, await Client.GetStringAsync(server.Address, Patience.Token));
    }

    [Fact]
    public async Task Scrapes_are_no_part_of_the_activity_that_started_the_server()
    {
        using var starting = new Activity("start").Start();
        await using var server = await MetricsServer.StartAsync(
            async (destination, _, _, cancellationToken) => await destination.WriteAsync(Encoding.UTF8.GetBytes(Activity.Current?.OperationName ?? "none"), cancellationToken),
            offersProtobuf: false,
            new Uri("http://127.0.0.1:0/metrics"),
            new MetricsServerOptions(),
            NullLoggerFactory.Instance,
            Patience.Token);
        Activity.Current = null;

        Assert.Equal("none", await Client.GetStringAsync(server.Address, Patience.Token));
    }

    private static Task<MetricsServer> StartAsync(string path = "/metrics") =>
        MetricsServer.StartAsync(ScrapedMetrics.OneLine, offersProtobuf: false, new Uri("http://127.0.0.1:0" + path), new MetricsServerOptions(), NullLoggerFactory.Instance, Patience.Token);
}
