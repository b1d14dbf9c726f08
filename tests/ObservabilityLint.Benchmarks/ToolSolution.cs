using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Benchmarks;

/// <summary>
/// A solution on disk as <c>obslint</c> meets it: services with ordinary files and one full of findings each, and a library that all of them reference.
/// No service refers to another one: <c>dotnet format</c> walks chains of references again and again, and would not come to an end.
/// </summary>
internal sealed class ToolSolution : IDisposable
{
    /// <summary>What a service has besides its ordinary files: the wrappers, the findings, the program.</summary>
    private const int OwnFiles = 3;

    /// <summary>Turns the rules on in a build and in <c>dotnet format</c>, as a reference to the package does.</summary>
    public const string RulesProperty = "WithRules";

    private readonly Dictionary<string, string> sources = new(StringComparer.Ordinal);

    /// <param name="projects">How many, the library among them.</param>
    /// <param name="files">How many each service has.</param>
    public ToolSolution(int projects, int files)
    {
        var names = new List<string> { "Shared" };
        AddProject("Shared", "<OutputType>Library</OutputType>", "", [FaultyFile.Shared]);
        for (var service = 1; service < projects; service++)
        {
            var ordinary = Enumerable.Range(service * files, Math.Max(0, files - OwnFiles)).Select(number => SourceFile.Generate(number, hasTelemetry: number % 4 == 0));
            var name = "Service" + service.ToString(CultureInfo.InvariantCulture);
            names.Add(name);
            AddProject(name, "<OutputType>Exe</OutputType>", """<ProjectReference Include="../Shared/Shared.csproj" />""", [SourceFile.Wrappers, FaultyFile.Generate(service), "return;\n", .. ordinary]);
        }
        Write("All.slnx", $"<Solution>\n{string.Concat(names.Select(name => $"  <Project Path=\"{name}/{name}.csproj\" />\n"))}</Solution>\n");
        // An error would keep what depends on the project from being built.
        Write(".editorconfig", $"root = true\n[*.cs]\n{string.Concat(AnalyzerSet.Descriptors.Where(static rule => rule.DefaultSeverity == DiagnosticSeverity.Error).Select(static rule => $"dotnet_diagnostic.{rule.Id}.severity = warning\n"))}");
        Write("Directory.Build.targets", "<Project />\n");
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <EnableNETAnalyzers>false</EnableNETAnalyzers>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="Prometheus.NetStandard" HintPath="{Path.Combine(AppContext.BaseDirectory, "Prometheus.NetStandard.dll")}" />
              </ItemGroup>
              <ItemGroup Condition="'$({RulesProperty})' == 'true'">
                <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "ObservabilityLint.dll")}" />
                <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "ObservabilityLint.Fixes.dll")}" />
              </ItemGroup>
            </Project>
            """);
        WriteSources();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("obslint-benchmark-").FullName;

    public int Files => sources.Count;

    /// <summary>Brings all code back to what it was at first.</summary>
    public void WriteSources()
    {
        foreach (var (file, text) in sources) Write(file, text);
    }

    /// <summary>The code as it is now.</summary>
    public Dictionary<string, string> ReadSources() => sources.Keys.ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Folder, file)), StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void AddProject(string name, string property, string reference, IEnumerable<string> files)
    {
        Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>{property}</PropertyGroup>
              <ItemGroup>{reference}</ItemGroup>
            </Project>
            """);
        foreach (var (number, text) in files.Index()) sources.Add(string.Create(CultureInfo.InvariantCulture, $"{name}/File{number}.cs"), text);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, Encoding.UTF8);
    }
}
