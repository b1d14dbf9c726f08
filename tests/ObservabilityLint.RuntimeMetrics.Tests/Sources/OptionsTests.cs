using System.Diagnostics;
using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Sources;

public class OptionsTests
{
    /// <summary>Thrown by nobody else.</summary>
    private sealed class CountedException : Exception;

    public static TheoryData<string, Action<RuntimeMetricsOptions>> Wrong => new()
    {
        { "Meters holds an empty name", options => options.Meters.Add(" ") },
        { "Meters holds an empty name", options => options.Meters.Add("!") },
        { "EventCounters holds an empty name", options => options.EventCounters.Add("") },
        { "Views hold null", options => options.Views.Add(null!) },
        { "Views hold one that has an empty name of instruments or meters", options => options.Views.Add(new MetricView("")) },
        { "Views of 'shop.*' have the name 'orders', but stand for more than one instrument", options => options.Views.Add(new MetricView("shop.*") { Name = "orders" }) },
        { "Views of 'shop' have an empty name", options => options.Views.Add(new MetricView("shop") { Name = " " }) },
        { "Views of 'shop' hold a key of a tag that is null", options => options.Views.Add(new MetricView("shop") { DropTags = [null!] }) },
        { "Views of 'shop' have MaxSeries 0, but it must be at least 1", options => options.Views.Add(new MetricView("shop") { MaxSeries = 0 }) },
        { "Views of 'shop' have ExpireAfter 00:00:00.5000000, but it must be at least one second", options => options.Views.Add(new MetricView("shop") { ExpireAfter = TimeSpan.FromSeconds(0.5) }) },
        { "Views of 'shop' holds 1 after 2, but bounds ascend", options => options.Views.Add(new MetricView("shop") { Buckets = [2, 1] }) },
        { "Views of 'shop' have NativeHistogram.MaxBuckets 1, but it must be 0 or at least 2", options => options.Views.Add(new MetricView("shop") { NativeHistogram = new NativeHistogramOptions { MaxBuckets = 1 } }) },
        { "Views of 'shop' have NativeHistogram.MaxBuckets -1, but it must be 0 or at least 2", options => options.Views.Add(new MetricView("shop") { NativeHistogram = new NativeHistogramOptions { MaxBuckets = -1 } }) },
        { "Views of 'shop' have NativeHistogram.MaxScale 9, but it must be from -4 to 8", options => options.Views.Add(new MetricView("shop") { NativeHistogram = new NativeHistogramOptions { MaxScale = 9 } }) },
        { "Views of 'shop' have NativeHistogram.ZeroThreshold NaN, but it must be finite and not negative", options => options.Views.Add(new MetricView("shop") { NativeHistogram = new NativeHistogramOptions { ZeroThreshold = double.NaN } }) },
        { "MaxSeriesPerMetric is 0, but must be at least 1", options => options.MaxSeriesPerMetric = 0 },
        { "MaxMetrics is 0, but must be at least 1", options => options.MaxMetrics = 0 },
        { "CallbackTimeout is 00:00:00, but must be more than zero", options => options.CallbackTimeout = TimeSpan.Zero },
        { "CallbackTimeout is 30.00:00:00, but must be more than zero and less than 24 days", options => options.CallbackTimeout = TimeSpan.FromDays(30) },
        { "EventCounterInterval is 00:00:00.5000000, but must be at least one second", options => options.EventCounterInterval = TimeSpan.FromSeconds(0.5) },
        { "RuntimeSource is 7, which is no source", options => options.RuntimeSource = (RuntimeSource)7 },
        { "NameTranslation is -1, which is no translation", options => options.NameTranslation = (NameTranslation)(-1) },
        { "HistogramBuckets of 'shop.duration' holds 1 after 1, but bounds ascend", options => options.HistogramBuckets["shop.duration"] = [1, 1] },
        { "HistogramBuckets of 'shop.duration' holds Infinity, but bounds are finite", options => options.HistogramBuckets["shop.duration"] = [1, double.PositiveInfinity] },
        { "HistogramBuckets of 'shop.duration' holds NaN, but bounds are finite", options => options.HistogramBuckets["shop.duration"] = [double.NaN] },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Wrong_values_are_named(string message, Action<RuntimeMetricsOptions> spoil)
    {
        var options = new RuntimeMetricsOptions();
        spoil(options);
        Assert.StartsWith("RuntimeMetricsOptions." + message, Assert.Throws<ArgumentException>(() => RuntimeMetricsBridge.Start(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buckets_are_configured_before_they_are_advised_before_they_are_the_defaults_of_the_unit()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { HistogramBuckets = { ["shop.a"] = [1.5], ["shop.b"] = [] } });
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [2.5, 3] };
        foreach (var (name, unit) in (ReadOnlySpan<(string, string?)>)[("shop.a", null), ("shop.b", null), ("shop.c", null)])
            shop.Meter.CreateHistogram(name, unit, null, null, advice).Record(1);
        shop.Meter.CreateHistogram<double>("shop.d", "s").Record(1);
        shop.Meter.CreateHistogram<double>("shop.e").Record(1);
        var samples = await shop.SamplesAsync(format: MetricsFormat.PrometheusText);
        Assert.Equal("1.5 +Inf", BoundsOf("shop_a"));
        Assert.Equal("+Inf", BoundsOf("shop_b"));
        Assert.Equal("2.5 3 +Inf", BoundsOf("shop_c"));
        Assert.Equal("0.005 0.01 0.025 0.05 0.075 0.1 0.25 0.5 0.75 1 2.5 5 7.5 10 +Inf", BoundsOf("shop_d_seconds"));
        Assert.Equal("0 5 10 25 50 75 100 250 500 750 1000 2500 5000 7500 10000 +Inf", BoundsOf("shop_e"));

        string BoundsOf(string name) => string.Join(' ', samples.Where(line => line.StartsWith(name + "_bucket", StringComparison.Ordinal)).Select(line => line.Split('"')[1]));
    }

    [Fact]
    public async Task Advised_bounds_that_are_one_double_are_one_bucket()
    {
        using var shop = new Shop();
        shop.Meter.CreateHistogram("shop.sizes", null, null, null, new InstrumentAdvice<long> { HistogramBucketBoundaries = [1L << 53, (1L << 53) + 1] }).Record(1);
        Assert.Equal(["shop_sizes_bucket{le=\"9.007199254740992e+15\"} 1", "shop_sizes_bucket{le=\"+Inf\"} 1"], await shop.SamplesAsync("shop_sizes_bucket"));
    }

    [Fact]
    public async Task Bounds_have_the_one_form_of_OpenMetrics()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { HistogramBuckets = { ["shop.sizes"] = [-2.5e7, 0, 1.5e-5, 0.0001, 0.1, 1, 100000, 123456.75, 1e6, 1234567, 1e21] } });
        shop.Meter.CreateHistogram<int>("shop.sizes").Record(1);
        Assert.Equal(
            ["-2.5e+07", "0.0", "1.5e-05", "0.0001", "0.1", "1.0", "100000.0", "123456.75", "1e+06", "1.234567e+06", "1e+21", "+Inf"],
            (await shop.SamplesAsync("shop_sizes_bucket")).Select(line => line.Split('"')[1]));
    }

