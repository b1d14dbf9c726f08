using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class DescriptionSentenceTests
{
    [Theory]
    [InlineData("Counter", "shop_orders_total", "Number of shop orders.")]
    [InlineData("Counter", "shop_orders_counter", "Number of shop orders.")]
    [InlineData("Counter", "shop_sent_bytes_total", "Total shop sent in bytes.")]
    [InlineData("Gauge", "queue_length", "Current value of queue length.")]
    [InlineData("Gauge", "disk_write_bytes_per_second", "Current value of disk write in bytes per second.")]
    [InlineData("Histogram", "http_request_duration_seconds", "Http request duration in seconds.")]
    [InlineData("Histogram", "http_request_duration_milliseconds", "Http request duration in milliseconds.")]
    [InlineData("Histogram", "basket_items", "Distribution of basket items.")]
    [InlineData("Summary", "payload_size_bytes", "Payload size in bytes.")]
    [InlineData("Counter", "total", "Number of total.")]
    public void For_Prometheus_names(string kind, string name, string sentence)
        => Assert.Equal(sentence, DescriptionSentence.For(NamingConvention.Prometheus, Enum.Parse<InstrumentKind>(kind), name, null));

    [Theory]
    [InlineData("Counter", "shop.orders", null, "Number of shop orders.")]
    [InlineData("Counter", "shop.orders", "{order}", "Number of shop orders.")]
    [InlineData("Counter", "shop.sent", "By", "Total shop sent in bytes.")]
    [InlineData("UpDownCounter", "shop.active_requests", "{request}", "Current number of shop active requests.")]
    [InlineData("UpDownCounter", "shop.timer.count", null, "Current number of shop timer.")]
    [InlineData("UpDownCounter", "shop.memory", "By", "Current value of shop memory in bytes.")]
    [InlineData("Gauge", "shop.temperature", "Cel", "Current value of shop temperature in celsius.")]
    [InlineData("Histogram", "shop.request.duration", "s", "Shop request duration in seconds.")]
    [InlineData("Histogram", "shop.throughput", "By/s", "Shop throughput in bytes per second.")]
    [InlineData("Histogram", "shop.basket_items", null, "Distribution of shop basket items.")]
    public void For_OpenTelemetry_names(string kind, string name, string? unit, string sentence)
        => Assert.Equal(sentence, DescriptionSentence.For(NamingConvention.OpenTelemetry, Enum.Parse<InstrumentKind>(kind), name, unit));

    [Fact]
    public void A_name_without_words_has_none() => Assert.Null(DescriptionSentence.For(NamingConvention.Prometheus, InstrumentKind.Gauge, "___", null));
}
