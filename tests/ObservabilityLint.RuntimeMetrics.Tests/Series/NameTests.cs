using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Series;

/// <summary>Names as the OpenTelemetry exporter for .NET writes them for a Prometheus that asks for OpenMetrics, its peculiarities included. That they are its own is proven beside the analyzers, which share the translation.</summary>
public class NameTests
{
    [Theory]
    [InlineData("size", "KB", "x_size_kilobytes_total")]
    [InlineData("size", "GBy", "x_size_gigabytes_total")]
    [InlineData("a..b--c", null, "x_a_b_c_total")]
    [InlineData("orders_total", null, "x_orders_total")]
    [InlineData("wait_total", "s", "x_wait_seconds_total")]
    public async Task Counters_have_the_exporters_names(string name, string? unit, string series)
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<int>("x." + name, unit).Add(1);
        Assert.Equal([series + " 1"], await shop.SamplesAsync("x_"));
    }

    [Fact]
    public async Task A_leading_digit_becomes_an_underscore()
    {
        using var shop = new Shop();
        shop.Meter.CreateGauge<int>("1st.order").Record(1);
        Assert.Equal(["_st_order 1"], await shop.SamplesAsync("_"));
    }
}
