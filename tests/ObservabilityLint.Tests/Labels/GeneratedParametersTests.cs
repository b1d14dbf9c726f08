using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Labels;

/// <summary>Labels of the source generator, which makes a method of them with a parameter for each: renamed, with the real generator at work.</summary>
public class GeneratedParametersTests
{
    private const string Start = "using Microsoft.Extensions.Diagnostics.Metrics;\nnamespace Mine;\n";

    [Theory]
    [InlineData("[Histogram<double>(\"requestName\")]", "x.Record(1, requestName: \"a\"); x.Record(requestName: null, value: 2); x.Record(3, \"b\");", "[Histogram<double>(\"request_name\")]", "x.Record(1, request_name: \"a\"); x.Record(request_name: null, value: 2); x.Record(3, \"b\");")]
    [InlineData("[Counter(\"region\", \"orderKind\")]", "x.Add(1, orderKind: 2, region: \"eu\");", "[Counter(\"region\", \"order_kind\")]", "x.Add(1, order_kind: 2, region: \"eu\");")]
    [InlineData("[Counter(\"Order.Kind\")]", "x.Add(1, Order_Kind: 2); Log(Order_Kind: 3);", "[Counter(\"order.kind\")]", "x.Add(1, order_kind: 2); Log(Order_Kind: 3);")]
    [InlineData("[Counter(\"order-kind\")]", "x.Add(1, order_kind: 2);", "[Counter(\"order_kind\")]", "x.Add(1, order_kind: 2);")]
    public async Task Calls_that_name_the_parameter_follow(string attribute, string use, string newAttribute, string newUse)
    {
        var fixedProject = await FixedAsync(new LabelNameCasing(), attribute, use);
        Assert.Equal(await TestProject.TextOfAsync(ProjectOf(newAttribute, newUse)), await TestProject.TextOfAsync(fixedProject));
        await TestProject.AssertCompilesAsync(fixedProject);
    }

    /// <summary>The generated code would not compile, or would mean another parameter; the names of a type's members are not written as labels at all.</summary>
    [Theory]
    [InlineData("[Counter(\"Class\")]")]
    [InlineData("[Counter(\"Value\")]")]
    [InlineData("[Counter(\"orderKind\", \"order.kind\")]")]
    [InlineData("[Counter(typeof(Tags))]")]
    public async Task Offers_no_name_that_the_generated_code_cannot_have(string attribute)
    {
        var project = ProjectOf(attribute, "");
        await TestProject.AssertCompilesAsync(project);
        Assert.NotEmpty(await TestProject.DiagnosticsAsync(project, new LabelNameCasing()));
        Assert.Equal(await TestProject.TextOfAsync(project), await TestProject.TextOfAsync(await FixedAsync(new LabelNameCasing(), attribute, "")));
    }

    /// <summary>The label of a member stands in its attribute, and nothing else in the code has its name.</summary>
    [Fact]
    public async Task Names_of_members_are_renamed_in_their_attribute()
    {
        var before = ProjectOf("[Counter(typeof(Named))]", "x.Add(1, new Named { Kind = \"a\" });", "public");
        await TestProject.AssertCompilesAsync(before);
        var changed = await FixRunner.OneByOneAsync(before, new LabelNameCasing());
        Assert.Equal((await TestProject.TextOfAsync(before)).Replace("\"orderKind\"", "\"order_kind\"", StringComparison.Ordinal), await TestProject.TextOfAsync(changed));
        await TestProject.AssertCompilesAsync(changed);
    }

    /// <summary>What other people's code calls the parameter is not known.</summary>
    [Fact]
    public async Task Offers_none_where_the_method_is_shown_to_the_world()
    {
        var before = ProjectOf("[Counter(\"orderKind\")]", "", "public");
        Assert.Equal(await TestProject.TextOfAsync(before), await TestProject.TextOfAsync(await FixRunner.OneByOneAsync(before, new LabelNameCasing())));
    }

    [Fact]
    public async Task Calls_in_other_projects_follow()
    {
        var library = ProjectOf("[Counter(\"orderKind\")]", "", "public");
        var user = ProjectId.CreateNewId();
        var solution = library.Solution.AddProject(user, "User", "User", LanguageNames.CSharp).WithProjectMetadataReferences(user, TestProject.AllReferences).AddProjectReference(user, new ProjectReference(library.Id))
            .WithProjectCompilationOptions(user, library.CompilationOptions!.WithOutputKind(OutputKind.ConsoleApplication))
            .AddDocument(DocumentId.CreateNewId(user), "User.cs", "class User { static void Main(string[] users) { Mine.Shop.Make(null!).Add(1, orderKind: users); } }", filePath: "/user/User.cs");
        var changed = (await FixRunner.OneByOneAsync(solution.GetProject(library.Id)!, new LabelNameCasing())).Solution;
        Assert.Contains("Add(1, order_kind: users)", await TestProject.TextOfAsync(changed.GetProject(user)!), StringComparison.Ordinal);
        foreach (var project in changed.Projects) await TestProject.AssertCompilesAsync(project);
    }

    private static async Task<Project> FixedAsync(Rule rule, string attribute, string use)
    {
        var project = ProjectOf(attribute, use);
        await TestProject.AssertCompilesAsync(project);
        var one = await FixRunner.OneByOneAsync(project, rule);
        Assert.Equal(await TestProject.TextOfAsync(one), await TestProject.TextOfAsync(await FixRunner.AllAsync(project, rule)));
        return one;
    }

    private static Project ProjectOf(string attribute, string use, string visibility = "internal") => TestProject.Create(
        [
            ("Shop.cs", Start + "public class Tags { public string? OrderKind { get; set; } }\npublic class Named { [TagName(\"orderKind\")] public string? Kind { get; set; } }\n" + $"{visibility} static partial class Shop {{ {attribute} public static partial Orders Make(System.Diagnostics.Metrics.Meter meter); }}"),
            ("Use.cs", $"namespace Mine;\nclass Use {{ void Log(int Order_Kind) {{ }} void Do(Orders x) {{ {use} }} }}"),
        ]).AddAnalyzerReference(new MetricsGenerator());
}
