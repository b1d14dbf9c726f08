using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using ObservabilityLint.RuntimeMetrics.Tests.Prometheus;
using ObservabilityLint.Tests.Harness;
using ObservabilityLint.Tests.Package;

namespace ObservabilityLint.RuntimeMetrics.Tests.Package;

/// <summary>The two packages, packed from what the test run has built, and a program that uses nothing else.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Version = "0.0.1-test", Core = "ObservabilityLint.RuntimeMetrics", AspNetCore = Core + ".AspNetCore";

    private static readonly string PrintedVersion = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("runtime-metrics-package-");

    private string Source => Path.Combine(folder.FullName, "source");

    [Fact]
    public async Task Packages_hold_both_builds_with_their_documentation_and_the_readme()
    {
        await PackAsync();
        foreach (var (id, dependencies) in new Dictionary<string, string[]>
        {
            [Core] = ["net8.0 System.Diagnostics.DiagnosticSource", "net8.0 System.IO.Pipelines"],
            // It uses what is internal to the core: no other version will do.
            [AspNetCore] = [$"net10.0 {Core} [{Version}]", $"net8.0 {Core} [{Version}]"],
        })
        {
            await using var package = await ZipFile.OpenReadAsync(Path.Combine(Source, $"{id}.{Version}.nupkg"), TestContext.Current.CancellationToken);
            PackagePage.LeadsToTheRepository(package);
            PackagePage.HasTheReadme(package, "src", Core, "README.md");
            PackagePage.HasSymbolsInItsAssemblies(package);
            Assert.Equal(
                ["README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", $"lib/net8.0/{id}.dll", $"lib/net8.0/{id}.xml"],
                package.Entries.Select(entry => entry.FullName).Where(name => name == "README.md" || name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            await using var nuspec = await package.GetEntry(id + ".nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
            var groups = (await XDocument.LoadAsync(nuspec, LoadOptions.None, TestContext.Current.CancellationToken)).Descendants().Where(element => element.Name.LocalName == "group" && element.Parent!.Name.LocalName == "dependencies");
            Assert.Equal(dependencies, groups.SelectMany(group => group.Elements().Select(dependency => $"{group.Attribute("targetFramework")!.Value} {dependency.Attribute("id")!.Value}{(dependency.Attribute("version")!.Value is ['[', ..] exact ? " " + exact : "")}")).Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The package is referenced as the README says.</summary>
    [Fact]
    public async Task A_program_with_the_packages_alone_writes_and_serves_its_metrics()
    {
        await PackAsync();
        var web = Documentation.Code.First(block => block.Sdk == "Microsoft.NET.Sdk.Web");
        await File.WriteAllTextAsync(PathOf("Consumer.csproj"), $"""
            <Project Sdk="{web.Sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestoreAdditionalProjectSources>{Source}</RestoreAdditionalProjectSources>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                {web.Project!.Text.Trim().Replace(PrintedVersion, Version, StringComparison.Ordinal)}
              </ItemGroup>
            </Project>
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(PathOf("Program.cs"), """
            using ObservabilityLint.RuntimeMetrics;
            using var metrics = RuntimeMetricsBridge.Start(new RuntimeMetricsOptions { Meters = { "Shop.*" } });
            using var stream = new MemoryStream();
            await metrics.WriteAsync(stream, MetricsFormat.OpenMetrics, CancellationToken.None);
            await using var server = await MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"));
            await using var app = WebApplication.CreateSlimBuilder().Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.MapOpenMetrics("/metrics");
            await app.StartAsync();
            using var client = new HttpClient();
            foreach (var text in new[] { System.Text.Encoding.UTF8.GetString(stream.ToArray()), await client.GetStringAsync(server.Address), await client.GetStringAsync(app.Urls.First() + "/metrics") })
                Console.WriteLine("metrics: " + text.Contains("dotnet_gc_pause_time_seconds_total "));
            """, TestContext.Current.CancellationToken);
        var run = (await DotnetAsync("run", "--project", PathOf("Consumer.csproj"))).Succeeded();
        Assert.Equal(3, run.Output.Split('\n').Count(line => line.Trim() == "metrics: True"));
    }

    /// <summary>As it stands, but for the version: the one here is no release.</summary>
    [Fact]
    public async Task Install_line_adds_the_package()
    {
        await PackAsync();
        var line = Assert.Single(ReadmeBlock.In("src/ObservabilityLint.RuntimeMetrics/README.md"), block => block.Language == "sh" && block.Text.Contains(" add ", StringComparison.Ordinal)).Text.Trim().Split(' ');
        await File.WriteAllTextAsync(PathOf("Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RestoreAdditionalProjectSources>{Source}</RestoreAdditionalProjectSources>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """, TestContext.Current.CancellationToken);
        Assert.Equal("dotnet", line[0]);
        (await DotnetAsync([.. line[1..], "--version", Version])).Succeeded();
        var added = XDocument.Load(PathOf("Consumer.csproj")).Descendants("PackageReference").Single();
        Assert.Equal((AspNetCore, Version), (added.Attribute("Include")!.Value, added.Attribute("Version")!.Value));
    }

    /// <summary>What an editor shows of the packages is what their users can call.</summary>
    [Theory]
    [InlineData(typeof(RuntimeMetricsBridge))]
    [InlineData(typeof(MetricsServer))]
    public void Documentation_is_of_public_members(Type of)
    {
        var names = of.Assembly.GetExportedTypes().SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(member => $"{type.FullName}.{(member is ConstructorInfo ? "#ctor" : member.Name)}").Prepend(type.FullName!)).ToHashSet();
        var documented = XDocument.Load(Path.ChangeExtension(of.Assembly.Location, ".xml")).Descendants("member").Select(member => member.Attribute("name")!.Value[2..].Split('(')[0]).ToList();
        Assert.Contains(of.FullName!, documented);
        Assert.Empty(documented.Except(names));
    }

    [Fact]
    public void Readmes_name_the_packages_in_the_version_that_they_have()
    {
        var named = ReadmeBlock.All.Where(block => block.Language == "xml").SelectMany(block => block.Xml.Descendants("PackageReference")).Where(reference => reference.Attribute("Include")!.Value.StartsWith(Core, StringComparison.Ordinal)).ToList();
        Assert.Equal([Core, AspNetCore], named.Select(reference => reference.Attribute("Include")!.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.All(named, reference => Assert.Equal(PrintedVersion, reference.Attribute("Version")!.Value));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task PackAsync()
    {
        var configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (var id in (string[])[Core, AspNetCore])
            (await DotnetAsync("pack", Repository.PathOf("src", id), "--no-build", "--configuration", configuration, "--output", Source, $"-p:PackageVersion={Version}")).Succeeded();
    }

    private string PathOf(string file) => Path.Combine(folder.FullName, file);

    private Task<Outcome> DotnetAsync(params string[] arguments) => Command.DotnetAsync(folder.FullName, new Dictionary<string, string> { ["NUGET_PACKAGES"] = PathOf("packages") }, arguments);
}
