using System.IO.Compression;
using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>How the text goes over connections of every kind, alone and beside others.</summary>
public abstract partial class ScrapeEndpointTests
{
    [Fact]
    public async Task Sends_a_long_text_before_the_rest_of_it_is_written()
    {
        var hasRead = new TaskCompletionSource();
        await using var endpoint = await StartAsync(async (destination, _, _, cancellationToken) =>
        {
            await destination.WriteAsync(ScrapedMetrics.ManyLines, cancellationToken);
            await hasRead.Task.WaitAsync(cancellationToken);
            await destination.WriteAsync(ScrapedMetrics.LineBytes, cancellationToken);
        });

        using var client = await RawClient.AskAsync(endpoint.Address, headers: "Connection: close\r\n");
        await client.ReadUntilAsync("shop_orders_total 1\n");
        hasRead.SetResult();

        Assert.Contains("shop_orders_total 39999\n", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_a_short_text_its_length_and_keeps_the_connection()
    {
        await using var endpoint = await StartAsync(ScrapedMetrics.OneLine);

        using var client = await RawClient.AskAsync(endpoint.Address);
        for (var scrape = 0; scrape < 3; scrape++)
        {
            var head = await client.ReadUntilAsync("\r\n\r\n");
            Assert.Contains($"Content-Length: {ScrapedMetrics.Line.Length}\r\n", head, StringComparison.Ordinal);
            await client.ReadUntilAsync(ScrapedMetrics.Line);
            await client.SendAsync($"GET {endpoint.Address.AbsolutePath} HTTP/1.1\r\nHost: {endpoint.Address.Authority}\r\n\r\n");
        }
    }

    /// <summary>nginx asks so by default.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public async Task Answers_HTTP_1_0_with_a_length_or_an_end(bool isLong)
    {
        await using var endpoint = await StartAsync(isLong ? async (destination, _, _, cancellationToken) => await destination.WriteAsync(ScrapedMetrics.ManyLines, cancellationToken) : ScrapedMetrics.OneLine);

        using var client = await RawClient.AskAsync(endpoint.Address, version: "1.0");

        var answer = (await client.ReadToEndAsync()).Split("\r\n\r\n", 2);
        Assert.StartsWith("HTTP/1.1 200 ", answer[0], StringComparison.Ordinal);
        Assert.DoesNotContain("chunked", answer[0], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(isLong ? Encoding.UTF8.GetString(ScrapedMetrics.ManyLines) : ScrapedMetrics.Line, answer[1]);
    }

    [Fact]
    public async Task Scrapes_at_the_same_time_each_get_a_whole_answer()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var endpoint = await StartAsync(bridge.WriteAsync);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var response = await GetAsync(endpoint, Prometheus, i % 2 == 0 ? "gzip" : null);
            Stream body = await response.Content.ReadAsStreamAsync(Patience.Token);
            if (i % 2 == 0) body = new GZipStream(body, CompressionMode.Decompress);
            using var reader = new StreamReader(body);
            Assert.EndsWith("\n# EOF\n", await reader.ReadToEndAsync(Patience.Token), StringComparison.Ordinal);
        }));
    }
}
