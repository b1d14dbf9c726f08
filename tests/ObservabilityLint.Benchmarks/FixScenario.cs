using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Benchmarks;

/// <summary>A solution as fixes meet it: services that know nothing of each other, and a library that all of them reference. Each service has ordinary files, and one full of findings.</summary>
public static class FixScenario
{
    private const int FilesInService = 10;

    /// <param name="projects">How many, the library among them.</param>
    /// <param name="references">What all of them reference.</param>
    public static Solution Create(int projects, IEnumerable<MetadataReference> references)
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        var metadata = references.ToList();
        var library = Add(ref solution, "Shared", OutputKind.DynamicallyLinkedLibrary, metadata, [FaultyFile.Shared]);
        for (var service = 1; service < projects; service++)
        {
            var files = Enumerable.Range(service * FilesInService, FilesInService).Select(number => SourceFile.Generate(number, hasTelemetry: true));
            var id = Add(ref solution, "Service" + service.ToString(CultureInfo.InvariantCulture), OutputKind.ConsoleApplication, metadata, [SourceFile.Wrappers, FaultyFile.Generate(service), "return;", .. files]);
            solution = solution.AddProjectReference(id, new ProjectReference(library));
        }
        return solution;
    }

    private static ProjectId Add(ref Solution solution, string name, OutputKind kind, IEnumerable<MetadataReference> references, IEnumerable<string> files)
    {
        var id = ProjectId.CreateNewId();
        solution = solution.AddProject(id, name, name, LanguageNames.CSharp)
            .WithProjectMetadataReferences(id, references)
            .WithProjectCompilationOptions(id, new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        foreach (var (text, number) in files.Select((text, number) => (text, number)))
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"File{number}.cs", SourceText.From(text), filePath: $"/src/{name}/File{number}.cs");
        return id;
    }
}
