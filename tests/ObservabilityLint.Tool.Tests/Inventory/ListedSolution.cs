using System.Text.Json;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Inventory;

/// <summary>
/// A solution of a library for two frameworks and two programs that use it, one of which records on the library's instruments. The real tool has listed it.
/// </summary>
public sealed class ListedSolution : IAsyncLifetime
{
    private readonly TemporarySolution solution = new();

    internal TemporarySolution Files => solution;

    internal JsonElement Root { get; private set; }

    public async ValueTask InitializeAsync()
    {
        solution.WriteSolution("All.slnx", "Telemetry/Telemetry.csproj", "Shop/Shop.csproj", "Office/Office.csproj")
            .Write("Telemetry/Telemetry.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
                    <LangVersion>latest</LangVersion>
                  </PropertyGroup>
                  <ItemGroup Condition="'$(TargetFramework)' == 'netstandard2.0'">
                    <PackageReference Include="System.Diagnostics.DiagnosticSource" Version="10.0.12" />
                  </ItemGroup>
                </Project>
                """)
            .Write("Telemetry/ShopMetrics.cs", """
                using System.Collections.Generic;
                using System.Diagnostics;
                using System.Diagnostics.Metrics;

                namespace Telemetry
                {
                    public enum Channel { Web, App, Phone }

                    public static class ShopMetrics
                    {
                        private static readonly Meter Meter = new Meter("Shop", "1.2");
                        public static readonly ActivitySource Source = new ActivitySource("Shop.Spans");

                        public static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.orders", "{order}", "Orders: \"placed\" # and\nnot paid.");
                        public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("shop.duration", "s");
                        public static readonly UpDownCounter<int> Open = Meter.CreateUpDownCounter<int>("shop.open");
                        public static readonly Counter<long> Broken = Meter.CreateCounter<long>("shop broken");

                        public static void Ordered(Channel channel, bool paid)
                            => Orders.Add(1, new KeyValuePair<string, object>("channel", channel.ToString()), new KeyValuePair<string, object>("paid", paid));

                        public static void Took(double seconds, string step) => Duration.Record(seconds, new KeyValuePair<string, object>("step", step));

                        public static Activity Begin(string order)
                        {
                            var activity = Source.StartActivity("begin order", ActivityKind.Producer);
                            activity?.SetTag("order.id", order);
                            return activity;
                        }
                    }
                }
                """)
            .Write("Shop/Shop.csproj", ProgramWith("../Telemetry/Telemetry.csproj"))
            .Write("Shop/Program.cs", """
                using System.Diagnostics;
                using System.Diagnostics.Metrics;
                using Telemetry;

                ShopMetrics.Ordered(Channel.Web, true);
                ShopMetrics.Took(1, "pay");
                ShopMetrics.Took(2, "pack");
                ShopMetrics.Open.Add(1);
                ShopMetrics.Orders.Add(1, new KeyValuePair<string, object?>("channel", "Partner"), new("paid", false));
                using var own = new Meter("Shop.Own");
                own.CreateObservableGauge("shop.queue.length", () => 3, "{item}", "Waiting.");
                own.CreateCounter<int>("shop." + args[0]).Add(1);

                using (var first = new ActivitySource("Own").StartActivity("one")) first?.SetTag("a", 1).SetTag("b", true);
                if (Spans.Source.StartActivity("two", ActivityKind.Client) is { } second) second.SetTag("c", Channel.App.ToString());
                using (var third = Spans.Source.StartActivity(ActivityKind.Server, tags: [new("at.start", "x")], name: "three"))
                    Activity.Current?.SetTag("current", Environment.MachineName);
                using (var fourth = ShopMetrics.Begin("7")) fourth?.SetTag("added", 2.5);
                using (var fifth = Spans.Source.StartActivity("visit " + args[0])) Spans.Enrich(fifth!);
                using (var sixth = Spans.Source.StartActivity("one"))
                {
                    sixth?.SetTag("a", 2);
                    sixth?.AddEvent(new ActivityEvent("e", tags: new ActivityTagsCollection { ["of.event"] = 1 }));
                }

                internal static class Spans
                {
                    public static readonly ActivitySource Source = new("Shop.Program");
                    public static void Enrich(Activity activity) => activity.SetTag("enriched", "yes");
                }
                """)
            .Write("Office/Office.csproj", ProgramWith("../Telemetry/Telemetry.csproj"))
            .Write("Office/Program.cs", """
                Telemetry.ShopMetrics.Took(3, "bill");
                """);
        var ended = await Obslint.RunAsync(solution.Folder, "list", "All.slnx", "--restore", "--format", "json");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        Root = JsonDocument.Parse(ended.Output).RootElement;
    }

    public ValueTask DisposeAsync()
    {
        solution.Dispose();
        return ValueTask.CompletedTask;
    }

    internal JsonElement Named(string kind, string name) => Root.GetProperty(kind).EnumerateArray().Single(each => each.GetProperty("name").GetString() == name);

    private static string ProgramWith(string reference) => TemporarySolution.Program.Replace("</PropertyGroup>", $"""</PropertyGroup><ItemGroup><ProjectReference Include="{reference}" /></ItemGroup>""", StringComparison.Ordinal);
}

[CollectionDefinition(nameof(ListedSolution))]
public sealed class ListedSolutionCollection : ICollectionFixture<ListedSolution>;
