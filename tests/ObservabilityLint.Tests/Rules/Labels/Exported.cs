using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Rules.Labels;

/// <summary>What the OpenTelemetry SDK makes of measurements on one counter.</summary>
internal static class Exported
{
    /// <summary>The points that reach an exporter: the sum and the tags of each.</summary>
    public static IEnumerable<string> By(Action<Counter<long>> record, params KeyValuePair<string, object?>[] meterTags)
    {
        using var meter = new Meter($"Shop.{Guid.NewGuid()}", null, meterTags);
        var points = new List<string>();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddReader(new BaseExportingMetricReader(new PointExporter(points))).Build();
        record(meter.CreateCounter<long>("x"));
        provider.ForceFlush();
        return [.. points.Order(StringComparer.Ordinal)];
    }

    /// <summary>What can be read of each metric that reaches an exporter, in the order of their names.</summary>
    public static IEnumerable<T> Of<T>(Action<Meter> record, Func<Metric, T> read)
    {
        using var meter = new Meter($"Shop.{Guid.NewGuid()}");
        var exported = new SortedDictionary<string, T>(StringComparer.Ordinal);
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddReader(new BaseExportingMetricReader(new MetricExporter(metric => exported[metric.Name] = read(metric)))).Build();
        record(meter);
        provider.ForceFlush();
        return exported.Values;
    }

    /// <summary>The exposition that Prometheus scrapes.</summary>
    public static async Task<string> AsPrometheusAsync(Action<Counter<long>> record)
    {
        using var meter = new Meter($"Shop.{Guid.NewGuid()}");
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddPrometheusExporter(options => options.ScrapeResponseCacheDurationMilliseconds = 0).Build();
        record(meter.CreateCounter<long>("x"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(provider);
        await using var app = builder.Build();
        app.MapPrometheusScrapingEndpoint();
        await app.StartAsync();
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(app.Urls.Single() + "/metrics"));
    }

    private sealed class MetricExporter(Action<Metric> see) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch) see(metric);
            return ExportResult.Success;
        }
    }

    private sealed class PointExporter(List<string> points) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    var tags = new List<string>();
                    foreach (var tag in point.Tags) tags.Add($"{tag.Key}={tag.Value}");
                    points.Add(string.Create(CultureInfo.InvariantCulture, $"{point.GetSumLong()} [{string.Join(", ", tags)}]"));
                }
            return ExportResult.Success;
        }
    }
}
