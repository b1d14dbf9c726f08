using System.Diagnostics;
using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Reliability;

/// <summary>Callbacks of a program's own, which may do anything.</summary>
public class CallbackTests
{
    private const string Failures = "obslint_bridge_callback_failures_total";

    [Fact]
    public async Task One_that_throws_harms_no_other()
    {
        using var shop = new Shop();
        shop.Meter.CreateObservableGauge("shop.a", () => 1);
        shop.Meter.CreateObservableGauge("shop.b", int () => throw new InvalidOperationException("no"));
        shop.Meter.CreateObservableGauge("shop.c", () => 3);
        Assert.Equal(["shop_a 1", "shop_c 3"], await shop.SamplesAsync());
        await shop.SamplesAsync();
        Assert.Equal([$"{Failures}{{instrument=\"shop.b\",meter=\"{shop.Name}\",reason=\"exception\"}} 3"], await shop.ToldAsync(Failures));
    }

    [Fact]
    public async Task One_that_throws_in_the_middle_shows_nothing_rather_than_a_part()
    {
        var fails = false;
        using var shop = new Shop();
        shop.Meter.CreateObservableGauge("shop.queues", Lengths);
        Assert.Equal(2, (await shop.SamplesAsync()).Length);
        fails = true;
        Assert.Empty(await shop.SamplesAsync());
        fails = false;
        Assert.Equal(2, (await shop.SamplesAsync()).Length);

        IEnumerable<Measurement<int>> Lengths()
        {
            yield return new(1, new KeyValuePair<string, object?>("queue", "a"));
            if (fails) throw new InvalidOperationException("no");
            yield return new(2, new KeyValuePair<string, object?>("queue", "b"));
        }
    }

    [Fact]
    public async Task One_that_blocks_is_left_out_until_it_returns()
    {
        using var gate = new ManualResetEventSlim(true);
        using var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromSeconds(1) });
        var asked = 0;
        shop.Meter.CreateObservableGauge("shop.a", () => 1);
        shop.Meter.CreateObservableGauge("shop.b", () =>
        {
            Interlocked.Increment(ref asked);
            gate.Wait();
            return 2;
        });
        shop.Meter.CreateObservableGauge("shop.c", () => 3);
        Assert.Equal(["shop_a 1", "shop_b 2", "shop_c 3"], await shop.SamplesAsync());
        gate.Reset();
        for (var scrape = 0; scrape < 3; scrape++) Assert.Equal(["shop_a 1", "shop_c 3"], await shop.SamplesAsync());
        Assert.Equal(2, asked);
        Assert.Equal([$"{Failures}{{instrument=\"shop.b\",meter=\"{shop.Name}\",reason=\"timeout\"}} 4"], await shop.ToldAsync(Failures));
        gate.Set();
        while ((await shop.SamplesAsync()).Length < 3) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Equal(["shop_a 1", "shop_b 2", "shop_c 3"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task Many_that_block_do_not_hold_up_the_scrapes_after_the_first()
    {
        using var gate = new ManualResetEventSlim();
        using var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromSeconds(2) });
        for (var i = 0; i < 5; i++)
            shop.Meter.CreateObservableGauge($"shop.blocked{i}", () =>
            {
                gate.Wait();
                return 1;
            });
        shop.Meter.CreateObservableGauge("shop.fine", () => 1);
        for (var scrape = 0; scrape < 3; scrape++) Assert.Equal(["shop_fine 1"], await shop.SamplesAsync());
        Assert.Equal(5, (await shop.ToldAsync(Failures)).Length);
        gate.Set();
    }

    [Fact]
    public async Task One_may_scrape_measure_and_dispose_meters_itself()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromSeconds(1) });
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        var other = new Meter(shop.Name);
        other.CreateObservableGauge("shop.other", () => 1);
        shop.Meter.CreateObservableGauge("shop.busy", () =>
        {
            orders.Add(1, new KeyValuePair<string, object?>("kind", "callback"));
            other.Dispose();
            return 1;
        });
        Assert.Equal(["shop_busy 1", "shop_orders_total{kind=\"callback\"} 1", "shop_other 1"], await shop.SamplesAsync());
        Assert.Equal(["shop_busy 1", "shop_orders_total{kind=\"callback\"} 2"], await shop.SamplesAsync());
        // A scrape inside a scrape would wait for itself: it is treated as any callback that does not return.
        shop.Meter.CreateObservableGauge("shop.nested", () => shop.SamplesAsync().GetAwaiter().GetResult().Length);
        Assert.DoesNotContain(await shop.SamplesAsync(), line => line.StartsWith("shop_nested", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_callbacks_of_a_scrape_together_have_one_budget()
    {
        using var gate = new ManualResetEventSlim();
        using var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 12; i++)
            shop.Meter.CreateObservableGauge($"shop.table{i}", () =>
            {
                gate.Wait();
                return 1;
            });
        shop.Meter.CreateCounter<int>("shop.orders").Add(1);
        for (var scrape = 0; scrape < 3; scrape++)
        {
            var began = Stopwatch.GetTimestamp();
            Assert.Equal(["shop_orders_total 1"], await shop.SamplesAsync());
            // Twelve times the timeout would be twelve seconds.
            Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 6);
        }
        gate.Set();
        while ((await shop.SamplesAsync()).Length < 13) await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Those_that_take_a_while_each_but_are_many_all_get_their_turn()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromSeconds(20) });
        for (var i = 0; i < 8; i++)
            shop.Meter.CreateObservableGauge($"shop.table{i}", () =>
            {
                Thread.Sleep(50);
                return 1;
            });
        Assert.Equal(8, (await shop.SamplesAsync()).Length);
    }

    [Fact]
    public async Task The_scraper_may_have_less_time_than_the_callbacks()
    {
        using var gate = new ManualResetEventSlim();
        using var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromMinutes(5) });
        shop.Meter.CreateObservableGauge("shop.blocked", () =>
        {
            gate.Wait();
            return 1;
        });
        var pipe = new System.IO.Pipelines.Pipe(new System.IO.Pipelines.PipeOptions(pauseWriterThreshold: 0));
        await shop.Metrics.WriteAsync(pipe.Writer, new ExpositionForm(MetricsFormat.OpenMetrics), TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        gate.Set();
    }

    [Fact]
    public async Task Scrapes_that_come_together_share_what_a_slow_callback_says()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromSeconds(20) });
        var asked = 0;
        shop.Meter.CreateObservableGauge("shop.level", () =>
        {
            Interlocked.Increment(ref asked);
            Thread.Sleep(100);
            return 1;
        });
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => shop.SamplesAsync()))), samples => Assert.Equal(["shop_level 1"], samples));
        Assert.InRange(asked, 1, 9);
    }
}
