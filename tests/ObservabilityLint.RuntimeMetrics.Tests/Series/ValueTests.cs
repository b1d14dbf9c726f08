using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Series;

/// <summary>Numbers that are out of the ordinary.</summary>
public class ValueTests
{
    private const string Rejected = "obslint_bridge_rejected_measurements_total";

    [Fact]
    public async Task A_counter_takes_nothing_negative()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        var weights = shop.Meter.CreateCounter<double>("shop.weights");
        orders.Add(2);
        orders.Add(-1);
        weights.Add(0.5);
        weights.Add(-0.25);
        Assert.Equal(["shop_orders_total 2", "shop_weights_total 0.5"], await shop.SamplesAsync());
        Assert.Equal([$"{Rejected}{{metric=\"shop_orders\",reason=\"negative\"}} 1", $"{Rejected}{{metric=\"shop_weights\",reason=\"negative\"}} 1"], await shop.ToldAsync(Rejected));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task A_sum_takes_nothing_that_would_leave_nothing_of_it(double value)
    {
        using var shop = new Shop();
        var counter = shop.Meter.CreateCounter<double>("shop.counter");
        var level = shop.Meter.CreateUpDownCounter<double>("shop.level");
        var histogram = shop.Meter.CreateHistogram<double>("shop.sizes", null, null, null, new() { HistogramBucketBoundaries = [1] });
        foreach (var number in (double[])[2, value])
        {
            counter.Add(number);
            level.Add(number);
            histogram.Record(number);
        }
        Assert.Equal(["shop_counter_total 2", "shop_level 2", "shop_sizes_bucket{le=\"1.0\"} 0", "shop_sizes_bucket{le=\"+Inf\"} 1", "shop_sizes_sum 2", "shop_sizes_count 1"], await shop.SamplesAsync());
        Assert.Equal(3, (await shop.ToldAsync(Rejected)).Count(line => line.EndsWith("reason=\"not_finite\"} 1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.Epsilon, "5E-324")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(123456789.123, "123456789.123")]
    public async Task A_gauge_says_what_it_was_told(double value, string text)
    {
        using var shop = new Shop();
        shop.Meter.CreateGauge<double>("shop.gauge").Record(value);
        shop.Meter.CreateObservableGauge("shop.observed", () => value);
        shop.Meter.CreateObservableUpDownCounter("shop.level", () => value);
        Assert.Equal([$"shop_gauge {text}", $"shop_level {text}", $"shop_observed {text}"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task Whole_numbers_are_exact_beyond_those_of_a_double()
    {
        using var shop = new Shop();
        var counter = shop.Meter.CreateCounter<long>("shop.counter");
        counter.Add(1L << 53);
        counter.Add(1);
        shop.Meter.CreateUpDownCounter<long>("shop.level").Add(-(1L << 53) - 1);
        shop.Meter.CreateGauge<long>("shop.gauge").Record(long.MinValue);
        shop.Meter.CreateObservableCounter("shop.observed", () => long.MaxValue);
        Assert.Equal(["shop_counter_total 9007199254740993", "shop_gauge -9223372036854775808", "shop_level -9007199254740993", "shop_observed_total 9223372036854775807"], await shop.SamplesAsync());
        counter.Add(long.MaxValue);
        Assert.Equal(["shop_counter_total 9232379236109516800"], await shop.SamplesAsync("shop_counter"));
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task An_observed_counter_that_is_none_is_left_out_and_comes_back(double wrong)
    {
        var value = 3.0;
        using var shop = new Shop();
        shop.Meter.CreateObservableCounter("shop.orders", () => value);
        Assert.Equal(["shop_orders_total 3"], await shop.SamplesAsync());
        value = wrong;
        Assert.Empty(await shop.SamplesAsync());
        Assert.Equal([$"{Rejected}{{metric=\"shop_orders\",reason=\"not_a_count\"}} 2"], await shop.ToldAsync(Rejected));
        value = 4;
        Assert.Equal(["shop_orders_total 4"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task An_observed_counter_that_falls_has_begun_again()
    {
        var clock = new Clock();
        var value = 5L;
        using var shop = new Shop(new RuntimeMetricsOptions { CreatedTimestamps = true, TimeProvider = clock });
        shop.Meter.CreateObservableCounter("shop.orders", () => value);
        Assert.Equal(["shop_orders_total 5", "shop_orders_created 1767225600.000"], await shop.SamplesAsync());
        clock.Now += TimeSpan.FromSeconds(10);
        Assert.Equal(["shop_orders_total 5", "shop_orders_created 1767225600.000"], await shop.SamplesAsync());
        value = 2;
        Assert.Equal(["shop_orders_total 2", "shop_orders_created 1767225610.000"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task Histograms_whose_sum_may_fall_have_none_in_OpenMetrics()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { HistogramBuckets = { ["shop.below"] = [-1, 0] } });
        shop.Meter.CreateHistogram<double>("shop.below").Record(1);
        var drifting = shop.Meter.CreateHistogram<double>("shop.drifting", null, null, null, new() { HistogramBucketBoundaries = [1] });
        drifting.Record(1);
        Assert.Equal(["shop_below_bucket{le=\"-1.0\"} 0", "shop_below_bucket{le=\"0.0\"} 0", "shop_below_bucket{le=\"+Inf\"} 1"], await shop.SamplesAsync("shop_below"));
        Assert.Contains("shop_drifting_sum 1", await shop.SamplesAsync());
        drifting.Record(-0.25);
        Assert.Equal(["shop_drifting_bucket{le=\"1.0\"} 2", "shop_drifting_bucket{le=\"+Inf\"} 2"], await shop.SamplesAsync("shop_drifting"));
        Assert.Equal(["shop_drifting_sum 0.75", "shop_drifting_count 2"], (await shop.SamplesAsync("shop_drifting", MetricsFormat.PrometheusText))[^2..]);
    }

    [Fact]
    public async Task Observations_of_one_series_are_added_beyond_the_numbers_of_their_type()
    {
        using var shop = new Shop();
        shop.Meter.CreateObservableCounter("shop.whole", () => (Measurement<long>[])[new(long.MaxValue), new(1)]);
        shop.Meter.CreateObservableCounter("shop.real", () => (Measurement<double>[])[new(double.MaxValue), new(double.MaxValue)]);
        shop.Meter.CreateObservableCounter("shop.wrong", () => (Measurement<long>[])[new(-1), new(2)]);
        Assert.Equal(["shop_whole_total 9223372036854775808"], await shop.SamplesAsync());
    }

    /// <summary>A processor compares several bounds at once, and what is left over one by one; beyond some number they are searched.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(7), InlineData(8), InlineData(9), InlineData(15), InlineData(16), InlineData(31), InlineData(32), InlineData(33), InlineData(100)]
    public async Task A_bound_belongs_to_its_bucket(int bounds)
    {
        using var shop = new Shop(new RuntimeMetricsOptions { HistogramBuckets = { ["shop.sizes"] = [.. Enumerable.Range(1, bounds).Select(bound => (double)bound)] } });
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes");
        sizes.Record(-5);
        for (var bound = 1; bound <= bounds; bound++)
        {
            sizes.Record(Math.BitDecrement(bound));
            sizes.Record(bound);
        }
        sizes.Record(Math.BitIncrement(bounds));
        var counts = (await shop.SamplesAsync("shop_sizes_bucket")).Select(line => line[(line.IndexOf('"', StringComparison.Ordinal) + 1)..].Replace("\"}", "", StringComparison.Ordinal));
        Assert.Equal([.. Enumerable.Range(1, bounds).Select(bound => $"{bound}.0 {2 * bound + 1}"), $"+Inf {2 * bounds + 2}"], counts);
    }
}
