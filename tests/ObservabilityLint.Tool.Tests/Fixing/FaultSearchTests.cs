using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Fixing;

namespace ObservabilityLint.Tool.Tests.Fixing;

/// <summary>Changes that do not compile are found among those that do.</summary>
public class FaultSearchTests
{
    private const int Files = 20;

    [Fact]
    public async Task Finds_those_at_fault_and_no_others()
    {
        var solution = Solution();
        var project = solution.ProjectIds[0];
        var changes = solution.Projects.Single().Documents.Select((document, i) => Change(document, i is 3 or 11 ? "missing" : "2")).ToList();
        // Two that compile one by one, and not together.
        changes.Add(Adds(solution, "File5.cs", "class Twice;"));
        changes.Add(Adds(solution, "File7.cs", "class Twice;"));
        var broken = await BrokenAsync(solution, await MergedChanges.ApplyAsync(solution, changes, TestContext.Current.CancellationToken));
        Assert.Equal(3, broken[project].New.Length);
        var found = await new FaultSearch(solution, broken).AmongAsync(changes, TestContext.Current.CancellationToken);
        var kept = changes.Except(found.Select(static fault => fault.Change)).ToList();
        Assert.Equal(Files - 1, kept.Count);
        Assert.Empty(await BrokenAsync(solution, await MergedChanges.ApplyAsync(solution, kept, TestContext.Current.CancellationToken)));
        Assert.Equal(["CS0101", "CS0103", "CS0103"], found.Select(static fault => fault.Error.Id).Order());
    }

    [Fact]
    public async Task Sees_what_breaks_in_a_file_that_nobody_edits()
    {
        const string body = "class User { int M() => Holder.Held; int Own() => missing; }";
        var solution = Solution();
        var (shop, user) = (solution.ProjectIds[0], ProjectId.CreateNewId());
        solution = solution.AddDocument(DocumentId.CreateNewId(shop), "Holder.cs", SourceText.From("public class Holder { public static int Held = 1; }"), filePath: "/src/Holder.cs")
            .AddProject(user, "User", "User", LanguageNames.CSharp).WithProjectMetadataReferences(user, solution.Projects.Single().MetadataReferences).AddProjectReference(user, new ProjectReference(shop))
            .WithProjectCompilationOptions(user, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddDocument(DocumentId.CreateNewId(user), "User.cs", SourceText.From(body), filePath: "/src/User.cs");
        var holder = solution.GetProject(shop)!.Documents.Single(static document => document.Name == "Holder.cs");

        var wider = holder.Project.Solution.WithDocumentText(holder.Id, SourceText.From("public class Holder { public static long Held = 1; }"));
        var (id, errors) = Assert.Single(await BrokenAsync(solution, wider));
        // What did not compile before is nobody's fault.
        Assert.Equal((user, "CS0266"), (id, Assert.Single(errors.New).Id));
        var same = solution.WithDocumentText(holder.Id, SourceText.From("public class Holder { public static int Held = 2; }"));
        Assert.Empty(await BrokenAsync(solution, same));
    }

    private static Task<IReadOnlyDictionary<ProjectId, NewErrors>> BrokenAsync(Solution before, Solution after) => new CompileComparison(before, after).RunAsync(before.ProjectIds, TestContext.Current.CancellationToken);

    private static Solution Solution()
    {
        var id = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace().CurrentSolution.AddProject(id, "Shop", "Shop", LanguageNames.CSharp)
            .WithProjectMetadataReferences(id, [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)])
            .WithProjectCompilationOptions(id, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        for (var i = 0; i < Files; i++) solution = solution.AddDocument(DocumentId.CreateNewId(id), $"File{i}.cs", SourceText.From($"class C{i} {{ int f = 1;{(i == 9 ? " Gone g;" : "")} }}"), filePath: $"/src/File{i}.cs");
        return solution;
    }

    private static Suggestion Change(Document document, string value)
    {
        var edits = new SolutionEdits();
        edits.Add(document.Id, new TextSpan($"class {Path.ChangeExtension(document.Name, null)!.Replace("File", "C")} {{ int f = ".Length, 1), value);
        return new Suggestion(Finding, new Proposal("Change", edits));
    }

    private static Suggestion Adds(Solution solution, string file, string text)
    {
        var edits = new SolutionEdits();
        edits.Add(solution.Projects.Single().Documents.Single(document => document.Name == file).Id, new TextSpan(0, 0), text);
        return new Suggestion(Finding, new Proposal("Add", edits));
    }

    private static Diagnostic Finding { get; } = Diagnostic.Create(RuleChoice.Descriptors[0], Location.None);
}
