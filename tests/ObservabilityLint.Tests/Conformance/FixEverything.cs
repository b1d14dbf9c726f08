using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Rules;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>The manual's bad snippets, repaired together: every way to fix all gives one text, which compiles, and which no fix wants to change again.</summary>
public class FixEverything
{
    private static readonly ImmutableArray<Rule> Fixable = [.. RuleCatalog.All.Where(rule => FixRunner.FixOf(RuleCatalog.IdOf(rule)) != null)];

    /// <summary>One snippet, one project, with the options of its section.</summary>
    [Fact]
    public async Task In_a_solution_of_many_projects()
    {
        var solution = Solution();
        await AssertCompilesAsync(solution);
        var expected = await OneByOneAsync(solution);
        await AssertCompilesAsync(expected);
        await AssertSameAsync(expected, await FixRunner.AllAsync(expected, FixAllScope.Solution, [.. Fixable]));
        // Document by document is held below, where a project has many.
        foreach (var scope in (FixAllScope[])[FixAllScope.Project, FixAllScope.Solution])
            await AssertSameAsync(expected, await FixRunner.AllAsync(solution, scope, [.. Fixable]));
        await AssertSameAsync(expected, await FixRunner.AllAsync(solution, FixAllScope.Solution, [.. Fixable.Reverse()]));
    }

    /// <summary>The same snippets as the files of a few projects.</summary>
    [Fact]
    public async Task In_projects_of_many_files()
    {
        var solution = FewProjects();
        await AssertCompilesAsync(solution);
        var expected = await OneByOneAsync(solution);
        await AssertCompilesAsync(expected);
        await AssertSameAsync(expected, await FixRunner.AllAsync(expected, FixAllScope.Solution, [.. Fixable]));
        foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
            await AssertSameAsync(expected, await FixRunner.AllAsync(solution, scope, [.. Fixable]));
    }

    private static async Task<Solution> OneByOneAsync(Solution solution)
    {
        foreach (var id in solution.ProjectIds)
            solution = (await FixRunner.UnattendedAsync(solution.GetProject(id)!, [.. Fixable])).Solution;
        return solution;
    }

    private static Solution Solution()
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        foreach (var (example, options, number) in Examples())
        {
            var markup = Markup.Parse(Own(example.Bad, number));
            var project = TestProject.Create([.. markup.Files, (Snippet.UsingsFile, Own(Snippet.Usings, number))], options.Select(option => Own(option, number)), kind: TestProject.KindOf(markup));
            solution = Add(solution, project, $"Shop{number}");
        }
        return solution;
    }

    /// <summary>One by one the work grows with the square of a project's files: twenty are many enough.</summary>
    private static Solution FewProjects()
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        foreach (var (files, number) in FilesOfOneClass().Chunk(20).Select(static (files, number) => (files, number)))
            solution = Add(solution, TestProject.Create([(Snippet.UsingsFile, Snippet.Usings), .. files]), $"Shops{number}");
        return solution;
    }

    /// <summary>Statements at the top level, types of one name, and other options cannot share a project.</summary>
    private static IEnumerable<(string Name, string Text)> FilesOfOneClass()
        => from example in Examples()
           where example.Options.IsEmpty
           let files = Markup.Parse(Own(example.Example.Bad, example.Number)).Files
           where files.All(static file => file.Text.StartsWith("static partial class Test", StringComparison.Ordinal))
           from file in files
           select (example.Number + file.Name, file.Text.Replace("partial class Test", $"partial class Test{example.Number}", StringComparison.Ordinal));

    private static Solution Add(Solution solution, Project project, string name)
    {
        var id = ProjectId.CreateNewId();
        solution = solution.AddProject(id, name, name, LanguageNames.CSharp)
            .WithProjectMetadataReferences(id, project.MetadataReferences)
            .WithProjectParseOptions(id, project.ParseOptions!)
            .WithProjectCompilationOptions(id, project.CompilationOptions!);
        foreach (var document in project.Documents)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), document.Name, document.GetTextAsync().Result, filePath: $"/test/{name}/{document.Name}");
        foreach (var config in project.AnalyzerConfigDocuments)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), config.Name, config.GetTextAsync().Result, filePath: $"/test/{name}/{config.Name}");
        return solution;
    }

    /// <summary>The snippets all speak of a shop. Each gets one of its own: two declarations of one name are one metric, which no fix may tear apart.</summary>
    private static string Own(string text, int number)
    {
        var ending = "" + (char)('a' + number / 26) + (char)('a' + number % 26);
        return text.Replace("shop", "shop" + ending, StringComparison.Ordinal).Replace("Shop", "Shop" + ending, StringComparison.Ordinal).Replace("SHOP", "SHOP" + ending.ToUpperInvariant(), StringComparison.Ordinal);
    }

    private static IEnumerable<(Example Example, ImmutableArray<string> Options, int Number)> Examples()
        => Manual.Sections.SelectMany(section => section.Examples.Where(example => !example.IsOptions).Select(example => (example, section.Options)))
            .Select((pair, number) => (pair.example, pair.Options, number));

    private static async Task AssertCompilesAsync(Solution solution)
    {
        foreach (var project in solution.Projects) await TestProject.AssertCompilesAsync(project);
    }

    private static async Task AssertSameAsync(Solution expected, Solution actual)
    {
        foreach (var project in expected.Projects)
            Assert.Equal(await TestProject.TextOfAsync(project), await TestProject.TextOfAsync(actual.GetProject(project.Id)!));
    }
}
