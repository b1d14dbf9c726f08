using System.Diagnostics.Metrics;
using ObservabilityLint.Naming;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Naming;

/// <summary>What the conventions accept is what the real libraries accept.</summary>
public class AcceptedNamesTests
{
    public static TheoryData<string> Names { get; } =
    [
        "", "a", "A", "shop_orders", "shopOrders", "_a", "__a", "a_", "a__b", "1a", "2xx_responses", "9", "_9", "-a", "a.", ".a", "/a",
        "shop.orders", "shop-orders", "shop/orders", "shop orders", "shop:orders", ":a", "a,b", "a\"b", "a{b}", "größe", "заказы", "a\nb", "a%",
        new string('a', 255), new string('a', 256), "1" + new string('a', 254),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void By_prometheus_net(string name)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry());
        foreach (var create in (Action[])[() => factory.CreateCounter(name, "h"), () => factory.CreateGauge(name, "h"), () => factory.CreateHistogram(name, "h"), () => factory.CreateSummary(name, "h")])
        {
            factory = Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry());
            if (NamingConvention.Prometheus.Accepts(name)) create();
            else Assert.Throws<ArgumentException>(create);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void By_the_OpenTelemetry_SDK(string name)
    {
        using var meter = new Meter("Names.Test");
        var exporter = new NamesExporter();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddReader(new BaseExportingMetricReader(exporter)).Build();
        meter.CreateCounter<long>(name).Add(1);
        Assert.True(provider.ForceFlush());
        Assert.Equal(NamingConvention.OpenTelemetry.Accepts(name) ? [name] : [], exporter.Names);
    }

    private sealed class NamesExporter : BaseExporter<Metric>
    {
        public List<string> Names { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch) Names.Add(metric.Name);
            return ExportResult.Success;
        }
    }
}
