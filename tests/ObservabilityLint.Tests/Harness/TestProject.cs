using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Tests.Harness;

/// <summary>A project in memory, against the running framework and the real telemetry packages.</summary>
public static class TestProject
{
    private static readonly ImmutableArray<string> PlatformAssemblies =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).ToImmutableArray();

    /// <summary>Everything the test process itself runs on, telemetry libraries included.</summary>
    public static ImmutableArray<MetadataReference> AllReferences { get; } = References(_ => true);

    /// <summary>The framework alone, without any telemetry package.</summary>
    public static ImmutableArray<MetadataReference> FrameworkReferences { get; } =
        References(path => !Path.GetFileName(path).StartsWith("OpenTelemetry", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("Prometheus", StringComparison.Ordinal));

    /// <summary>Where the files of a test are.</summary>
    public const string Folder = "/test/";

    public static CSharpCompilationOptions CompilationOptions { get; } = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    /// <summary>The same without ASP.NET Core, whose requests have spans wherever tracing is set up.</summary>
    public static ImmutableArray<MetadataReference> ReferencesWithoutTracing { get; } = FrameworkReferences.RemoveAll(reference => reference.Display!.Contains("Microsoft.AspNetCore", StringComparison.Ordinal));

    public static Project Create(IEnumerable<(string Name, string Text)> files, IEnumerable<string>? options = null, IEnumerable<MetadataReference>? references = null, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution
            .AddProject(id, "Test", "Test", LanguageNames.CSharp)
            .WithProjectMetadataReferences(id, references ?? AllReferences)
            .WithProjectParseOptions(id, Snippet.ParseOptions)
            .WithProjectCompilationOptions(id, CompilationOptions.WithOutputKind(kind));
        foreach (var (name, text) in files)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), name, SourceText.From(text), filePath: Folder + name);
        if (options != null)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".editorconfig", SourceText.From(EditorConfig(options)), filePath: Folder + ".editorconfig");
        return solution.GetProject(id)!;
    }

    /// <summary>The files of a test, with the usings that every snippet may count on.</summary>
    public static Project Create(Markup markup, IEnumerable<string>? options = null)
        => Create(markup.Files.Add((Snippet.UsingsFile, Snippet.Usings)), options, kind: KindOf(markup));

    public static OutputKind KindOf(Markup markup)
        => markup.Files.Any(file => Snippet.HasTopLevelStatements(file.Text)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;

    public static string EditorConfig(IEnumerable<string> options) => "root = true\n[*]\n" + string.Join("\n", options) + "\n";

    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project, params DiagnosticAnalyzer[] analyzers)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var enabled = compilation.Options.WithSpecificDiagnosticOptions(analyzers.SelectMany(a => a.SupportedDiagnostics).Where(d => !d.IsEnabledByDefault)
            .ToImmutableDictionary(d => d.Id, _ => ReportDiagnostic.Warn));
        var found = await compilation.WithOptions(enabled).WithAnalyzers([.. analyzers], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        // AD0001 is how the compiler reports a crash of an analyzer.
        if (found.FirstOrDefault(d => d.Id == "AD0001") is { } crash) Assert.Fail($"{crash}\n{crash.Descriptor.Description}\n{await TextOfAsync(project)}");
        return [.. found.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>The project in the language of .NET Framework and of netstandard2.0, without the usings that every snippet may count on.</summary>
    public static Project InCSharp7(string file) => Create([("C.cs", file)])
        .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp7_3)).WithCompilationOptions(CompilationOptions.WithNullableContextOptions(NullableContextOptions.Disable));

    public static async Task AssertCompilesAsync(Project project)
    {
        var errors = (await project.GetCompilationAsync())!.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), "The code does not compile:\n" + string.Join("\n", errors) + "\n" + await TextOfAsync(project));
    }

    public static async Task<string> TextOfAsync(Project project)
    {
        var texts = new List<string>();
        foreach (var document in project.Documents.Where(d => d.Name != Snippet.UsingsFile).OrderBy(d => d.Name, StringComparer.Ordinal))
            texts.Add($"=== {document.Name}\n{await document.GetTextAsync()}");
        return string.Join("\n", texts);
    }

    private static ImmutableArray<MetadataReference> References(Func<string, bool> include)
        => [.. PlatformAssemblies.Where(path => path.EndsWith(".dll", StringComparison.Ordinal) && include(path)).Select(path => MetadataReference.CreateFromFile(path))];
}
