namespace ObservabilityLint.Tests.Package;

/// <summary>A web application with a page and a component, as Razor's own generator hands them to the compiler.</summary>
[Collection(nameof(PackedPackage))]
public class RazorProjectTests(PackedPackage package)
{
    private static readonly (string Name, string Text)[] Files =
    [
        ("Shop.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ObservabilityLint" Version="{PackedPackage.Version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """),
        ("Program.cs", """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRazorPages();
            var app = builder.Build();
            app.MapRazorPages();
            app.Run();
            """),
        ("Telemetry.cs", """
            using System.Diagnostics;
            using System.Diagnostics.Metrics;

            static class Telemetry
            {
                public static readonly ActivitySource Source = new("Shop");
                public static readonly Meter Meter = new("Shop");
                public static readonly Counter<long> Views = Meter.CreateCounter<long>("shop.views", "{view}", "Pages that were shown.");
            }
            """),
        ("Product.cshtml", """
            @page "/products/{name}"
            @{
                Telemetry.Views.Add(1, new KeyValuePair<string, object?>("page", Request.Path.Value));
            }
            <h1 class="product">@Request.Path</h1>
            """),
        ("Basket.razor", """
            <h1>Basket</h1>

            @code {
                private Task Pay()
                {
                    using var span = Telemetry.Source.StartActivity("pay");
                    return Task.Delay(10);
                }
            }
            """),
    ];

    [Fact]
    public async Task Findings_are_printed_with_their_line_in_the_page()
    {
        var folder = package.NewFolder("Shop");
        foreach (var (name, text) in Files) await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
        (await Command.DotnetAsync(folder, package.Environment, "restore", $"-p:RestoreAdditionalProjectSources={package.Source}")).Succeeded();

        var build = (await Command.DotnetAsync(folder, package.Environment, "build", "--no-restore")).Succeeded();
        Assert.Equal(["Basket.razor(6,26): OBS3003", "Product.cshtml(3,70): OBS2004"], Finding.In(build).Select(finding => $"{finding.File}({finding.Line},{finding.Column}): {finding.Id}"));

        // The pages cannot be repaired, and stay as they are.
        (await Command.DotnetAsync(folder, package.Environment, "format", "analyzers", "--no-restore", "--severity", "info", "--diagnostics", "OBS3003", "OBS2004")).Succeeded();
        foreach (var (name, text) in Files) Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(folder, name), TestContext.Current.CancellationToken));
    }
}
