using System.Net;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>What a scraper sees must not depend on the server: every test runs against each.</summary>
public abstract partial class ScrapeEndpointTests
{
    private protected const string Prometheus = "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private static readonly HttpClient Client = new() { Timeout = Patience.Limit };

    /// <summary>Serves these metrics, with a default of places and of time that no test exhausts.</summary>
    private protected abstract Task<IRunningEndpoint> StartAsync(WriteMetrics write, int maxConcurrentScrapes = 100, TimeSpan? timeout = null);

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
