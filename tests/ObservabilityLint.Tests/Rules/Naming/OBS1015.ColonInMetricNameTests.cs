using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class ColonInMetricNameTests
{
    [Theory]
    [InlineData("""Metrics.CreateCounter([|"shop:orders_total"|], "Orders.");""")]
    [InlineData("""Metrics.CreateGauge([|":queue"|], "Queue.");""")]
    [InlineData("""Metrics.CreateHistogram([|"job:latency_seconds:mean5m"|], "Latency.");""")]
    [InlineData("""Metrics.CreateSummary(help: "Size.", name: [|"shop::size"|]);""")]
    [InlineData("""const string Area = "shop:"; Metrics.CreateGauge([|Area + "queue"|], "Queue.");""")]
    [InlineData("using static Prometheus.Metrics;\nvar queue = CreateGauge([|\"shop:queue\"|], \"Queue.\");\nclass Program1;")]
    [InlineData("record Shop(IMetricFactory Factory) { public Gauge Queue { get; } = Factory.CreateGauge([|\"shop:queue\"|], \"Queue.\"); }")]
    [InlineData("static Gauge Make(string name) => Metrics.CreateGauge(name, \"Queue.\");\nstatic readonly Gauge Queue = Make([|\"shop:queue\"|]);")]
    [InlineData("""Func<Func<Gauge>> make = () => () => Metrics.CreateGauge([|"shop:queue"|], "Queue.");""")]
    public Task Fires(string code) => Verify<ColonInMetricName>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.");""")]
    [InlineData("""meter.CreateCounter<long>("shop:orders");""")] // OBS1001 speaks: dropped like any other bad name
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateGauge("shop:" + name, "Not constant.");""")]
    [InlineData("class Metrics2 { public static void CreateGauge(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateGauge(\"shop:queue\", \"A lookalike.\"); }")]
    [InlineData("""new EventCounter("shop:queue", new EventSource("Shop"));""")]
    public Task Quiet(string code) => Verify<ColonInMetricName>.QuietAsync(code);

    [Fact]
    public Task Says_what_happens() => Verify<ColonInMetricName>.SaysAsync(
        """Metrics.CreateGauge([|"shop:queue"|], "Queue.");""", "'shop:queue' contains a colon, which Prometheus keeps for the names of recording rules: prometheus-net throws an ArgumentException. Name it 'shop_queue'.");

    [Theory]
    [InlineData("Metrics.CreateCounter([|\"shop:orders_total\"|], \"Orders.\"); // kept", "Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\"); // kept")]
    [InlineData("Metrics.CreateCounter([|\"Shop::Orders\"|], \"Orders.\");", "Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\");")]
    public Task Fixes(string before, string after) => Verify<ColonInMetricName>.FixesAsync(before, after);
}
