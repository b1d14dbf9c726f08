using ObservabilityLint.Naming;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class InvalidMetricNameTests
{
    [Theory]
    [InlineData("""Metrics.CreateCounter([|"shop.orders"|], "Orders placed.");""")]
    [InlineData("""Metrics.CreateCounter([|"shop-orders_total"|], "Orders placed.");""")]
    [InlineData("""Metrics.CreateGauge([|"queue length"|], "Length.");""")]
    [InlineData("""Metrics.CreateHistogram([|"2xx_seconds"|], "Duration.");""")]
    [InlineData("""Metrics.CreateSummary([|"größe_bytes"|], "Size.");""")]
    [InlineData("""Metrics.CreateGauge([|""|], "Nothing.");""")]
    [InlineData("""Metrics.CreateGauge([|"1:a"|], "Independent of its colon.");""")]
    [InlineData("""Metrics.CreateCounter(help: "Orders placed.", name: [|"shop.orders"|]);""")]
    [InlineData("""const string Area = "shop."; Metrics.CreateGauge([|Area + "orders"|], "Orders open.");""")]
    [InlineData("""meter.CreateCounter<long>([|"shop orders"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"_orders"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"2xx.responses"|]);""")]
    [InlineData("""meter.CreateHistogram<double>([|"shop:latency"|], "s");""")]
    [InlineData("""meter.CreateObservableGauge([|"shop,queue"|], () => 1);""")]
    [InlineData("""meter.CreateUpDownCounter<int>([|""|]);""")]
    [InlineData("meter.CreateCounter<long>([|Names.Orders|]);\n=== Names.cs\nstatic class Names { public const string Orders = \"shop orders\"; }")]
    [InlineData("record Shop(Meter Meter) { public Counter<long> Orders { get; } = Meter.CreateCounter<long>([|\"shop orders\"|]); }")]
    [InlineData("using static Prometheus.Metrics;\nvar orders = CreateGauge([|\"shop.orders\"|], \"Orders open.\");\nclass Program1;")]
    [InlineData("static Counter<long> Make(string name) => meter.CreateCounter<long>(name);\nstatic readonly Counter<long> Orders = Make([|\"shop orders\"|]);")]
    [InlineData("static Counter<long> Make(string name = \"\") => meter.CreateCounter<long>(name);\nstatic readonly Counter<long> Orders = Make([|\"\"|]);")]
    [InlineData("""Func<Func<Gauge>> make = () => () => Metrics.CreateGauge([|"shop.orders"|], "Orders open.");""")]
    public Task Fires(string code) => Verify<InvalidMetricName>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders placed.");""")]
    [InlineData("""Metrics.CreateCounter("ShopOrders", "OBS1002 speaks.");""")]
    [InlineData("""Metrics.CreateCounter("_orders_total", "Unusual, accepted.");""")]
    [InlineData("""Metrics.CreateGauge("shop:orders", "OBS1015 speaks.");""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders");""")]
    [InlineData("""meter.CreateCounter<long>("shop/orders-placed");""")]
    [InlineData("""meter.CreateCounter<long>("Shop_Orders");""")]
    [InlineData("""var name = Console.ReadLine()!; meter.CreateCounter<long>(name);""")]
    [InlineData("""var name = Console.ReadLine()!; meter.CreateCounter<long>($"shop {name}");""")]
    [InlineData("class Meter2 { public void CreateCounter<T>(string name) { } }\nclass User { void Use(Meter2 m) => m.CreateCounter<long>(\"shop orders\"); }")]
    [InlineData("""new EventCounter("shop orders!", new EventSource("Shop"));""")]
    // The name that a wrapper takes if it is given one.
    [InlineData("class Own(Meter m, string name, string old = \"\") { readonly Counter<long> c = old.Length > 0 ? m.CreateCounter<long>(old) : m.CreateCounter<long>(name); }\nclass Use { readonly Own one = new(meter, \"shop.orders\"); }")]
    public Task Quiet(string code) => Verify<InvalidMetricName>.QuietAsync(code);

    [Fact]
    public Task Says_what_prometheus_net_does() => Verify<InvalidMetricName>.SaysAsync(
        """Metrics.CreateCounter([|"shop.orders"|], "Orders placed.");""",
        "'shop.orders' is not a valid Prometheus metric name (letters, digits and '_', no digit first; here '.' at character 5): prometheus-net throws an ArgumentException. Name it 'shop_orders_total'.");

    [Fact]
    public Task Says_what_the_SDK_does() => Verify<InvalidMetricName>.SaysAsync(
        """meter.CreateCounter<long>([|"shop orders"|]);""",
        "'shop orders' is not a valid OpenTelemetry metric name (letters, digits and '_', '.', '-', '/', a letter first, at most 255; here a space at character 5): the OpenTelemetry SDK drops the metric without an error. Name it 'shop_orders'.");

    [Theory]
    [InlineData("Metrics.CreateCounter([|\"shop.orders-placed\"|], \"Orders placed.\");", "Metrics.CreateCounter(\"shop_orders_placed_total\", \"Orders placed.\");")]
    [InlineData("Metrics.CreateGauge([|\"2xx responses\"|], \"Responses.\");", "Metrics.CreateGauge(\"responses_2xx\", \"Responses.\");")]
    [InlineData("Metrics.CreateGauge([|@\"café visits\"|], \"Visits.\");", "Metrics.CreateGauge(@\"cafe_visits\", \"Visits.\");")]
    [InlineData("meter.CreateCounter<long>([|\"Shop:Orders placed\"|]); // kept", "meter.CreateCounter<long>(\"shop_orders_placed\"); // kept")]
    [InlineData("meter.CreateCounter<long>([|\"_shop.orders\"|]);", "meter.CreateCounter<long>(\"shop.orders\");")]
    [InlineData("meter.CreateCounter<long>([|\"3d.prints\"|]);", "meter.CreateCounter<long>(\"prints_3d\");")]
    [InlineData("meter.CreateCounter<long>([|\"3d\"|]);", "meter.CreateCounter<long>(\"n3d\");")]
    public Task Fixes(string before, string after) => Verify<InvalidMetricName>.FixesAsync(before, after);

    [Fact]
    public Task Fixes_the_piece_that_is_wrong() => Verify<InvalidMetricName>.FixesAsync(
        """
        meter.CreateCounter<long>([|Names.Area + Names.Orders|]);
        === Names.cs
        static class Names { public const string Area = "shop."; public const string Orders = "placed orders"; }
        """,
        """
        meter.CreateCounter<long>(Names.Area + Names.Orders);
        === Names.cs
        static class Names { public const string Area = "shop."; public const string Orders = "placed_orders"; }
        """);

    [Theory]
    [InlineData("""Metrics.CreateGauge([|""|], "Nothing.");""")]
    [InlineData("""Metrics.CreateGauge([|"заказы"|], "Orders.");""")]
    [InlineData("""meter.CreateCounter<long>([|"..."|]);""")]
    public Task Offers_no_fix_without_words(string code) => Verify<InvalidMetricName>.OffersNoFixAsync(code);

    [Fact]
    public Task Offers_no_fix_where_a_test_wants_it_to_fail() => Verify<InvalidMetricName>.OffersNoFixAsync("""
        Assert.Throws<ArgumentException>(() => Metrics.CreateGauge([|"5a"|], "Help."));
        === Assert.cs
        static class Assert { public static void Throws<T>(Func<object> code) { } }
        """);

    [Fact]
    public Task Offers_no_fix_where_a_test_fails_unless_it_throws() => Verify<InvalidMetricName>.OffersNoFixAsync("""
        try
        {
            Metrics.CreateGauge([|"5a"|], "Help.");
            Assert.Fail("should have thrown");
        }
        catch (ArgumentException)
        {
        }
        === Assert.cs
        static class Assert { public static void Fail(string message) { } }
        """);

    [Fact]
    public Task Offers_no_fix_for_a_name_that_is_too_long() => Verify<InvalidMetricName>.OffersNoFixAsync($"""meter.CreateCounter<long>([|"{new string('a', 256)}"|]);""");

    [Theory]
    [InlineData("shop ", "a space at the end"), InlineData(" shop", "a space at the start"), InlineData("2shop", "'2' at the start"), InlineData("shop\u200Borders", "U+200B at character 5"), InlineData("shop\n", "U+000A at the end")]
    [InlineData("sh\u00F6p", "U+00F6 at character 3"), InlineData("shop\U0001F600", "U+1F600 at the end"), InlineData("shop.orders", "'.' at character 5"), InlineData("", null)]
    public void Names_the_character_and_its_place(string name, string? character) => Assert.Equal(character, RefusedCharacter.In(name, NamingConvention.Prometheus.Accepts));

    [Fact]
    public void Names_no_character_where_a_name_is_too_long() => Assert.Null(RefusedCharacter.In(new string('a', 300), NamingConvention.OpenTelemetry.Accepts));
}
