using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>Clients that do not take what they asked for.</summary>
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

    /// <summary>The first scrape has no end, the others have one line.</summary>
    private static WriteMetrics EndlessOnce(out Task begun)
    {
        var first = new TaskCompletionSource();
        begun = first.Task;
        return (destination, format, timeout, cancellationToken) => (first.TrySetResult() ? ScrapedMetrics.Endless : ScrapedMetrics.OneLine)(destination, format, timeout, cancellationToken);
    }
}
