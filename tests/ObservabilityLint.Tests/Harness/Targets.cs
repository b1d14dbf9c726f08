using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Tests.Harness;

/// <summary>Solutions in which two projects compile the same files, as a workspace shows a project with several target frameworks, or a file that is linked into two projects.</summary>
public static class Targets
{
    /// <summary>Defined in the newer of the two frameworks only.</summary>
    public const string Symbol = "NET10_0_OR_GREATER";

    /// <summary>The project as the newer framework compiles it.</summary>
    public static Project Newer(Project project)
        => project.Solution.WithProjectName(project.Id, "Shop(net10.0)").WithProjectFilePath(project.Id, "/test/Shop.csproj")
            .WithProjectParseOptions(project.Id, ((CSharpParseOptions)project.ParseOptions!).WithPreprocessorSymbols(Symbol)).GetProject(project.Id)!;

    /// <summary>Together with the older framework of the same project file.</summary>
    public static Solution OfFrameworks(Project newer) => WithTwin(newer, "Shop(net8.0)", newer.FilePath!);

    /// <summary>Together with another project that links all of its files.</summary>
    public static Solution OfLinkedFiles(Project project) => WithTwin(project, "Depot", "/depot/Depot.csproj");

    /// <summary>The text under <c>#if</c>, for the newer framework only.</summary>
    public static string Conditional(string text) => $"#if {Symbol}\n{text}\n#endif\n";

    /// <summary>The text with each statement that only calls or assigns something, and has its lines for itself, under <c>#if</c>.</summary>
    public static string WithConditionalCalls(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, Snippet.ParseOptions);
        var lines = tree.GetText().Lines;
        foreach (var statement in tree.GetRoot().DescendantNodes(node => node is not ExpressionStatementSyntax).OfType<ExpressionStatementSyntax>().Where(statement => statement.Parent is BlockSyntax).Reverse())
        {
            var (start, end) = (lines.GetLineFromPosition(statement.SpanStart), lines.GetLineFromPosition(statement.Span.End));
            if (string.IsNullOrWhiteSpace(text[start.Start..statement.SpanStart]) && string.IsNullOrWhiteSpace(text[statement.Span.End..end.End]))
                text = text.Insert(end.End, "\n#endif").Insert(start.Start, $"#if {Symbol}\n");
        }
        return text;
    }

    private static Solution WithTwin(Project project, string name, string path)
    {
        var id = ProjectId.CreateNewId();
        var solution = project.Solution.AddProject(ProjectInfo.Create(id, VersionStamp.Default, name, project.AssemblyName, LanguageNames.CSharp, path, metadataReferences: project.MetadataReferences))
            .WithProjectParseOptions(id, ((CSharpParseOptions)project.ParseOptions!).WithPreprocessorSymbols(ImmutableArray<string>.Empty))
            .WithProjectCompilationOptions(id, project.CompilationOptions!);
        foreach (var document in project.Documents)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), document.Name, document.GetTextAsync().Result, filePath: document.FilePath);
        foreach (var config in project.AnalyzerConfigDocuments)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), config.Name, config.GetTextAsync().Result, filePath: config.FilePath);
        return solution;
    }
}
