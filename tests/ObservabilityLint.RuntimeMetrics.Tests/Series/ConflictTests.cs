using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Series;

/// <summary>Two sources, one name: the first stays, the other is named once.</summary>
public class ConflictTests
{
    private const string Dropped = "obslint_bridge_dropped_instruments";

    public static TheoryData<Action<Meter>, Action<Meter>> Rivals => new()
    {
        { meter => meter.CreateCounter<int>("shop.orders").Add(1), meter => meter.CreateCounter<int>("shop_orders").Add(2) },
        { meter => meter.CreateCounter<int>("shop.orders").Add(1), meter => meter.CreateCounter<int>("shop.orders.total").Add(2) },
        { meter => meter.CreateCounter<int>("shop.orders").Add(1), meter => meter.CreateCounter<double>("shop.orders").Add(2) },
        { meter => meter.CreateCounter<int>("shop.orders").Add(1), meter => meter.CreateObservableCounter("shop.orders", () => 2) },
        { meter => meter.CreateCounter<int>("shop.orders").Add(1), meter => meter.CreateUpDownCounter<int>("shop.orders").Add(2) },
        { meter => meter.CreateCounter<int>("shop.orders").Add(1), meter => meter.CreateGauge<int>("shop.orders.total").Record(2) },
        { meter => meter.CreateCounter<int>("shop.orders").Add(1), meter => meter.CreateGauge<int>("shop.orders.created").Record(2) },
        { meter => meter.CreateGauge<int>("shop.orders").Record(1), meter => meter.CreateHistogram<int>("shop.orders").Record(2) },
        { meter => meter.CreateGauge<int>("shop.orders.count").Record(1), meter => meter.CreateHistogram<int>("shop.orders").Record(2) },
        { meter => meter.CreateGauge<int>("shop.orders.total").Record(1), meter => meter.CreateCounter<int>("shop.orders").Add(2) },
        { meter => meter.CreateCounter<int>("shop.orders", "s").Add(1), meter => meter.CreateCounter<int>("shop.orders.seconds").Add(2) },
        { meter => meter.CreateGauge<int>("shop.größe").Record(1), meter => meter.CreateGauge<int>("shop.gr-e").Record(2) },
    };

    [Theory, MemberData(nameof(Rivals))]
    public async Task The_second_takes_the_name_when_the_first_is_gone(Action<Meter> first, Action<Meter> second)
    {
        using var shop = new Shop();
        using var other = new Meter(shop.Name);
        first(shop.Meter);
        second(other);
        Assert.Single(await shop.ToldAsync(Dropped));
        shop.Meter.Dispose();
        await shop.SamplesAsync();
        second(other);
        await shop.SamplesAsync();
        Assert.Empty(await shop.ToldAsync(Dropped));
        Assert.NotEmpty(await shop.SamplesAsync());
    }

