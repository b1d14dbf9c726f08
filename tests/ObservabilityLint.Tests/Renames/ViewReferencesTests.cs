using System.Diagnostics.Metrics;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Renames;

public class ViewReferencesTests
{
    [Theory]
    [InlineData("""b.AddView("shopOrders", new MetricStreamConfiguration { TagKeys = [] })""", """b.AddView("shop_orders", new MetricStreamConfiguration { TagKeys = [] })""")]
    [InlineData("""b.AddView("SHOPORDERS", MetricStreamConfiguration.Drop)""", """b.AddView("shop_orders", MetricStreamConfiguration.Drop)""")]
    [InlineData("""b.AddView(name: "shop.sold", instrumentName: "shopOrders")""", """b.AddView(name: "shop.sold", instrumentName: "shop_orders")""")]
    [InlineData("""b.AddView(i => i.Name == "shopOrders" ? MetricStreamConfiguration.Drop : null)""", """b.AddView(i => i.Name == "shop_orders" ? MetricStreamConfiguration.Drop : null)""")]
    [InlineData("""b.AddView(i => i is { Name: "shopOrders" } ? MetricStreamConfiguration.Drop : null)""", """b.AddView(i => i is { Name: "shop_orders" } ? MetricStreamConfiguration.Drop : null)""")]
    [InlineData("""b.AddView(i => i.Name switch { "shopOrders" => MetricStreamConfiguration.Drop, _ => null })""", """b.AddView(i => i.Name switch { "shop_orders" => MetricStreamConfiguration.Drop, _ => null })""")]
    [InlineData("""b.AddView("otherOrders", MetricStreamConfiguration.Drop)""", """b.AddView("otherOrders", MetricStreamConfiguration.Drop)""")]
    [InlineData("""b.AddView("shop*", MetricStreamConfiguration.Drop)""", """b.AddView("shop*", MetricStreamConfiguration.Drop)""")]
    public Task A_view_follows_the_instrument(string before, string after) => Verify<MetricNameCasing>.FixesAsync(
        $"meter.CreateCounter<int>([|\"shopOrders\"|]);\n=== Setup.cs\nclass Setup {{ void Add(MeterProviderBuilder b) => {before}; }}",
        $"meter.CreateCounter<int>(\"shop_orders\");\n=== Setup.cs\nclass Setup {{ void Add(MeterProviderBuilder b) => {after}; }}");

    [Theory]
    [InlineData("""void Hear(MeterListener l) => l.InstrumentPublished = (i, on) => { if (i.Meter.Name == "shopOrders" && i.Name == "shopOrders") on.EnableMeasurementEvents(i); };""", """void Hear(MeterListener l) => l.InstrumentPublished = (i, on) => { if (i.Meter.Name == "shopOrders" && i.Name == "shop_orders") on.EnableMeasurementEvents(i); };""")]
    [InlineData("""bool Is(Instrument i) => i.Name.Equals("shopOrders", StringComparison.Ordinal) || string.Equals("shopOrders", i?.Name);""", """bool Is(Instrument i) => i.Name.Equals("shop_orders", StringComparison.Ordinal) || string.Equals("shop_orders", i?.Name);""")]
    [InlineData("""bool Is(Instrument i) => i.Name is "other" or "shopOrders";""", """bool Is(Instrument i) => i.Name is "other" or "shop_orders";""")]
    [InlineData("""bool Is(Instrument i) => i is { Name: "shopOrders", Meter.Name: "shopOrders" };""", """bool Is(Instrument i) => i is { Name: "shop_orders", Meter.Name: "shopOrders" };""")]
    [InlineData("""int Is(Instrument i) { switch (i.Name) { case "shopOrders": return 1; default: return 0; } }""", """int Is(Instrument i) { switch (i.Name) { case "shop_orders": return 1; default: return 0; } }""")]
    [InlineData("""Metric One(List<Metric> exported) => exported.Single(m => m.Name == "shopOrders");""", """Metric One(List<Metric> exported) => exported.Single(m => m.Name == "shop_orders");""")]
    [InlineData("""const string Orders = "shopOrders"; bool Is(Instrument i) => i.Name == Orders;""", """const string Orders = "shop_orders"; bool Is(Instrument i) => i.Name == Orders;""")]
    [InlineData("""bool Is(System.Reflection.MemberInfo Instrument) => Instrument.Name == "shopOrders";""", """bool Is(System.Reflection.MemberInfo Instrument) => Instrument.Name == "shopOrders";""")]
    public Task What_compares_the_name_follows(string before, string after) => Verify<MetricNameCasing>.FixesAsync(
        $"meter.CreateCounter<int>([|\"shopOrders\"|]);\n=== Listener.cs\nclass Heard {{ {before} }}",
        $"meter.CreateCounter<int>(\"shop_orders\");\n=== Listener.cs\nclass Heard {{ {after} }}");

