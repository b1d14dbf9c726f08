using System.Text.Json;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Inventory;

/// <summary><c>obslint list</c> on the samples.</summary>
public class SampleListTests
{
    private static async Task<JsonElement> ListAsync(string sample)
    {
        var ended = await Obslint.RunAsync(Samples.Folder, "list", sample, "--format", "json");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        return JsonDocument.Parse(ended.Output).RootElement;
    }

    private static JsonElement Named(JsonElement list, string kind, string name) => list.GetProperty(kind).EnumerateArray().Single(each => each.Text("name") == name);

    [Fact]
    public async Task Prometheus_metrics_have_their_declared_labels_and_what_they_are_given()
    {
        var list = await ListAsync("Shop.Prometheus");
        Assert.Equal(29, list.GetProperty("instruments").GetArrayLength());
        var visits = Named(list, "instruments", "shop_visits_total");
        Assert.Equal(["customer_id string unbounded"], visits.Labels("labels"));
        Assert.NotNull(visits.GetProperty("labels")[0].GetProperty("origins")[0].Text("reason"));
        Assert.Equal(["BackOfficeMetrics.cs:15", "ShopMetrics.cs:43"], Named(list, "instruments", "shop_export_duration_seconds").Lines("declared"));
        Assert.Equal(JsonValueKind.Null, visits.GetProperty("meter").ValueKind);
    }

    [Fact]
    public async Task OpenTelemetry_metrics_have_exported_names_and_registered_meters()
    {
        var list = await ListAsync("Shop.OpenTelemetry");
        Assert.Equal(24, list.GetProperty("instruments").GetArrayLength());
        Assert.Equal(3780, Named(list, "instruments", "shop.answer.size").GetProperty("series").GetDouble());
        Assert.Equal("shop_answer_size_bytes", Named(list, "instruments", "shop.answer.size").Text("exportedName"));
        Assert.All(list.GetProperty("meters").EnumerateArray(), static meter => Assert.Equal(("yes", "Shop.OpenTelemetry"), (meter.Text("registered"), meter.Texts("registeredBy").Single())));
    }

    [Fact]
    public async Task Spans_have_names_kinds_and_sources()
    {
        var list = await ListAsync("Shop.Orders");
        Assert.Equal(["INSERT orders client", "accept order internal", "process order consumer", "save order internal"], [.. list.GetProperty("spans").EnumerateArray().Select(static span => $"{span.Text("name")} {span.Text("kind")}")]);
        Assert.Equal("yes", Named(list, "sources", "Shop.Orders").Text("registered"));
    }
}
