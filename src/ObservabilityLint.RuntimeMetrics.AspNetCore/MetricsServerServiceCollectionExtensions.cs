using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>Registers a <see cref="MetricsServer"/> with an application.</summary>
public static class MetricsServerServiceCollectionExtensions
{
    /// <summary>
    /// Registers a server on a port of its own, for workers and for web applications whose metrics are not for everyone. It starts and stops with the host, and serves the bridge of
    /// <see cref="RuntimeMetricsServiceCollectionExtensions.AddRuntimeMetrics"/>, which this registers too. More calls with other addresses add more servers. The host does not start when the port is taken. Not thread-safe.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="address">As for <see cref="MetricsServer.StartAsync(RuntimeMetricsBridge, Uri, MetricsServerOptions, CancellationToken)"/>, such as <c>http://localhost:9464/metrics</c>.</param>
    /// <param name="configure">Sets the options, such as <c>options => options.AllowRemoteAccess = true</c>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddMetricsServer(this IServiceCollection services, Uri address, Action<MetricsServerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(address);
        services.AddRuntimeMetrics();
        return services.AddSingleton<IHostedService>(provider =>
        {
            var options = new MetricsServerOptions();
            configure?.Invoke(options);
            return new HostedServer(provider.GetRequiredService<RuntimeMetricsBridge>(), address, options, provider.GetRequiredService<ILoggerFactory>());
        });
    }

    private sealed class HostedServer(RuntimeMetricsBridge metrics, Uri address, MetricsServerOptions options, ILoggerFactory loggers) : IHostedService
    {
        private MetricsServer? server;

        public async Task StartAsync(CancellationToken cancellationToken)
            => server = await MetricsServer.StartAsync(metrics.WriteAsync, metrics.OffersProtobuf, address, options, loggers, cancellationToken).ConfigureAwait(false);

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            if (server is not null) await server.DisposeAsync().ConfigureAwait(false);
        }
    }
}
