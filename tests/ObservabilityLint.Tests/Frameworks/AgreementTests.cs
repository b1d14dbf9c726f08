using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Frameworks;

/// <summary>One file, two frameworks that see it differently.</summary>
public class AgreementTests
{
    private const string Wait = "    public static readonly Histogram Wait = Metrics.CreateHistogram(\"shop_wait_milliseconds\", \"Wait.\");\n";

    /// <summary>What shows seconds in one framework shows nothing in the other: merged, the two conversions would divide twice.</summary>
    [Fact]
    public Task Contradicting_conversions_are_not_offered() => IsLeftAsync(new NonBaseUnitInName(), $$"""
        T.Wait.Observe(T.W.ElapsedMilliseconds);
        #if NET10_0_OR_GREATER
        static class T { public static Stopwatch W { get; } = Stopwatch.StartNew();
        #else
        sealed class Watch { public long ElapsedMilliseconds => 5; public TimeSpan Elapsed => TimeSpan.FromMilliseconds(5); }
        static class T { public static Watch W { get; } = new();
        #endif
        {{Wait}}}
        """);

    [Fact]
    public Task What_one_framework_sees_is_converted_as_well() => GivesAsync(new NonBaseUnitInName(), $$"""
        static class T
        {
        {{Wait}}    static void Use(double shared)
            {
                Wait.Observe(shared);
        #if NET10_0_OR_GREATER
                Wait.Observe(5);
        #else
                Wait.Observe(shared + 7);
        #endif
            }
        }
        """, $$"""
        static class T
        {
        {{Wait.Replace("milliseconds", "seconds", StringComparison.Ordinal)}}    static void Use(double shared)
            {
                Wait.Observe(shared / 1000d);
        #if NET10_0_OR_GREATER
                Wait.Observe(0.005);
        #else
                Wait.Observe((shared + 7) / 1000d);
        #endif
            }
        }
        """);

    /// <summary>What one framework cannot convert keeps the other from it too.</summary>
    [Fact]
    public Task What_one_framework_cannot_do_is_not_offered() => IsLeftAsync(new NonBaseUnitInName(), $$"""
        static class T
        {
        {{Wait}}    static void Use(double shared)
            {
                Wait.Observe(shared);
        #if !NET10_0_OR_GREATER
                Tell(Wait);
        #endif
            }
            static void Tell(Histogram histogram) => histogram.Observe(1);
        }
        """);

    [Fact]
    public Task Two_declarations_of_what_both_record_are_left() => IsLeftAsync(new NonBaseUnitInName(), """
        static class T
        {
        #if NET10_0_OR_GREATER
            static readonly Histogram Wait = Metrics.CreateHistogram("shop_wait_milliseconds", "Wait.");
        #else
            static readonly Histogram Wait = Metrics.CreateHistogram("shop_wait_milliseconds", "The wait.");
        #endif
            static void Use(double shared) => Wait.Observe(shared);
        }
        """);

    /// <summary>The older framework has no such finding, and nobody has asked whether its counter may become a gauge.</summary>
    [Fact]
    public Task A_finding_of_one_framework_changes_nothing_that_the_other_sees() => IsLeftAsync(new NegativeCounterIncrement(), """
        static class T
        {
            static readonly Counter Open = Metrics.CreateCounter("shop_open_total", "Open.");
            static void Use()
            {
                Open.Inc();
        #if NET10_0_OR_GREATER
                Open.Inc(-1);
        #endif
            }
        }
        """);

    /// <summary>What no framework compiles, such as code of another configuration, is not converted, and would record in the old unit or give labels that there are no longer.</summary>
    [Theory]
    [InlineData("Wait.Observe(shared);", "Wait.Observe(7);", false)]
    [InlineData("Open.Inc(-1);", "Open.Inc();", false)]
    [InlineData("Wait.Observe(shared);", "Waiting(7);", true)]
    [InlineData("Open.Inc(-1);", "Console.WriteLine(Opened);", true)]
    public async Task What_nobody_compiles_keeps_what_it_names(string use, string other, bool isFixed)
    {
        Rule rule = use.StartsWith("Wait", StringComparison.Ordinal) ? new NonBaseUnitInName() : new NegativeCounterIncrement();
        var text = $"static class T\n{{\n{Wait}    static readonly Counter Open = Metrics.CreateCounter(\"shop_open_total\", \"Open.\");\n    static void Use(double shared)\n    {{\n        {use}\n#if OTHER\n        {other}\n#endif\n    }}\n}}";
        var solution = Targets.OfFrameworks(Targets.Newer(Project(text)));
        foreach (var project in (await FixRunner.AllAsync(solution, FixAllScope.Solution, rule)).Projects)
            Assert.Equal(isFixed, await TestProject.TextOfAsync(Project(text)) != await TestProject.TextOfAsync(project));
    }

