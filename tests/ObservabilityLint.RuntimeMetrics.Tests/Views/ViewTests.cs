using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Views;

/// <summary>Which instruments views are for, and what they do to them as a whole.</summary>
public class ViewTests
{
    [Fact]
    public async Task A_dropped_instrument_is_not_listened_to_and_no_loss()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { Views = { new MetricView("shop.noise.*") { Drop = true } } });
        var noise = shop.Meter.CreateCounter<int>("shop.noise.clicks");
        shop.Meter.CreateObservableGauge<int>("shop.noise.level", new Func<int>(() => throw new InvalidOperationException("Nobody asks.")));
        shop.Meter.CreateCounter<int>("shop.orders").Add(1);
        await Unheard.UntilAsync(noise);
        Assert.Equal(["shop_orders_total 1"], await shop.SamplesAsync());
        Assert.Empty(await shop.ToldAsync("obslint_bridge_dropped"));
        Assert.Empty(await shop.ToldAsync("obslint_bridge_callback"));
    }

    [Fact]
    public async Task A_later_view_takes_back_what_an_earlier_one_drops()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { Views = { new MetricView("*", "Shop.*") { Drop = true }, new MetricView("SHOP.Orders") { Drop = false } } });
        shop.Meter.CreateCounter<int>("shop.orders").Add(1);
        shop.Meter.CreateCounter<int>("shop.clicks").Add(1);
        Assert.Equal(["shop_orders_total 1"], await shop.SamplesAsync());
        Assert.NotEmpty(await shop.SamplesAsync("dotnet_timer_count"));
    }

    [Theory]
    [InlineData("shop.orders", "*", true)]
    [InlineData("SHOP.ORDERS", "*", true)]
    [InlineData("shop.order?", "*", true)]
    [InlineData("*ders", "*", true)]
    [InlineData("shop.orders", "Shop.*", true)]
    [InlineData("shop.orders", "Other", false)]
    [InlineData("shop_orders", "*", false)]
    [InlineData("shop.order", "*", false)]
    public async Task Instruments_are_chosen_by_name_and_meter(string instrument, string meter, bool isChosen)
    {
        using var shop = new Shop(new RuntimeMetricsOptions { Views = { new MetricView(instrument, meter) { Drop = true } } });
        shop.Meter.CreateCounter<int>("shop.orders").Add(1);
        Assert.Equal(isChosen, (await shop.SamplesAsync()).Length == 0);
    }

    [Fact]
    public async Task A_name_is_translated_as_that_of_any_instrument()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { Views = { new MetricView("shop.päck.size") { Name = "shop.parcel.size" }, new MetricView("shop.a") { Name = "shop.orders" } } });
        shop.Meter.CreateCounter<int>("shop.päck.size", "By").Add(7);
        shop.Meter.CreateCounter<int>("shop.a").Add(1);
        shop.Meter.CreateCounter<int>("shop.orders").Add(2);
        Assert.Equal(["shop_orders_total 1", "shop_parcel_size_bytes_total 7"], await shop.SamplesAsync());
        Assert.Single(await shop.ToldAsync("obslint_bridge_dropped_instruments{instrument=\"shop.orders\""));
    }

    [Fact]
    public async Task Buckets_are_those_of_the_last_view_that_fits_unless_the_instrument_has_its_own()
    {
        using var shop = new Shop(new RuntimeMetricsOptions
        {
            HistogramBuckets = { ["shop.own.duration"] = [7] },
            Views = { new MetricView("*.duration") { Buckets = [1, 2] }, new MetricView("shop.fast.*") { Buckets = [0.5] }, new MetricView("shop.bare.*") { Buckets = [] } },
        });
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [100] };
        foreach (var name in (string[])["shop.own.duration", "shop.some.duration", "shop.fast.duration", "shop.bare.duration", "shop.size"]) shop.Meter.CreateHistogram(name, null, null, null, advice).Record(1);
        Assert.Equal(
            [
                "shop_bare_duration_bucket{le=\"+Inf\"} 1", "shop_fast_duration_bucket{le=\"0.5\"} 0", "shop_fast_duration_bucket{le=\"+Inf\"} 1", "shop_own_duration_bucket{le=\"7.0\"} 1",
                "shop_own_duration_bucket{le=\"+Inf\"} 1", "shop_size_bucket{le=\"100.0\"} 1", "shop_size_bucket{le=\"+Inf\"} 1", "shop_some_duration_bucket{le=\"1.0\"} 1",
                "shop_some_duration_bucket{le=\"2.0\"} 1", "shop_some_duration_bucket{le=\"+Inf\"} 1",
            ],
            (await shop.SamplesAsync()).Where(line => line.Contains("_bucket", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_limit_is_that_of_each_of_the_metrics()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { MaxSeriesPerMetric = 3, Views = { new MetricView("shop.few.*") { MaxSeries = 1 }, new MetricView("shop.many.*") { MaxSeries = 5 } } });
        foreach (var name in (string[])["shop.few.a", "shop.few.b", "shop.many.c", "shop.other"])
        {
            var counter = shop.Meter.CreateCounter<int>(name);
            for (var id = 0; id < 6; id++) counter.Add(1, new KeyValuePair<string, object?>("id", id));
        }
        var samples = await shop.SamplesAsync();
        Assert.Equal(["shop_few_a_total 2", "shop_few_b_total 2", "shop_many_c_total 6", "shop_other_total 4"], samples.GroupBy(line => line.Split('{')[0]).Select(metric => $"{metric.Key} {metric.Count()}"));
        Assert.Contains("shop_few_a_total{otel_metric_overflow=\"true\"} 5", samples);
    }

    [Theory]
    [InlineData("Views.*,!Views.Internal", "Views.Orders", true)]
    [InlineData("Views.*,!Views.Internal", "Views.Internal", false)]
    [InlineData("!views.in*,Views.*", "Views.Internal", false)]
    [InlineData("!Views.Internal", "Views.Orders", false)]
    public async Task Exclusions_count_wherever_they_stand(string patterns, string name, bool isChosen)
    {
        var options = new RuntimeMetricsOptions();
        foreach (var pattern in patterns.Split(',')) options.Meters.Add(pattern);
        using var meter = new Meter(name);
        using var metrics = RuntimeMetricsBridge.Start(options);
        meter.CreateCounter<int>("views.selected").Add(1);
        Assert.Equal(isChosen, (await Scraped.SamplesAsync(metrics, "views_selected")).Length == 1);
    }

    [Theory, InlineData(RuntimeSource.Automatic), InlineData(RuntimeSource.EventSource), InlineData(RuntimeSource.Both)]
    public async Task The_runtime_can_be_left_out(RuntimeSource source)
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { "!System.Runtime" }, RuntimeSource = source, ProcessMetrics = false });
        Assert.All(await Scraped.SamplesAsync(metrics, ""), line => Assert.Matches("^(obslint_bridge_|# )", line));
    }

    [Theory, InlineData(RuntimeSource.Automatic), InlineData(RuntimeSource.EventSource)]
    public async Task The_runtimes_metrics_are_of_views_too_and_the_bridges_are_not(RuntimeSource source)
    {
        GC.Collect();
        var before = GC.CollectionCount(0);
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions
        {
            RuntimeSource = source,
            Views = { new MetricView("*") { Drop = true }, new MetricView("dotnet.gc.collections", "System.Runtime") { Drop = false, KeepTags = [], Name = "gc.runs" } },
        });
        var lines = await Scraped.LinesAsync(metrics);
        Assert.All(lines, line => Assert.Matches("^(# |gc_runs_total |obslint_bridge_)", line));
        Assert.InRange(int.Parse(Assert.Single(lines, line => line.StartsWith("gc_runs_total ", StringComparison.Ordinal)).Split(' ')[1], null), before, GC.CollectionCount(0));
    }
}
