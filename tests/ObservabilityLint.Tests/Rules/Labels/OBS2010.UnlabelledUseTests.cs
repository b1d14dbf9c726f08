using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class UnlabelledUseTests
{
    private const string Given = "static readonly Counter c = Metrics.CreateCounter(\"c_total\", \"C.\", \"a\"), none = Metrics.CreateCounter(\"d_total\", \"D.\");\nstatic readonly Gauge g = Metrics.CreateGauge(\"g\", \"G.\", \"a\"); static Histogram h { get; } = Metrics.CreateHistogram(\"h\", \"H.\", \"a\"); static readonly ISummary s = Metrics.CreateSummary(\"s\", \"S.\", \"a\");\n";

    [Theory]
    [InlineData("c.[|Inc|](); c.[|Inc|](2); c.[|IncTo|](3);")]
    [InlineData("g.[|Set|](1); g.[|Dec|](); g.[|Inc|](); g.[|SetToCurrentTimeUtc|](); using (g.[|TrackInProgress|]()) { }")]
    [InlineData("h.[|Observe|](1); using (h.[|NewTimer|]()) { } s.[|Observe|](1);")]
    [InlineData("c.[|CountExceptions|](() => { });")]
    [InlineData("c?.[|Inc|]();")]
    [InlineData("Metrics.CreateCounter(\"e\", \"E.\", \"a\").[|Inc|]();")]
    [InlineData("Action a = () => { Action b = () => Test.c.[|Inc|](); };")]
    public Task Fires(string statements) => Verify<UnlabelledUse>.FiresAsync(Given + "static void Do() { " + statements + " }");

    [Theory]
    [InlineData("c.WithLabels(\"1\").Inc(); g.Labels(\"1\").Set(2); none.Inc(); using (h.WithLabels(\"1\").NewTimer()) { }")]
    [InlineData("var child = c.WithLabels(\"1\"); child.Inc(); ICounter other = c.WithLabels(\"1\"); other.Inc();")]
    [InlineData("ICounter d = Metrics.CreateCounter(\"e\", \"E.\", \"a\"); d = c.WithLabels(\"1\"); d.Inc();")]
    [InlineData("static void Inner(Counter d) => d.Inc();")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }).CreateCounter(\"e\", \"E.\").Inc();")]
    [InlineData("Metrics.CreateCounter(\"e\", \"E.\", Environment.MachineName.Split(' ')).Inc();")]
    [InlineData("meter.CreateCounter<int>(\"e\").Add(1);")]
    [InlineData("c.Publish(); _ = c.Value; _ = c.GetAllLabelValues(); c.RemoveLabelled(\"1\");")]
    public Task Quiet(string statements) => Verify<UnlabelledUse>.QuietAsync(Given + "static void Do() { " + statements + " }");

    [Fact]
    public Task Quiet_on_a_wrapper_that_returns_a_child() => Verify<UnlabelledUse>.QuietAsync(
        "static ICounter Make(string name, string value) => Metrics.CreateCounter(name, \"N.\", \"a\").WithLabels(value); static readonly ICounter Orders = Make(\"orders\", \"1\"); static void Do() => Orders.Inc();");

    [Fact]
    public Task Fires_in_files_that_do_not_mention_telemetry() => Verify<UnlabelledUse>.FiresAsync(
        """
        class Use { void Do() => Shop.Orders.[|Inc|](); }
        === Shop.cs
        static class Shop { public const string Kind = "kind"; public static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "O.", Kind); }
        """);

    [Fact]
    public Task Fires_behind_the_property_of_an_interface() => Verify<UnlabelledUse>.FiresAsync(
        """
        class Use(IShop shop) { void Do() => shop.Orders.[|Inc|](); }
        === Shop.cs
        interface IShop { Counter Orders { get; } }
        class Shop : IShop { public Counter Orders { get; } = Metrics.CreateCounter("shop_orders_total", "O.", "a"); }
        """);

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<UnlabelledUse>.QuietAsync("class Mine { public void Inc() { } } class Use { Counter real = Metrics.CreateCounter(\"c\", \"C.\", \"a\"); void Do(Mine real) => real.Inc(); }");

    [Fact]
    public Task Says_what_happens() => Verify<UnlabelledUse>.SaysAsync(
        """Metrics.CreateCounter("c_total", "C.", "a", "b").[|Inc|]();""", "'c_total' has the labels 'a', 'b', but 'Inc' gives none: the value goes into a time series without labels, which queries by label leave out. Call 'WithLabels' with their values first.");

    [Fact]
    public async Task At_run_time_a_series_without_labels_appears()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        var counter = Prometheus.Metrics.WithCustomRegistry(registry).CreateCounter("x_total", "X.", "a");
        counter.WithLabels("1").Inc();
        Assert.DoesNotContain("\nx_total ", await Exposition.OfAsync(registry), StringComparison.Ordinal);
        counter.Inc();
        Assert.Contains("\nx_total 1", await Exposition.OfAsync(registry), StringComparison.Ordinal);
    }
}
