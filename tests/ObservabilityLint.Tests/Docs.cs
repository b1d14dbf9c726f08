using System.Collections.Immutable;
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
        var table = new StringBuilder("| rule | name | severity | what it reports | fix |\n|---|---|---|---|---|\n");
        foreach (var rule in RuleCatalog.All)
        {
            var descriptor = rule.SupportedDiagnostics[0];
            var fix = RuleCatalog.NoFixReason(rule) is { } reason ? $"none: {reason}" : "yes";
            table.Append($"| [{descriptor.Id}](#{descriptor.Id.ToLowerInvariant()}) | {RuleCatalog.NameOf(rule)} | {SeverityOf(descriptor)} | {descriptor.Title} | {fix} |\n");
        }
        Recorded.SectionIs(Repository.PathOf("rules.md"), "rules", table.ToString(), ofAllRules: true);
    }

    [Fact]
    public void Options_are_those_of_the_code()
    {
        var table = new StringBuilder("| option | default | what it does | expected |\n|---|---|---|---|\n");
        foreach (var option in LintOptions.All)
            table.Append($"| `{option.Key}` | {option.DefaultText} | {option.Summary} | {option.Expected} |\n");
        Recorded.SectionIs(Repository.PathOf("rules.md"), "options", table.ToString());
    }

    [Fact]
    public void Every_section_belongs_to_a_rule()
        => Assert.Equal(RuleCatalog.All.Select(RuleCatalog.IdOf).Where(id => Manual.Find(id) != null), Manual.Sections.Select(section => section.Id));

    [Theory, MemberData(nameof(Manual.Ids), MemberType = typeof(Manual))]
    public void Section_has_the_shape_of_all_sections(string id)
    {
        var section = Manual.Find(id)!;
        var name = RuleCatalog.NameOf(RuleCatalog.Find(id));
        Assert.StartsWith($"## {id}\n\n**{name}.** ", section.Text, StringComparison.Ordinal);
        var headings = section.Headings.ToList();
        var expected = new List<string> { name, "Why" };
        for (var i = 0; i < section.Examples.Length; i++) expected.AddRange(["Bad", "Good"]);
        expected.Add("Quiet");
        if (headings.Contains("Options")) expected.Add("Options");
        expected.Add("When to suppress");
        Assert.NotEmpty(section.Examples);
        Assert.Equal(expected, headings);
    }

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
    private static Project ProjectOf(string id, Example example, string snippet) => example.IsOptions
        ? TestProject.Create(Markup.Parse(""), Manual.Lines(snippet))
        : TestProject.Create(Markup.Parse(snippet), Manual.Find(id)!.Options);

    private static string SeverityOf(DiagnosticDescriptor descriptor)
        => descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString().ToLowerInvariant() : "off";

    private static async Task<string> TextOfAsync(Project project)
        => string.Join("\n", (await TestProject.TextOfAsync(project)).Split('\n').Select(line => line.TrimEnd()));
}