    [Fact]
    public async Task Creation_times_are_those_of_series_and_of_the_process()
    {
        var clock = new Clock();
        using var shop = new Shop(new RuntimeMetricsOptions { CreatedTimestamps = true, TimeProvider = clock });
        shop.Meter.CreateCounter<int>("shop.orders").Add(1);
        clock.Now += TimeSpan.FromSeconds(1.5);
        shop.Meter.CreateHistogram<int>("shop.sizes").Record(1);
        Assert.Equal(["shop_orders_created 1767225600.000", "shop_sizes_created 1767225601.500"], (await shop.SamplesAsync()).Where(line => line.Contains("_created", StringComparison.Ordinal)));
        Assert.DoesNotContain("_created", await Scraped.TextAsync(shop.Metrics, MetricsFormat.PrometheusText), StringComparison.Ordinal);
        try
        {
            throw new CountedException();
        }
        catch (CountedException)
        {
            // Exceptions are counted from when the bridge listens, and not before.
        }
        Assert.Contains(await shop.SamplesAsync("dotnet_exceptions_created"), line => line.EndsWith("CountedException\"} 1767225601.500", StringComparison.Ordinal));
        var created = (await shop.SamplesAsync("dotnet_jit_compiled_methods_created"))[0].Split(' ')[1];
        using var process = Process.GetCurrentProcess();
        Assert.Equal(new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0, double.Parse(created, System.Globalization.CultureInfo.InvariantCulture), 2);
    }

