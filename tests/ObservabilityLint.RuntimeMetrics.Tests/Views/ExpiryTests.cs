using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Views;

/// <summary>Series go that the program no longer writes, and nothing with them that it still does.</summary>
public class ExpiryTests
{
    private static KeyValuePair<string, object?> User(int id) => new("user", $"u{id}");

    [Fact]
    public async Task Series_that_are_no_longer_written_go_and_those_that_are_stay()
    {
        var (shop, clock) = ShopOf(TimeSpan.FromMinutes(10));
        using var _ = shop;
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        var sizes = shop.Meter.CreateHistogram<int>("shop.sizes");
        var gauge = shop.Meter.CreateGauge<int>("shop.gauge");
        foreach (var id in (int[])[1, 2])
        {
            orders.Add(1, User(id));
            sizes.Record(1, User(id));
            gauge.Record(1, User(id));
        }
        Assert.Equal(10, (await shop.SamplesAsync()).Length);
        for (var minute = 0; minute < 12; minute++)
        {
            clock.Passed += TimeSpan.FromMinutes(1);
            orders.Add(1, User(2));
            sizes.Record(1, User(2));
            // The same value again is written too.
            gauge.Record(1, User(2));
            if (minute < 9) Assert.Equal(10, (await shop.SamplesAsync()).Length);
            else await shop.SamplesAsync();
        }
        Assert.Equal(
            ["shop_gauge{user=\"u2\"} 1", "shop_orders_total{user=\"u2\"} 13", "shop_sizes_bucket{user=\"u2\",le=\"+Inf\"} 13", "shop_sizes_sum{user=\"u2\"} 13", "shop_sizes_count{user=\"u2\"} 13"],
            await shop.SamplesAsync());
    }

    [Fact]
    public async Task A_series_that_comes_back_begins_anew_and_counts_all()
    {
        var (shop, clock) = ShopOf(TimeSpan.FromSeconds(5));
        using var _ = shop;
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        for (var round = 1; round <= 3; round++)
        {
            orders.Add(round, User(1));
            orders.Add(round);
            Assert.Equal([$"shop_orders_total{{user=\"u1\"}} {round}", $"shop_orders_total {round}"], (await shop.SamplesAsync()).OrderDescending(StringComparer.Ordinal));
            await GoesAsync(shop, clock);
        }
    }

    /// <summary>It is found no more, but it is not gone yet: who comes back to it finds it with all that it has.</summary>
    [Fact]
    public async Task A_series_that_is_written_on_its_way_out_stays()
    {
        var (shop, clock) = ShopOf(TimeSpan.FromSeconds(5));
        using var _ = shop;
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        orders.Add(1, User(1));
        await shop.SamplesAsync();
        clock.Passed += TimeSpan.FromSeconds(6);
        Assert.Single(await shop.SamplesAsync());
        orders.Add(1, User(1));
        for (var scrape = 0; scrape < 3; scrape++)
        {
            clock.Passed += TimeSpan.FromSeconds(2);
            Assert.Equal(["shop_orders_total{user=\"u1\"} 2"], await shop.SamplesAsync());
        }
    }

    [Fact]
    public async Task An_up_down_counter_stays_until_there_is_nothing_to_count()
    {
        var (shop, clock) = ShopOf(TimeSpan.FromSeconds(5));
        using var _ = shop;
        var active = shop.Meter.CreateUpDownCounter<int>("shop.active");
        active.Add(3, User(1));
        await shop.SamplesAsync();
        await GoesAsync(shop, clock);
        Assert.Equal(["shop_active{user=\"u1\"} 3"], await shop.SamplesAsync());
        active.Add(-3, User(1));
        await shop.SamplesAsync();
        await GoesAsync(shop, clock);
        Assert.Empty(await shop.SamplesAsync());
    }

    [Fact]
    public async Task Series_that_are_gone_make_room()
    {
        var (shop, clock) = ShopOf(TimeSpan.FromSeconds(5), maxSeries: 2);
        using var _ = shop;
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        for (var id = 0; id < 3; id++) orders.Add(1, User(id));
        await shop.SamplesAsync();
        await GoesAsync(shop, clock);
        for (var id = 3; id < 5; id++) orders.Add(1, User(id));
        Assert.Equal(["shop_orders_total{otel_metric_overflow=\"true\"} 1", "shop_orders_total{user=\"u3\"} 1", "shop_orders_total{user=\"u4\"} 1"], (await shop.SamplesAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_goes_where_no_view_wants_it()
    {
        var (shop, clock) = ShopOf(null);
        using var _ = shop;
        shop.Meter.CreateCounter<int>("shop.orders").Add(1, User(1));
        await shop.SamplesAsync();
        await GoesAsync(shop, clock);
        Assert.Single(await shop.SamplesAsync());
    }

    /// <summary>By the real clock: only there is time between two scrapes for a thread that has found its series to write it.</summary>
    [Fact]
    public async Task What_threads_write_while_series_come_and_go_is_counted()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { Views = { new MetricView("shop.*") { ExpireAfter = TimeSpan.FromSeconds(1) } } });
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        var seen = new Dictionary<string, (long Last, long Gone)>(StringComparer.Ordinal);
        var writers = ((int[])[4, 8]).Select(users => Task.Run(async () =>
        {
            for (var round = 0; round < 16; round++)
            {
                for (var i = 0; i < 2000; i++) orders.Add(1, User(round % users));
                await Task.Delay(400);
            }
        })).ToArray();
        while (writers.Any(writer => !writer.IsCompleted))
        {
            await LookAsync();
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        await Task.WhenAll(writers);
        await LookAsync();
        Assert.Equal(64_000, seen.Values.Sum(series => series.Last + series.Gone));
        Assert.Contains(seen.Values, series => series.Gone > 0);

        async Task LookAsync()
        {
            var now = (await shop.SamplesAsync()).ToDictionary(line => line.Split(' ')[0], line => long.Parse(line.Split(' ')[1], null), StringComparer.Ordinal);
            foreach (var series in now.Keys.Union(seen.Keys).ToList())
            {
                var (last, gone) = seen.GetValueOrDefault(series);
                var value = now.GetValueOrDefault(series);
                seen[series] = value < last ? (value, gone + last) : (value, gone);
            }
        }
    }

    private static (Shop Shop, Clock Clock) ShopOf(TimeSpan? after, int maxSeries = 2000, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var clock = new Clock();
        return (new Shop(new RuntimeMetricsOptions { TimeProvider = clock, MaxSeriesPerMetric = maxSeries, Views = { new MetricView("shop.*") { ExpireAfter = after, Buckets = [] } } }, test), clock);
    }

    /// <summary>Scrapes until all that nobody writes has gone.</summary>
    private static async Task GoesAsync(Shop shop, Clock clock)
    {
        foreach (var seconds in (int[])[6, 2])
        {
            clock.Passed += TimeSpan.FromSeconds(seconds);
            await shop.SamplesAsync();
        }
    }
}
