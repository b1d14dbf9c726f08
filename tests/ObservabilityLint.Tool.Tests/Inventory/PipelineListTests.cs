using System.Text.Json;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Inventory;

/// <summary>What the pipeline of a program makes of the telemetry of a library, in <c>obslint list</c>.</summary>
public class PipelineListTests
{
    [Fact]
    public async Task A_program_registers_names_by_views_and_gives_label_values_for_a_library()
    {
        using var solution = new TemporarySolution().WriteSolution("All.slnx", "Shop/Shop.csproj", "Orders/Orders.csproj", "Telemetry/Telemetry.csproj")
            .Write("Telemetry/Telemetry.csproj", TemporarySolution.Library)
            .Write("Telemetry/ShopMetrics.cs", """
                using System.Diagnostics.Metrics;
                public static class ShopMetrics
                {
                    private static readonly Meter Meter = new("Shop");
                    private static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.orders", "{order}", "Orders.");
                    public static readonly Histogram<double> Wait = Meter.CreateHistogram<double>("shop.wait", "s");
                    public static readonly Counter<long> Silent = new Meter("Shop.Silent").CreateCounter<long>("shop.silent");
                    public static void Count(string channel) => Orders.Add(1, new KeyValuePair<string, object?>("channel", channel));
                }
                """)
            .Write("Orders/Orders.csproj", Referring(TemporarySolution.Library, "Telemetry"))
            .Write("Orders/Book.cs", "public static class Book { public static void Enter(string origin) => ShopMetrics.Count(origin); }\n")
            .Write("Shop/Shop.csproj", Referring(TemporarySolution.Program, "Orders").Replace("<ProjectReference", """<PackageReference Include="OpenTelemetry" Version="1.20.1" /><ProjectReference""", StringComparison.Ordinal))
            .Write("Shop/Program.cs", """
                using OpenTelemetry;
                using OpenTelemetry.Metrics;
                using var metrics = Sdk.CreateMeterProviderBuilder().AddMeter("Shop")
                    .AddView("shop.orders", "shop.orders.placed")
                    .AddView("shop.w*", new ExplicitBucketHistogramConfiguration { Boundaries = [1, 2] })
                    .AddView("shop.wait", new MetricStreamConfiguration { Name = "shop.queue.time" })
                    .AddView(instrument => instrument.Name == "shop.silent" ? new MetricStreamConfiguration { Name = "shop.maybe" } : null)
                    .Build();
                Book.Enter(args.Length > 0 ? "web" : "shop");
                """);
        var ended = await Obslint.RunAsync(solution.Folder, "list", "All.slnx", "--restore", "--format", "json");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        var list = JsonDocument.Parse(ended.Output).RootElement;
        JsonElement Named(string kind, string name) => list.GetProperty(kind).EnumerateArray().Single(each => each.Text("name") == name);

        Assert.Equal(("shop_orders_total", "shop_orders_placed_total"), (Named("instruments", "shop.orders").Text("exportedName"), Named("instruments", "shop.orders").Texts("namesByViews").Single()));
        Assert.Equal(["shop_queue_time_seconds"], Named("instruments", "shop.wait").Texts("namesByViews"));
        Assert.Empty(Named("instruments", "shop.silent").Texts("namesByViews"));
        Assert.Equal(["channel string bounded 2"], Named("instruments", "shop.orders").Labels("labels"));
        Assert.Equal(("yes", "Shop"), (Named("meters", "Shop").Text("registered"), Named("meters", "Shop").Texts("registeredBy").Single()));
        Assert.Equal("no", Named("meters", "Shop.Silent").Text("registered"));

        var metadata = await Obslint.RunAsync(solution.Folder, "list", "All.slnx", "--format", "openmetrics");
        Assert.Contains("# TYPE shop_orders_placed counter\n", metadata.Output, StringComparison.Ordinal);
        Assert.Contains("# UNIT shop_queue_time_seconds seconds\n", metadata.Output, StringComparison.Ordinal);
    }

    private static string Referring(string project, string other) => project.Replace("</Project>", $"""<ItemGroup><ProjectReference Include="../{other}/{other}.csproj" /></ItemGroup></Project>""", StringComparison.Ordinal);
}
