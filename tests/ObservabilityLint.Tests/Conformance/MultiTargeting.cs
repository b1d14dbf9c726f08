using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>The manual's bad snippets as files that two projects compile: each fix, one by one and in each scope, writes what it writes for one project.</summary>
public class MultiTargeting
{
    public static TheoryData<string> Fixable => [.. RuleCatalog.All.Select(RuleCatalog.IdOf).Where(id => FixRunner.FixOf(id) != null)];

    [Theory, MemberData(nameof(Fixable))]
    public Task In_two_frameworks(string id) => SameAsInOneAsync(id, text => text, Targets.OfFrameworks);

    [Theory, MemberData(nameof(Fixable))]
    public Task In_a_file_that_two_projects_link(string id) => SameAsInOneAsync(id, text => text, Targets.OfLinkedFiles);

    [Theory, MemberData(nameof(Fixable))]
    public Task In_code_of_one_framework(string id) => SameAsInOneAsync(id, Targets.Conditional, Targets.OfFrameworks);

    /// <summary>
    /// Fixes that are not offered where the calls are of one framework only: they change what both see (a declaration, a type, a caller) for a finding that the other does not have, and cannot be asked about.
    /// </summary>
    private static readonly string[] Withheld = ["OBS1020", "OBS2004", "OBS3003", "OBS3010", "OBS3011", "OBS3012", "OBS3023", "OBS4005", "OBS5003", "OBS5012"];

    /// <summary>Some of the code is compiled by one framework only: each finding is fixed there as well, or not at all.</summary>
    [Theory, MemberData(nameof(Fixable))]
    public async Task In_code_part_of_which_is_of_one_framework(string id)
    {
        var rule = RuleCatalog.Find(id);
        var isWithheld = false;
        foreach (var project in Projects(id, Targets.WithConditionalCalls))
        {
            var solution = Targets.OfFrameworks(project);
            foreach (var diagnostic in await TestProject.DiagnosticsAsync(project, rule))
            {
                if (await FixRunner.FirstActionAsync(project, diagnostic) is not { } expected) continue;
                if (await FixRunner.FirstActionAsync(solution.GetProject(project.Id)!, diagnostic) is not { } action)
                {
                    isWithheld = true;
                    continue;
                }
                var repaired = await FixRunner.ApplyAsync(solution.GetProject(project.Id)!, action);
                Assert.Equal(await TestProject.TextOfAsync(await FixRunner.ApplyAsync(project, expected)), await TestProject.TextOfAsync(repaired));
                await AssertBreaksNothingAsync(solution, repaired.Solution);
            }
        }
        Assert.Equal(Withheld.Contains(id), isWithheld);
    }

    private static async Task SameAsInOneAsync(string id, Func<string, string> write, Func<Project, Solution> compileTwice)
    {
        var rule = RuleCatalog.Find(id);
        var isFixed = false;
        foreach (var project in Projects(id, write))
        {
            var expected = await TestProject.TextOfAsync(await FixRunner.OneByOneAsync(project, rule));
            var unattended = await TestProject.TextOfAsync(await FixRunner.UnattendedAsync(project, rule));
            isFixed |= expected != await TestProject.TextOfAsync(project);
            var solution = compileTwice(project);
            var repaired = solution;
            foreach (var each in solution.ProjectIds) repaired = (await FixRunner.OneByOneAsync(repaired.GetProject(each)!, rule)).Solution;
            await AssertIsAsync(expected, repaired);
            await AssertBreaksNothingAsync(solution, repaired);
            foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
                await AssertIsAsync(unattended, await FixRunner.AllAsync(solution, scope, rule));
        }
        Assert.True(isFixed);
    }

    /// <summary>The bad snippets of a rule, each as a project of the newer framework in which the rule is on.</summary>
    private static IEnumerable<Project> Projects(string id, Func<string, string> write)
    {
        var section = Manual.Find(id)!;
        foreach (var example in section.Examples.Where(example => !example.IsOptions))
        {
            var markup = Markup.Parse(example.Bad);
            var project = TestProject.Create(markup with { Files = [.. markup.Files.Select(file => (file.Name, write(file.Text)))] }, section.Options);
            // A program stays one under #if, though a parser that knows no symbol sees none of its statements.
            var options = ((CSharpCompilationOptions)project.CompilationOptions!).WithOutputKind(TestProject.KindOf(markup));
            yield return Targets.Newer(project.Solution.WithProjectCompilationOptions(project.Id, options.WithSpecificDiagnosticOptions(options.SpecificDiagnosticOptions.SetItem(id, ReportDiagnostic.Warn))).GetProject(project.Id)!);
        }
    }

    private static async Task AssertIsAsync(string expected, Solution actual)
    {
        foreach (var project in actual.Projects) Assert.Equal(expected, await TestProject.TextOfAsync(project));
    }

    /// <summary>The older framework may not compile by itself what was written for the newer one: it compiles as well as before.</summary>
    private static async Task AssertBreaksNothingAsync(Solution before, Solution after)
    {
        foreach (var project in before.Projects)
            Assert.Equal(await ErrorsAsync(project), await ErrorsAsync(after.GetProject(project.Id)!));
    }

    private static async Task<int> ErrorsAsync(Project project) => (await project.GetCompilationAsync())!.GetDiagnostics().Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
