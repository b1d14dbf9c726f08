using System.Net;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>
/// A small HTTP/1.1 server for the metrics of one bridge, for programs without a web framework. It answers GET and HEAD at one path, in OpenMetrics 1.0 or Prometheus text 0.0.4 as the
/// request's <c>Accept</c> header prefers (RFC 9110), compressed with gzip where <c>Accept-Encoding</c> allows it. Thread-safe.
/// </summary>
/// <remarks>
/// The text is sent while it is written. If something goes wrong before its first byte, the answer is the status 500; after it the connection is cut, so that the scraper sees a failure and no half of an answer.
/// Other paths are answered with 404, other methods with 405, and more scrapes than <see cref="MetricsServerOptions.MaxConcurrentScrapes"/> with 503. Each request has a connection of its own.
/// </remarks>
public sealed class MetricsServer : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly HttpListener listener;
    private readonly ScrapeHandler handler;
    private readonly CancellationTokenSource ending = new();
    private readonly string path;
    private readonly object disposing = new();
    private Task? end;

    private MetricsServer(HttpListener listener, Uri address, ScrapeHandler handler)
    {
        (this.listener, this.handler, Address) = (listener, handler, address);
        path = WithoutSlash(address);
    }

    /// <summary>Where the metrics are: the address that the server was started with, and if its port was 0, the port that was chosen.</summary>
    public Uri Address { get; }

    /// <summary>Starts a server that only this machine can reach.</summary>
    /// <param name="metrics">What it serves. It is not disposed with the server.</param>
    /// <param name="address">
    /// An http address with the host <c>localhost</c> or <c>127.0.0.1</c> (each stands for both), another loopback address of IPv4, or on Windows <c>[::1]</c>, the port (0 for any that is free) and the path, such as <c>http://127.0.0.1:9464/metrics</c>.
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
    /// As in the other overload, and with <see cref="MetricsServerOptions.AllowRemoteAccess"/> also one that other machines can reach: <c>0.0.0.0</c> for all IPv4 addresses of this machine (on Windows for all),
    /// or one of its IPv4 addresses or names. Then it answers only requests that are addressed to just that host.
    /// </param>
    /// <param name="options">How it treats those who ask.</param>
    /// <param name="cancellationToken">Gives up the start. It does not end a server that has started.</param>
    /// <returns>The server, which answers already.</returns>
    /// <exception cref="ArgumentException">The address is not such a one, or an option is out of its range.</exception>
    /// <exception cref="IOException">The port is taken, the address is not this machine's, or the system forbids it.</exception>
    public static Task<MetricsServer> StartAsync(RuntimeMetricsBridge metrics, Uri address, MetricsServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return StartAsync(metrics.WriteAsync, address, options, cancellationToken);
    }

    /// <summary>Starts a server of whatever metrics.</summary>
    internal static Task<MetricsServer> StartAsync(WriteMetrics write, Uri address, MetricsServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        ListenAddress.Check(address, options.AllowRemoteAccess);
        var handler = new ScrapeHandler(write, options.MaxConcurrentScrapes, options.ScrapeTimeout, exception => BridgeEvents.Log.ScrapeFailed(address.ToString(), exception.Message));
        // A scrape belongs to no activity of the code that started the server: without this, exemplars would name its trace.
        if (ExecutionContext.IsFlowSuppressed()) return Task.Run(() => Start(address, handler), cancellationToken);
        using (ExecutionContext.SuppressFlow()) return Task.Run(() => Start(address, handler), cancellationToken);
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

    private static MetricsServer Start(Uri address, ScrapeHandler handler)
    {
        var (listener, actual) = ListenAddress.Open(address);
        var server = new MetricsServer(listener, actual, handler);
        _ = server.AcceptAsync();
        return server;
    }

    private async Task AcceptAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync().ConfigureAwait(false);
                // Writing may wait for the client, and must not keep the next one from being heard.
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or InvalidOperationException)
            {
                // One request broke off, or the listener has closed: it knows which.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var exchange = new ListenerExchange(context);
        if (context.Request.Url is { } asked && WithoutSlash(asked) == path) await handler.AnswerAsync(exchange, ending.Token).ConfigureAwait(false);
        else await ScrapeHandler.RefuseAsync(exchange, 404, $"The metrics are at {Address.AbsolutePath}\n").ConfigureAwait(false);
    }

    private async Task EndAsync()
    {
        // Not Stop, which would end the answers that are under way as if they were whole.
        listener.Prefixes.Clear();
        if (!await handler.DrainAsync(Grace).ConfigureAwait(false))
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await handler.DrainAsync(Grace).ConfigureAwait(false);
        }

        listener.Close();
    }

    private static string WithoutSlash(Uri address) => address.AbsolutePath.TrimEnd('/');
}
