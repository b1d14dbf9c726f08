using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Frameworks;

/// <summary>What only has the same name, in another project of the solution, is somebody else's.</summary>
public class NamesakeTests
{
    private const string Queue = "internal sealed record Job(int Order); static class Jobs { internal static readonly Channel<Job> Queue = Channel.CreateUnbounded<Job>(); internal static void Write(int order) => Queue.Writer.TryWrite(new(order)); }";

    /// <summary>Another program of the solution, or another part of this one, has items of a type of its own.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_item_of_the_same_name_is_no_item_of_this_queue(bool isOfOneProgram)
    {
        var project = TestProject.Create(Markup.Parse(Rules.Context.QueueItemWithoutContextTests.Shop().Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)));
        var solution = With(project, Queue, isOfOneProgram);
        await AssertFixesTheSameAsync(project, solution, new QueueItemWithoutContext());
    }

    /// <summary>A view of another program sees instruments of that program only.</summary>
    [Theory]
    [InlineData(false, "shopOrders")]
    [InlineData(true, "shop_orders")]
    public async Task A_view_follows_an_instrument_of_its_own_program(bool isOfOneProgram, string selected)
    {
        var project = TestProject.Create(Markup.Parse("static class T { static readonly object Orders = meter.CreateCounter<int>(\"shopOrders\"); }"));
        var solution = With(project, "static class Setup { static void Add(MeterProviderBuilder b) => b.AddView(\"shopOrders\", MetricStreamConfiguration.Drop); }", isOfOneProgram);
        var repaired = await AssertFixesTheSameAsync(project, solution, new MetricNameCasing());
        Assert.Contains($"AddView(\"{selected}\"", await TestProject.TextOfAsync(repaired.Projects.Single(other => other.Name == "Other")), StringComparison.Ordinal);
    }

    private static async Task<Solution> AssertFixesTheSameAsync(Project alone, Solution together, ObservabilityLint.Rules.Rule rule)
    {
        var expected = await FixRunner.OneByOneAsync(alone, rule);
        Assert.NotEqual(await TestProject.TextOfAsync(alone), await TestProject.TextOfAsync(expected));
        var repaired = await FixRunner.OneByOneAsync(together.GetProject(alone.Id)!, rule);
        Assert.Equal(await TestProject.TextOfAsync(expected), await TestProject.TextOfAsync(repaired));
        return repaired.Solution;
    }

    /// <summary>Another project; and, where both are parts of one program, a third one that builds on them.</summary>
    private static Solution With(Project project, string other, bool isOfOneProgram)
    {
        var id = ProjectId.CreateNewId();
        var solution = Add(project, project.Solution, id, "Other", []);
        solution = solution.AddDocument(DocumentId.CreateNewId(id), "Other.cs", other, filePath: "/other/Other.cs").AddDocument(DocumentId.CreateNewId(id), Snippet.UsingsFile, Snippet.Usings, filePath: "/other/Usings.cs");
        return isOfOneProgram ? Add(project, solution, ProjectId.CreateNewId(), "App", [project.Id, id]) : solution;
    }

    private static Solution Add(Project like, Solution solution, ProjectId id, string name, IEnumerable<ProjectId> references)
        => solution.AddProject(ProjectInfo.Create(id, VersionStamp.Default, name, name, LanguageNames.CSharp, compilationOptions: like.CompilationOptions, parseOptions: like.ParseOptions,
            projectReferences: references.Select(reference => new ProjectReference(reference)), metadataReferences: like.MetadataReferences));
}
