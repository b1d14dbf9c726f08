using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>Adds a health check of a <see cref="RuntimeMetricsBridge"/> to an application.</summary>
public static class RuntimeMetricsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check of the bridge of <see cref="RuntimeMetricsServiceCollectionExtensions.AddRuntimeMetrics"/>, which this registers too. It is healthy where scrapes show all there is; degraded where something is
    /// missing in them (instruments that are not exposed, metrics with too many series, callbacks that fail or do not return, a fault of the bridge); and fails where nothing can be read. The description says what it is,
    /// and the data hold how much, and the seconds since the last scrape: that nobody scrapes is no fault of the application. It looks and does not scrape. Not thread-safe; the check is.
    /// </summary>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What is reported where nothing can be read; <see cref="HealthStatus.Unhealthy"/> where it is null.</param>
    /// <param name="tags">To filter checks by.</param>
    /// <returns>The same health checks.</returns>
    public static IHealthChecksBuilder AddRuntimeMetrics(this IHealthChecksBuilder builder, string name = "runtime_metrics", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        builder.Services.AddRuntimeMetrics();
        return builder.Add(new HealthCheckRegistration(name, provider => new Check(provider.GetRequiredService<RuntimeMetricsBridge>()), failureStatus, tags));
    }

    private sealed class Check(RuntimeMetricsBridge metrics) : IHealthCheck
    {
        /// <summary>A program may lose thousands for one cause.</summary>
        private const int MaxTold = 3;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var status = metrics.Status;
            var losses = status.Losses.ToList();
            var data = new Dictionary<string, object>
            {
                ["dropped_instruments"] = status.Dropped.Count,
                ["overflowed_metrics"] = status.Overflowed.Count,
                ["failing_callbacks"] = status.Callbacks.Count,
            };
            if (status.SinceLastScrape is { } since) data["seconds_since_last_scrape"] = since.TotalSeconds;
            return Task.FromResult(
                status.Failure is { } failure ? new HealthCheckResult(context.Registration.FailureStatus, Sentence(failure), data: data)
                : losses.Count > 0 ? HealthCheckResult.Degraded(Sentence(string.Join("; ", losses.Take(MaxTold)) + (losses.Count > MaxTold ? $"; and {losses.Count - MaxTold} more" : "")), data: data)
                : HealthCheckResult.Healthy(data: data));
        }

        private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ".";
    }
}
