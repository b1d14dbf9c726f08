using System.Diagnostics;
using System.Diagnostics.Tracing;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Sources;

/// <summary>EventCounters of other sources than the runtime, by name.</summary>
public class ProgramEventCounterTests
{
    [Fact]
    public async Task Counters_of_a_chosen_source_are_metrics_of_their_kind_and_unit()
    {
        using var source = new ShopSource("Shop-Counters.Kinds");
        using var other = new ShopSource("Shop-Counters.Other");
        using var all = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { EventCounters = { "Shop-Counters.*" } });
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { EventCounters = { "Shop-Counters.*", "!*.Other" } });
        await UntilAsync(all, "shop_counters_other_wait_seconds 1.5");
        var lines = await UntilAsync(metrics, "shop_counters_kinds_orders_per_second_total", "shop_counters_kinds_wait_seconds 1.5");
        Assert.Equal(
            [
                "# HELP shop_counters_kinds_cache_bytes Cache", "# TYPE shop_counters_kinds_cache_bytes gauge", "shop_counters_kinds_cache_bytes 12000000",
                "# HELP shop_counters_kinds_hit_rate_ratio Hit rate", "# TYPE shop_counters_kinds_hit_rate_ratio gauge", "shop_counters_kinds_hit_rate_ratio 0.25",
                "# HELP shop_counters_kinds_orders_per_second_total Orders", "# TYPE shop_counters_kinds_orders_per_second_total counter",
                "# TYPE shop_counters_kinds_wait_seconds gauge", "shop_counters_kinds_wait_seconds 1.5",
            ],
            lines.Where(line => line.Contains("shop_counters", StringComparison.Ordinal) && !line.StartsWith("shop_counters_kinds_orders", StringComparison.Ordinal)));
        Assert.Contains("# UNIT shop_counters_kinds_hit_rate_ratio ratio", await Scraped.LinesAsync(metrics));
    }

    [Fact]
    public async Task Increments_are_added_up()
    {
        using var source = new ShopSource("Shop-Increments");
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { EventCounters = { "Shop-Increments" } });
        await UntilAsync(metrics, "shop_increments_orders_per_second_total ");
        var before = await Scraped.ValueAsync(metrics, "shop_increments_orders_per_second_total");
        source.AddOrders(4);
        await UntilAsync(metrics, $"shop_increments_orders_per_second_total {before + 4}");
        source.AddOrders(1);
        await UntilAsync(metrics, $"shop_increments_orders_per_second_total {before + 5}");
    }

    /// <summary>A counter of the program that begins again, or tells nonsense, is no reason for ours to fall.</summary>
    [Theory]
    [InlineData(-3, "negative")]
    [InlineData(double.NaN, "not_finite")]
    [InlineData(double.PositiveInfinity, "not_finite")]
    public async Task An_increment_that_is_none_is_left_out_and_told(double wrong, string reason)
    {
        using var source = new ShopSource($"Shop-Falling{reason}{(double.IsNaN(wrong) ? "-NaN" : "")}");
        var name = $"{source.Name.ToLowerInvariant().Replace('-', '_')}_orders_per_second_total";
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { EventCounters = { source.Name } });
        await UntilAsync(metrics, name + " ");
        var before = await Scraped.ValueAsync(metrics, name);
        source.AddOrders(4);
        await UntilAsync(metrics, $"{name} {before + 4}");
        source.AddOrders(wrong);
        await UntilAsync(metrics, $"obslint_bridge_rejected_measurements_total{{metric=\"{name[..^6]}\",reason=\"{reason}\"}} ");
        Assert.Equal(before + 4, await Scraped.ValueAsync(metrics, name));
    }

    [Fact]
    public async Task Sources_that_come_later_are_listened_to_and_views_are_for_them_too()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions
        {
            EventCounters = { "Shop-Later" },
            Views = { new MetricView("*", "Shop-Later") { Drop = true }, new MetricView("orders-per-second", "Shop-Later") { Drop = false, Name = "shop.later.orders" } },
        });
        using var source = new ShopSource("Shop-Later");
        var lines = await UntilAsync(metrics, "shop_later_orders_total ");
        Assert.DoesNotContain(lines, line => line.Contains("shop_later_cache", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_another_has_is_told_once_and_taken_when_it_is_free()
    {
        var clock = new Clock();
        using var shop = new Shop(new RuntimeMetricsOptions { EventCounters = { "Shop-Taken" }, TimeProvider = clock });
        shop.Meter.CreateGauge<int>("shop.taken.cache", "By").Record(1);
        using var source = new ShopSource("Shop-Taken");
        await UntilAsync(shop.Metrics, "shop_taken_wait_seconds 1.5");
        source.AddOrders(1);
        await UntilAsync(shop.Metrics, "shop_taken_orders_per_second_total ");
        Assert.Single(await shop.ToldAsync("obslint_bridge_dropped_instruments{instrument=\"shop_taken.cache\""), line => line.EndsWith(" 1", StringComparison.Ordinal));
        Assert.Equal(["shop_taken_cache_bytes 1"], await shop.SamplesAsync("shop_taken_cache"));
        shop.Meter.Dispose();
        await UntilAsync(shop.Metrics, "shop_taken_cache_bytes 12000000");
        Assert.Empty(await shop.ToldAsync("obslint_bridge_dropped_instruments{instrument=\"shop_taken.cache\""));
    }

    /// <summary>Waits until each of these begins a line.</summary>
    private static async Task<string[]> UntilAsync(RuntimeMetricsBridge metrics, params string[] begins)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var lines = await Scraped.LinesAsync(metrics, MetricsFormat.PrometheusText);
            if (begins.All(begin => lines.Any(line => line.StartsWith(begin, StringComparison.Ordinal)))) return lines;
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), $"There is no {string.Join(" or no ", begins)} in:\n{string.Join('\n', lines)}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private sealed class ShopSource : EventSource
    {
        private readonly DiagnosticCounter[] counters;
        private double orders = 3;

        public ShopSource(string name)
            : base(name)
            => counters =
            [
                new PollingCounter("cache", this, () => 12) { DisplayName = "Cache", DisplayUnits = "MB" },
                new PollingCounter("hit-rate", this, () => 25) { DisplayName = "Hit rate", DisplayUnits = "%" },
                new PollingCounter("wait", this, () => 1500) { DisplayUnits = "ms" },
                new IncrementingPollingCounter("orders-per-second", this, () => Volatile.Read(ref orders)) { DisplayName = "Orders" },
            ];

        public void AddOrders(double more) => Volatile.Write(ref orders, orders + more);

        protected override void Dispose(bool disposing)
        {
            foreach (var counter in counters) counter.Dispose();
            base.Dispose(disposing);
        }
    }
}
