using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class TypeWordTests
{
    [Theory]
    [InlineData("Counter", "orders_counter", 1)]
    [InlineData("Counter", "orders_counter_total", 1)]
    [InlineData("Counter", "sent_counter_bytes_total", 1)]
    [InlineData("UpDownCounter", "jobs.counter", 1)]
    [InlineData("Gauge", "queue_gauge", 1)]
    [InlineData("Gauge", "queueGauge", 1)]
    [InlineData("Histogram", "latency_histogram", 1)]
    [InlineData("Histogram", "latency_histogram_seconds", 1)]
    [InlineData("Summary", "size_summary_bytes", 1)]
    [InlineData("Counter", "counter_orders_total", -1)] // the counters of something, as often as not
    [InlineData("Histogram", "histogram_buckets", -1)]
    [InlineData("Gauge", "fuel_gauge_level", -1)]
    [InlineData("Gauge", "rain_gauge_millimeters", -1)]
    [InlineData("Counter", "geiger_counter_total", -1)]
    [InlineData("Counter", "performance_counter_reads_total", -1)]
    [InlineData("Counter", "orders_counters_total", -1)]
    [InlineData("Counter", "encounter_total", -1)]
    [InlineData("Gauge", "gauge", -1)]
    [InlineData("Counter", "counter_total", -1)]
    [InlineData("Counter", "queue_gauge_total", -1)]
    [InlineData("Gauge", "orders_counter", -1)]
    [InlineData("Unknown", "orders_counter", -1)]
    public void Finds_the_word(string kind, string name, int index) => Assert.Equal(index, TypeWord.Find(Words.Split(name), Enum.Parse<InstrumentKind>(kind)));
}