    [Fact]
    public Task What_collects_or_enables_it_follows()
    {
        const string api = """

            === Api.cs
            namespace Microsoft.Extensions.Diagnostics.Metrics
            {
                interface IMetricsBuilder { }
                static class MetricsBuilderExtensions { public static IMetricsBuilder EnableMetrics(this IMetricsBuilder builder, string? meterName, string? instrumentName) => builder; }
            }
            namespace Microsoft.Extensions.Diagnostics.Metrics.Testing { sealed class MetricCollector<T>(object? meterScope, string meterName, string instrumentName) { public string Name => meterName + instrumentName + meterScope; } }
            """;
        const string use = """

            === Use.cs
            using Microsoft.Extensions.Diagnostics.Metrics;
            using Microsoft.Extensions.Diagnostics.Metrics.Testing;
            class Use { void Do(IMetricsBuilder b) { b.EnableMetrics("shopOrders", instrumentName: "{0}"); new MetricCollector<int>(null, "shopOrders", "{0}"); MetricCollector<int> c = new(null, meterName: "shopOrders", instrumentName: "{0}"); } }
            """;
        return Verify<MetricNameCasing>.FixesAsync(
            "meter.CreateCounter<int>([|\"shopOrders\"|]);" + api + use.Replace("{0}", "shopOrders"),
            "meter.CreateCounter<int>(\"shop_orders\");" + api + use.Replace("{0}", "shop_orders"));
    }

    [Fact]
    public Task A_constant_of_both_is_renamed_once() => Verify<MetricNameCasing>.FixesAsync(
        "class Shop { const string Name = \"shopOrders\"; object C = meter.CreateCounter<int>([|Name|]); void Add(MeterProviderBuilder b) => b.AddView(Name, MetricStreamConfiguration.Drop); }",
        "class Shop { const string Name = \"shop_orders\"; object C = meter.CreateCounter<int>(Name); void Add(MeterProviderBuilder b) => b.AddView(Name, MetricStreamConfiguration.Drop); }");

    [Fact]
    public Task The_name_that_a_view_gives_is_not_renamed() => Verify<MetricNameCasing>.OffersNoFixAsync(
        "class Setup { void Add(MeterProviderBuilder b) => b.AddView(\"shop.sold\", [|\"soldOrders\"|]).AddView(\"soldOrders\", MetricStreamConfiguration.Drop); }");

    [Fact]
    public Task A_prometheus_metric_of_the_same_name_has_no_views() => Verify<MetricNameCasing>.FixesAsync(
        "class Setup { object C = Metrics.CreateGauge([|\"shopOrders\"|], \"Orders.\"); void Add(MeterProviderBuilder b) => b.AddView(\"shopOrders\", MetricStreamConfiguration.Drop); }",
        "class Setup { object C = Metrics.CreateGauge(\"shop_orders\", \"Orders.\"); void Add(MeterProviderBuilder b) => b.AddView(\"shopOrders\", MetricStreamConfiguration.Drop); }");

    /// <summary>Why views must follow: one that matches no instrument changes nothing, and nobody says so.</summary>
    [Theory]
    [InlineData("shop_orders", "shop.sold")]
    [InlineData("SHOP_ORDERS", "shop.sold")]
    [InlineData("shopOrders", "shop_orders")]
    public void The_SDK_ignores_a_view_that_matches_nothing(string selected, string exported)
    {
        using var shop = new Meter("Shop.Views." + selected);
        var names = new Names();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(shop.Name).AddView(selected, "shop.sold").AddReader(new BaseExportingMetricReader(names)).Build();
        shop.CreateCounter<int>("shop_orders").Add(1);
        Assert.True(provider.ForceFlush());
        Assert.Equal([exported], names.Seen);
    }

    private sealed class Names : BaseExporter<Metric>
    {
        public List<string> Seen { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch) Seen.Add(metric.Name);
            return ExportResult.Success;
        }
    }
}
