using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class LabelNameCasingTests
{
    private const string Given = "var c = meter.CreateCounter<int>(\"c\");\n";

    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", [|\"orderKind\"|], [|\"Kind\"|], \"kind\", [|\"KIND\"|]);")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [[|\"appName\"|]] = \"1\" });")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>([|\"orderKind\"|], 1));")]
    [InlineData("c.Add(1, [new([|\"order-kind\"|], 1), new([|\"order kind\"|], 1), new([|\"Größe\"|], 1), new(\"order.kind_of\", 1)]);")]
    [InlineData("c.Add(1, new TagList { { [|\"Order.Kind\"|], 1 } });")]
    [InlineData("meter.CreateObservableGauge(\"g\", () => new Measurement<int>(1, new KeyValuePair<string, object?>([|\"orderKind\"|], 1)));")]
    [InlineData("meter.CreateCounter<int>(\"d\", null, null, tags: [new([|\"orderKind\"|], 1)]);")]
    [InlineData("_ = new Meter(\"m\", \"1\", [new([|\"orderKind\"|], 1)]); _ = new Meter(new MeterOptions(\"m\") { Tags = new TagList { { [|\"orderKind\"|], 1 } } });")]
    [InlineData("static void Do(Counter<int> d, KeyValuePair<string, object?>[] more) => d.Add(1, [.. more, new([|\"orderKind\"|], 1)]);")]
    [InlineData("var tag = new KeyValuePair<string, object?>([|\"orderKind\"|], 1); c.Add(1, tag); c.Add(2, tag);")]
    [InlineData("(string Key, string Value)[] pairs = [([|\"siteName\"|], \"x\"), (\"zone\", \"y\")]; Metrics.CreateCounter(\"c\", \"H.\", pairs.Select(p => p.Key).ToArray());")]
    [InlineData("var pairs = new KeyValuePair<string, string>[] { new([|\"siteName\"|], \"x\") }; Metrics.CreateCounter(\"c\", \"H.\", [.. pairs.Select(p => { return p.Key; }), \"kind\"]);")]
    public Task Fires(string statements) => Verify<LabelNameCasing>.FiresAsync(Given + statements);

    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", \"order_kind\", \"_x\", \"kind2\", \"order-Kind\");")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"order.kind_of\", 1), new(\"\", 1));")]
    [InlineData("new Activity(\"a\").SetTag(\"orderKind\", 1).AddBaggage(\"orderKind\", \"1\");")]
    [InlineData("new ActivitySource(\"s\").StartActivity(\"s\", ActivityKind.Client, default(ActivityContext), new TagList { { \"orderKind\", 1 } });")]
    [InlineData("new Dictionary<string, object?> { { \"orderKind\", 1 } }.Add(\"orderKind2\", 1); new TagList { { \"orderKind\", 1 } }.Add(\"orderKind\", 2);")]
    [InlineData("_ = Prometheus.Exemplar.Pair(\"orderKind\", \"1\");")]
    // What else may be in them is not in sight.
    [InlineData("var pairs = new Dictionary<string, string> { [\"siteName\"] = \"x\" }; pairs.Add(\"zone\", \"y\"); Metrics.CreateCounter(\"c\", \"H.\", pairs.Keys.ToArray());")]
    [InlineData("(string Key, string Value)[] pairs = [(\"siteName\", \"x\")]; Metrics.CreateCounter(\"c\", \"H.\", pairs.Select(p => p.Value).ToArray()); Metrics.CreateCounter(\"d\", \"H.\", pairs.Select(p => p.Key.ToLowerInvariant()).ToArray());")]
    public Task Quiet(string statements) => Verify<LabelNameCasing>.QuietAsync(Given + statements);

    [Fact]
    public Task Fires_in_files_that_do_not_declare_the_instrument() => Verify<LabelNameCasing>.FiresAsync(
        """
        class Use { void Do(int x) => Shop.Orders.Add(x, new KeyValuePair<string, object?>([|"orderKind"|], 1)); }
        === Shared.cs
        class Shared { void Do(int x) => Shop.Orders.Add(x, Shop.Kind); void Again(int x) => Shop.Orders.Add(x, Shop.Kinds); }
        === Shop.cs
        static class Shop
        {
            internal static readonly Counter<int> Orders = meter.CreateCounter<int>("shop.orders");
            internal static readonly KeyValuePair<string, object?> Kind = new([|"orderKind"|], 1);
            internal static readonly KeyValuePair<string, object?>[] Kinds = [new([|"orderKind"|], 1)];
        }
        """);

    [Fact]
    public Task Fires_without_any_declaration() => Verify<LabelNameCasing>.FiresAsync("class Use(Counter<int> c) { void Do() { Action a = () => c.Add(1, new KeyValuePair<string, object?>([|\"orderKind\"|], 1)); } }");

    [Fact]
    public Task Fires_in_top_level_statements() => Verify<LabelNameCasing>.FiresAsync("TagList tags = [];\ntags.Add([|\"orderKind\"|], args.Length);\nmeter.CreateCounter<int>(\"c\").Add(1, tags);\nclass Other;");

    [Fact]
    public Task Says_what_to_write() => Verify<LabelNameCasing>.SaysAsync(
        """meter.CreateCounter<int>("c").Add(1, new KeyValuePair<string, object?>([|"Order.KindOf"|], 1));""", "Label 'Order.KindOf' is not in dotted snake_case, the style of OpenTelemetry: queries need the exact name, and readers expect another. Name it 'order.kind_of'.");
}
