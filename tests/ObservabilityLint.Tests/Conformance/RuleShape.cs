using System.Composition;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Rules;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>Every rule and every fix is made like all others. <see cref="NewRule"/> says in which files a rule must be.</summary>
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
    public void Reason_for_no_fix_is_a_sentence(string id)
    {
        if (RuleCatalog.NoFixReason(RuleCatalog.Find(id)) is { } reason) Assert.EndsWith(".", reason, StringComparison.Ordinal);
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

    private static string TextOf(LocalizableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();
}
