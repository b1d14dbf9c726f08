using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class DescriptionSentenceTests
{
    [Theory]
    [InlineData("Counter", "shop_orders_total", "Number of shop orders.")]
    [InlineData("Counter", "shop_orders_counter", "Number of shop orders.")]
    [InlineData("Counter", "shop_orders_placed_total", "Number of shop orders placed.")]
    [InlineData("Counter", "api_errors_total", "Number of API errors.")]
    [InlineData("Counter", "shop_transfer_bytes_total", "Total shop transfer in bytes.")]
    [InlineData("Gauge", "queue_length", "Current queue length.")]
    [InlineData("Gauge", "shop_open_orders", "Current number of shop open orders.")]
    [InlineData("Gauge", "disk_write_bytes_per_second", "Current disk write in bytes per second.")]
    [InlineData("Histogram", "http_request_duration_seconds", "HTTP request duration in seconds.")]
    [InlineData("Histogram", "http_request_duration_milliseconds", "HTTP request duration in milliseconds.")]
    [InlineData("Histogram", "grpc_call_duration_seconds", "gRPC call duration in seconds.")]
    [InlineData("Histogram", "basket_items", "Distribution of basket items.")]
    [InlineData("Summary", "payload_size_bytes", "Payload size in bytes.")]
    public void For_Prometheus_names(string kind, string name, string sentence)
        => Assert.Equal(sentence, DescriptionSentence.For(NamingConvention.Prometheus, Enum.Parse<InstrumentKind>(kind), name, null));

    [Theory]
    [InlineData("Counter", "shop.orders", null, "Number of shop orders.")]
    [InlineData("Counter", "shop.orders", "{order}", "Number of shop orders.")]
    [InlineData("Counter", "shop.transfer", "By", "Total shop transfer in bytes.")]
    [InlineData("UpDownCounter", "shop.active_requests", "{request}", "Current number of shop active requests.")]
    [InlineData("UpDownCounter", "shop.timers.count", null, "Current number of shop timers.")]
    [InlineData("UpDownCounter", "shop.memory", "By", "Current shop memory in bytes.")]
    [InlineData("UpDownCounter", "shop.queue.length", null, "Current shop queue length.")]
    [InlineData("Gauge", "shop.temperature", "Cel", "Current shop temperature in celsius.")]
    [InlineData("Histogram", "shop.request.duration", "s", "Shop request duration in seconds.")]
    [InlineData("Histogram", "shop.throughput", "By/s", "Shop throughput in bytes per second.")]
    [InlineData("Histogram", "shop.basket_items", null, "Distribution of shop basket items.")]
    public void For_OpenTelemetry_names(string kind, string name, string? unit, string sentence)
        => Assert.Equal(sentence, DescriptionSentence.For(NamingConvention.OpenTelemetry, Enum.Parse<InstrumentKind>(kind), name, unit));

    /// <summary>A sentence that says no more than that there is a metric, or that is not true, is worse than the gap that everyone sees.</summary>
    [Theory]
    [InlineData("Counter", "total")]
    [InlineData("Counter", "orders_total")]
    [InlineData("Histogram", "latency_seconds")]
    [InlineData("Counter", "test")]
    [InlineData("Counter", "shop_test_total")]
    [InlineData("Counter", "foo_bars_total")]
    [InlineData("Gauge", "my_gauge_value")]
    [InlineData("Gauge", "shop_x")]
    [InlineData("Gauge", "shop_2024")]
    [InlineData("Gauge", "build_info")]
    [InlineData("Counter", "shop_checkout_total")]
    [InlineData("Counter", "shop_revenue_total")]
    [InlineData("Counter", "shop_sent_bytes_total")]
    [InlineData("Gauge", "___")]
    [InlineData("Histogram", "shop_wait_ms")]
    public void Not_where_the_name_says_too_little(string kind, string name)
        => Assert.Null(DescriptionSentence.For(NamingConvention.Prometheus, Enum.Parse<InstrumentKind>(kind), name, null));

    [Fact]
    public void Not_of_the_count_of_what_has_no_plural() => Assert.Null(DescriptionSentence.For(NamingConvention.OpenTelemetry, InstrumentKind.UpDownCounter, "shop.timer.count", null));
}
