using System.Text.Json.Nodes;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Checking;

/// <summary>What a build cannot see, file by file and project by project, and a check of the whole solution does.</summary>
public class CrossProjectTests
{
    private const string WithReference = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../REFERENCE/REFERENCE.csproj" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task A_value_is_followed_through_three_projects_and_the_steps_are_named()
    {
        using var solution = new TemporarySolution().WriteSolution("Shop.slnx", "Web/Web.csproj", "Orders/Orders.csproj", "Telemetry/Telemetry.csproj")
            .Write("Telemetry/Telemetry.csproj", TemporarySolution.Library)
            .Write("Telemetry/OrderMetrics.cs", """
                using System.Diagnostics.Metrics;
                namespace Shop.Telemetry;
                public static class OrderMetrics
                {
                    private static readonly Meter Meter = new("Shop");
                    private static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.orders", "{order}", "Orders.");
                    public static void Count(string source) => Orders.Add(1, new KeyValuePair<string, object?>("source", source));
                }
                """)
            .Write("Orders/Orders.csproj", WithReference.Replace("REFERENCE", "Telemetry"))
            .Write("Orders/OrderBook.cs", """
                namespace Shop.Orders;
                public static class OrderBook
                {
                    public static void Enter(string origin) => Telemetry.OrderMetrics.Count(origin);
                }
                """)
            .Write("Web/Web.csproj", WithReference.Replace("REFERENCE", "Orders").Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web"))
            .Write("Web/Program.cs", """
                using Shop.Orders;
                var app = WebApplication.CreateBuilder(args).Build();
                app.MapPost("/orders", (HttpRequest request) => OrderBook.Enter(request.Path.Value!));
                app.Run();
                """)
            .Write("Directory.Build.targets", $"""
                <Project>
                  <ItemGroup Condition="'$(Logs)' == 'true'"><Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "ObservabilityLint.dll")}" /></ItemGroup>
                </Project>
                """);
        var built = await Shell.RunAsync(solution.Folder, "dotnet", "build", "Shop.slnx", "-v:q", "-nologo", "-p:Logs=true");
        Assert.True(built.Code == 0, built.ToString());
        Assert.DoesNotContain("OBS2004", built.Output);

        var ended = await solution.CheckAsync("Shop.slnx", "--format", "json");
        Assert.True(ended.Code == ExitCode.Findings, ended.ToString());
        var finding = Assert.Single(JsonNode.Parse(ended.Output)!["findings"]!.AsArray());
        Assert.Equal("OBS2004", (string?)finding!["rule"]);
        Assert.Equal("Web/Program.cs", (string?)finding["path"]);
        Assert.Contains("HttpRequest.Path", (string?)finding["message"]);
        Assert.Contains("Count", (string?)finding["message"]);
        Assert.Contains(finding["related"]!.AsArray(), static place => (string?)place!["path"] == "Telemetry/OrderMetrics.cs");
    }
}
