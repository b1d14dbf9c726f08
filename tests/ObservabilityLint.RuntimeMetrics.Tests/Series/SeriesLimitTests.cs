using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Series;

public class SeriesLimitTests
{
    private const string Overflowed = "obslint_bridge_overflowed_measurements_total";

    private static KeyValuePair<string, object?> User(int id) => new("user", $"u{id}");

    [Fact]
    public async Task Without_options_a_metric_has_two_thousand_series_and_one_for_the_rest()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        for (var id = 0; id < 2500; id++) orders.Add(1, User(id));
        for (var id = 0; id < 2000; id++) orders.Add(1, User(id));
        var samples = await shop.SamplesAsync();
        Assert.Equal(2001, samples.Length);
        Assert.Contains("shop_orders_total{otel_metric_overflow=\"true\"} 500", samples);
        Assert.Equal(2000, samples.Count(line => line.EndsWith(" 2", StringComparison.Ordinal)));
        Assert.Equal([$"{Overflowed}{{metric=\"shop_orders\"}} 500"], await shop.ToldAsync(Overflowed));
    }

    [Fact]
    public async Task All_kinds_have_their_overflow()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { MaxSeriesPerMetric = 1, HistogramBuckets = { ["shop.sizes"] = [] } });
        var level = shop.Meter.CreateUpDownCounter<int>("shop.level");
        var gauge = shop.Meter.CreateGauge<int>("shop.gauge");
        var sizes = shop.Meter.CreateHistogram<int>("shop.sizes");
        for (var id = 1; id <= 3; id++)
        {
            level.Add(id, User(id));
            gauge.Record(id, User(id));
            sizes.Record(id, User(id));
        }
        shop.Meter.CreateObservableUpDownCounter("shop.observed", () => Enumerable.Range(1, 3).Select(id => new Measurement<int>(id, User(id))));
        var over = "otel_metric_overflow=\"true\"";
        Assert.Equal(
            [
                "shop_gauge{user=\"u1\"} 1", $"shop_gauge{{{over}}} 3", "shop_level{user=\"u1\"} 1", $"shop_level{{{over}}} 5", "shop_observed{user=\"u1\"} 1", $"shop_observed{{{over}}} 5",
                "shop_sizes_bucket{user=\"u1\",le=\"+Inf\"} 1", "shop_sizes_sum{user=\"u1\"} 1", "shop_sizes_count{user=\"u1\"} 1", $"shop_sizes_bucket{{{over},le=\"+Inf\"}} 2", $"shop_sizes_sum{{{over}}} 5", $"shop_sizes_count{{{over}}} 2",
            ],
            await shop.SamplesAsync());
    }

    [Fact]
    public async Task Observed_series_that_are_gone_make_room()
    {
        var first = 0;
        using var shop = new Shop(new RuntimeMetricsOptions { MaxSeriesPerMetric = 3 });
        shop.Meter.CreateObservableCounter("shop.orders", () => Enumerable.Range(first, 3).Select(id => new Measurement<int>(id, User(id))));
        for (; first < 20; first += 2)
        {
            var samples = await shop.SamplesAsync();
            // What was there in the last collection keeps its place in this one: some of what is new is over the limit, but nothing is lost.
            Assert.Equal(3 * first + 3, samples.Sum(line => int.Parse(line.Split(' ')[1], null)));
            Assert.True(samples.Length <= 4);
        }
        // Nothing new comes now: the next collection finds all in their places.
        await shop.SamplesAsync();
        await shop.SamplesAsync();
        Assert.Equal(["shop_orders_total{user=\"u20\"} 20", "shop_orders_total{user=\"u21\"} 21", "shop_orders_total{user=\"u22\"} 22"], (await shop.SamplesAsync()).Order(StringComparer.Ordinal));
    }

    /// <summary>Another instance of the meter does not know the series of the first, but they are there.</summary>
    [Fact]
    public async Task A_meter_made_anew_finds_its_series_in_a_full_metric()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { MaxSeriesPerMetric = 2 });
        for (var instance = 0; instance < 3; instance++)
        {
            using var meter = new Meter(shop.Name);
            var orders = meter.CreateCounter<int>("shop.orders");
            for (var id = 0; id < 3; id++) orders.Add(1, User(id));
        }
        Assert.Equal(["shop_orders_total{user=\"u0\"} 3", "shop_orders_total{user=\"u1\"} 3", "shop_orders_total{otel_metric_overflow=\"true\"} 3"], await shop.SamplesAsync());
    }
}
