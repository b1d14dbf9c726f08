using System.Diagnostics.Tracing;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Sources;

/// <summary>EventCounters of other sources than the runtime, by name.</summary>
public class ProgramEventCounterTests
{
    /// <summary>An increment is told from the time on that someone listens.</summary>
    [Fact]
    public async Task Counters_of_a_chosen_source_are_metrics_of_their_kind_and_unit()
    {
        using var source = new ShopSource("Shop-Counters.Kinds");
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { EventCounters = { "Shop-Counters.*", "!*.Other" } });
        using var other = new ShopSource("Shop-Counters.Other");
        var lines = await UntilAsync(metrics, "shop_counters_kinds_orders_per_second_total 0");
        Assert.Equal(
            [
                "# HELP shop_counters_kinds_cache_bytes Cache", "# TYPE shop_counters_kinds_cache_bytes gauge", "shop_counters_kinds_cache_bytes 12000000",
                "# HELP shop_counters_kinds_hit_rate_ratio Hit rate", "# TYPE shop_counters_kinds_hit_rate_ratio gauge", "shop_counters_kinds_hit_rate_ratio 0.25",
                "# HELP shop_counters_kinds_orders_per_second_total Orders", "# TYPE shop_counters_kinds_orders_per_second_total counter", "shop_counters_kinds_orders_per_second_total 0",
                "# TYPE shop_counters_kinds_wait_seconds gauge", "shop_counters_kinds_wait_seconds 1.5",
            ],
            lines.Where(line => line.Contains("shop_counters", StringComparison.Ordinal)));
        source.AddOrders(4);
        await UntilAsync(metrics, "shop_counters_kinds_orders_per_second_total 4");
        GC.KeepAlive(other);
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
        var lines = await UntilAsync(metrics, "shop_later_orders_total 0");
        Assert.DoesNotContain(lines, line => line.Contains("shop_later_cache", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_another_has_is_told_once()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { EventCounters = { "Shop-Taken" } });
        shop.Meter.CreateGauge<int>("shop.taken.cache", "By").Record(1);
        using var source = new ShopSource("Shop-Taken");
        for (var tick = 0; tick < 2; tick++)
        {
            await UntilAsync(shop.Metrics, $"shop_taken_orders_per_second_total {tick}");
            source.AddOrders(1);
        }
        Assert.Single(await shop.ToldAsync("obslint_bridge_dropped_instruments{instrument=\"shop_taken.cache\""), line => line.EndsWith(" 1", StringComparison.Ordinal));
        Assert.Equal(["shop_taken_cache_bytes 1"], await shop.SamplesAsync("shop_taken_cache"));
    }

    private static async Task<string[]> UntilAsync(RuntimeMetricsBridge metrics, string line)
    {
        while (true)
        {
            var lines = await Scraped.LinesAsync(metrics, MetricsFormat.PrometheusText);
            if (lines.Contains(line)) return lines;
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

        public void AddOrders(int more) => Volatile.Write(ref orders, orders + more);

        protected override void Dispose(bool disposing)
        {
            foreach (var counter in counters) counter.Dispose();
            base.Dispose(disposing);
        }
    }
}
