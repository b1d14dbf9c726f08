using System.Diagnostics.Metrics;
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
        Assert.Equal([$"{Failures}{{instrument=\"shop.b\",meter=\"{shop.Name}\",reason=\"exception\"}} 3"], await shop.SamplesAsync(Failures));
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
        using var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromMilliseconds(200) });
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
        Assert.Equal([$"{Failures}{{instrument=\"shop.b\",meter=\"{shop.Name}\",reason=\"timeout\"}} 1"], await shop.SamplesAsync(Failures));
        gate.Set();
        while ((await shop.SamplesAsync()).Length < 3) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Equal(["shop_a 1", "shop_b 2", "shop_c 3"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task Many_that_block_do_not_hold_up_the_scrapes_after_the_first()
    {
        using var gate = new ManualResetEventSlim();
        using var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromMilliseconds(50) });
        for (var i = 0; i < 5; i++)
            shop.Meter.CreateObservableGauge($"shop.blocked{i}", () =>
            {
                gate.Wait();
                return 1;
            });
        shop.Meter.CreateObservableGauge("shop.fine", () => 1);
        for (var scrape = 0; scrape < 3; scrape++) Assert.Equal(["shop_fine 1"], await shop.SamplesAsync());
        Assert.Equal(5, (await shop.SamplesAsync(Failures)).Length);
        gate.Set();
    }

    [Fact]
    public async Task One_may_scrape_measure_and_dispose_meters_itself()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromMilliseconds(200) });
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
}
