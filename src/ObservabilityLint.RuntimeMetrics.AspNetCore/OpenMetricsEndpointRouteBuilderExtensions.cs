using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>Endpoints that serve the metrics of a <see cref="RuntimeMetricsBridge"/>.</summary>
public static class OpenMetricsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps an endpoint that answers GET and HEAD with the metrics, in OpenMetrics 1.0 or Prometheus text 0.0.4, and where histograms are native ones also in Prometheus protobuf, as the request's <c>Accept</c> header prefers (RFC 9110),
    /// compressed with gzip where <c>Accept-Encoding</c> allows it. They come from the bridge that <see cref="RuntimeMetricsServiceCollectionExtensions.AddRuntimeMetrics"/> has registered. If there is none, one with
    /// default options starts now, and ends with the application.
    /// </summary>
    /// <remarks>
    /// Other methods are answered with 405, and more scrapes than <see cref="ScrapeEndpointOptions.MaxConcurrentScrapes"/> at the same time with 503. If something goes wrong before the first byte, the answer is the status 500;
    /// after it, or when the client has not read it all within <see cref="ScrapeEndpointOptions.ScrapeTimeout"/>, the connection is cut, so that the scraper sees a failure and no half of an answer. What goes wrong is logged, each cause once.
    /// Everyone who reaches the application can read the metrics, unless the endpoint demands more: <c>app.MapOpenMetrics().RequireHost("*:9464")</c>, or <c>RequireAuthorization()</c>.
    /// Not thread-safe, as all mapping of endpoints; the endpoint is.
    /// </remarks>
    /// <param name="endpoints">The application, or a group of its endpoints.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="options">How many scrapes may run, and for how long; the defaults where there are none.</param>
    /// <returns>The endpoint, to add conventions to.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IEndpointConventionBuilder MapOpenMetrics(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/metrics", ScrapeEndpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapOpenMetrics(endpoints.ServiceProvider.GetService<RuntimeMetricsBridge>() ?? StartWithApplication(endpoints.ServiceProvider), pattern, options);
    }

    /// <summary>Maps an endpoint that answers with the metrics of this bridge. See the other overload for what it answers.</summary>
    /// <param name="endpoints">The application, or a group of its endpoints.</param>
    /// <param name="metrics">The bridge. It is not disposed with the application.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="options">How many scrapes may run, and for how long; the defaults where there are none.</param>
    /// <returns>The endpoint, to add conventions to.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IEndpointConventionBuilder MapOpenMetrics(this IEndpointRouteBuilder endpoints, RuntimeMetricsBridge metrics, [StringSyntax("Route")] string pattern = "/metrics", ScrapeEndpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(pattern);
        options ??= new ScrapeEndpointOptions();
        options.Check();
        var logger = endpoints.ServiceProvider.GetService<ILoggerFactory>()?.CreateLogger(typeof(RuntimeMetricsBridge).FullName!);
        return endpoints.MapScrapes(new ScrapeHandler(metrics.WriteAsync, options, new ScrapeFailures(pattern, logger), metrics.OffersProtobuf), pattern);
    }

    /// <summary>Maps an endpoint that this handler answers.</summary>
    internal static IEndpointConventionBuilder MapScrapes(this IEndpointRouteBuilder endpoints, ScrapeHandler handler, string pattern)
    {
        RequestDelegate answer = handler.AnswerAsync;
        return endpoints.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], answer).WithDisplayName("OpenMetrics").ExcludeFromDescription();
    }

    private static RuntimeMetricsBridge StartWithApplication(IServiceProvider services)
    {
        var metrics = RuntimeMetricsBridge.Start();
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(metrics.Dispose);
        return metrics;
    }
}
