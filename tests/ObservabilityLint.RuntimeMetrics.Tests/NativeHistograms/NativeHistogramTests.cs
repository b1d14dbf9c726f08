using System.Diagnostics;
using ObservabilityLint.RuntimeMetrics.NativeHistograms;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.NativeHistograms;

/// <summary>Which histograms are native ones, and what is written of them.</summary>
public class NativeHistogramTests
{
    private const double NearZero = 1d / (1UL << 63) / 2 / (1UL << 63) / 2;

    [Fact]
    public async Task None_is_unless_a_view_wants_it()
    {
        using var shop = new Shop();
        shop.Meter.CreateHistogram<double>("shop.sizes").Record(1);
        Assert.False(shop.Metrics.OffersProtobuf);
        Assert.Empty((await NativeScrape.OfAsync(shop.Metrics)).Natives);
    }

    [Fact]
    public async Task Those_are_that_the_last_view_which_says_it_makes_such()
    {
        using var shop = new Shop(new RuntimeMetricsOptions
        {
            Views =
            {
                new MetricView("*") { NativeHistogram = new NativeHistogramOptions() },
                new MetricView("*.coarse") { NativeHistogram = new NativeHistogramOptions { MaxScale = 0, ZeroThreshold = 2 } },
                new MetricView("*.classic") { NativeHistogram = new NativeHistogramOptions { MaxBuckets = 0 } },
                new MetricView("shop.*") { MaxSeries = 10 },
            },
        });
        foreach (var name in (string[])["shop.fine", "shop.coarse", "shop.classic"]) shop.Meter.CreateHistogram<int>(name).Record(5);
        shop.Meter.CreateCounter<int>("shop.orders").Add(1);
        Assert.True(shop.Metrics.OffersProtobuf);
        var natives = (await NativeScrape.OfAsync(shop.Metrics)).Natives;
        Assert.Equal([("shop_coarse{}", 0, 2d), ("shop_fine{}", 3, NearZero)], natives.Select(native => (native.Series, native.Schema, native.ZeroThreshold)));
    }

    [Fact]
    public void Protobuf_is_not_offered_where_the_only_view_takes_it_back()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { Views = { new MetricView("*") { NativeHistogram = new NativeHistogramOptions { MaxBuckets = 0 } } } });
        Assert.False(shop.Metrics.OffersProtobuf);
    }

    [Fact]
    public async Task What_was_measured_is_in_its_buckets_and_gaps_begin_a_new_run()
    {
        using var shop = Native(new NativeHistogramOptions { MaxScale = 0, ZeroThreshold = 0.001 });
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes");
        // The places of their upper bounds: 0, 1, 2, 2, a gap of two, 5, a gap of three, 9; and the negative ones 3 and 13.
        foreach (var value in (double[])[1, 2, 3, 4, 32, 512, 0, -0.001, -8, -8192]) sizes.Record(value);
        var native = (await NativeScrape.OfAsync(shop.Metrics)).Native("shop_sizes{}");
        Assert.Equal((10, 554 - 8200 - 0.001, 2), (native.Count, native.Sum, native.Zeros));
        Assert.Equal(new SortedDictionary<int, long> { [0] = 1, [1] = 1, [2] = 2, [5] = 1, [9] = 1 }, native.Positive);
        Assert.Equal(new SortedDictionary<int, long> { [3] = 1, [13] = 1 }, native.Negative);
        Assert.Equal(4, native.Spans);
    }

    [Fact]
    public async Task A_zero_threshold_of_zero_is_one()
    {
        using var shop = Native(new NativeHistogramOptions { ZeroThreshold = 0, MaxScale = 8 });
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes");
        foreach (var value in (double[])[double.Epsilon, 0, -0d]) sizes.Record(value);
        var native = (await NativeScrape.OfAsync(shop.Metrics)).Native("shop_sizes{}");
        Assert.Equal((2, -1074 * 256), (native.Zeros, Assert.Single(native.Positive).Key));
    }

    [Fact]
    public async Task What_is_no_number_or_endless_is_left_out_as_of_any_histogram()
    {
        using var shop = Native(new NativeHistogramOptions());
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes");
        foreach (var value in (double[])[1, double.NaN, double.PositiveInfinity, double.NegativeInfinity]) sizes.Record(value);
        Assert.Equal(1, (await NativeScrape.OfAsync(shop.Metrics)).Native("shop_sizes{}").Count);
        Assert.Equal(["obslint_bridge_rejected_measurements_total{metric=\"shop_sizes\",reason=\"not_finite\"} 3"], await shop.ToldAsync("obslint_bridge_rejected"));
    }

    [Theory, InlineData(MetricsFormat.OpenMetrics), InlineData(MetricsFormat.PrometheusText)]
    public async Task Text_stays_what_it_is_without_them(MetricsFormat format)
    {
        using var shop = new Shop();
        using var native = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { shop.Name }, Views = { new MetricView("*") { NativeHistogram = new NativeHistogramOptions() } } });
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes", "By", "The sizes of orders.");
        var random = new Random(1);
        using var activity = new Activity("order") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();
        for (var i = 0; i < 100; i++) sizes.Record(random.Next(-5, 2000), new KeyValuePair<string, object?>("kind", i % 3));
        var lines = await Scraped.SamplesAsync(native, "shop", format);
        Assert.True(lines.Length > 40);
        Assert.Equal((await shop.SamplesAsync(format: format)).Select(WithoutTime), lines.Select(WithoutTime));

        // Each bridge takes its exemplars at a time of its own.
        static string WithoutTime(string line) => line.Contains('#', StringComparison.Ordinal) ? line[..line.LastIndexOf(' ')] : line;
    }

    [Fact]
    public async Task Threads_that_meet_lose_no_measurement_and_every_scrape_is_whole()
    {
        const int Threads = 4, Times = 20_000;
        using var shop = Native(new NativeHistogramOptions { MaxScale = 8, MaxBuckets = 40 });
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes");
        var values = Enumerable.Range(0, Threads).Select(thread => Enumerable.Range(1, Times).Select(i => thread == 3 ? -i : i * Math.Pow(10, thread)).ToArray()).ToArray();
        var recording = Task.WhenAll(values.Select(own => Task.Factory.StartNew(
            () =>
            {
                foreach (var value in own) sizes.Record(value);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        var last = 0L;
        while (!recording.IsCompleted)
        {
            // The parser compares the count with the sum of the buckets.
            if ((await NativeScrape.OfAsync(shop.Metrics)).Natives is not [var native]) continue;
            Assert.InRange(native.Count, last, Threads * Times);
            last = native.Count;
        }
        await recording;
        var expected = new ExpectedBuckets(new NativeHistogramShape(40, 8, NearZero), [.. values.SelectMany(own => own)]);
        var all = (await NativeScrape.OfAsync(shop.Metrics)).Native("shop_sizes{}");
        Assert.Equal((expected.Scale, Threads * Times), (all.Schema, all.Count));
        Assert.Equal(expected.Positive.Select(bucket => (bucket.Key + 1, bucket.Value)), all.Positive.Select(bucket => (bucket.Key, bucket.Value)));
        Assert.Equal(expected.Negative.Select(bucket => (bucket.Key + 1, bucket.Value)), all.Negative.Select(bucket => (bucket.Key, bucket.Value)));
    }

    private static Shop Native(NativeHistogramOptions options) => new(new RuntimeMetricsOptions { Views = { new MetricView("*") { NativeHistogram = options } } });
}
