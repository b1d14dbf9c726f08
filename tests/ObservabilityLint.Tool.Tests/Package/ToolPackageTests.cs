using System.Reflection;
using System.Text.Json;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Package;

/// <summary>The tool as NuGet gives it: packed, installed into a folder and run.</summary>
public class ToolPackageTests
{
    private const string Version = "0.0.1-test";

    [Fact]
    public async Task Is_installed_from_its_package_and_checks_a_project()
    {
        var configuration = typeof(ToolPackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library)
            .Write("Telemetry.cs", """class Telemetry { readonly object orders = new System.Diagnostics.Metrics.Meter("Shop").CreateCounter<long>("shop.Orders", "{order}", "Orders."); }""");
        var packed = await Shell.RunAsync(Sources.Root, "dotnet", "pack", "src/ObservabilityLint.Tool", "--no-build", "--configuration", configuration, "--output", solution.PathOf("source"), $"-p:PackageVersion={Version}", "-v:q");
        Assert.True(packed.Code == 0, packed.ToString());
        // Not the user's own tools, and not the packages of other builds.
        var installed = await Shell.RunAsync(solution.Folder, "dotnet", "tool", "install", "ObservabilityLint.Tool", "--tool-path", "tools", "--add-source", solution.PathOf("source"), "--version", Version);
        Assert.True(installed.Code == 0, installed.ToString());

        var ended = await Shell.RunAsync(solution.Folder, solution.PathOf(Path.Combine("tools", "obslint")), "check", "Shop.csproj", "--restore");
        Assert.True(ended.Code == ExitCode.Findings, ended.ToString());
        Assert.Contains("Telemetry.cs(1,", ended.Output);
        Assert.Contains("OBS1002", ended.Output);
    }

    /// <summary>To make them all takes minutes: here only what would be made.</summary>
    [Theory]
    [InlineData("linux-x64", true)]
    [InlineData("any", false)]
    public async Task Platforms_have_packages_with_machine_code_and_all_others_one_without(string platform, bool hasMachineCode)
    {
        var evaluated = await Shell.RunAsync(Sources.Root, "dotnet", "msbuild", "src/ObservabilityLint.Tool", "-p:PlatformPackages=true", $"-p:RuntimeIdentifier={platform}", "-getProperty:RuntimeIdentifiers,PublishReadyToRun,SelfContained,PackAsTool");
        Assert.True(evaluated.Code == 0, evaluated.ToString());
        var properties = JsonDocument.Parse(evaluated.Output).RootElement.GetProperty("Properties");
        Assert.Contains(platform, properties.GetProperty("RuntimeIdentifiers").GetString()!.Split(';'));
        Assert.Equal(hasMachineCode ? "true" : "", properties.GetProperty("PublishReadyToRun").GetString());
        Assert.Equal("false", properties.GetProperty("SelfContained").GetString());
        Assert.Equal("true", properties.GetProperty("PackAsTool").GetString());
    }
}
