using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>Registers a <see cref="RuntimeMetricsBridge"/> with an application.</summary>
public static class RuntimeMetricsServiceCollectionExtensions
{
    /// <summary>
    /// Registers the one bridge of the application. It starts with the host and is disposed with it; what is recorded from this call on, also by meters that are gone when the host starts, is kept for it, so that no count is lost. Its options are those
    /// of the options pattern: more calls, <c>Configure&lt;RuntimeMetricsOptions&gt;</c> and bound configuration add to them. Not thread-safe.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options, such as <c>options => options.Meters.Add("Shop.*")</c>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddRuntimeMetrics(this IServiceCollection services, Action<RuntimeMetricsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<RuntimeMetricsOptions>();
        if (configure is not null) options.Configure(configure);
        if (services.All(service => service.ServiceType != typeof(EarlyStart))) services.AddSingleton(new EarlyStart());
        services.TryAddSingleton(Start);
        return services.AddHostedService<StartWithHost>();
    }

    private static RuntimeMetricsBridge Start(IServiceProvider provider)
    {
        var early = provider.GetService<EarlyStart>()?.Take();
        try
        {
            return RuntimeMetricsBridge.Start(provider.GetRequiredService<IOptions<RuntimeMetricsOptions>>().Value, Environment.GetEnvironmentVariable, early);
        }
        catch (Exception)
        {
            early?.Dispose();
            throw;
        }
    }

    /// <summary>Needs the bridge, and with that alone starts it.</summary>
    private sealed class StartWithHost : IHostedService
    {
        private readonly RuntimeMetricsBridge metrics;

        public StartWithHost(RuntimeMetricsBridge metrics, EarlyStart early)
        {
            this.metrics = metrics;
            // A bridge that the application has made itself has not asked for it.
            early.Dispose();
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
