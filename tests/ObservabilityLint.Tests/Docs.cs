using System.Text;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Options;
using ObservabilityLint.Rules.Options;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests;

/// <summary>rules.md says what is true: its bad snippets are reported, and fixed they are its good ones.</summary>
public class Docs
{
    [Fact]
    public void Overview_is_that_of_the_code()
    {
        var overview = new StringBuilder();
        foreach (var family in RuleCatalog.All.GroupBy(RuleCatalog.FamilyOf))
        {
            overview.Append($"{(overview.Length > 0 ? "\n" : "")}**[{family.Key}](#{family.Key.ToLowerInvariant()})**\n\n| rule | name | severity | what it asks for | fix |\n|---|---|---|---|---|\n");
            foreach (var rule in family)
            {
                var descriptor = rule.SupportedDiagnostics[0];
                var fix = RuleCatalog.NoFixReason(rule) is null ? "yes" : "none";
                overview.Append($"| [{descriptor.Id}](#{descriptor.Id.ToLowerInvariant()}) | {RuleCatalog.NameOf(rule)} | {SeverityOf(descriptor)} | {descriptor.Title} | {fix} |\n");
            }
        }
        Recorded.SectionIs(Manual.File, "rules", overview.ToString(), ofAllRules: true);
    }

    [Fact]
    public void Options_are_those_of_the_code()
    {
        var table = new StringBuilder("| option | default | what it does | expected |\n|---|---|---|---|\n");
        foreach (var option in LintOptions.All)
            table.Append($"| `{option.Key}` | {option.DefaultText} | {option.Summary} | {option.Expected} |\n");
        Recorded.SectionIs(Manual.File, "options", table.ToString());
    }

    /// <summary>A mark where nothing changes, or a change without a mark, would mislead.</summary>
    [Fact]
    public void Examples_mark_what_changes()
        => Recorded.FileIs(Manual.File, Manual.WithExamples(File.ReadAllText(Manual.File).ReplaceLineEndings("\n"), marked => MarkedLines.Between(MarkedLines.Before(marked), MarkedLines.After(marked))));

    [Theory, MemberData(nameof(Manual.Ids), MemberType = typeof(Manual))]
    public async Task Bad_is_reported_by_this_rule_alone(string id)
    {
        foreach (var example in Manual.Find(id)!.Examples)
        {
            var project = ProjectOf(id, example, example.Bad);
            await TestProject.AssertCompilesAsync(project);
            var found = await TestProject.DiagnosticsAsync(project, [.. RuleCatalog.All]);
            Assert.True(found.Any() && found.All(d => d.Id == id), $"{id} reports\n{string.Join("\n", found)}\non\n{example.Bad}");
        }
    }

    [Theory, MemberData(nameof(Manual.Ids), MemberType = typeof(Manual))]
    public async Task Good_is_reported_by_no_rule(string id)
    {
        foreach (var example in Manual.Find(id)!.Examples)
        {
            var project = ProjectOf(id, example, example.Good);
            await TestProject.AssertCompilesAsync(project);
            var found = await TestProject.DiagnosticsAsync(project, [.. RuleCatalog.All]);
            Assert.True(found.IsEmpty, $"{string.Join("\n", found)}\non\n{example.Good}");
        }
    }

    [Theory, MemberData(nameof(Manual.Ids), MemberType = typeof(Manual))]
    public async Task Bad_fixed_is_good(string id)
    {
        if (FixRunner.FixOf(id) is null) return;
        foreach (var example in Manual.Find(id)!.Examples)
        {
            var project = await FixRunner.OneByOneAsync(ProjectOf(id, example, example.Bad), RuleCatalog.Find(id));
            Assert.Equal(await TextOfAsync(ProjectOf(id, example, example.Good)), await TextOfAsync(project));
        }
    }

    /// <summary>What the manual tells to write into .editorconfig is read.</summary>
    [Theory, MemberData(nameof(Manual.Ids), MemberType = typeof(Manual))]
    public async Task Options_are_valid(string id)
    {
        var section = Manual.Find(id)!;
        foreach (var line in section.Options) Assert.StartsWith(LintOptions.KeyStart + ".", line, StringComparison.Ordinal);
        Assert.Empty(await TestProject.DiagnosticsAsync(TestProject.Create(Markup.Parse(""), section.Options), new InvalidOption()));
    }

    /// <summary>A rule about options has no code to show: its options hold for an empty file.</summary>
    internal static Project ProjectOf(string id, Example example, string snippet) => example.IsOptions
        ? TestProject.Create(Markup.Parse(""), Manual.Lines(snippet))
        : TestProject.Create(Markup.Parse(snippet), Manual.Find(id)!.Options);

    private static string SeverityOf(DiagnosticDescriptor descriptor)
        => descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString().ToLowerInvariant() : "off";

    private static async Task<string> TextOfAsync(Project project)
        => string.Join("\n", (await TestProject.TextOfAsync(project)).Split('\n').Select(line => line.TrimEnd()));
}
