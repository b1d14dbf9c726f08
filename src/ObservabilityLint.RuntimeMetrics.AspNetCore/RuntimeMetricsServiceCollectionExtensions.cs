using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>Registers a <see cref="RuntimeMetricsBridge"/> with an application.</summary>
public static class RuntimeMetricsServiceCollectionExtensions
{
    /// <summary>
    /// Registers the one bridge of the application. It starts with the host, so that it counts before the first scrape, and is disposed with it. Its options are those of the options pattern:
    /// more calls, <c>Configure&lt;RuntimeMetricsOptions&gt;</c> and bound configuration add to them. Not thread-safe.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options, such as <c>options => options.Meters.Add("Shop.*")</c>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddRuntimeMetrics(this IServiceCollection services, Action<RuntimeMetricsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<RuntimeMetricsOptions>();
        if (configure is not null) options.Configure(configure);
        services.TryAddSingleton(provider => RuntimeMetricsBridge.Start(provider.GetRequiredService<IOptions<RuntimeMetricsOptions>>().Value));
        return services.AddHostedService<StartWithHost>();
    }

    /// <summary>Needs the bridge, and with that alone starts it.</summary>
    private sealed class StartWithHost(RuntimeMetricsBridge metrics) : IHostedService
    {
        private readonly RuntimeMetricsBridge metrics = metrics;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
