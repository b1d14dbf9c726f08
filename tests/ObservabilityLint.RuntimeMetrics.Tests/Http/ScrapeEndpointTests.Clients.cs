using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>Clients that do not take what they asked for, or not for long.</summary>
public abstract partial class ScrapeEndpointTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Accept-Encoding: gzip\r\n")]
    public async Task A_client_that_goes_away_leaves_its_place(string acceptEncoding)
    {
        await using var endpoint = await StartAsync(EndlessOnce(out var begun), maxConcurrentScrapes: 1, timeout: Patience.Limit);
        using (var client = await RawClient.AskAsync(endpoint.Address, headers: acceptEncoding))
        {
            await begun.WaitAsync(Patience.Token);
            await client.ReadUntilAsync("\r\n\r\n");
            Assert.False(await AnswersAsync(endpoint));
            client.Vanish();
        }

        await Patience.UntilAsync(() => AnswersAsync(endpoint));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Accept-Encoding: gzip\r\n")]
    public async Task A_client_that_reads_nothing_is_cut_and_leaves_its_place(string acceptEncoding)
    {
        await using var endpoint = await StartAsync(EndlessOnce(out var begun), maxConcurrentScrapes: 1, timeout: TimeSpan.FromSeconds(1));
        using var client = await RawClient.AskAsync(endpoint.Address, headers: acceptEncoding);
        await begun.WaitAsync(Patience.Token);

        await Patience.UntilAsync(() => AnswersAsync(endpoint));

        var answer = await client.ReadToEndAsync();
        Assert.False(answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal), "The answer looks whole.");
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
    [InlineData("NaN", 120)]
    [InlineData("1e-9", 0.1)]
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

    /// <summary>The first scrape has no end, the others have one line.</summary>
    private static WriteMetrics EndlessOnce(out Task begun)
    {
        var first = new TaskCompletionSource();
        begun = first.Task;
        return (destination, format, timeout, cancellationToken) => (first.TrySetResult() ? ScrapedMetrics.Endless : ScrapedMetrics.OneLine)(destination, format, timeout, cancellationToken);
    }
}
