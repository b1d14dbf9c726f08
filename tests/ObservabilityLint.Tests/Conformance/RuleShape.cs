using System.Collections.Immutable;
using System.Composition;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Rules;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>One rule, one name: id, class, files, tests, manual and release notes agree.</summary>
public partial class RuleShape
{
    [Fact]
    public void No_id_is_used_twice() => Assert.Empty(RuleCatalog.All.GroupBy(RuleCatalog.IdOf).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void No_name_is_used_twice() => Assert.Empty(RuleCatalog.All.GroupBy(RuleCatalog.NameOf).Where(group => group.Count() > 1).Select(group => group.Key));

    [Theory, MemberData(nameof(RuleCatalog.Ids), MemberType = typeof(RuleCatalog))]
    public void Descriptor_is_complete(string id)
    {
        var rule = RuleCatalog.Find(id);
        var descriptor = rule.Descriptor;
        Assert.Matches(@"^OBS\d{4}$", descriptor.Id);
        // A bare `Naming` is also a category of the SDK's, which many an .editorconfig switches off.
        Assert.Equal("ObservabilityLint." + RuleCatalog.FamilyOf(rule), descriptor.Category);
        Assert.Equal(Rule.Manual + "#" + descriptor.Id.ToLowerInvariant(), descriptor.HelpLinkUri);
        Assert.EndsWith(".", TextOf(descriptor.Description), StringComparison.Ordinal);
        Assert.True(descriptor.DefaultSeverity > DiagnosticSeverity.Hidden);
        Assert.Single(rule.SupportedDiagnostics);
        Assert.True(rule.GetType().IsSealed);
        Assert.Contains(LanguageNames.CSharp, rule.GetType().GetCustomAttribute<DiagnosticAnalyzerAttribute>()!.Languages);
    }

    /// <summary>Placeholders count up from 0 without a gap.</summary>
    [Theory, MemberData(nameof(RuleCatalog.Ids), MemberType = typeof(RuleCatalog))]
    public void Message_placeholders_are_numbered(string id)
    {
        var used = Placeholder().Matches(TextOf(RuleCatalog.Find(id).Descriptor.MessageFormat)).Select(match => int.Parse(match.Groups[1].Value, null)).Distinct().Order().ToList();
        Assert.Equal(Enumerable.Range(0, used.Count), used);
    }

    [Theory, MemberData(nameof(RuleCatalog.Ids), MemberType = typeof(RuleCatalog))]
    public void Files_have_the_name_of_the_rule(string id)
    {
        var rule = RuleCatalog.Find(id);
        var file = Path.Combine("Rules", RuleCatalog.FamilyOf(rule), $"{id}.{RuleCatalog.NameOf(rule)}");
        Assert.True(File.Exists(Repository.PathOf("src", "ObservabilityLint", file + ".cs")), file + ".cs");
        Assert.True(File.Exists(Repository.PathOf("tests", "ObservabilityLint.Tests", file + "Tests.cs")), file + "Tests.cs");
        Assert.Equal(FixRunner.FixOf(id) != null, File.Exists(Repository.PathOf("src", "ObservabilityLint", file + ".Fix.cs")));
    }

    [Theory, MemberData(nameof(RuleCatalog.Ids), MemberType = typeof(RuleCatalog))]
    public void Tests_have_the_name_of_the_rule(string id)
    {
        var rule = RuleCatalog.Find(id);
        var tests = typeof(RuleShape).Assembly.GetType($"ObservabilityLint.Tests.Rules.{RuleCatalog.FamilyOf(rule)}.{RuleCatalog.NameOf(rule)}Tests");
        Assert.NotNull(tests);
        Assert.Contains(tests.GetMethods(), method => method.GetCustomAttribute<FactAttribute>() != null);
    }

    [Theory, MemberData(nameof(RuleCatalog.Ids), MemberType = typeof(RuleCatalog))]
    public void Has_a_fix_or_a_recorded_reason_for_none(string id)
    {
        var reason = RuleCatalog.NoFixReason(RuleCatalog.Find(id));
        Assert.True(FixRunner.FixOf(id) is null == reason is not null, $"{id} needs a fix, or [NoFix(\"reason\")], and not both.");
        if (reason != null) Assert.EndsWith(".", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fix_is_exported_and_belongs_to_a_rule()
    {
        foreach (var id in FixRunner.FixableIds)
        {
            var fix = FixRunner.FixOf(id)!.GetType();
            Assert.Equal(RuleCatalog.NameOf(RuleCatalog.Find(id)) + "Fix", fix.Name);
            var export = fix.GetCustomAttribute<ExportCodeFixProviderAttribute>();
            Assert.Equal(fix.Name, export!.Name);
            Assert.Contains(LanguageNames.CSharp, export.Languages);
            Assert.NotNull(fix.GetCustomAttribute<SharedAttribute>());
            Assert.NotNull(FixRunner.FixOf(id)!.GetFixAllProvider());
        }
    }

    [Theory, MemberData(nameof(RuleCatalog.Ids), MemberType = typeof(RuleCatalog))]
    public void Has_its_section_in_the_manual(string id) => Assert.Single(Manual.Sections, section => section.Id == id);

    [Fact]
    public void Release_notes_list_the_rules_in_order()
    {
        var expected = RuleCatalog.All.Select(rule => (rule.Descriptor.Id, $"{rule.Descriptor.Category} | {SeverityOf(rule.Descriptor)} | {RuleCatalog.NameOf(rule)}"));
        var notes = Repository.Read("src", "ObservabilityLint", "AnalyzerReleases.Shipped.md") + Repository.Read("src", "ObservabilityLint", "AnalyzerReleases.Unshipped.md");
        Assert.Equal(expected, ReleaseRow().Matches(notes).Select(row => (row.Groups[1].Value, row.Groups[2].Value)));
    }

    private static string SeverityOf(DiagnosticDescriptor descriptor) => descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString() : "Disabled";

    private static string TextOf(LocalizableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(OBS\d{4}) \| (.+)$", RegexOptions.Multiline)]
    private static partial Regex ReleaseRow();
}
