using System.Diagnostics;
using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Reliability;

/// <summary>Programs that make instruments as others make objects.</summary>
public class ManyInstrumentsTests
{
    [Fact]
    public async Task Those_of_meters_that_are_gone_go_without_a_scrape()
    {
        var clock = new Clock();
        using var shop = new Shop(new RuntimeMetricsOptions { TimeProvider = clock });
        var references = Make(shop.Name);
        clock.Passed += TimeSpan.FromMinutes(6);
        shop.Meter.CreateCounter<int>("shop.last").Add(1);
        await Task.Yield();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.InRange(references.Count(reference => reference.IsAlive), 0, 300);
        Assert.Equal(["shop_last_total 1"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task There_is_a_limit_that_makes_room_again()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { MaxMetrics = 10 });
        for (var i = 0; i < 9; i++) shop.Meter.CreateCounter<int>($"shop.orders{i}").Add(1);
        for (var i = 0; i < 100; i++)
        {
            using var meter = new Meter(shop.Name);
            meter.CreateCounter<int>($"shop.passing{i}").Add(1);
        }
        using var late = new Meter(shop.Name);
        late.CreateCounter<int>("shop.z.first").Add(1);
        var second = late.CreateCounter<int>("shop.z.second");
        second.Add(1);
        Assert.Contains("shop_z_first_total 1", await shop.SamplesAsync());
        Assert.Equal(10, (await shop.SamplesAsync()).Length);
        Assert.Contains("there are as many metrics as there may be", Assert.Single(await shop.ToldAsync("obslint_bridge_dropped_instruments")), StringComparison.Ordinal);
        shop.Meter.Dispose();
        await shop.SamplesAsync();
        second.Add(5);
        Assert.Contains("shop_z_second_total 5", await shop.SamplesAsync());
        Assert.Empty(await shop.ToldAsync("obslint_bridge_dropped_instruments"));
    }

    /// <summary>Four times as many take four times as long, and not sixteen times.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void Making_them_takes_time_in_proportion(bool isObservable)
    {
        TimeOf(1000, isObservable);
        var ratio = double.MaxValue;
        for (var attempt = 0; attempt < 3 && ratio > 8; attempt++) ratio = Math.Min(ratio, TimeOf(20_000, isObservable) / TimeOf(5000, isObservable));
        Assert.InRange(ratio, 0, 8);
    }

    private static double TimeOf(int count, bool isObservable)
    {
        using var shop = new Shop(new RuntimeMetricsOptions { MaxMetrics = 100_000 });
        var meters = new List<Meter>();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            // The runtime itself looks through all instruments of a meter for each that is made in it.
            if (i % 100 == 0) meters.Add(new Meter(shop.Name));
            if (isObservable) meters[^1].CreateObservableGauge($"shop.level{i}", () => 1);
            else meters[^1].CreateCounter<int>($"shop.orders{i}").Add(1);
        }
        var taken = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        foreach (var meter in meters) meter.Dispose();
        return taken;
    }

    private static WeakReference[] Make(string name)
        => [.. Enumerable.Range(0, 2000).Select(i =>
        {
            using var meter = new Meter(name);
            var orders = meter.CreateCounter<int>($"shop.orders{i}");
            orders.Add(1);
            return new WeakReference(orders);
        })];
}
