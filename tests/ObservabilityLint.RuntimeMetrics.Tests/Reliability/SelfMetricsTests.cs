using System.Globalization;
using System.Text;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Reliability;

/// <summary>What the bridge says of itself, from the first scrape on.</summary>
public class SelfMetricsTests
{
    [Fact]
    public async Task All_begin_at_0()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        var lines = await Scraped.SamplesAsync(metrics, "obslint_bridge_");
        Assert.Equal(
            [
                "obslint_bridge_callback_failures_total 0", "obslint_bridge_dropped_instruments 0", "obslint_bridge_merged_instruments 0", "obslint_bridge_overflowed_measurements_total 0",
                "obslint_bridge_rejected_measurements_total 0", "obslint_bridge_scrape_duration_seconds 0", "obslint_bridge_scrape_series 0", "obslint_bridge_scrape_size_bytes 0",
            ],
            lines);
    }

    [Fact]
    public async Task What_may_happen_to_an_instrument_begins_at_0()
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<double>("shop.orders");
        shop.Meter.CreateObservableCounter("shop.visits", () => 1);
        var lines = await Scraped.SamplesAsync(shop.Metrics, "obslint_bridge_");
        foreach (var begun in (string[])
        [
            "obslint_bridge_overflowed_measurements_total{metric=\"shop_orders\"} 0", "obslint_bridge_rejected_measurements_total{metric=\"shop_orders\",reason=\"negative\"} 0",
            "obslint_bridge_rejected_measurements_total{metric=\"shop_orders\",reason=\"not_finite\"} 0", "obslint_bridge_rejected_measurements_total{metric=\"shop_visits\",reason=\"not_a_count\"} 0",
            $"obslint_bridge_callback_failures_total{{instrument=\"shop.visits\",meter=\"{shop.Name}\",reason=\"exception\"}} 0",
            $"obslint_bridge_callback_failures_total{{instrument=\"shop.visits\",meter=\"{shop.Name}\",reason=\"timeout\"}} 0",
        ])
            Assert.Contains(begun, lines);
    }

    [Fact]
    public async Task Exceptions_are_there_before_the_first()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        Assert.Contains("dotnet_exceptions_total 0", await Scraped.LinesAsync(metrics));
    }

    [Fact]
    public async Task Each_scrape_tells_of_the_last()
    {
        using var shop = new Shop();
        for (var i = 0; i < 500; i++) shop.Meter.CreateCounter<int>("shop.orders").Add(1, new KeyValuePair<string, object?>("kind", i));
        var text = await Scraped.TextAsync(shop.Metrics);
        var next = (await Scraped.LinesAsync(shop.Metrics)).Where(line => line.StartsWith("obslint_bridge_scrape", StringComparison.Ordinal)).ToDictionary(line => line.Split(' ')[0], line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
        Assert.Equal(Encoding.UTF8.GetByteCount(text), next["obslint_bridge_scrape_size_bytes"]);
        Assert.Equal(text.Split('\n').Count(line => line.Length > 0 && line[0] != '#'), next["obslint_bridge_scrape_series"]);
        Assert.InRange(next["obslint_bridge_scrape_duration_seconds"], double.Epsilon, 600);
    }
}
