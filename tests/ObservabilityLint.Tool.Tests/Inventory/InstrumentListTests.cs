using System.Text.Json;

namespace ObservabilityLint.Tool.Tests.Inventory;

/// <summary>The metrics of <c>obslint list</c>, over frameworks and projects.</summary>
[Collection(nameof(ListedSolution))]
public class InstrumentListTests(ListedSolution listed)
{
    [Fact]
    public void An_instrument_of_two_frameworks_is_listed_once_with_all_that_is_declared()
    {
        var orders = listed.Named("instruments", "shop.orders");
        Assert.Equal(("shop_orders_total", "counter", "counter", "{order}", "long", "Shop", "OpenTelemetry"), (orders.Text("exportedName"), orders.Text("exportedType"), orders.Text("kind"), orders.Text("unit"), orders.Text("number"), orders.Text("meter"), orders.Text("library")));
        Assert.Equal("Orders: \"placed\" # and\nnot paid.", orders.Text("help"));
        Assert.Equal(["Telemetry/ShopMetrics.cs:14"], orders.Lines("declared"));
        Assert.Equal(["Telemetry (net10.0)", "Telemetry (netstandard2.0)"], orders.Texts("projects"));
        Assert.Equal("shop_open", listed.Named("instruments", "shop.open").Text("exportedName"));
        Assert.Equal("gauge", listed.Named("instruments", "shop.open").Text("exportedType"));
        Assert.Equal(JsonValueKind.Null, listed.Named("instruments", "shop.open").GetProperty("help").ValueKind);
    }

    [Fact]
    public void What_another_project_records_is_seen_with_and_without_labels()
    {
        Assert.Equal(["Shop/Program.cs:9", "Telemetry/ShopMetrics.cs:20"], listed.Named("instruments", "shop.orders").Lines("recorded"));
        Assert.Equal(["Shop/Program.cs:8"], listed.Named("instruments", "shop.open").Lines("recorded"));
    }

    [Fact]
    public void Labels_have_the_values_of_all_projects_and_say_where_they_come_from()
    {
        var orders = listed.Named("instruments", "shop.orders");
        Assert.Equal(["channel string bounded 4", "paid boolean bounded 2"], orders.Labels("labels"));
        var channel = orders.GetProperty("labels")[0];
        Assert.Equal(["App", "Partner", "Phone", "Web"], channel.Texts("values"));
        Assert.Equal(["Shop/Program.cs:9", "Telemetry/ShopMetrics.cs:20"], channel.Lines("origins"));
        Assert.Equal(["\"Partner\"", "channel.ToString()"], [.. channel.GetProperty("origins").EnumerateArray().Select(static origin => origin.Text("text")!)]);
        Assert.True(orders.GetProperty("areLabelsComplete").GetBoolean());
        Assert.Equal(8, orders.GetProperty("series").GetDouble());
        Assert.Equal("channel 4 × paid 2", orders.Text("seriesFactors"));
    }

    [Fact]
    public void An_observable_and_one_whose_name_only_the_program_knows()
    {
        var queue = listed.Named("instruments", "shop.queue.length");
        Assert.True(queue.GetProperty("isObservable").GetBoolean());
        Assert.Equal("Shop.Own", queue.Text("meter"));
        var unknown = listed.Named("instruments", "shop.…");
        Assert.False(unknown.GetProperty("isNameKnown").GetBoolean());
        Assert.Equal(JsonValueKind.Null, unknown.GetProperty("exportedName").ValueKind);
    }

    [Fact]
    public void Meters_and_sources_are_registered_by_nobody_here()
    {
        Assert.Equal(["Shop", "Shop.Own"], [.. listed.Root.GetProperty("meters").EnumerateArray().Select(static meter => meter.Text("name")!)]);
        Assert.Equal(("1.2", "no"), (listed.Named("meters", "Shop").Text("version"), listed.Named("meters", "Shop").Text("registered")));
        Assert.Equal(["Own", "Shop.Program", "Shop.Spans"], [.. listed.Root.GetProperty("sources").EnumerateArray().Select(static source => source.Text("name")!)]);
        Assert.Equal(["Telemetry/ShopMetrics.cs:12"], listed.Named("sources", "Shop.Spans").Lines("created"));
    }
}
