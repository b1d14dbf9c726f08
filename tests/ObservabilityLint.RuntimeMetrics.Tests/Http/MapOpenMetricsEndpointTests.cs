using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>ASP.NET Core on Kestrel.</summary>
public sealed class MapOpenMetricsEndpointTests : ScrapeEndpointTests
{
    private protected override async Task<IRunningEndpoint> StartAsync(WriteMetrics write, int maxConcurrentScrapes, TimeSpan? timeout)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapScrapes(new ScrapeHandler(write, new ScrapeEndpointOptions { MaxConcurrentScrapes = maxConcurrentScrapes, ScrapeTimeout = timeout ?? Patience.Limit }, new ScrapeFailures("/metrics")), "/metrics");
        await app.StartAsync(Patience.Token);
        return new Endpoint(app);
    }

    private sealed class Endpoint(WebApplication app) : IRunningEndpoint
    {
        public Uri Address => new(new Uri(app.Urls.Single()), "/metrics");

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
