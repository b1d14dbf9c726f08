using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Sources;

/// <summary>Alone, since a bridge of all meters asks the callbacks of every test that runs meanwhile.</summary>
[Collection(nameof(Alone))]
public class MeterSelectionTests
{
    [Theory]
    [InlineData("Selected.Orders", "Selected.Orders", true)]
    [InlineData("selected.ORDERS", "Selected.Orders", true)]
    [InlineData("Selected.*", "Selected.Orders", true)]
    [InlineData("Selected.*", "Selected.Orders.Returns", true)]
    [InlineData("*", "Selected.Orders", true)]
    [InlineData("Selected.Order?", "Selected.Orders", true)]
    [InlineData("*.Orders", "Selected.Orders", true)]
    [InlineData("Selected\\Orders", "Selected\\Orders", true)]
    [InlineData("Selected.*", "Selected", false)]
    [InlineData("Selected", "Selected.Orders", false)]
    [InlineData("Selected.Order?", "Selected.Order", false)]
    [InlineData("Orders", "Selected.Orders", false)]
    public async Task Meters_are_chosen_by_name(string pattern, string name, bool isChosen)
    {
        using var meter = new Meter(name);
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { pattern } });
        meter.CreateCounter<int>("selected.by_name").Add(1);
        Assert.Equal(isChosen, (await Scraped.SamplesAsync(metrics, "selected_by_name")).Length == 1);
    }

    [Fact]
    public async Task Runtime_and_process_are_in_and_nothing_else()
    {
        using var unwanted = new Meter("Unwanted");
        unwanted.CreateCounter<int>("unwanted.by_name").Add(1);
        using var metrics = RuntimeMetricsBridge.Start();
        Assert.All(await Scraped.SamplesAsync(metrics, ""), line => Assert.Matches("^(dotnet_|process_|obslint_bridge_|# )", line));
    }

    [Fact]
    public async Task A_bridge_tells_nothing_of_another()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { Meters = { "*" } });
        using var other = new Shop();
        other.Meter.CreateCounter<int>("shop.rejecting").Add(-1);
        Assert.Single(await other.ToldAsync("obslint_bridge_rejected_measurements_total{metric=\"shop_rejecting\""));
        using var third = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { "ObservabilityLint.*" } });
        Assert.All(await Scraped.SamplesAsync(third, "obslint"), line => Assert.EndsWith(" 0", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Instruments_that_were_there_before_are_read_from_now_on()
    {
        using var meter = new Meter("Selected.Before");
        var before = meter.CreateCounter<int>("selected.before");
        before.Add(1);
        using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { "Selected.Before" } });
        before.Add(2);
        Assert.Equal(["selected_before_total 2"], await Scraped.SamplesAsync(metrics, "selected_before"));
    }
}
