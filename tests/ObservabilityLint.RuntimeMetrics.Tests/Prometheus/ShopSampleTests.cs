using System.Text.RegularExpressions;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;
using ObservabilityLint.Tests.Package;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The sample as one starts it: its metrics, and what Prometheus makes of them with the sample's own configuration.</summary>
[Collection(nameof(ScrapedProgram))]
public class ShopSampleTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Shop.Metrics.dll");

    [Fact]
    public async Task Sample_exposes_shop_web_server_and_runtime_in_both_formats()
    {
        await using var service = await Service.StartAsync(Program);
        using var client = new HttpClient { BaseAddress = service.Address };
        client.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text;version=1.0.0");
        await Eventually.HoldsAsync(async () =>
        {
            var openMetrics = OpenMetricsParser.Parse(await client.GetByteArrayAsync(new Uri("metrics", UriKind.Relative), TestContext.Current.CancellationToken));
            var text = PrometheusTextParser.Parse((await service.GetAsync("/metrics")).Text);
            if (openMetrics.Find("shop_orders") is not { } orders || text.Find("shop_orders_total") is null) return "No order yet.";
            // An order is counted before its request has been answered.
            if (openMetrics.Find("http_server_request_duration_seconds")?.Samples.Any(sample => sample["http_route"] == "/orders") != true) return "No order has been answered yet.";
            Assert.Equal(MetricType.Counter, orders.Type);
            Assert.Equal((MetricType.Gauge, ""), (openMetrics["shop_packing_queue_length"].Type, openMetrics["shop_packing_queue_length"].Unit));
            Assert.Equal((MetricType.Histogram, "seconds"), (openMetrics["shop_checkout_duration_seconds"].Type, openMetrics["shop_checkout_duration_seconds"].Unit));
            Assert.Contains(openMetrics["shop_checkout_duration_seconds"].Samples, sample => sample.Exemplar is { Labels: [{ Name: "trace_id" }, { Name: "span_id" }] });
            Assert.Equal(1, openMetrics.Value("target_info", ("service_name", "shop")));
            Assert.True(text.Value("dotnet_gc_heap_total_allocated_bytes_total") > 0);
            return null;
        });
    }

    [Fact]
    public async Task Prometheus_scrapes_the_sample_with_its_configuration_and_finds_it_well()
    {
        PrometheusServer.SkipIfMissing();
        var configuration = File.ReadAllText(Path.Combine(AlertRuleTests.Folder, "prometheus.yml"));
        // Where ASP.NET Core listens when nothing else is said.
        Assert.Contains("127.0.0.1:5000", configuration, StringComparison.Ordinal);
        await using var service = await Service.StartAsync(Program);
        await using var server = await PrometheusServer.StartAsync(
            Regex.Replace(configuration, "_interval: 5s", "_interval: 1s").Replace("127.0.0.1:5000", service.Address.Authority, StringComparison.Ordinal),
            Path.Combine(AlertRuleTests.Folder, AlertRuleTests.RulesFile));
        await Eventually.HoldsAsync(async () =>
        {
            if (!(await server.Api.TargetsAsync()).All(target => target is { Job: "shop", Health: "up", LastError: "" })) return "The sample is not up.";
            if ((await server.Api.QueryAsync("sum(rate(shop_orders_total[1m])) > 0")).IsEmpty) return "No orders.";
            if ((await server.Api.QueryAsync("histogram_quantile(0.9, sum by (le) (rate(shop_checkout_duration_seconds_bucket[1m]))) > 0.005")).IsEmpty) return "No duration.";
            if ((await server.Api.QueryAsync("shop_packing_queue_length")).IsEmpty) return "No queue.";
            if ((await server.Api.ExemplarsAsync("shop_checkout_duration_seconds_bucket")).IsEmpty) return "No exemplars.";
            return (await server.Api.AlertsAsync()).FirstOrDefault(alert => alert.Health != "ok") is { } alert ? $"{alert} is not evaluated." : null;
        });
        var alerts = await server.Api.AlertsAsync();
        Assert.Equal(AlertRuleTests.Alerts, alerts.Select(alert => alert.Name));
        Assert.All(alerts, alert => Assert.NotEqual("firing", alert.State));
    }
}
