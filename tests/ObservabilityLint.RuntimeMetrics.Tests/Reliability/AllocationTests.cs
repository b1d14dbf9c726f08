using System.Diagnostics;
using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Reliability;

/// <summary>What runs all the time leaves nothing for the garbage collector.</summary>
[Collection(nameof(Alone))]
public class AllocationTests
{
    private const int Times = 1000;

    public static TheoryData<int> TagCounts => [0, 1, 3, 8];

    [Theory, MemberData(nameof(TagCounts))]
    public void A_measurement_on_a_known_series_allocates_nothing(int count)
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        var weights = shop.Meter.CreateUpDownCounter<double>("shop.weights");
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes");
        var level = shop.Meter.CreateGauge<int>("shop.level");
        var tags = Enumerable.Range(0, count).Select(i => new KeyValuePair<string, object?>($"key{i}", i % 2 == 0 ? $"value{i}" : i)).ToArray();
        using var activity = new Activity("order").SetIdFormat(ActivityIdFormat.W3C);
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        activity.Start();
        Assert.Equal(0, AllocatedBy(() =>
        {
            orders.Add(1, tags);
            weights.Add(0.5, tags);
            sizes.Record(2, tags);
            level.Record(7, tags);
        }));
    }

    private static readonly object[] Values =
    [
        "gold", 1, 1L, 1.5, true, 'x', Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), DateTime.UnixEpoch, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1), 1.50m, DayOfWeek.Friday, Size.Large, Colour.All, new DateOnly(2026, 1, 1),
        new TimeOnly(12, 30), new[] { "a", "b" }, new[] { 1, 2 }, new[] { 1.5 }, new object[] { "a", 1, DayOfWeek.Friday },
    ];

    private enum Size : byte
    {
        Large = 200,
    }

    private enum Colour : long
    {
        All = -1,
    }

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Values.Length)];

    [Theory, MemberData(nameof(Numbers))]
    public async Task A_value_of_any_kind_allocates_nothing_on_a_known_series(int number)
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        var tag = new KeyValuePair<string, object?>("kind", Values[number]);
        Assert.Equal(0, AllocatedBy(() => orders.Add(1, tag)));
        Assert.Single(await shop.SamplesAsync());
    }

    [Fact]
    public void What_is_over_the_limit_allocates_nothing_with_two_instruments_of_a_metric()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { MaxSeriesPerMetric = 1 });
        using var other = new Meter(shop.Name);
        var (first, second) = (shop.Meter.CreateCounter<long>("shop.orders"), other.CreateCounter<long>("shop.orders"));
        var (known, unknown) = (new KeyValuePair<string, object?>("kind", "a"), new KeyValuePair<string, object?>("kind", "b"));
        first.Add(1, known);
        Assert.Equal(0, AllocatedBy(() =>
        {
            first.Add(1, unknown);
            second.Add(1, unknown);
            second.Add(1, known);
        }));
    }

    [Theory]
    [InlineData(MetricsFormat.OpenMetrics)]
    [InlineData(MetricsFormat.PrometheusText)]
    [InlineData(MetricsFormat.PrometheusProtobuf)]
    public void A_scrape_allocates_nothing_but_what_the_runtimes_own_callbacks_do(MetricsFormat format)
    {
        using var shop = new Shop(new RuntimeMetricsOptions { CreatedTimestamps = true, Views = { new MetricView("*") { NativeHistogram = new NativeHistogramOptions() } } });
        for (var i = 0; i < 500; i++)
        {
            shop.Meter.CreateCounter<long>($"shop.orders{i % 5}").Add(1, new KeyValuePair<string, object?>("kind", i));
            shop.Meter.CreateHistogram<double>($"shop.sizes{i % 5}").Record(1, new KeyValuePair<string, object?>("kind", i));
        }
        var bare = new List<MeterListener>();
        using var all = new MeterListener();
        all.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name != "System.Runtime" || !instrument.IsObservable) return;
            var listener = new MeterListener();
            listener.EnableMeasurementEvents(instrument);
            bare.Add(listener);
        };
        all.Start();
        // A garbage collection changes what the runtime's callbacks have to tell, and with it what they allocate: one between the two measurements makes them no pair.
        var difference = long.MaxValue;
        for (var pair = 0; pair < 5 && Math.Abs(difference) > 256; pair++)
        {
            var byCallbacks = AllocatedBy(() => bare.ForEach(static listener => listener.RecordObservableInstruments()));
            difference = AllocatedBy(() => Scrape(shop.Metrics, format)) - byCallbacks;
        }
        Assert.InRange(difference, -256, 256);
        bare.ForEach(listener => listener.Dispose());
    }

    [Fact]
    public void A_measurement_in_a_native_histogram_allocates_nothing_once_its_buckets_are_there()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { Views = { new MetricView("*") { NativeHistogram = new NativeHistogramOptions() } } });
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes");
        var number = 0;
        Assert.Equal(0, AllocatedBy(() => sizes.Record(number++ % 7 - 3, new KeyValuePair<string, object?>("kind", "a"))));
    }

    [Fact]
    public async Task A_scrape_of_EventCounters_and_of_the_process_allocates_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.OSVersion.Version >= new Version(6, 2), "Other systems tell of processes through objects only, and before Linux 6.2 descriptors have to be listed.");
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.EventSource });
        await metrics.WriteAsync(Stream.Null, MetricsFormat.OpenMetrics, TestContext.Current.CancellationToken);
        Assert.Equal(0, AllocatedBy(() => Scrape(metrics, MetricsFormat.OpenMetrics)));
    }

    /// <summary>The keys that stay are compared, and the tags that stay are looked up, without a copy on the heap.</summary>
    [Theory, InlineData(4), InlineData(40)]
    public void A_measurement_whose_labels_a_view_takes_away_allocates_nothing(int count)
    {
        using var shop = new Shop(new RuntimeMetricsOptions { Views = { new MetricView("shop.*") { KeepTags = ["key1", "key3"], ExpireAfter = TimeSpan.FromHours(1) } } });
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes");
        var level = shop.Meter.CreateGauge<int>("shop.level");
        var tags = Enumerable.Range(0, count).Select(i => new KeyValuePair<string, object?>($"key{i}", i)).ToArray();
        var next = 0;
        Assert.Equal(0, AllocatedBy(() =>
        {
            orders.Add(1, tags);
            sizes.Record(next++, tags);
            level.Record(7, tags);
        }));
    }

    [Fact]
    public async Task Names_in_quotation_marks_allocate_nothing_once_they_are_known()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.EventSource, NameTranslation = NameTranslation.NoUtf8EscapingWithSuffixes });
        for (var i = 0; i < 100; i++) shop.Meter.CreateHistogram<double>("shop.sizes").Record(1, new KeyValuePair<string, object?>("order.kind", i));
        foreach (var escaping in Enum.GetValues<NameEscaping>())
        {
            await ScrapeAsync(escaping);
            Assert.Equal(0, AllocatedBy(() => Assert.True(ScrapeAsync(escaping).IsCompletedSuccessfully)));
        }

        ValueTask ScrapeAsync(NameEscaping escaping) => shop.Metrics.WriteAsync(Nowhere, new ExpositionForm(MetricsFormat.OpenMetrics, escaping), TimeSpan.FromSeconds(30), CancellationToken.None);
    }

    private static readonly System.IO.Pipelines.PipeWriter Nowhere = new ObservabilityLint.RuntimeMetrics.Http.ByteCounter();

    private static void Scrape(RuntimeMetricsBridge metrics, MetricsFormat format)
    {
        var scrape = metrics.WriteAsync(Stream.Null, format, CancellationToken.None);
        Assert.True(scrape.IsCompletedSuccessfully);
        scrape.GetAwaiter().GetResult();
    }

    /// <summary>Bytes of one call, when all is compiled and warm.</summary>
    private static long AllocatedBy(Action action)
    {
        for (var i = 0; i < Times; i++) action();
        return Allocated.By(action);
    }
}
