using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Reliability;

/// <summary>Many threads at once, and every increment counted.</summary>
public class StressTests
{
    private const int Threads = 6, Rounds = 20_000;

    [Fact]
    public async Task No_increment_is_lost_while_scrapes_run_and_meters_come_and_go()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { HistogramBuckets = { ["shop.sizes"] = [10, 20] } });
        var whole = shop.Meter.CreateCounter<long>("shop.whole");
        var real = shop.Meter.CreateCounter<double>("shop.real");
        var level = shop.Meter.CreateUpDownCounter<long>("shop.level");
        var sizes = shop.Meter.CreateHistogram<double>("shop.sizes");
        using var over = new CancellationTokenSource();
        var scrapes = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ScrapeAsync(shop.Metrics, over.Token))).ToArray();
        var comings = Task.Run(() => ComeAndGo(shop.Name, over.Token));
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                whole.Add(1);
                whole.Add(2, new KeyValuePair<string, object?>("worker", number));
                // Some series are new to all threads at once.
                whole.Add(3, new("block", round / 1000), new("kind", "a"));
                real.Add(0.5);
                level.Add(round % 2 == 0 ? 5 : -5);
                sizes.Record(round % 30);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        await over.CancelAsync();
        await Task.WhenAll([.. scrapes, comings]);

        Assert.Equal(Threads * Rounds, await Scraped.ValueAsync(shop.Metrics, "shop_whole_total"));
        Assert.Equal(Threads * Rounds * 0.5, await Scraped.ValueAsync(shop.Metrics, "shop_real_total"));
        Assert.Equal(0, await Scraped.ValueAsync(shop.Metrics, "shop_level"));
        for (var number = 0; number < Threads; number++) Assert.Equal(2 * Rounds, await Scraped.ValueAsync(shop.Metrics, $"shop_whole_total{{worker=\"{number}\"}}"));
        for (var block = 0; block < Rounds / 1000; block++) Assert.Equal(3 * Threads * 1000, await Scraped.ValueAsync(shop.Metrics, $"shop_whole_total{{block=\"{block}\",kind=\"a\"}}"));
        Assert.Equal(Threads * Enumerable.Range(0, Rounds).Sum(round => round % 30), await Scraped.ValueAsync(shop.Metrics, "shop_sizes_sum"));
        Assert.Equal(Threads * Rounds, await Scraped.ValueAsync(shop.Metrics, "shop_sizes_count"));
        Assert.Equal(Threads * Enumerable.Range(0, Rounds).Count(round => round % 30 <= 10), await Scraped.ValueAsync(shop.Metrics, "shop_sizes_bucket{le=\"10\"}"));
        // As many as came, each with what it has counted.
        Assert.Equal(await comings, (long)await Scraped.ValueAsync(shop.Metrics, "shop_comings_total"));
    }

    /// <summary>What one thread after the other sees of a counter, a histogram and a level never contradicts itself.</summary>
    private static async Task ScrapeAsync(RuntimeMetricsBridge metrics, CancellationToken over)
    {
        var last = new Dictionary<string, double>();
        for (var scrape = 0; !over.IsCancellationRequested; scrape++)
        {
            var now = new Dictionary<string, double>();
            var lines = await Scraped.SamplesAsync(metrics, "shop_", scrape % 2 == 0 ? MetricsFormat.OpenMetrics : MetricsFormat.PrometheusText);
            foreach (var line in lines)
            {
                var end = line.LastIndexOf(' ');
                Assert.True(now.TryAdd(line[..end].Replace(".0\"", "\"", StringComparison.Ordinal), double.Parse(line[(end + 1)..], null)), line);
            }
            foreach (var (series, value) in now)
                if (!series.StartsWith("shop_level", StringComparison.Ordinal)) Assert.True(value >= last.GetValueOrDefault(series), $"{series} fell from {last.GetValueOrDefault(series)} to {value}");
            if (now.TryGetValue("shop_sizes_count", out var count))
            {
                Assert.Equal(count, now["shop_sizes_bucket{le=\"+Inf\"}"]);
                Assert.True(now["shop_sizes_bucket{le=\"10\"}"] <= now["shop_sizes_bucket{le=\"20\"}"] && now["shop_sizes_bucket{le=\"20\"}"] <= count);
            }
            if (now.TryGetValue("shop_level", out var level)) Assert.InRange(level, -5 * Threads, 5 * Threads);
            last = now;
        }
    }

    private static long ComeAndGo(string name, CancellationToken over)
    {
        var comings = 0L;
        do
        {
            using var meter = new Meter(name);
            var counter = meter.CreateCounter<long>("shop.comings");
            meter.CreateObservableGauge("shop_level_of_some", () => 1);
            counter.Add(1);
            comings++;
        }
        while (!over.IsCancellationRequested);
        return comings;
    }

    [Fact]
    public async Task Bridges_come_and_go_while_the_program_counts()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        using var over = new CancellationTokenSource();
        var counting = Task.Run(() =>
        {
            var count = 0L;
            do
            {
                orders.Add(1);
                count++;
            }
            while (!over.IsCancellationRequested);
            return count;
        });
        for (var i = 0; i < 50; i++)
        {
            using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { shop.Name }, RuntimeSource = i % 2 == 0 ? RuntimeSource.Automatic : RuntimeSource.Both });
            await metrics.WriteAsync(Stream.Null, MetricsFormat.OpenMetrics, TestContext.Current.CancellationToken);
        }
        await over.CancelAsync();
        Assert.Equal(await counting, (long)await Scraped.ValueAsync(shop.Metrics, "shop_orders_total"));
    }
}
