using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class LabelNameCasingFixTests
{
    [Theory]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", [|\"httpMethod\"|], [|\"Code\"|]); c.WithLabels(\"GET\", \"200\").Inc();", "var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"http_method\", \"code\"); c.WithLabels(\"GET\", \"200\").Inc();")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { [|\"orderKind\"|], 1 } }); c.Add(2, new TagList { { [|\"orderKind\"|], 2 } }); // both", "var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { \"order_kind\", 1 } }); c.Add(2, new TagList { { \"order_kind\", 2 } }); // both")]
    [InlineData("const string Kind = [|\"order-kind\"|]; var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { Kind, 1 } }); c.Add(2, new TagList { { Kind, 2 } });", "const string Kind = \"order_kind\"; var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { Kind, 1 } }); c.Add(2, new TagList { { Kind, 2 } });")]
    public Task Fixes(string before, string after) => Verify<LabelNameCasing>.FixesAsync(before, after);

    [Fact]
    public Task Fixes_the_views_too() => Verify<LabelNameCasing>.FixesAsync(
        """
        static readonly Counter<int> Orders = meter.CreateCounter<int>("shop.orders");
        static void Use() => Orders.Add(1, new KeyValuePair<string, object?>([|"orderKind"|], "new"));
        static void Set(MeterProviderBuilder b) => b.AddView("shop.orders", new MetricStreamConfiguration { TagKeys = ["orderKind"] });
        """,
        """
        static readonly Counter<int> Orders = meter.CreateCounter<int>("shop.orders");
        static void Use() => Orders.Add(1, new KeyValuePair<string, object?>("order_kind", "new"));
        static void Set(MeterProviderBuilder b) => b.AddView("shop.orders", new MetricStreamConfiguration { TagKeys = ["order_kind"] });
        """);

    /// <summary>What the program reads under the old name it would find no more.</summary>
    [Theory]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); var tags = new Dictionary<string, object?> { [[|\"orderKind\"|]] = 1 }; c.Add(1, tags.ToArray()); _ = tags[\"orderKind\"];")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); var tags = new Dictionary<string, object?>(); tags.Add([|\"orderKind\"|], 1); c.Add(1, tags.ToArray()); _ = tags.ContainsKey(\"orderKind\");")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); Track(new KeyValuePair<string, object?>([|\"orderKind\"|], 1)); void Track(params KeyValuePair<string, object?>[] tags) { c.Add(1, tags); foreach (var tag in tags) Console.WriteLine(tag.Key == \"orderKind\"); }")]
    public Task Offers_no_fix_where_the_program_looks_it_up(string statements) => Verify<LabelNameCasing>.OffersNoFixAsync(statements);

    [Fact]
    public Task Fixes_what_callers_give() => Verify<LabelNameCasing>.FixesAsync(
        "var c = meter.CreateCounter<int>(\"a\"); Track(new KeyValuePair<string, object?>([|\"orderKind\"|], 1)); void Track(params KeyValuePair<string, object?>[] tags) => c.Add(1, tags);",
        "var c = meter.CreateCounter<int>(\"a\"); Track(new KeyValuePair<string, object?>(\"order_kind\", 1)); void Track(params KeyValuePair<string, object?>[] tags) => c.Add(1, tags);");
}
