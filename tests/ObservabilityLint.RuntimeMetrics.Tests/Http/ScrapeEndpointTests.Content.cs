using System.IO.Compression;
using System.Net;
using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>What the text is, as its head names it.</summary>
public abstract partial class ScrapeEndpointTests
{
    [Fact]
    public async Task Gives_Prometheus_the_whole_OpenMetrics_text_of_the_bridge()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var endpoint = await StartAsync(bridge.WriteAsync);

        using var response = await GetAsync(endpoint, Prometheus);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var text = await response.Content.ReadAsStringAsync(Patience.Token);
        Assert.Contains("# TYPE dotnet_gc_collections counter\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_curl_Prometheus_text()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var endpoint = await StartAsync(bridge.WriteAsync);

        using var response = await GetAsync(endpoint, "*/*");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("# TYPE dotnet_gc_collections_total counter\n", await response.Content.ReadAsStringAsync(Patience.Token), StringComparison.Ordinal);
    }

    /// <summary>What Prometheus 3 sends by default, and with text before OpenMetrics.</summary>
    [Theory]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8", "{\"dotnet.gc.pause.time_seconds_total\"} ")]
    [InlineData("text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.4", "text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8", "{\"dotnet.gc.pause.time_seconds_total\"} ")]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=values;q=0.6,*/*;q=0.2", "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=values", "U__dotnet_2e_gc_2e_pause_2e_time__seconds__total ")]
    [InlineData(Prometheus, "application/openmetrics-text; version=1.0.0; charset=utf-8", "dotnet_gc_pause_time_seconds_total ")]
    public async Task Gives_each_Prometheus_the_names_that_it_asks_for(string accept, string contentType, string series)
    {
        using var bridge = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { NameTranslation = NameTranslation.NoUtf8EscapingWithSuffixes });
        await using var endpoint = await StartAsync(bridge.WriteAsync);

        using var response = await GetAsync(endpoint, accept);

        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
        Assert.Contains("\n" + series, await response.Content.ReadAsStringAsync(Patience.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_caches_to_keep_nothing_and_what_the_answer_depends_on()
    {
        await using var endpoint = await StartAsync(ScrapedMetrics.OneLine);

        using var response = await GetAsync(endpoint);

        Assert.Equal("Accept, Accept-Encoding", string.Join(", ", response.Headers.Vary));
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("identity", false)]
    public async Task Compresses_only_where_that_is_welcome(string acceptEncoding, bool compresses)
    {
        var lines = string.Concat(Enumerable.Repeat(ScrapedMetrics.Line, 10_000));
        await using var endpoint = await StartAsync(async (destination, _, _, cancellationToken) => await destination.WriteAsync(Encoding.UTF8.GetBytes(lines), cancellationToken));

        using var response = await GetAsync(endpoint, acceptEncoding: acceptEncoding);
        var body = await response.Content.ReadAsByteArrayAsync(Patience.Token);

        Assert.Equal(compresses ? ["gzip"] : [], response.Content.Headers.ContentEncoding);
        if (compresses)
        {
            Assert.InRange(body.Length, 1, lines.Length / 10);
            using var unpacked = new StreamReader(new GZipStream(new MemoryStream(body), CompressionMode.Decompress));
            Assert.Equal(lines, await unpacked.ReadToEndAsync(Patience.Token));
        }
        else
        {
            Assert.Equal(lines, Encoding.UTF8.GetString(body));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Accept-Encoding: gzip\r\n")]
    public async Task Answers_HEAD_with_the_head_of_GET_and_no_byte_more(string acceptEncoding)
    {
        await using var endpoint = await StartAsync(ScrapedMetrics.OneLine);

        using var client = await RawClient.AskAsync(endpoint.Address, "HEAD", headers: acceptEncoding + "Connection: close\r\n");
        var head = await client.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);
        Assert.Equal(head.Length - 4, head.IndexOf("\r\n\r\n", StringComparison.Ordinal));
        Assert.Contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n", head, StringComparison.Ordinal);
        using var get = await GetAsync(endpoint, acceptEncoding: acceptEncoding.Length > 0 ? "gzip" : null);
        var body = await get.Content.ReadAsByteArrayAsync(Patience.Token);
        Assert.Contains($"Content-Length: {body.Length}\r\n", head, StringComparison.Ordinal);
    }
}
