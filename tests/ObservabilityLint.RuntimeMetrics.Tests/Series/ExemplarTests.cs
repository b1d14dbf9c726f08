using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using ObservabilityLint.RuntimeMetrics.Sources;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Series;

/// <summary>Exemplars are measurements in recorded activities. Where nobody has begun an activity, no measurement asks for one; from the first on, each does.</summary>
public class ExemplarTests
{
    [Fact]
    public async Task Exemplars_are_of_recorded_activities_and_only_in_OpenMetrics()
    {
        var clock = new Clock();
        using var shop = new Shop(new RuntimeMetricsOptions { TimeProvider = clock });
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes", null, null, null, new() { HistogramBucketBoundaries = [1] });
        var level = shop.Meter.CreateUpDownCounter<long>("shop.level");
        orders.Add(1);
        Record(ActivityTraceFlags.None);
        Assert.DoesNotContain(await shop.SamplesAsync(), line => line.Contains('#', StringComparison.Ordinal));
        var ids = Record(ActivityTraceFlags.Recorded);
        Assert.Equal(
            ["shop_level 4", $"shop_orders_total 5 # {ids} 2 1767225600.000", "shop_sizes_bucket{le=\"1.0\"} 0", $"shop_sizes_bucket{{le=\"+Inf\"}} 2 # {ids} 1.5 1767225600.000", "shop_sizes_sum 3", "shop_sizes_count 2"],
            await shop.SamplesAsync());
        Assert.DoesNotContain("trace_id", await Scraped.TextAsync(shop.Metrics, MetricsFormat.PrometheusText), StringComparison.Ordinal);

        string Record(ActivityTraceFlags flags)
        {
            using var activity = new Activity("order").SetIdFormat(ActivityIdFormat.W3C);
            activity.ActivityTraceFlags = flags;
            activity.Start();
            orders.Add(2);
            level.Add(2);
            sizes.Record(1.5);
            return $"{{trace_id=\"{activity.TraceId}\",span_id=\"{activity.SpanId}\"}}";
        }
    }

    [Fact]
    public async Task Exemplars_can_be_left_out()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { Exemplars = false });
        using var activity = new Activity("order").SetIdFormat(ActivityIdFormat.W3C);
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        activity.Start();
        shop.Meter.CreateCounter<long>("shop.orders").Add(1);
        Assert.Equal(["shop_orders_total 1"], await shop.SamplesAsync());
    }

    [Theory]
    [InlineData("always_on", true, true, true)]
    [InlineData("ALWAYS_ON", true, true, true)]
    [InlineData("always_off", true, false, false)]
    [InlineData("trace_based", true, false, true)]
    [InlineData("what?", true, false, true)]
    [InlineData(null, true, false, true)]
    [InlineData("always_on", false, false, false)]
    public async Task The_environment_filters_exemplars(string? filter, bool option, bool withoutActivity, bool inActivity)
    {
        using var meter = new Meter($"Shop.{nameof(The_environment_filters_exemplars)}.{filter}.{option}");
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Exemplars = option, Meters = { meter.Name } }, variable => variable == "OTEL_METRICS_EXEMPLAR_FILTER" ? filter : null);
        meter.CreateCounter<long>("shop.orders").Add(1);
        using var activity = new Activity("order").SetIdFormat(ActivityIdFormat.W3C);
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        activity.Start();
        meter.CreateCounter<long>("shop.traced").Add(1);
        var samples = await Scraped.SamplesAsync(metrics, "shop");
        Assert.Equal(withoutActivity, samples[0].Contains(" # {} 1 ", StringComparison.Ordinal));
        Assert.Equal(inActivity, samples[1].Contains($" # {{trace_id=\"{activity.TraceId}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_has_one_exemplar()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        using var activity = new Activity("order").SetIdFormat(ActivityIdFormat.W3C);
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        activity.Start();
        orders.Add(3);
        orders.Add(4);
        // If the machine is so busy that a second has passed in between, this tells nothing.
        var first = (await shop.SamplesAsync())[0];
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        orders.Add(5);
        Assert.Matches("} [34] ", first);
        Assert.Contains("} 5 ", (await shop.SamplesAsync())[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_begun_before_the_bridge_is_seen_by_the_first_measurement_inside_it()
    {
        using var activity = Recorded();
        using var shop = new Shop();
        shop.Meter.CreateCounter<long>("shop.orders").Add(2);
        Assert.Contains(TraceOf(activity), (await shop.SamplesAsync())[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_begun_after_the_first_measurement_is_seen()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        orders.Add(2);
        using var activity = Recorded();
        orders.Add(3);
        Assert.Contains(TraceOf(activity), (await shop.SamplesAsync())[0], StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_activity_begun_before_the_bridge_in_another_flow_is_seen_by_a_new_series_or_once_another_begins(bool newSeries)
    {
        Activity? activity = null;
        ExecutionContext? flow = null;
        await Task.Run(() =>
        {
            activity = Recorded();
            flow = ExecutionContext.Capture();
        }, TestContext.Current.CancellationToken);
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        if (!newSeries)
        {
            orders.Add(1);
            using var other = Recorded();
        }
        ExecutionContext.Run(flow!, _ => orders.Add(2), null);
        Assert.Contains(TraceOf(activity!), (await shop.SamplesAsync())[0], StringComparison.Ordinal);
        activity!.Dispose();
    }

    [Fact]
    public void A_watch_knows_the_activity_that_is_current_when_it_starts()
    {
        using var activity = Recorded();
        using var watch = new ActivityWatch();
        Assert.False(watch.HasSeen);
        watch.Start();
        Assert.True(watch.HasSeen);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_watch_that_has_seen_or_is_disposed_of_is_left_alone(bool sees)
    {
        var watch = Watch(sees);
        for (var i = 0; i < 10 && watch.IsAlive; i++) GC.Collect();
        Assert.False(watch.IsAlive);
    }

    // By itself, so that no local of the test keeps it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Watch(bool sees)
    {
        var watch = new ActivityWatch();
        watch.Start();
        if (sees)
        {
            using var activity = Recorded();
            Assert.True(watch.HasSeen);
        }
        else
        {
            watch.Dispose();
        }
        return new WeakReference(watch);
    }

    private static Activity Recorded()
    {
        var activity = new Activity("order").SetIdFormat(ActivityIdFormat.W3C);
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        return activity.Start();
    }

    private static string TraceOf(Activity activity) => $" # {{trace_id=\"{activity.TraceId}\",span_id=\"{activity.SpanId}\"}} ";
}
