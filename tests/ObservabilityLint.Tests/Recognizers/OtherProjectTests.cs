using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>In an IDE a referenced project is source, but of another compilation.</summary>
public class OtherProjectTests
{
    [Fact]
    public async Task A_constant_of_another_project_is_read_and_renamed_there()
    {
        var (user, names) = WithReference(
            """class Use { object c = Prometheus.Metrics.CreateCounter(Names.Orders, "Orders placed."); }""",
            """public static class Names { public const string Orders = "shop_orders"; }""");

        var diagnostic = Assert.Single(await TestProject.DiagnosticsAsync(user, new CounterWithoutTotal()));
        var action = await FixRunner.FirstActionAsync(user, diagnostic);
        var renamed = await FixRunner.ApplyAsync(user, action!);

        var text = await renamed.Solution.GetDocument(names)!.GetTextAsync(TestContext.Current.CancellationToken);
        Assert.Equal("""public static class Names { public const string Orders = "shop_orders_total"; }""", text.ToString());
        Assert.Empty(await TestProject.DiagnosticsAsync(renamed, new CounterWithoutTotal()));
    }

    [Fact]
    public async Task A_static_readonly_array_of_another_project_is_unknown()
    {
        var (user, _) = WithReference(
            """class Use { object c = Prometheus.Metrics.CreateCounter("shop_orders", "Orders placed.", Names.Labels); }""",
            """public static class Names { public static readonly string[] Labels = ["kind"]; }""");
        Assert.Single(await TestProject.DiagnosticsAsync(user, new CounterWithoutTotal()));
    }

    private static (Project User, DocumentId Referenced) WithReference(string user, string referenced)
    {
        var project = TestProject.Create([("Use.cs", user)]);
        var id = ProjectId.CreateNewId();
        var document = DocumentId.CreateNewId(id);
        var solution = project.Solution
            .AddProject(id, "Names", "Names", LanguageNames.CSharp)
            .WithProjectCompilationOptions(id, project.CompilationOptions!)
            .WithProjectMetadataReferences(id, TestProject.AllReferences)
            .AddDocument(document, "Names.cs", SourceText.From(referenced), filePath: "/names/Names.cs")
            .AddProjectReference(project.Id, new ProjectReference(id));
        return (solution.GetProject(project.Id)!, document);
    }
}
