using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Views;

/// <summary>Views that take labels away: what had them becomes one series, of which nothing is lost.</summary>
public class TagViewTests
{
    private static readonly MetricView[] WithoutUser = [new("shop.*") { KeepTags = ["kind"] }];

    private static readonly MetricView[] AlsoWithoutUser = [new("shop.*") { DropTags = ["user", "nobody"] }];

    public static TheoryData<bool> Both => [true, false];

    [Theory, MemberData(nameof(Both))]
    public async Task Sums_and_buckets_hold_all_and_gauges_the_last(bool keeps)
    {
        using var shop = ShopWith(keeps ? WithoutUser : AlsoWithoutUser);
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        var level = shop.Meter.CreateUpDownCounter<double>("shop.level");
        var gauge = shop.Meter.CreateGauge<int>("shop.gauge");
        var sizes = shop.Meter.CreateHistogram("shop.sizes", null, null, null, new InstrumentAdvice<int> { HistogramBucketBoundaries = [5] });
        for (var user = 1; user <= 10; user++)
        {
            KeyValuePair<string, object?>[] tags = [new("user", user), new("kind", user % 2 == 0 ? "even" : "odd")];
            orders.Add((1L << 53) + 1, tags);
            level.Add(user, tags);
            gauge.Record(user, tags);
            sizes.Record(user, tags);
        }
        Assert.Equal(
            [
                "shop_gauge{kind=\"odd\"} 9", "shop_gauge{kind=\"even\"} 10", "shop_level{kind=\"odd\"} 25", "shop_level{kind=\"even\"} 30",
                $"shop_orders_total{{kind=\"odd\"}} {5 * ((1L << 53) + 1)}", $"shop_orders_total{{kind=\"even\"}} {5 * ((1L << 53) + 1)}",
                "shop_sizes_bucket{kind=\"odd\",le=\"5.0\"} 3", "shop_sizes_bucket{kind=\"odd\",le=\"+Inf\"} 5", "shop_sizes_sum{kind=\"odd\"} 25", "shop_sizes_count{kind=\"odd\"} 5",
                "shop_sizes_bucket{kind=\"even\",le=\"5.0\"} 2", "shop_sizes_bucket{kind=\"even\",le=\"+Inf\"} 5", "shop_sizes_sum{kind=\"even\"} 30", "shop_sizes_count{kind=\"even\"} 5",
            ],
            await shop.SamplesAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Observations_of_a_collection_are_added_up_and_of_gauges_the_last_counts(bool keeps)
    {
        using var shop = ShopWith(keeps ? WithoutUser : AlsoWithoutUser);
        shop.Meter.CreateObservableCounter("shop.orders", Observe);
        shop.Meter.CreateObservableUpDownCounter("shop.level", Observe);
        shop.Meter.CreateObservableGauge("shop.gauge", Observe);
        for (var scrape = 0; scrape < 3; scrape++)
            Assert.Equal(["shop_gauge{kind=\"a\"} 3", "shop_level{kind=\"a\"} 6", "shop_orders_total{kind=\"a\"} 6"], await shop.SamplesAsync());

        static IEnumerable<Measurement<int>> Observe() => Enumerable.Range(1, 3).Select(user => new Measurement<int>(user, new("user", user), new("kind", "a")));
    }

    [Fact]
    public async Task Threads_lose_nothing_in_a_series_that_many_have_become()
    {
        using var shop = ShopWith([new MetricView("shop.*") { KeepTags = [] }]);
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++) orders.Add(1, new("user", i), new("thread", thread));
        })));
        Assert.Equal(["shop_orders_total 160000"], await shop.SamplesAsync());
        Assert.Empty(await shop.ToldAsync("obslint_bridge_overflowed"));
    }

    [Fact]
    public async Task Tags_of_instruments_and_meters_are_tags_too()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { "Shop.TagsOfMeter" }, ScopeLabels = true, Views = { new MetricView("*") { DropTags = ["host", "pod"] } } });
        using var meter = new Meter("Shop.TagsOfMeter", "1.0", [new("host", "a"), new("zone", "z")]);
        meter.CreateCounter<int>("shop.tagged", null, null, [new("pod", 1), new("part", 2)]).Add(1, new KeyValuePair<string, object?>("host", "b"));
        Assert.Equal(["shop_tagged_total{otel_scope_name=\"Shop.TagsOfMeter\",otel_scope_version=\"1.0\",part=\"2\",zone=\"z\"} 1"], await Scraped.SamplesAsync(metrics, "shop_tagged"));
    }

    [Fact]
    public async Task Keys_of_a_later_view_take_the_place_of_those_before_and_both_lists_count()
    {
        using var shop = ShopWith([new MetricView("*") { KeepTags = ["a", "b"], DropTags = ["b"] }, new MetricView("shop.other") { KeepTags = ["b", "c"] }]);
        foreach (var name in (string[])["shop.orders", "shop.other"]) shop.Meter.CreateCounter<int>(name).Add(1, new("a", 1), new("b", 1), new("c", 1));
        Assert.Equal(["shop_orders_total{a=\"1\"} 1", "shop_other_total{c=\"1\"} 1"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task More_tags_than_fit_on_the_stack_are_filtered_all_the_same()
    {
        using var shop = ShopWith([new MetricView("*") { KeepTags = ["key30", "key31", "A"] }]);
        var tags = Enumerable.Range(0, 40).Select(i => new KeyValuePair<string, object?>($"key{i}", i)).Append(new(null!, "none")).ToArray();
        shop.Meter.CreateCounter<int>("shop.orders").Add(1, tags);
        Assert.Equal(["shop_orders_total{key30=\"30\",key31=\"31\"} 1"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task Exceptions_can_be_counted_without_their_types()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Views = { new MetricView("dotnet.exceptions") { KeepTags = [] } } });
        try
        {
            throw new InvalidOperationException("Counted.");
        }
        catch (InvalidOperationException)
        {
            // Counted.
        }
        var line = Assert.Single(await Scraped.SamplesAsync(metrics, "dotnet_exceptions_total"));
        Assert.Matches("^dotnet_exceptions_total [1-9]", line);
    }

    private static Shop ShopWith(MetricView[] views, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var options = new RuntimeMetricsOptions();
        foreach (var view in views) options.Views.Add(view);
        return new Shop(options, test);
    }
}
