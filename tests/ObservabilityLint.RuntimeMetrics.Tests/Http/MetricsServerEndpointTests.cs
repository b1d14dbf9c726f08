using Microsoft.Extensions.Logging.Abstractions;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>The server on a port of its own.</summary>
public sealed class MetricsServerEndpointTests : ScrapeEndpointTests
{
    private protected override async Task<IRunningEndpoint> StartAsync(WriteMetrics write, int maxConcurrentScrapes, TimeSpan? timeout)
    {
        var options = new MetricsServerOptions { MaxConcurrentScrapes = maxConcurrentScrapes, ScrapeTimeout = timeout ?? Patience.Limit };
        return new Endpoint(await MetricsServer.StartAsync(write, offersProtobuf: false, new Uri("http://127.0.0.1:0/metrics"), options, NullLoggerFactory.Instance, Patience.Token));
    }

    private sealed class Endpoint(MetricsServer server) : IRunningEndpoint
    {
        public Uri Address => server.Address;

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
