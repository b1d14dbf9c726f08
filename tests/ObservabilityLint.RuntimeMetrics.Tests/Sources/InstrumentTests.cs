using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Sources;

/// <summary>Every kind of instrument, with every type of number.</summary>
public class InstrumentTests
{
    public static TheoryData<Type> Numbers => [typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal)];

    [Theory, MemberData(nameof(Numbers))]
    public async Task Are_exposed_as_what_they_are(Type number)
        => await (Task)typeof(InstrumentTests).GetMethod(nameof(AllKindsAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(number).Invoke(null, null)!;

    private static async Task AllKindsAsync<T>() where T : struct
    {
        static T N(int value) => (T)Convert.ChangeType(value, typeof(T), null);
        using var shop = new Shop();
        shop.Meter.CreateCounter<T>("shop.counter").Add(N(5));
        var level = shop.Meter.CreateUpDownCounter<T>("shop.level");
        level.Add(N(5));
        if (typeof(T) != typeof(byte)) level.Add(N(-2));
        shop.Meter.CreateGauge<T>("shop.gauge").Record(N(7));
        shop.Meter.CreateHistogram("shop.histogram", null, null, null, new InstrumentAdvice<T> { HistogramBucketBoundaries = [N(2), N(4)] }).Record(N(3));
        shop.Meter.CreateObservableCounter("shop.observed.counter", () => N(8));
        shop.Meter.CreateObservableUpDownCounter("shop.observed.level", () => N(9));
        shop.Meter.CreateObservableGauge("shop.observed.gauge", () => new Measurement<T>(N(10), new KeyValuePair<string, object?>("kind", "a")));
        Assert.Equal(
            [
                "# TYPE shop_counter counter", "shop_counter_total 5",
                "# TYPE shop_gauge gauge", "shop_gauge 7",
                "# TYPE shop_histogram histogram", "shop_histogram_bucket{le=\"2.0\"} 0", "shop_histogram_bucket{le=\"4.0\"} 1", "shop_histogram_bucket{le=\"+Inf\"} 1", "shop_histogram_sum 3", "shop_histogram_count 1",
                "# TYPE shop_level gauge", typeof(T) == typeof(byte) ? "shop_level 5" : "shop_level 3",
                "# TYPE shop_observed_counter counter", "shop_observed_counter_total 8",
                "# TYPE shop_observed_gauge gauge", "shop_observed_gauge{kind=\"a\"} 10",
                "# TYPE shop_observed_level gauge", "shop_observed_level 9",
                "# EOF",
            ],
            (await Scraped.LinesAsync(shop.Metrics)).SkipWhile(line => line != "# TYPE shop_counter counter"));
    }

    [Fact]
    public async Task Have_their_unit_and_help_in_OpenMetrics()
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<long>("shop.sent", "By", "What \"we\" sent,\nby C:\\mail.").Add(1);
        Assert.Equal(
            ["# TYPE shop_sent_bytes counter", "# UNIT shop_sent_bytes bytes", "# HELP shop_sent_bytes What \\\"we\\\" sent,\\nby C:\\\\mail.", "shop_sent_bytes_total 1", "# EOF"],
            (await Scraped.LinesAsync(shop.Metrics))[^5..]);
        Assert.Equal(
            ["# HELP shop_sent_bytes_total What \"we\" sent,\\nby C:\\\\mail.", "# TYPE shop_sent_bytes_total counter", "shop_sent_bytes_total 1"],
            (await Scraped.LinesAsync(shop.Metrics, MetricsFormat.PrometheusText))[^3..]);
    }

    [Fact]
    public async Task Have_no_lines_before_their_first_measurement()
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<long>("shop.orders");
        shop.Meter.CreateGauge<long>("shop.level");
        shop.Meter.CreateHistogram<double>("shop.duration");
        shop.Meter.CreateObservableGauge("shop.queues", () => Array.Empty<Measurement<long>>());
        Assert.DoesNotContain(await Scraped.LinesAsync(shop.Metrics), line => line.StartsWith("shop", StringComparison.Ordinal) || line.StartsWith("# TYPE shop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_series_that_a_callback_no_longer_mentions_is_gone()
    {
        var queues = new[] { "a", "b" };
        using var shop = new Shop();
        shop.Meter.CreateObservableUpDownCounter("shop.waiting", () => queues.Select(queue => new Measurement<int>(1, new KeyValuePair<string, object?>("queue", queue))));
        Assert.Equal(["shop_waiting{queue=\"a\"} 1", "shop_waiting{queue=\"b\"} 1"], await shop.SamplesAsync());
        queues = ["b"];
        Assert.Equal(["shop_waiting{queue=\"b\"} 1"], await shop.SamplesAsync());
        queues = ["a"];
        Assert.Equal(["shop_waiting{queue=\"a\"} 1"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task Keep_counting_when_their_meter_is_made_anew()
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<long>("shop.orders").Add(2);
        shop.Meter.Dispose();
        using var again = new Meter(shop.Name);
        again.CreateCounter<long>("shop.orders").Add(3);
        Assert.Equal(["shop_orders_total 5"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task Of_two_meters_with_one_name_are_added()
    {
        using var shop = new Shop();
        using var other = new Meter(shop.Name);
        shop.Meter.CreateCounter<long>("shop.orders").Add(2);
        other.CreateCounter<int>("shop.orders").Add(3);
        shop.Meter.CreateObservableCounter("shop.observed", () => 4L);
        other.CreateObservableCounter("shop.observed", () => 5L);
        shop.Meter.CreateObservableGauge("shop.level", () => 4L);
        other.CreateObservableGauge("shop.level", () => 5L);
        Assert.Equal(["shop_level 5", "shop_observed_total 9", "shop_orders_total 5"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task Are_shown_for_five_minutes_after_they_are_gone_and_then_give_back_their_name()
    {
        var clock = new Clock();
        using var shop = new Shop(new RuntimeMetricsOptions { TimeProvider = clock, Meters = { "Shop.Successor" } });
        shop.Meter.CreateCounter<long>("shop.orders").Add(2);
        shop.Meter.Dispose();
        // Somebody sets the clock on the wall.
        clock.Now += TimeSpan.FromDays(1);
        clock.Passed += TimeSpan.FromMinutes(4);
        Assert.Equal(["shop_orders_total 2"], await shop.SamplesAsync());
        clock.Passed += TimeSpan.FromMinutes(1);
        Assert.Empty(await shop.SamplesAsync());
        using var successor = new Meter("Shop.Successor");
        successor.CreateUpDownCounter<long>("shop.orders").Add(1);
        Assert.Equal(["shop_orders 1"], await shop.SamplesAsync());
    }

    /// <summary>A type that a program has made itself: what it means nobody can say.</summary>
    private sealed class OwnInstrument(Meter meter) : Instrument<int>(meter, "shop.own", null, null)
    {
        public void Begin() => Publish();
    }

    [Fact]
    public async Task Of_unknown_types_are_named_and_left_out()
    {
        using var shop = new Shop();
        new OwnInstrument(shop.Meter).Begin();
        Assert.Empty(await shop.SamplesAsync());
        Assert.Equal(
            [$"obslint_bridge_dropped_instruments{{instrument=\"shop.own\",meter=\"{shop.Name}\",reason=\"its type OwnInstrument is not known\"}} 1"],
            await shop.ToldAsync("obslint_bridge_dropped"));
    }
}
