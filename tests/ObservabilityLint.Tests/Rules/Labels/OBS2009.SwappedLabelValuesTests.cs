using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class SwappedLabelValuesTests
{
    private const string Given = "static readonly Counter c = Metrics.CreateCounter(\"c_total\", \"C.\", \"method\", \"status_code\", \"region\");\nrecord Request(string Method, int StatusCode, string? Region);\nstatic string method = \"\", statusCode = \"\", region = \"\", other = \"\"; static int? status_code; static Request r = null!;\n";

    [Theory]
    [InlineData("c.[|WithLabels|](statusCode, method, region);")]
    [InlineData("c.[|WithLabels|](statusCode, method, other).Inc();")]
    [InlineData("c.[|WithLabels|](method, region, statusCode);")]
    [InlineData("c.[|WithLabels|](region, method, statusCode);")]
    [InlineData("c.[|WithLabels|](r.StatusCode.ToString(), r.Method, r.Region!);")]
    [InlineData("c.[|WithLabels|](status_code.Value.ToString(), method.ToUpperInvariant(), \"x\");")]
    [InlineData("c.[|WithLabels|]($\"{statusCode}\", r?.Method ?? \"\", \"x\");")]
    [InlineData("c.[|RemoveLabelled|]((string)statusCode, (method), region);")]
    [InlineData("c.[|WithLabels|](labelValues: [statusCode, method, region]);")]
    [InlineData("c.[|WithLabels|](new[] { statusCode, method, region });")]
    [InlineData("Action a = () => { Action b = () => c.[|WithLabels|](statusCode, method, region); };")]
    public Task Fires(string statement) => Verify<SwappedLabelValues>.FiresAsync(Given + "static void Do() { " + statement + " }");

    [Theory]
    [InlineData("c.WithLabels(method, statusCode, region);")]
    [InlineData("c.WithLabels(other, method, region);")]
    [InlineData("c.WithLabels(statusCode, other, region);")]
    [InlineData("c.WithLabels(method, method, region);")]
    [InlineData("c.WithLabels(statusCode, statusCode, method);")]
    [InlineData("c.WithLabels(\"status_code\", \"method\", \"region\");")]
    [InlineData("c.WithLabels(statusCode.Substring(1), method.Substring(1), region);")]
    [InlineData("c.WithLabels(statusCode, method);")]
    [InlineData("c.WithLabels(other.Split(' '));")]
    public Task Quiet(string statement) => Verify<SwappedLabelValues>.QuietAsync(Given + "static void Do() { " + statement + " }");

    private const string Ways = "static readonly Counter e = Metrics.CreateCounter(\"e_total\", \"E.\", \"source\", \"target\"), o = Metrics.CreateCounter(\"o_total\", \"O.\", \"method\", \"status\"); static void Do(string source, string target, string method, string status, bool back) { ";

    [Theory]
    [InlineData("e.WithLabels(source, target).Inc(); e.WithLabels(target, source).Inc();")]
    [InlineData("if (back) e.WithLabels(target, source).Inc(); else e.WithLabels(source, target).Inc();")]
    public Task Quiet_on_ways_that_are_counted_in_both_directions(string statements) => Verify<SwappedLabelValues>.QuietAsync(Ways + statements + " }");

    [Theory]
    [InlineData("e.[|WithLabels|](target, source).Inc();")]
    [InlineData("o.WithLabels(method, status).Inc(); o.[|WithLabels|](status, method).Inc();")]
    [InlineData("e.WithLabels(source, \"x\").Inc(); e.[|WithLabels|](target, source).Inc();")]
    public Task Fires_on_other_labels(string statements) => Verify<SwappedLabelValues>.FiresAsync(Ways + statements + " }");

    [Fact]
    public Task Quiet_where_the_declaration_is_not_in_sight() => Verify<SwappedLabelValues>.QuietAsync("class A(Counter c, string method, string status) { void Do() => c.WithLabels(status, method); }");

    [Fact]
    public Task Fires_behind_the_property_of_an_interface() => Verify<SwappedLabelValues>.FiresAsync(
        """
        interface IShop { Counter Orders { get; } }
        class Shop : IShop { public Counter Orders { get; } = Metrics.CreateCounter("shop_orders_total", "O.", "method", "status"); }
        class Use(IShop shop, string status, string method) { void Do() => shop.Orders.[|WithLabels|](status, method); }
        """);

    [Fact]
    public Task Fires_in_another_file() => Verify<SwappedLabelValues>.FiresAsync(
        """
        using static Shop;
        class Use(string status, string method) { void Do() => Orders.[|WithLabels|](status, method); }
        === Shop.cs
        static class Shop { public const string Status = "status"; public static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "O.", new CounterConfiguration { LabelNames = ["method", Status] }); }
        """);

    [Fact]
    public Task Says_which() => Verify<SwappedLabelValues>.SaysAsync(
        """string a = "", b = ""; Metrics.CreateCounter("c_total", "C.", "a", "b").[|WithLabels|](b, a);""", "'b' is given as label 'a', and 'a' as label 'b': nothing fails, but every query by these labels is wrong. Put the values into the order of the labels.");

    [Fact]
    public async Task At_run_time_nothing_notices()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        Prometheus.Metrics.WithCustomRegistry(registry).CreateCounter("x_total", "X.", "method", "status").WithLabels("200", "GET").Inc();
        Assert.Contains("x_total{method=\"200\",status=\"GET\"} 1", await Exposition.OfAsync(registry), StringComparison.Ordinal);
    }
}
