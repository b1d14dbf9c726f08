using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>
/// A server for the metrics of one bridge on a port of their own, for programs that are no web application. It answers GET and HEAD at one path, in OpenMetrics 1.0 or Prometheus text 0.0.4, and where histograms are native ones
/// also in Prometheus protobuf, as the request's <c>Accept</c> header prefers (RFC 9110), compressed with gzip where <c>Accept-Encoding</c> allows it. Thread-safe.
/// </summary>
/// <remarks>
/// It is Kestrel without configuration or environment variables: HTTP/1.0 and 1.1, with connections that stay. If something goes wrong before the first byte of an answer, it is the status 500;
/// after it the connection is cut, so that the scraper sees a failure and no half of an answer.
/// Other paths are answered with 404, other methods with 405, and more scrapes than <see cref="ScrapeEndpointOptions.MaxConcurrentScrapes"/> with 503.
/// A server that only this machine can reach also answers 404 where the <c>Host</c> header names another one: so no web page can read it through a name that suddenly means this machine.
/// </remarks>
public sealed class MetricsServer : IAsyncDisposable
{
    private const int Attempts = 20;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly WebApplication app;
    private readonly object disposing = new();
    private Task? end;

    private MetricsServer(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    /// <summary>Where the metrics are: the address that the server was started with, and if its port was 0, the port that was chosen.</summary>
    public Uri Address { get; }

    /// <summary>Starts a server that only this machine can reach.</summary>
    /// <param name="metrics">What it serves. It is not disposed with the server.</param>
    /// <param name="address">
    /// An http address with the host <c>localhost</c> (IPv4 and IPv6) or a loopback address such as <c>127.0.0.1</c> or <c>[::1]</c>, the port (0 for any that is free) and the path, such as <c>http://127.0.0.1:9464/metrics</c>.
    /// A slash at the end of the path makes no difference, neither here nor in requests; upper and lower case do.
    /// </param>
    /// <param name="cancellationToken">Gives up the start. It does not end a server that has started.</param>
    /// <returns>The server, which answers already.</returns>
    /// <exception cref="ArgumentException">The address is not such a one.</exception>
    /// <exception cref="IOException">The port is taken, or the system forbids it.</exception>
    public static Task<MetricsServer> StartAsync(RuntimeMetricsBridge metrics, Uri address, CancellationToken cancellationToken = default) =>
        StartAsync(metrics, address, new MetricsServerOptions(), cancellationToken);

    /// <summary>Starts a server.</summary>
    /// <param name="metrics">What it serves. It is not disposed with the server.</param>
    /// <param name="address">
    /// As in the other overload, and with <see cref="MetricsServerOptions.AllowRemoteAccess"/> also one that other machines can reach: <c>[::]</c> for all addresses of this machine, IPv6 and IPv4,
    /// <c>0.0.0.0</c> for all of IPv4, or one of its addresses or names.
    /// </param>
    /// <param name="options">How it treats those who ask.</param>
    /// <param name="cancellationToken">Gives up the start. It does not end a server that has started.</param>
    /// <returns>The server, which answers already.</returns>
    /// <exception cref="ArgumentException">The address is not such a one, or an option is out of its range.</exception>
    /// <exception cref="IOException">The port is taken, the address is not this machine's, or the system forbids it.</exception>
    public static Task<MetricsServer> StartAsync(RuntimeMetricsBridge metrics, Uri address, MetricsServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return StartAsync(metrics.WriteAsync, metrics.OffersProtobuf, address, options, NullLoggerFactory.Instance, cancellationToken);
    }

    /// <summary>Starts a server of whatever metrics.</summary>
    internal static Task<MetricsServer> StartAsync(WriteMetrics write, bool offersProtobuf, Uri address, MetricsServerOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        ListenAddress.Check(address, options.AllowRemoteAccess);
        var logger = loggers.CreateLogger<MetricsServer>();
        var scrapes = new ScrapeApplication(new ScrapeHandler(write, options, new ScrapeFailures(address.ToString(), logger), offersProtobuf), address);
        // A scrape belongs to no activity of the code that started the server: without this, exemplars would name its trace.
        if (ExecutionContext.IsFlowSuppressed()) return Task.Run(() => StartAsync(scrapes, address, loggers, cancellationToken), cancellationToken);
        using (ExecutionContext.SuppressFlow()) return Task.Run(() => StartAsync(scrapes, address, loggers, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Stops listening, gives running scrapes two seconds to end, and cuts off those that have not. Then no request is answered any more. Does not dispose the bridge.
    /// Safe to call more than once: each call waits for the same end.
    /// </summary>
    /// <returns>Completes when the server has ended.</returns>
    public ValueTask DisposeAsync()
    {
        lock (disposing) return new ValueTask(end ??= EndAsync());
    }

    private static async Task<MetricsServer> StartAsync(ScrapeApplication scrapes, Uri address, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            WebApplication? app = null;
            try
            {
                app = await BuildAsync(scrapes, address, loggers, cancellationToken).ConfigureAwait(false);
                await app.StartAsync(cancellationToken).ConfigureAwait(false);
                return new MetricsServer(app, new UriBuilder(address) { Port = new Uri(app.Urls.First()).Port }.Uri);
            }
            catch (Exception exception)
            {
                if (app is not null) await app.DisposeAsync().ConfigureAwait(false);
                if (exception is not (IOException or SocketException)) throw;
                if (ListenAddress.ChoosesPort(address) && attempt < Attempts) continue;
                throw new IOException($"The metrics server cannot listen at {address}: {(exception.InnerException?.InnerException ?? exception).Message.TrimEnd('.')}.", exception);
            }
        }
    }

    private static async Task<WebApplication> BuildAsync(ScrapeApplication scrapes, Uri address, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        // The time of a scrape is limited as a whole; a reader that is slow, but in time, is none of Kestrel's business.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var endpoints = await ListenAddress.ResolveAsync(address, cancellationToken).ConfigureAwait(false);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            (kestrel.AddServerHeader, kestrel.Limits.MinResponseDataRate) = (false, null);
            ListenAddress.Listen(kestrel, address, endpoints);
        });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfServer>();
        var app = builder.Build();
        app.Run(scrapes.AnswerAsync);
        return app;
    }

    private async Task EndAsync()
    {
        using var patience = new CancellationTokenSource(Grace);
        await app.StopAsync(patience.Token).ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>It lives until it is disposed: the usual lifetime would take the signals that end the program for its own.</summary>
    private sealed class LifetimeOfServer : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>All requests that come to the server.</summary>
    private sealed class ScrapeApplication(ScrapeHandler handler, Uri address)
    {
        private readonly string path = WithoutSlash(Uri.UnescapeDataString(address.AbsolutePath));
        private readonly bool isLocal = ListenAddress.IsLocal(address);

        public Task AnswerAsync(HttpContext context)
        {
            var asked = context.Request.Host;
            var isMine = !isLocal || !asked.HasValue || ListenAddress.IsLocal(asked.Host);
            return isMine && WithoutSlash(context.Request.Path.Value ?? "") == path
                ? handler.AnswerAsync(context)
                : ScrapeHandler.RefuseAsync(context, 404, $"The metrics are at {address.AbsolutePath}\n");
        }

        private static string WithoutSlash(string path) => path.TrimEnd('/');
    }
}
