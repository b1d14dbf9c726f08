using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class CounterWithoutTotalTests
{
    [Theory]
    [InlineData("""Metrics.CreateCounter([|"shop_orders"|], "Orders placed.");""")]
    [InlineData("""Metrics.CreateCounter(help: "Orders placed.", name: [|"shop_orders"|]);""")]
    [InlineData("""Metrics.CreateCounter([|"shop_total_orders"|], "Orders placed.");""")]
    [InlineData("""const string Name = "shop_orders"; Metrics.DefaultFactory.CreateCounter([|Name|], "Orders placed.");""")]
    [InlineData("""Metrics.CreateCounter([|$"shop_{"orders"}"|], "Orders placed.");""")]
    [InlineData("""Metrics.WithManagedLifetime(TimeSpan.FromMinutes(1)).CreateCounter([|"shop_orders"|], "Orders placed.", ["kind"]);""")]
    [InlineData("""Func<Counter> make = () => Metrics.CreateCounter([|"shop_orders"|], "Orders placed.");""")]
    [InlineData("using static Prometheus.Metrics;\nvar orders = CreateCounter([|\"shop_orders\"|], \"Orders placed.\");\nclass Program1;")]
    [InlineData("record Shop(IMetricFactory Factory) { public Counter Orders { get; } = Factory.CreateCounter([|\"shop_orders\"|], \"Orders placed.\"); }")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(name, \"Orders placed.\");\nstatic readonly Counter Orders = Make([|\"shop_orders\"|]);")]
    [InlineData("class Named(string name) { public Counter C = Metrics.CreateCounter(name, \"Help.\"); }\nclass Orders() : Named([|\"shop_orders\"|]);")]
    [InlineData("""Metrics.CreateCounter(Console.KeyAvailable ? [|"shop_sent"|] : "shop_lost_total", "Mails.");""")]
    [InlineData("static Counter Of(int kind) => Metrics.CreateCounter(kind switch { 0 => \"shop_sent_total\", 1 => [|\"shop_lost\"|], _ => [|\"shop_late\"|] }, \"Mails.\");")]
    public Task Fires(string code) => Verify<CounterWithoutTotal>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders placed.");""")]
    [InlineData("""Metrics.CreateGauge("shop_orders", "Orders open.");""")]
    [InlineData("""Metrics.CreateCounter("shop_orders_count", "OBS1005 speaks.");""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders");""")]
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateCounter(name, "Not constant.");""")]
    [InlineData("""Metrics.CreateCounter(Console.KeyAvailable ? "shop_sent_total" : Console.ReadLine()!, "Mails.");""")]
    [InlineData("static Counter Of(string name) => Metrics.CreateCounter(name.EndsWith(\"_total\") ? name : name + \"_total\", \"Mails.\");\nstatic readonly Counter Sent = Of(\"shop_sent\");")]
    [InlineData("class Metrics2 { public static void CreateCounter(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateCounter(\"orders\", \"A lookalike.\"); }")]
    public Task Quiet(string code) => Verify<CounterWithoutTotal>.QuietAsync(code);

    [Fact]
    public Task Offers_no_fix_for_one_of_the_names_that_are_chosen_from() => Verify<CounterWithoutTotal>.OffersNoFixAsync(
        """Metrics.CreateCounter(Console.KeyAvailable ? [|"shop_sent"|] : "shop_lost_total", "Mails.");""");

    [Fact]
    public Task Fixes() => Verify<CounterWithoutTotal>.FixesAsync(
        """Metrics.CreateCounter([|"shop_orders"|], "Orders placed."); // kept""",
        """Metrics.CreateCounter("shop_orders_total", "Orders placed."); // kept""");

    [Theory]
    [InlineData("total_queries", "queries_total")]
    [InlineData("shop_total_queries", "shop_queries_total")]
    [InlineData("shop_num_queries", "shop_queries_total")]
    [InlineData("total_no_error", "no_error_total")]
    [InlineData("TotalQueries", "queries_total")]
    [InlineData("shop_api_total_queries_failed", "shop_api_queries_failed_total")]
    [InlineData("total_bytes", "bytes_total")]
    [InlineData("shop_total_bytes_sent", "shop_bytes_sent_total")]
    [InlineData("shop_subtotal_queries", "shop_subtotal_queries_total")]
    public Task Fixes_without_saying_it_twice(string before, string after) => Verify<CounterWithoutTotal>.FixesAsync(
        $"""Metrics.CreateCounter([|"{before}"|], "Queries sent.");""", $"""Metrics.CreateCounter("{after}", "Queries sent.");""");

    [Fact]
    public Task Offers_no_name_that_another_instrument_has_or_will_be_given() => Verify<CounterWithoutTotal>.OffersNoFixAsync(
        """
        Metrics.CreateCounter([|"shop_orders"|], "Orders.");
        Metrics.CreateCounter([|"shopOrders"|], "Orders, in another casing.");
        Metrics.CreateCounter([|"shop_refunds"|], "Refunds.");
        Metrics.CreateCounter("shop_refunds_total", "Refunds again.");
        """);

    [Fact]
    public Task Fixes_the_constant_in_its_own_file() => Verify<CounterWithoutTotal>.FixesAsync(
        """
        Metrics.CreateCounter([|Names.Orders|], "Orders placed.");
        === Names.cs
        static class Names { public const string Prefix = "shop_"; public const string Orders = Prefix + @"orders"; }
        """,
        """
        Metrics.CreateCounter(Names.Orders, "Orders placed.");
        === Names.cs
        static class Names { public const string Prefix = "shop_"; public const string Orders = Prefix + @"orders_total"; }
        """);
}
