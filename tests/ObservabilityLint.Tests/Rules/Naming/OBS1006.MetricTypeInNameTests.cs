using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class MetricTypeInNameTests
{
    [Theory]
    [InlineData("""Metrics.CreateCounter([|"orders_counter"|], "Orders.");""")]
    [InlineData("""Metrics.CreateCounter([|"orders_counter_total"|], "Orders.");""")]
    [InlineData("""Metrics.CreateCounter([|"ordersCounter"|], "Orders.");""")]
    [InlineData("""Metrics.CreateGauge([|"queue_gauge"|], "Queue.");""")]
    [InlineData("""Metrics.CreateHistogram([|"latency_histogram_seconds"|], "Latency.");""")]
    [InlineData("""Metrics.CreateSummary([|"latency_summary"|], "Latency.");""")]
    [InlineData("""Metrics.CreateGauge(help: "Queue.", name: [|"queue_gauge"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"orders.counter"|]);""")]
    [InlineData("""meter.CreateUpDownCounter<long>([|"orders_counter"|]);""")]
    [InlineData("""meter.CreateObservableGauge([|"queue.gauge"|], () => 1);""")]
    [InlineData("""meter.CreateHistogram<double>([|"latency-histogram"|], "s");""")]
    [InlineData("meter.CreateCounter<long>([|Names.Orders|]);\n=== Names.cs\nstatic class Names { public const string Orders = \"orders.counter\"; }")]
    [InlineData("using static Prometheus.Metrics;\nvar queue = CreateGauge([|\"queue_gauge\"|], \"Queue.\");\nclass Program1;")]
    [InlineData("record Shop(Meter Meter) { public Counter<long> Orders { get; } = Meter.CreateCounter<long>([|\"orders.counter\"|]); }")]
    [InlineData("static Gauge Make(string name) => Metrics.CreateGauge(name, \"Queue.\");\nstatic readonly Gauge Queue = Make([|\"queue_gauge\"|]);")]
    [InlineData("""Func<Func<Gauge>> make = () => () => Metrics.CreateGauge([|"queue_gauge"|], "Queue.");""")]
    public Task Fires(string code) => Verify<MetricTypeInName>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateCounter("orders_total", "Orders.");""")]
    [InlineData("""Metrics.CreateCounter("queue_gauge_total", "Another type's word.");""")]
    [InlineData("""Metrics.CreateGauge("orders_counter", "Another type's word.");""")]
    [InlineData("""Metrics.CreateHistogram("histogram_buckets", "About histograms.");""")]
    [InlineData("""Metrics.CreateCounter("counter_resets_total", "About counters.");""")]
    [InlineData("""Metrics.CreateCounter("geiger_counter_total", "A thing.");""")]
    [InlineData("""Metrics.CreateCounter("geiger_counter_clicks_total", "A thing.");""")]
    [InlineData("""Metrics.CreateGauge("fuel_gauge_level", "A thing.");""")]
    [InlineData("""Metrics.CreateGauge("fuel_gauge", "A thing.");""")]
    [InlineData("""Metrics.CreateCounter("shop_counters_total", "Several.");""")]
    [InlineData("""Metrics.CreateCounter("encounters_total", "Another word.");""")]
    [InlineData("""Metrics.CreateGauge("gauge", "Nothing would be left.");""")]
    [InlineData("""meter.CreateCounter<long>("orders");""")]
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateGauge(name + "_gauge", "Not constant.");""")]
    [InlineData("class Metrics2 { public static void CreateGauge(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateGauge(\"queue_gauge\", \"A lookalike.\"); }")]
    [InlineData("""new EventCounter("orders-counter", new EventSource("Shop"));""")]
    public Task Quiet(string code) => Verify<MetricTypeInName>.QuietAsync(code);

    [Fact]
    public Task Says_the_word() => Verify<MetricTypeInName>.SaysAsync("""Metrics.CreateCounter([|"ordersCounter"|], "Orders.");""", "'ordersCounter' repeats its type in the word 'counter': the type is exported anyway, and the name is wrong once the type changes. Name it 'orders_total'.");

    [Theory]
    [InlineData("Metrics.CreateCounter([|\"orders_counter\"|], \"Orders.\"); // kept", "Metrics.CreateCounter(\"orders_total\", \"Orders.\"); // kept")]
    [InlineData("Metrics.CreateHistogram([|\"latency_histogram_seconds\"|], \"Latency.\");", "Metrics.CreateHistogram(\"latency_seconds\", \"Latency.\");")]
    [InlineData("meter.CreateCounter<long>([|\"Shop.Orders.Counter\"|]);", "meter.CreateCounter<long>(\"shop.orders\");")]
    [InlineData("meter.CreateUpDownCounter<long>([|\"jobs.counter\"|]);", "meter.CreateUpDownCounter<long>(\"jobs\");")]
    public Task Fixes(string before, string after) => Verify<MetricTypeInName>.FixesAsync(before, after);
}