    /// <summary>A task could not be returned where the function is async.</summary>
    [Theory]
    [InlineData("return http.GetStringAsync(\"b\");", false)]
    [InlineData("Console.WriteLine(returned);", true)]
    public async Task What_nobody_compiles_keeps_its_function_from_being_async(string other, bool isFixed)
    {
        var text = $"static class T\n{{\n    static readonly ActivitySource Source = new(\"Shop\");\n    static Task<string> Do(HttpClient http)\n    {{\n        using var activity = Source.StartActivity(\"do\");\n#if OTHER\n        {other}\n#endif\n        return http.GetStringAsync(\"a\");\n    }}\n}}";
        var solution = Targets.OfFrameworks(Targets.Newer(Project(text)));
        foreach (var project in (await FixRunner.AllAsync(solution, FixAllScope.Solution, new ActivityEndsBeforeTask())).Projects)
            Assert.Equal(isFixed, (await TestProject.TextOfAsync(project)).Contains("async Task<string>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_use_in_a_project_that_builds_on_both_frameworks_is_converted()
    {
        const string used = "static class Use { static void Observe(double v) => Shop.T.Wait.Observe(v); }";
        var library = Targets.OfFrameworks(Targets.Newer(TestProject.Create([("T.cs", "namespace Shop; public static class T { public static readonly Prometheus.Histogram Wait = Prometheus.Metrics.CreateHistogram(\"shop_wait_milliseconds\", \"Wait.\"); }")])));
        var solution = library;
        foreach (var framework in library.Projects)
        {
            var id = ProjectId.CreateNewId();
            solution = solution.AddProject(ProjectInfo.Create(id, VersionStamp.Default, framework.Name.Replace("Shop", "App", StringComparison.Ordinal), "App", LanguageNames.CSharp, "/app/App.csproj",
                    compilationOptions: framework.CompilationOptions!.WithOutputKind(OutputKind.ConsoleApplication), projectReferences: [new ProjectReference(framework.Id)], metadataReferences: framework.MetadataReferences))
                .AddDocument(DocumentId.CreateNewId(id), "Use.cs", used + " static class Entry { static void Main() { } }", filePath: "/app/Use.cs");
        }
        var project = solution.GetProject(library.ProjectIds[0])!;
        var diagnostic = Assert.Single(await TestProject.DiagnosticsAsync(project, new NonBaseUnitInName()));
        var repaired = (await FixRunner.ApplyAsync(project, (await FixRunner.FirstActionAsync(project, diagnostic))!)).Solution;
        Assert.Equal(2, repaired.Projects.Count(app => app.AssemblyName == "App"));
        foreach (var app in repaired.Projects.Where(app => app.AssemblyName == "App"))
            Assert.Contains("Wait.Observe(v / 1000d)", await TestProject.TextOfAsync(app), StringComparison.Ordinal);
    }

    /// <summary>The second element of one framework is not that of the other: taken together they would take away a third.</summary>
    [Theory]
    [InlineData("", false)]
    [InlineData("2,", true)]
    public void A_list_that_two_frameworks_count_otherwise_is_edited_for_one(string ofNewer, bool isContradiction)
    {
        var text = $"class C {{ int[] a = new int[] {{\n1,\n#if {Targets.Symbol}\n{ofNewer}\n#endif\n3, 4 }}; }}";
        Assert.Equal(isContradiction, WithoutThree(Targets.Symbol).Contradicts(WithoutThree("OTHER")));

        DocumentEdits WithoutThree(string symbol)
        {
            var root = CSharpSyntaxTree.ParseText(text, Snippet.ParseOptions.WithPreprocessorSymbols(symbol), cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
            var edits = new DocumentEdits();
            edits.Remove(ListElement.Of(root.DescendantNodes().OfType<LiteralExpressionSyntax>().Single(literal => literal.Token.Text == "3"))!);
            return edits;
        }
    }

    private static Task IsLeftAsync(Rule rule, string text) => GivesAsync(rule, text, text);

    private static async Task GivesAsync(Rule rule, string before, string after)
    {
        var newer = Targets.Newer(Project(before));
        var solution = Targets.OfFrameworks(newer);
        var expected = await TestProject.TextOfAsync(Project(after));
        Assert.NotEmpty(await TestProject.DiagnosticsAsync(newer, rule));
        foreach (var project in solution.Projects)
        {
            await TestProject.AssertCompilesAsync(project);
            await AssertIsAsync(expected, (await FixRunner.OneByOneAsync(project, rule)).Solution);
        }
        foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
            await AssertIsAsync(expected, await FixRunner.AllAsync(solution, scope, rule));
    }

    private static Project Project(string text) => TestProject.Create(Markup.Parse(text));

    private static async Task AssertIsAsync(string expected, Solution actual)
    {
        foreach (var project in actual.Projects)
        {
            Assert.Equal(expected, await TestProject.TextOfAsync(project));
            await TestProject.AssertCompilesAsync(project);
        }
    }
}
