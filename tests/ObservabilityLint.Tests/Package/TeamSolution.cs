using System.Xml.Linq;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>
/// The solution of a team that has lived without us: versions in one file, warnings that are errors, a library with two target frameworks that a program needs, tests beside the program and in a project of their own.
/// There is a faulty name in each of them.
/// </summary>
public sealed class TeamSolution
{
    private readonly PackedPackage package;
    private readonly string folder;

    public TeamSolution(PackedPackage package)
    {
        (this.package, folder) = (package, package.NewFolder("Shop"));
        var version = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion").Single(line => line.Attribute("Include")!.Value == "prometheus-net").Attribute("Version")!.Value;
        Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="prometheus-net" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
        // What the feed has or warns of is no subject of these tests.
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NoWarn>$(NoWarn);NU1603</NoWarn>
                <NuGetAudit>false</NuGetAudit>
                <RestoreAdditionalProjectSources>{package.Source}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="prometheus-net" />
              </ItemGroup>
            </Project>
            """);
        Write(".editorconfig", "root = true\n[*.cs]\nindent_size = 4\n");
        Write("Shop.slnx", $"<Solution>{string.Concat(new[] { "src/Shop.Shared", "src/Shop.Web", "tests/Shop.Tests" }.Select(path => $"<Project Path=\"{path}/{Path.GetFileName(path)}.csproj\" />"))}</Solution>");
        Write("src/Shop.Shared/Shop.Shared.csproj", ProjectOf("<TargetFrameworks>net10.0;net8.0</TargetFrameworks>"));
        Write("src/Shop.Web/Shop.Web.csproj", ProjectOf("<TargetFramework>net10.0</TargetFramework>", "../Shop.Shared/Shop.Shared.csproj"));
        Write("tests/Shop.Tests/Shop.Tests.csproj", ProjectOf("<TargetFramework>net10.0</TargetFramework>", "../../src/Shop.Web/Shop.Web.csproj"));
        WriteCounter("src/Shop.Shared/Logins.cs", "shop-logins-total");
        WriteCounter("src/Shop.Web/Orders.cs", "shop_orders");
        WriteCounter("src/Shop.Web/Tests/OrdersTests.cs", "shop-tested-orders-total");
        WriteCounter("tests/Shop.Tests/LoginsTests.cs", "shop-tested-logins-total");
    }

    public string PathOf(string file) => Path.Combine(folder, file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    public void WriteCounter(string file, string metric) => Write(file,
        $"public static class {Path.GetFileNameWithoutExtension(file)}\n{{\n    public static readonly Prometheus.Counter Count = Prometheus.Metrics.CreateCounter(\"{metric}\", \"How many.\");\n}}\n");

    /// <summary>Adds what a snippet shows to the file that it names: as its text, or in its project element.</summary>
    public void Add(string file, string snippet)
    {
        if (Path.GetExtension(file) is ".editorconfig")
        {
            File.AppendAllText(PathOf(file), snippet);
            return;
        }
        if (Path.GetExtension(file) is not (".props" or ".targets" or ".csproj") || XElement.Parse(snippet).Name == "Project")
        {
            Write(file, snippet);
            return;
        }
        var project = File.Exists(PathOf(file)) ? XDocument.Load(PathOf(file)) : new XDocument(new XElement("Project"));
        var element = XElement.Parse(snippet);
        project.Root!.Add(element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal) ? new XElement("ItemGroup", element) : element);
        project.Save(PathOf(file));
    }

    public Task<Outcome> DotnetAsync(params string[] arguments) => Command.DotnetAsync(folder, package.Environment, arguments);

    /// <summary>Runs the lines of a script as a user's shell would, and stops at the first that fails.</summary>
    public Task<Outcome> ShellAsync(string script)
    {
        var path = string.Join(Path.PathSeparator, Path.GetDirectoryName(Command.Dotnet), Environment.GetEnvironmentVariable("PATH"));
        return Command.RunAsync(Command.Start("sh", folder, new Dictionary<string, string>(package.Environment) { ["PATH"] = path }, ["-e", "-c", script]), input: null);
    }

    private static string ProjectOf(string frameworks, string? reference = null)
        => $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>{frameworks}</PropertyGroup>{(reference is null ? "" : $"<ItemGroup><ProjectReference Include=\"{reference}\" /></ItemGroup>")}</Project>";
}
