using System.Text;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>A solution of somebody who has all analyzers of the SDK on: a web project with telemetry, and one without.</summary>
public sealed class UserSolution
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["Shop.sln"] = """
            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Shop", "src/Shop/Shop.csproj", "{5B0E0B1C-6A52-4C46-9A0C-4B9D3B7C7A01}"
            EndProject
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Shop.Texts", "src/Shop.Texts/Shop.Texts.csproj", "{5B0E0B1C-6A52-4C46-9A0C-4B9D3B7C7A02}"
            EndProject
            Global
              GlobalSection(SolutionConfigurationPlatforms) = preSolution
                Debug|Any CPU = Debug|Any CPU
              EndGlobalSection
              GlobalSection(ProjectConfigurationPlatforms) = postSolution
                {5B0E0B1C-6A52-4C46-9A0C-4B9D3B7C7A01}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
                {5B0E0B1C-6A52-4C46-9A0C-4B9D3B7C7A01}.Debug|Any CPU.Build.0 = Debug|Any CPU
                {5B0E0B1C-6A52-4C46-9A0C-4B9D3B7C7A02}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
                {5B0E0B1C-6A52-4C46-9A0C-4B9D3B7C7A02}.Debug|Any CPU.Build.0 = Debug|Any CPU
              EndGlobalSection
            EndGlobal

            """,
        ["Directory.Build.props"] = """
            <Project>
              <PropertyGroup>
                <LangVersion>latest</LangVersion>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <RestoreAdditionalProjectSources>$(MSBuildThisFileDirectory)source</RestoreAdditionalProjectSources>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ObservabilityLint" Version="PackedVersion" PrivateAssets="all" />
              </ItemGroup>
            </Project>

            """,
        ["src/Shop/Shop.csproj"] = """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="prometheus-net" Version="PrometheusVersion" />
                <ProjectReference Include="../Shop.Texts/Shop.Texts.csproj" />
              </ItemGroup>
            </Project>

            """,
        // A request's token that mail is not given: whoever gets the mail does not care whether the customer still waits.
        ["src/Shop/Program.cs"] = """
            using System.Diagnostics;
            using Shop;

            using var source = new ActivitySource("Shop");
            var app = WebApplication.CreateBuilder(args).Build();
            using var http = new HttpClient();
            var mail = new Mail(http);

            app.MapPost("/orders/{number}", (int number, CancellationToken cancellationToken) =>
            {
                ShopMetrics.Orders.WithLabels("card").Inc();
                _ = Task.Run(() => mail.SendAsync(number));
                _ = mail.ConfirmAsync(number, cancellationToken);
                return Results.Accepted();
            });
            app.Run();

            """,
        ["src/Shop/Mail.cs"] = """
            namespace Shop;

            public class Mail
            {
                private readonly HttpClient http;

                public Mail(HttpClient http) => this.http = http;

                public int Attempts(int number) => number > 9 ? 2 : 1;

                public async Task SendAsync(int number, CancellationToken cancellationToken = default)
                {
                    using var answer = await http.PostAsync($"http://mail/{number}", null, cancellationToken);
                }

                public async Task ConfirmAsync(int number, CancellationToken cancellationToken)
                {
                    using var answer = await http.PostAsync($"http://mail/{number}/confirmation", null);
                }
            }

            """,
        ["src/Shop/ShopMetrics.cs"] = """
            using Prometheus;

            namespace Shop;

            public class ShopMetrics
            {
                // By kind of payment.
                public static readonly Counter Orders = Metrics.CreateCounter("shop_orders", "Orders placed.", "payment");

                public void Count() => Orders.Inc();

                public bool IsCard(string payment) => payment.IndexOf("card", StringComparison.Ordinal) >= 0;
            }

            """,
        ["src/Shop.Texts/Shop.Texts.csproj"] = """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
              </PropertyGroup>
            </Project>

            """,
        ["src/Shop.Texts/Texts.cs"] = """
            using System;

            namespace Shop
            {
                public class Texts
                {
                    public bool Mentions(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

                    public string Upper(string text) => text.ToUpper();
                }
            }

            """,
    };

    private readonly PackedPackage package;
    private readonly string folder;

    private UserSolution(PackedPackage package)
    {
        this.package = package;
        folder = package.NewFolder("");
        foreach (var file in Files.Keys)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), TextOf(file));
        }
    }

    /// <summary>What the SDK's analyzers find in it, and would repair.</summary>
    public static IReadOnlyList<string> OtherFindings { get; } = ["CA1822", "CA2016", "CA2249"];

    /// <summary>The command of the README, which is for a solution of this name.</summary>
    public static string[] Repair { get; } = RepairCommand.ArgumentsOf(ReadmeBlock.Made("repair-solution").Text);

    /// <summary>The files that the command changes, as they should be then: a name is another, and what outlives the request does not take its span along.</summary>
    public static IReadOnlyDictionary<string, string> Repaired { get; } = new Dictionary<string, string>
    {
        ["src/Shop/Program.cs"] = Files["src/Shop/Program.cs"].Replace(
            """
                _ = Task.Run(() => mail.SendAsync(number));

            """,
            """
                using (ExecutionContext.SuppressFlow())
                {
                    _ = Task.Run(() => mail.SendAsync(number));
                }

            """, StringComparison.Ordinal),
        ["src/Shop/ShopMetrics.cs"] = Files["src/Shop/ShopMetrics.cs"].Replace("\"shop_orders\"", "\"shop_orders_total\"", StringComparison.Ordinal),
    };

    public static async Task<UserSolution> CreateAsync(PackedPackage package)
    {
        var solution = new UserSolution(package);
        (await solution.RunAsync("restore")).Succeeded();
        return solution;
    }

    public Task<Outcome> RunAsync(params string[] arguments) => Command.DotnetAsync(folder, package.Environment, arguments);

    /// <summary>The files that are not as they were, byte for byte, and those that were not there, but for what a build leaves behind.</summary>
    public Dictionary<string, string> Changed()
        => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(["bin", "obj"]).Any() && (!Files.ContainsKey(file) || !File.ReadAllBytes(Path.Combine(folder, file)).SequenceEqual(Encoding.UTF8.GetBytes(TextOf(file)))))
            .ToDictionary(file => file, Read);

    private string Read(string file) => File.ReadAllText(Path.Combine(folder, file));

    private string TextOf(string file) => Files[file]
        .Replace("$(MSBuildThisFileDirectory)source", package.Source, StringComparison.Ordinal)
        .Replace("PrometheusVersion", Consumer.Versions["prometheus-net"], StringComparison.Ordinal)
        .Replace("PackedVersion", PackedPackage.Version, StringComparison.Ordinal);
}
