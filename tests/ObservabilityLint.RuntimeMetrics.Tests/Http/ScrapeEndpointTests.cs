using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>What a scraper sees must not depend on the server: every test runs against each.</summary>
public abstract partial class ScrapeEndpointTests
{
    private protected const string Prometheus = "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private static readonly HttpClient Client = new() { Timeout = Patience.Limit };

    /// <summary>Serves these metrics, with a default of places and of time that no test exhausts.</summary>
    private protected abstract Task<IRunningEndpoint> StartAsync(WriteMetrics write, int maxConcurrentScrapes = 100, TimeSpan? timeout = null);

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

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("BREW")]
    public async Task Refuses_other_methods_and_names_its_own(string method)
    {
        await using var endpoint = await StartAsync(ScrapedMetrics.OneLine);
        using var request = new HttpRequestMessage(new HttpMethod(method), endpoint.Address) { Content = method is "POST" or "PUT" ? new StringContent("") : null };

        using var response = await Client.SendAsync(request, Patience.Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Refuses_one_scrape_too_many_and_takes_the_next_when_a_place_is_free()
    {
        var (begun, mayEnd) = (new SemaphoreSlim(0), new TaskCompletionSource());
        await using var endpoint = await StartAsync(
            async (destination, _, _, cancellationToken) =>
            {
                begun.Release();
                await mayEnd.Task.WaitAsync(cancellationToken);
                await destination.WriteAsync(ScrapedMetrics.LineBytes, cancellationToken);
            },
            maxConcurrentScrapes: 2);
        var running = new[] { GetAsync(endpoint), GetAsync(endpoint) };
        for (var i = 0; i < running.Length; i++) await begun.WaitAsync(Patience.Token);

        using (var refused = await GetAsync(endpoint))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            Assert.Contains("2 scrapes are running", await refused.Content.ReadAsStringAsync(Patience.Token), StringComparison.Ordinal);
        }

        mayEnd.SetResult();
        foreach (var response in await Task.WhenAll(running)) Assert.Equal(ScrapedMetrics.Line, await response.Content.ReadAsStringAsync(Patience.Token));
        await Patience.UntilAsync(() => AnswersAsync(endpoint));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task Says_what_went_wrong_before_the_first_byte(string? acceptEncoding)
    {
        await using var endpoint = await StartAsync(ScrapedMetrics.FailAtOnce);

        using var response = await GetAsync(endpoint, acceptEncoding: acceptEncoding);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("The metrics could not be written: The shop is closed.\n", await response.Content.ReadAsStringAsync(Patience.Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task Cuts_the_connection_if_something_goes_wrong_after_the_first_byte(string? acceptEncoding)
    {
        await using var endpoint = await StartAsync(ScrapedMetrics.FailHalfway);

        using var response = await GetAsync(endpoint, acceptEncoding: acceptEncoding, untilHead: true);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        await Assert.ThrowsAnyAsync<Exception>(async () => await response.Content.ReadAsByteArrayAsync(Patience.Token));
    }

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
    public async Task Readers_that_are_slow_with_a_short_text_take_no_place()
    {
        var text = ScrapedMetrics.ManyLines.AsMemory(0, 100_000);
        await using var endpoint = await StartAsync(async (destination, _, _, cancellationToken) => await destination.WriteAsync(text, cancellationToken), maxConcurrentScrapes: 1);
        var clients = new List<RawClient>();
        // None of them reads a byte.
        for (var i = 0; i < 8; i++) clients.Add(await RawClient.AskAsync(endpoint.Address, receiveBuffer: 1024));

        await Patience.UntilAsync(() => AnswersAsync(endpoint));

        foreach (var client in clients) client.Vanish();
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("0.5", 0.5)]
    [InlineData("1000", 120)]
    [InlineData("-1", 120)]
    [InlineData("soon", 120)]
    public async Task Knows_how_long_the_scraper_waits(string seconds, double expected)
    {
        var told = new TaskCompletionSource<TimeSpan>();
        await using var endpoint = await StartAsync(async (destination, _, timeout, cancellationToken) =>
        {
            told.TrySetResult(timeout);
            await destination.WriteAsync(ScrapedMetrics.LineBytes, cancellationToken);
        });

        using var client = await RawClient.AskAsync(endpoint.Address, headers: $"X-Prometheus-Scrape-Timeout-Seconds: {seconds}\r\nConnection: close\r\n");
        await client.ReadToEndAsync();

        Assert.Equal(expected, (await told.Task).TotalSeconds);
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

    private protected static async Task<HttpResponseMessage> GetAsync(IRunningEndpoint endpoint, string? accept = null, string? acceptEncoding = null, bool untilHead = false, string? path = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path is null ? endpoint.Address : new Uri(endpoint.Address, path));
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        if (acceptEncoding is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", acceptEncoding);
        return await Client.SendAsync(request, untilHead ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead, Patience.Token);
    }

    private static async Task<bool> AnswersAsync(IRunningEndpoint endpoint)
    {
        using var response = await GetAsync(endpoint);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"The status is {response.StatusCode}.");
        return response.StatusCode == HttpStatusCode.OK;
    }
}
