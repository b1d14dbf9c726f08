using System.Runtime.CompilerServices;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Fixing;

/// <summary>The tool makes of the sample, byte for byte, what <c>dotnet format analyzers</c> makes of it with the package's own fixes.</summary>
public class SameAsFormatTests
{
    [Fact]
    public async Task On_the_sample()
    {
        using var ours = Sample();
        using var theirs = Sample();
        var ended = await ours.FixAsync("--restore", "--renames", "obj/renames.json");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        await Shell.RunAsync(theirs.Folder, "dotnet", "restore");
        // One pass of it a rule; what one rule's fix bares to another needs the next.
        for (var pass = 0; pass < 2 && !theirs.Files().OrderBy(static file => file.Key).SequenceEqual(ours.Files().OrderBy(static file => file.Key)); pass++)
        {
            var formatted = await Shell.RunAsync(theirs.Folder, "dotnet", ["format", "analyzers", "--no-restore", "--severity", "info", "--diagnostics", .. RuleChoice.Descriptors.Select(static rule => rule.Id)]);
            Assert.True(formatted.Code == 0, formatted.ToString());
        }
        Assert.Equal(theirs.Files(), ours.Files());
        Assert.NotEqual(Sources()["ShopMetrics.cs"], ours.Read("ShopMetrics.cs"));
    }

    private static TemporarySolution Sample()
    {
        var solution = new TemporarySolution().Write("Shop.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <EnableNETAnalyzers>false</EnableNETAnalyzers>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="prometheus-net" Version="8.2.1" />
                <PackageReference Include="prometheus-net.AspNetCore" Version="8.2.1" />
                <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "ObservabilityLint.dll")}" />
                <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "ObservabilityLint.Fixes.dll")}" />
              </ItemGroup>
            </Project>
            """);
        foreach (var (name, text) in Sources()) solution.Write(name, text);
        return solution;
    }

    private static Dictionary<string, string> Sources([CallerFilePath] string here = "")
        => Directory.EnumerateFiles(Path.GetFullPath("../../../samples/Shop.Prometheus", Path.GetDirectoryName(here)!), "*.cs").ToDictionary(static file => Path.GetFileName(file), File.ReadAllText);
}
