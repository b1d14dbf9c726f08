using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;
using ObservabilityLint.RuntimeMetrics.Tests.Http;
using ObservabilityLint.Tests.Package;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>A real Prometheus that knows native histograms asks for protobuf, stores them as they were measured, and all else as it does from text.</summary>
public partial class NativeHistogramTests
{
    private const double WidthOfBucket = 1.0905;

    [Fact]
    public async Task Prometheus_stores_native_histograms_and_all_else_as_from_text()
    {
        PrometheusServer.SkipIfMissing();
        using var shop = new Shop(new RuntimeMetricsOptions
        {
            TargetInfo = { ["service.name"] = "shop" },
            Views = { new MetricView("*") { NativeHistogram = new NativeHistogramOptions() }, new MetricView("shop.size") { NativeHistogram = new NativeHistogramOptions { MaxBuckets = 0 } } },
        });
        using var activity = new Activity("order") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();
        shop.Meter.CreateCounter<long>("shop.orders", "{order}", "Orders, \"all\" of them.").Add(3, new KeyValuePair<string, object?>("name", "a \\ \"b\"\nü"));
        shop.Meter.CreateGauge<double>("shop.level", "By").Record(7);
        var size = shop.Meter.CreateHistogram<double>("shop.size", "By");
        foreach (var value in (double[])[3, 40, 40, 1e6]) size.Record(value);
        var duration = shop.Meter.CreateHistogram<double>("shop.duration", "s");
        foreach (var value in (double[])[0.3, 0.00001, 0, -2]) duration.Record(value);
        Activity.Current = null;

        var contentTypes = new List<string>();
        await using var app = await ServeAsync(shop.Metrics, contentTypes);
        var port = new Uri(app.Urls.Single()).Port;
        await using var server = await PrometheusServer.StartAsync(
            $$"""
            global: { scrape_interval: 500ms{{await SettingAsync()}} }
            scrape_configs:
            - { job_name: protobuf, metrics_path: /metrics, static_configs: [ { targets: [ '127.0.0.1:{{port}}' ] } ] }
            - { job_name: text, metrics_path: /text, static_configs: [ { targets: [ '127.0.0.1:{{port}}' ] } ] }
            """,
            [],
            ["native-histograms"]);
        await AllElseIsStoredAsFromTextAsync(server.Api);
        Assert.All(contentTypes.ToArray(), type => Assert.Equal("application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited", type));
        await MeasurementsAreStoredAsync(server.Api, duration);
    }

    private static async Task AllElseIsStoredAsFromTextAsync(PrometheusApi prometheus)
    {
        await Eventually.HoldsAsync(async () =>
        {
            var (protobuf, text) = (await SeriesAsync(prometheus, "protobuf"), await SeriesAsync(prometheus, "text"));
            if (!text.Contains("shop_orders_total{name=\"a \\ \"b\"\nü\"} 3")) return "Text is not there yet: " + string.Join('\n', text);
            var differ = protobuf.SymmetricExcept(text);
            return differ.IsEmpty ? null : "Only one has " + string.Join(", ", differ);
        });
        var stored = await SeriesAsync(prometheus, "protobuf");
        Assert.All((string[])["target_info{service_name=\"shop\"} 1", "shop_level_bytes 7", "shop_size_bytes_bucket{le=\"50.0\"} 3", "dotnet_timer_count"], series => Assert.Contains(series, stored));
        var told = await prometheus.MetadataAsync("protobuf");
        Assert.Contains(told, metric => metric is { Metric: "shop_orders_total", Type: "counter", Help: "Orders, \"all\" of them." });
        Assert.Contains(told, metric => metric is { Metric: "shop_duration_seconds", Type: "histogram" });
        foreach (var name in (string[])["shop_orders_total", "shop_size_bytes_bucket"])
        {
            var exemplars = (await prometheus.ExemplarsAsync(name)).ToLookup(exemplar => exemplar.Series["job"], exemplar => $"{exemplar.Series.GetValueOrDefault("le")} {string.Join(",", exemplar.Labels)} {exemplar.Value}");
            Assert.NotEmpty(exemplars["text"]);
            Assert.Equal(exemplars["text"].Order(), exemplars["protobuf"].Order());
        }
        // Where a histogram is a native one, they are found under its name; those of an earlier time than another's only by later versions.
        Assert.Contains(await prometheus.ExemplarsAsync("shop_duration_seconds"), exemplar => exemplar is { Value: 0.3 or 0.00001 } && exemplar.Series["job"] == "protobuf");
    }

