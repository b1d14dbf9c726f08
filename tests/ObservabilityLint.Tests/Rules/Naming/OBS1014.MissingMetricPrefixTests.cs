using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class MissingMetricPrefixTests
{
    private const string Option = "observability_lint.required_prefix = shop_";

    [Theory]
    [InlineData("""Metrics.CreateCounter([|"orders_total"|], "Orders.");""")]
    [InlineData("""Metrics.CreateGauge([|"shopping_carts"|], "Another word.");""")]
    [InlineData("""Metrics.CreateGauge([|"open_shop_orders"|], "Inside.");""")]
    [InlineData("""Metrics.CreateGauge(help: "Orders.", name: [|"orders"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"orders"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"acme.shop.orders"|]);""")]
    [InlineData("meter.CreateCounter<long>([|Names.Orders|]);\n=== Names.cs\nstatic class Names { public const string Orders = \"orders\"; }")]
    [InlineData("using static Prometheus.Metrics;\nvar size = CreateGauge([|\"orders\"|], \"Orders.\");\nclass Program1;")]
    [InlineData("record Shop(Meter Meter) { public Counter<long> Orders { get; } = Meter.CreateCounter<long>([|\"orders\"|]); }")]
    [InlineData("static Gauge Make(string name) => Metrics.CreateGauge(name, \"Help.\");\nstatic readonly Gauge Size = Make([|\"orders\"|]);")]
    [InlineData("""Func<Func<Gauge>> make = () => () => Metrics.CreateGauge([|"orders"|], "Orders.");""")]
    public Task Fires(string code) => Verify<MissingMetricPrefix>.FiresAsync(code, Option);

    [Theory]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.");""")]
    [InlineData("""Metrics.CreateGauge("shopOrders", "OBS1002 speaks, and its fix writes shop_orders.");""")]
    [InlineData("""Metrics.CreateGauge("shop", "The prefix itself.");""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders");""")]
    [InlineData("""meter.CreateCounter<long>("shop_orders");""")]
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateGauge(name, "Not constant.");""")]
    [InlineData("static Gauge Make(string name) => Metrics.CreateGauge(\"shop_\" + name, \"Help.\");\nstatic readonly Gauge Size = Make(\"orders\");")]
    [InlineData("class Metrics2 { public static void CreateGauge(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateGauge(\"orders\", \"A lookalike.\"); }")]
    [InlineData("""new EventCounter("orders", new EventSource("Shop"));""")]
    public Task Quiet(string code) => Verify<MissingMetricPrefix>.QuietAsync(code, Option);

    [Theory]
    [InlineData("")]
    [InlineData("observability_lint.required_prefix =")]
    [InlineData("observability_lint.required_prefix = 9shop")] // OBS0001 speaks
    [InlineData("observability_lint.required_prefix = Shop_")] // no name in style could have it
    public Task Quiet_until_it_is_set(string option) => Verify<MissingMetricPrefix>.QuietAsync("""Metrics.CreateCounter("orders_total", "Orders.");""", option);

    [Fact]
    public Task Says_what_to_write() => Verify<MissingMetricPrefix>.SaysAsync(
        """meter.CreateCounter<long>([|"orders"|]);""", "'orders' does not begin with 'shop_', as the option 'required_prefix' demands: queries and lists by that prefix leave it out. Name it 'shop.orders'.", Option);

    [Theory]
    [InlineData("shop_", "Metrics.CreateCounter([|\"orders\"|], \"Orders.\"); // kept", "Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\"); // kept")]
    [InlineData("shop", "Metrics.CreateGauge([|\"orders\"|], \"Orders.\");", "Metrics.CreateGauge(\"shop_orders\", \"Orders.\");")]
    [InlineData("shop_", "meter.CreateCounter<long>([|\"orders\"|]);", "meter.CreateCounter<long>(\"shop.orders\");")]
    [InlineData("acme.shop.", "meter.CreateCounter<long>([|\"shop.orders\"|]);", "meter.CreateCounter<long>(\"acme.shop.orders\");")]
    [InlineData("acme_shop_", "Metrics.CreateGauge([|\"shop_orders\"|], \"Orders.\");", "Metrics.CreateGauge(\"acme_shop_orders\", \"Orders.\");")]
    public Task Fixes(string prefix, string before, string after) => Verify<MissingMetricPrefix>.FixesAsync(before, after, "observability_lint.required_prefix = " + prefix);
}
