namespace ObservabilityLint.Tool.Tests.Harness;

/// <summary>Files of a user, in a folder of its own that goes when the test ends. Nothing of this repository's own settings reaches it.</summary>
internal sealed class TemporarySolution : IDisposable
{
    /// <summary>A console program of the newest framework, without packages.</summary>
    public const string Program = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
        </Project>
        """;

    /// <summary>A library of the newest framework, without packages.</summary>
    public const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
        </Project>
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("obslint-tests-").FullName;

    public TemporarySolution() => Write("Directory.Build.props", "<Project />").Write("Directory.Build.targets", "<Project />").Write(".editorconfig", "root = true\n");

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Writes a file; slashes lead into folders.</summary>
    public TemporarySolution Write(string file, string text)
    {
        var path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Writes a solution file in the newer format that lists projects.</summary>
    public TemporarySolution WriteSolution(string file, params string[] projects)
        => Write(file, $"<Solution>\n{string.Concat(projects.Select(static project => $"  <Project Path=\"{project}\" />\n"))}</Solution>\n");

    public Task<Ended> CheckAsync(params string[] arguments) => Obslint.RunAsync(Folder, ["check", .. arguments]);

    public Task<Ended> FixAsync(params string[] arguments) => Obslint.RunAsync(Folder, ["fix", .. arguments]);

    /// <summary>All files that are the user's own, with their bytes.</summary>
    public IReadOnlyDictionary<string, string> Files()
        => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(Folder, file).Split('/', '\\').Any(static part => part is "obj" or "bin" or ".git"))
            .ToDictionary(file => Path.GetRelativePath(Folder, file), static file => Convert.ToHexString(File.ReadAllBytes(file)));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