    [Fact]
    public async Task One_that_was_dropped_and_ends_is_no_longer_told()
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<int>("shop.orders").Add(1);
        using (var other = new Meter(shop.Name))
        {
            other.CreateGauge<int>("shop.orders.total").Record(1);
            Assert.Single(await shop.ToldAsync(Dropped));
        }
        Assert.Empty(await shop.ToldAsync(Dropped));
    }

    [Fact]
    public async Task Instruments_of_one_name_that_differ_are_told()
    {
        const string Merged = "obslint_bridge_merged_instruments";
        using var events = new Events();
        using var shop = new Shop();
        shop.Meter.CreateHistogram<int>("shop.sizes", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2] }).Record(1);
        using var same = new Meter(shop.Name);
        same.CreateHistogram<int>("shop.sizes", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2] }).Record(1);
        Assert.Empty(await shop.ToldAsync(Merged));
        var other = new Meter(shop.Name, "2.0");
        other.CreateHistogram<int>("shop.sizes", description: "Sizes.", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 5] }).Record(1);
        Assert.Equal([$"{Merged}{{instrument=\"shop.sizes\",meter=\"{shop.Name}\",metric=\"shop_sizes\",reason=\"buckets, help text, meter version\"}} 1"], await shop.ToldAsync(Merged));
        Assert.Equal([$"InstrumentMerged {shop.Name} shop.sizes shop_sizes buckets, help text, meter version"], events.Of(shop.Name));
        other.Dispose();
        Assert.Empty(await shop.ToldAsync(Merged));
    }

    [Fact]
    public async Task Versions_with_scope_labels_are_no_difference()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { ScopeLabels = true });
        using var first = new Meter(shop.Name, "1.0");
        using var second = new Meter(shop.Name, "2.0");
        first.CreateCounter<int>("shop.orders").Add(1);
        second.CreateCounter<int>("shop.orders").Add(2);
        Assert.Equal(2, (await shop.SamplesAsync()).Length);
        Assert.Empty(await shop.ToldAsync("obslint_bridge_merged_instruments"));
    }

    [Fact]
    public async Task A_metric_that_nobody_feeds_gives_way_to_one_with_other_buckets()
    {
        using var shop = new Shop();
        var first = new Meter(shop.Name);
        first.CreateHistogram<int>("shop.sizes", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1] }).Record(1);
        first.Dispose();
        shop.Meter.CreateHistogram<int>("shop.sizes", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [2] }).Record(1);
        Assert.Contains("shop_sizes_bucket{le=\"2.0\"} 1", await shop.SamplesAsync());
    }

    [Theory, MemberData(nameof(Rivals))]
    public async Task The_first_owner_of_a_name_stays(Action<Meter> first, Action<Meter> second)
    {
        foreach (var rivals in (Action<Meter>[][])[[first, second], [second, first]])
        {
            using var shop = new Shop();
            rivals[0](shop.Meter);
            var before = await shop.SamplesAsync();
            Assert.NotEmpty(before);
            rivals[1](shop.Meter);
            Assert.Equal(before, await shop.SamplesAsync());
            Assert.EndsWith(" 1", Assert.Single(await shop.ToldAsync(Dropped)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_owner_is_named_in_the_metric_and_in_an_event()
    {
        using var events = new Events();
        using var shop = new Shop();
        shop.Meter.CreateCounter<int>("shop.orders").Add(1);
        shop.Meter.CreateGauge<int>("shop.orders.total").Record(1);
        var reason = $"the Counter 'shop.orders' of '{shop.Name}' has this name";
        Assert.Equal([$"{Dropped}{{instrument=\"shop.orders.total\",meter=\"{shop.Name}\",metric=\"shop_orders_total\",reason=\"{reason}\"}} 1"], await shop.ToldAsync(Dropped));
        Assert.Equal([$"InstrumentDropped {shop.Name} shop.orders.total shop_orders_total {reason}"], events.Of(shop.Name));
    }

    [Fact]
    public async Task The_meter_wins_over_the_EventSource()
    {
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { RuntimeSource = RuntimeSource.Both });
        var lines = await Scraped.LinesAsync(metrics);
        Assert.Single(lines, line => line == "# TYPE dotnet_gc_pause_time_seconds counter");
// What both have is no loss.
        Assert.Equal([$"{Dropped} 0"], lines.Where(line => line.StartsWith(Dropped, StringComparison.Ordinal)));
        // The meter knows where exceptions came from, the EventSource does not.
        try
        {
            throw new TimeoutException();
        }
        catch (TimeoutException)
        {
        }
        Assert.Contains(await Scraped.SamplesAsync(metrics, "dotnet_exceptions_total"), line => line.StartsWith("dotnet_exceptions_total{error_type=\"System.TimeoutException\"}", StringComparison.Ordinal) || line.StartsWith("dotnet_exceptions_total{error_type=\"TimeoutException\"}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_runtime_wins_over_a_program()
    {
        using var shop = new Shop();
        shop.Meter.CreateGauge<int>("dotnet.timer.count").Record(-7);
        Assert.DoesNotContain("dotnet_timer_count -7", await Scraped.LinesAsync(shop.Metrics));
        Assert.Single(await shop.ToldAsync(Dropped));
    }

    [Fact]
    public async Task The_name_of_target_info_is_kept_where_it_is_written()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { TargetInfo = { ["service.name"] = "shop" } });
        shop.Meter.CreateGauge<int>("target.info").Record(1);
        Assert.Single(await shop.SamplesAsync("target_info"));
        Assert.Contains("reason=\"the bridge itself has this name\"", Assert.Single(await shop.ToldAsync(Dropped)), StringComparison.Ordinal);
        using var other = new Shop();
        other.Meter.CreateGauge<int>("target.info").Record(1);
        Assert.Equal(["target_info 1"], await other.SamplesAsync("target_info"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("_total")]
    public async Task Names_of_which_nothing_is_left_are_told(string name)
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<int>(name).Add(1);
        Assert.Contains("reason=\"nothing that Prometheus accepts is left of its name\"", Assert.Single(await shop.ToldAsync(Dropped)), StringComparison.Ordinal);
    }

    /// <summary>What the bridge tells to those who listen to its EventSource.</summary>
    private sealed class Events : EventListener
    {
        private readonly List<string> told = [];

        public string[] Of(string meter)
        {
            lock (told) return [.. told.Where(line => line.Contains(meter, StringComparison.Ordinal))];
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "ObservabilityLint-RuntimeMetrics") EnableEvents(eventSource, EventLevel.Warning);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventSource.Name != "ObservabilityLint-RuntimeMetrics") return;
            lock (told) told.Add($"{eventData.EventName} {string.Join(' ', eventData.Payload ?? (IEnumerable<object?>)[])}");
        }
    }
}