    private static async Task MeasurementsAreStoredAsync(PrometheusApi prometheus, System.Diagnostics.Metrics.Histogram<double> duration)
    {
        Assert.Equal((4, 0.30001 - 2), (await ValueAsync("histogram_count(shop_duration_seconds)"), await ValueAsync("histogram_sum(shop_duration_seconds)")));
        Assert.Equal(-2, await ValueAsync("histogram_quantile(0, shop_duration_seconds)"), 1);
        var random = new Random(1);
        var values = Enumerable.Range(0, 1000).Select(_ => Math.Exp(3 * random.NextDouble() - 4)).Order().ToArray();
        foreach (var value in values) duration.Record(value);
        await Eventually.HoldsAsync(async () => await ValueAsync("histogram_count(shop_duration_seconds)") is var count && count == 4 + values.Length ? null : $"There are {count}.");
        Assert.Equal(values.Sum() + 0.30001 - 2, await ValueAsync("histogram_sum(shop_duration_seconds)"), 6);
        // Only the new ones, which came between the first scrape and the last.
        foreach (var quantile in (double[])[0.1, 0.5, 0.9, 0.99])
        {
            var exact = values[(int)(quantile * values.Length)];
            var found = await ValueAsync(FormattableString.Invariant($"histogram_quantile({quantile}, rate(shop_duration_seconds[1m]))"));
            Assert.InRange(found, exact / WidthOfBucket, exact * WidthOfBucket);
        }
        Assert.Equal(0.5, await ValueAsync(FormattableString.Invariant($"histogram_fraction(-Inf, {values[values.Length / 2]}, rate(shop_duration_seconds[1m]))")), 1);

        async Task<double> ValueAsync(string expression) => Assert.Single(await prometheus.QueryAsync(expression)).Value;
    }

    /// <summary>Each series with its value where that is the program's, without the native histogram and what text has for it.</summary>
    private static async Task<ImmutableSortedSet<string>> SeriesAsync(PrometheusApi prometheus, string job)
        => [.. (await prometheus.StoredAsync($"{{job=\"{job}\",__name__!~\"shop_duration.*|up|scrape_.*\"}}")).Select(series => series["__name__"] is var name && (name.StartsWith("shop", StringComparison.Ordinal) || name == "target_info") ? series.ToString() : series.Key)];

    /// <summary>One bridge at two places: at the second only text is welcome.</summary>
    private static async Task<WebApplication> ServeAsync(RuntimeMetricsBridge metrics, List<string> contentTypes)
    {
        var app = TestApplication.Build();
        app.Use(async (context, next) =>
        {
            var isText = context.Request.Path == "/text";
            if (isText) context.Request.Headers.Accept = "application/openmetrics-text;version=1.0.0";
            await next(context);
            if (isText) return;
            lock (contentTypes) contentTypes.Add(context.Response.ContentType ?? "");
        });
        app.MapOpenMetrics(metrics, "/metrics");
        app.MapOpenMetrics(metrics, "/text");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    /// <summary>Since version 3.8 it is a setting, which earlier ones do not know.</summary>
    private static async Task<string> SettingAsync()
    {
        var said = (await Command.RunAsync(Command.Start(Command.Find("prometheus")!, Path.GetTempPath(), new Dictionary<string, string>(), ["--version"]), input: null)).Output;
        return Version.Parse(FoundVersion().Match(said).Groups[1].Value) < new Version(3, 8) ? "" : ", scrape_native_histograms: true";
    }

    [GeneratedRegex(@"version (\d+\.\d+)")]
    private static partial Regex FoundVersion();
}