    [Fact]
    public async Task Scope_labels_name_the_meter_and_its_version()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { ScopeLabels = true, Meters = { "Scoped" }, RuntimeSource = RuntimeSource.Both });
        using var meter = new Meter("Scoped", "1.2");
        meter.CreateCounter<int>("scoped.orders").Add(1, new KeyValuePair<string, object?>("otel.scope.name", "mine"));
        Assert.Equal(["scoped_orders_total{exported_otel_scope_name=\"mine\",otel_scope_name=\"Scoped\",otel_scope_version=\"1.2\"} 1"], await Scraped.SamplesAsync(metrics, "scoped"));
        Assert.StartsWith("dotnet_timer_count{otel_scope_name=\"System.Runtime\"} ", Assert.Single(await Scraped.SamplesAsync(metrics, "dotnet_timer_count")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_of_instrument_and_meter_are_labels()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { "Tagged" } });
        foreach (var region in (string[])["north", "south"])
        {
            var meter = new Meter(new MeterOptions("Tagged") { Tags = [new("region", region)] });
            meter.CreateCounter<int>("tagged.orders", null, null, tags: [new("tier", "gold")]).Add(1, new KeyValuePair<string, object?>("kind", "online"));
        }
        Assert.Equal(["tagged_orders_total{kind=\"online\",region=\"north\",tier=\"gold\"} 1", "tagged_orders_total{kind=\"online\",region=\"south\",tier=\"gold\"} 1"], await Scraped.SamplesAsync(metrics, "tagged"));
    }

    [Fact]
    public async Task Target_info_is_an_info_metric_in_OpenMetrics_and_a_gauge_elsewhere()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { TargetInfo = { ["service.name"] = "shop \"1\"", ["service.version"] = "2" } });
        var sample = "target_info{service_name=\"shop \\\"1\\\"\",service_version=\"2\"} 1";
        Assert.Equal(["# TYPE target info", "# HELP target Target metadata", sample], (await Scraped.LinesAsync(metrics))[..3]);
        Assert.Equal(["# HELP target_info Target metadata", "# TYPE target_info gauge", sample], (await Scraped.LinesAsync(metrics, MetricsFormat.PrometheusText))[..3]);
    }

    [Fact]
    public async Task Names_are_translated_as_the_chosen_translator_does()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { NameTranslation = NameTranslation.OtlpTranslator });
        shop.Meter.CreateGauge<double>("shop.fill", "1").Record(0.5);
        Assert.Equal(["shop_fill_ratio 0.5"], await shop.SamplesAsync());
        Assert.Single(await shop.SamplesAsync("dotnet_gc_heap_allocated_bytes_total "));
        Assert.Contains("# UNIT shop_fill_ratio ratio", await Scraped.LinesAsync(shop.Metrics));
    }

    [Fact]
    public async Task Later_changes_have_no_effect()
    {
        var options = new RuntimeMetricsOptions { TargetInfo = { ["service.name"] = "shop" } };
        using var shop = new Shop(options);
        options.Meters.Clear();
        options.TargetInfo.Clear();
        shop.Meter.CreateCounter<int>("shop.orders").Add(1);
        Assert.Single(await shop.SamplesAsync());
        Assert.Single(await shop.SamplesAsync("target_info"));
    }
}
