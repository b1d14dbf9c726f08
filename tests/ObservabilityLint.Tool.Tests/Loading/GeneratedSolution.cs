using System.Text;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Loading;

/// <summary>
/// A solution of many projects that uses what real ones do: several frameworks, settings by folder and for all, additional files, friends, a generator of its own, references in chains, linked files, newest syntax.
/// </summary>
internal static class GeneratedSolution
{
    public const int Projects = 40;

    /// <summary>Writes it; the analyzers of the build are those of the test's own folder, and each project writes what they find to obj/.</summary>
    public static TemporarySolution Write(TemporarySolution solution)
    {
        solution.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <LangVersion>latest</LangVersion>
                <EnableNETAnalyzers>false</EnableNETAnalyzers>
              </PropertyGroup>
            </Project>
            """);
        solution.Write("Directory.Build.targets", BuildLogs.Targets);
        solution.Write(".editorconfig", """
            root = true
            [*.cs]
            observability_lint.required_prefix = shop
            [Quiet/**.cs]
            dotnet_diagnostic.OBS1012.severity = none
            dotnet_diagnostic.OBS1009.severity = suggestion
            [**/Loud.cs]
            dotnet_diagnostic.OBS1012.severity = warning
            [P11/**.cs]
            dotnet_analyzer_diagnostic.category-ObservabilityLint.Naming.severity = suggestion
            [P12/**.cs]
            dotnet_analyzer_diagnostic.severity = none
            [P13/**.cs]
            dotnet_analyzer_diagnostic.severity = suggestion
            dotnet_analyzer_diagnostic.category-ObservabilityLint.Labels.severity = none
            """);
        solution.Write(".globalconfig", """
            is_global = true
            dotnet_diagnostic.OBS1011.severity = warning
            dotnet_diagnostic.OBS1006.severity = none
            """);
        solution.Write("Shared/Linked.cs", Telemetry("Linked", "linked"));
        WriteGenerator(solution);
        var paths = new List<string> { "Generator/Generator.csproj" };
        for (var number = 1; number <= Projects; number++) paths.Add(WriteProject(solution, number));
        return solution.WriteSolution("All.slnx", [.. paths]);
    }

    private static string WriteProject(TemporarySolution solution, int number)
    {
        var folder = number % 5 == 0 ? $"Quiet/P{number:00}" : $"P{number:00}";
        var up = number % 5 == 0 ? "../.." : "..";
        var project = new StringBuilder("<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n");
        project.Append(number % 7 == 0 ? "    <TargetFrameworks>net8.0;net10.0</TargetFrameworks>\n" : number < 8 ? "    <TargetFramework>net8.0</TargetFramework>\n" : "    <TargetFramework>net10.0</TargetFramework>\n");
        if (number % 6 == 0) project.Append("    <WarningLevel>4</WarningLevel>\n    <NoWarn>$(NoWarn);OBS1002</NoWarn>\n");
        project.Append("  </PropertyGroup>\n  <ItemGroup>\n");
        if (HasReference(number)) project.Append($"    <ProjectReference Include=\"{up}/{((number - 1) % 5 == 0 ? "Quiet/" : "")}P{number - 1:00}/P{number - 1:00}.csproj\" />\n");
        if (number % 4 == 0) project.Append($"    <ProjectReference Include=\"{up}/Generator/Generator.csproj\" OutputItemType=\"Analyzer\" ReferenceOutputAssembly=\"false\" />\n");
        if (number % 9 == 0) project.Append($"    <Compile Include=\"{up}/Shared/Linked.cs\" Link=\"Linked.cs\" />\n");
        if (number % 10 == 0) project.Append("    <AdditionalFiles Include=\"names.txt\" />\n");
        project.Append($"    <InternalsVisibleTo Include=\"P{number + 1:00}\" />\n  </ItemGroup>\n</Project>\n");
        solution.Write($"{folder}/P{number:00}.csproj", project.ToString());
        solution.Write($"{folder}/names.txt", "orders\n");
        solution.Write($"{folder}/Telemetry.cs", Telemetry($"P{number:00}", $"p{number}"));
        solution.Write($"{folder}/Loud.cs", Loud($"P{number:00}", number % 4 == 0, HasReference(number) ? $"P{number - 1:00}" : null));
        return $"{folder}/P{number:00}.csproj";
    }

    /// <summary>To the project before; one of several frameworks could not use what the newest one has.</summary>
    private static bool HasReference(int number) => number > 1 && number % 3 != 0 && number % 7 != 0;

    private static string Telemetry(string space, string name) => $$"""
        using System.Diagnostics.Metrics;

        namespace {{space}};

        internal static class Telemetry
        {
            internal static readonly Meter Meter = new("{{name}}");
            internal static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.{{name}}.orders.total", "{order}", "Orders.");
            internal static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("shop.{{name}}.duration", description: "Time that orders take.");
        #if NET10_0_OR_GREATER
            internal static readonly Gauge<int> Level = Meter.CreateGauge<int>("shop.{{name}}.Level_Gauge", "{level}", "How full it is.");
        #endif
            internal static void Count(string label) => Orders.Add(1, new KeyValuePair<string, object?>("order_id", label));
        #pragma warning disable OBS1002
            internal static readonly Counter<long> Odd = Meter.CreateCounter<long>("shop.OddName", "{order}", "Odd ones.");
        #pragma warning restore OBS1002
            [System.Diagnostics.CodeAnalysis.SuppressMessage("ObservabilityLint.Naming", "OBS1002", Justification = "Known.")]
            internal static readonly Counter<long> Excused = Meter.CreateCounter<long>("shop.ExcusedName", "{order}", "Excused ones.");
        }
        """;

    private static string Loud(string space, bool usesGenerator, string? before) => $$"""
        using System.Diagnostics.Metrics;

        namespace {{space}};

        internal sealed class Loud(Meter meter)
        {
            internal readonly Counter<int> Counted = meter.CreateCounter<int>("{{space.ToLowerInvariant()}}.counted");
            internal void Add(string[] names)
            {
                foreach (var name in names) {{before ?? space}}.Telemetry.Count(name);
                {{(usesGenerator ? "meter.CreateCounter<int>(Made.Names.Visits).Add(-1);" : "Counted.Add(-1);")}}
            }
        }
        """;

    private static void WriteGenerator(TemporarySolution solution)
    {
        solution.Write("Generator/Generator.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <ImplicitUsings>disable</ImplicitUsings>
                <IsRoslynComponent>true</IsRoslynComponent>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="4.5.0" PrivateAssets="all" />
                <PackageReference Include="System.Collections.Immutable" Version="6.0.1" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        solution.Write("Generator/NamesGenerator.cs", """
            using Microsoft.CodeAnalysis;

            namespace Generator;

            [Generator]
            public sealed class NamesGenerator : IIncrementalGenerator
            {
                public void Initialize(IncrementalGeneratorInitializationContext context)
                    => context.RegisterPostInitializationOutput(static made => made.AddSource("Names.g.cs", "namespace Made; internal static class Names { public const string Visits = \"shop.VISITS\"; }"));
            }
            """);
    }
}
