using System.Net;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>What is not answered with the metrics, and how that is told.</summary>
public abstract partial class ScrapeEndpointTests
{
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
}
