using Microsoft.Extensions.Diagnostics.Metrics;

namespace ObservabilityLint.Tests.Recognizers;

public class MetricAttributesTests
{
    private const string Types = "class Orders { }\nenum Kind { A }\nclass Tags { public string? Region { get; set; } [TagName(\"shop.tier\")] public string? Tier { get; set; } public Kind Kind { get; set; } public const string Not = \"\"; }\nclass Mixed { public string? Region { get; set; } public Tags? Inner { get; set; } }\n";

    [Theory]
    [InlineData("""[Counter(Name = "shop.orders")]""", """Counter "shop.orders" of long labels=[]""")]
    [InlineData("""[Counter("kind", "region", Name = "shop.orders", Unit = "{order}")]""", """Counter "shop.orders" of long unit="{order}" labels=["kind","region"]""")]
    [InlineData("""[CounterAttribute<int>("kind")]""", """Counter "Orders" of int labels=["kind"]""")]
    [InlineData("""[Counter(Name = "")]""", """Counter "Orders" of long labels=[]""")]
    [InlineData("""[Histogram(Name = Names.Time, Unit = "s")]""", """Histogram "shop.time" of long unit="s" labels=[]""")]
    [InlineData("""[Histogram<double>(new[] { "kind" })]""", """Histogram "Orders" of double labels=["kind"]""")]
    [InlineData("""[Gauge(typeof(Tags), Name = "shop.level")]""", """Gauge "shop.level" of long labels=["Region","shop.tier","Kind"]""")]
    [InlineData("""[Gauge<double>(typeof(Mixed), Name = "shop.level")]""", """Gauge "shop.level" of double""")]
    [InlineData("""[Microsoft.Extensions.Diagnostics.Metrics.Gauge(Name = "shop.level")]""", """Gauge "shop.level" of long labels=[]""")]
    public Task Reads_every_attribute(string attribute, string expected) => Declared.IsAsync(
        $"#pragma warning disable EXTEXP0003\nusing Microsoft.Extensions.Diagnostics.Metrics;\n{Types}static class Names {{ public const string Time = \"shop.time\"; }}\nstatic class Shop {{ {attribute} public static Orders Make(Meter meter) => new(); }}",
        expected);

    [Theory]
    [InlineData("namespace Mine { class CounterAttribute(string name) : Attribute { public string Name => name; } class Shop { [Counter(\"orders\")] void Make() { } } }")]
    [InlineData("namespace Mine { class HistogramAttribute : Attribute { public string? Name { get; set; } } class Shop { [Histogram(Name = \"orders\")] void Make() { } } }")]
    public Task Quiet_on_lookalikes(string code) => Declared.IsAsync(code);

    [Fact]
    public void Knows_every_attribute_of_the_package() => Assert.Equal(
        ["CounterAttribute", "CounterAttribute`1", "GaugeAttribute", "GaugeAttribute`1", "HistogramAttribute", "HistogramAttribute`1", "TagNameAttribute"],
        typeof(CounterAttribute).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(CounterAttribute).Namespace).Select(type => type.Name).Order(StringComparer.Ordinal));
}
