using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests;

/// <summary>Every section of rules.md says the same things in the same places, and nothing that its rule, its fix or its links contradict.</summary>
public partial class DocsSections
{
    /// <summary>Where the links of a section may lead: the owners of the specifications, and of the libraries.</summary>
    private static readonly string[] Hosts = ["github.com", "learn.microsoft.com", "opentelemetry.io", "prometheus.io", "ucum.org", "www.w3.org"];

    [Fact]
    public void Every_section_is_written_and_belongs_to_a_rule()
    {
        Assert.All(Manual.Sections, section => Assert.True(section.IsWritten, section.Id));
        Assert.Equal(
            RuleCatalog.All.Where(rule => Manual.Find(RuleCatalog.IdOf(rule)) != null).Select(rule => $"{RuleCatalog.FamilyOf(rule)} {RuleCatalog.IdOf(rule)} {RuleCatalog.NameOf(rule)}"),
            Manual.Sections.Select(section => $"{section.Family} {section.Id} {section.Name}"));
    }

    [Theory, MemberData(nameof(Manual.Ids), MemberType = typeof(Manual))]
    public void Has_the_shape_of_all_sections(string id)
    {
        var section = Manual.Find(id)!;
        Assert.Matches($"\\A<a id=\"{id.ToLowerInvariant()}\"></a>\n\n### {id} {section.Name}\n\n([A-Z`].+\n\n)+\\*\\*Why\\.\\*\\* ", section.Text);
        string[] options = section.Options.IsEmpty ? [] : ["Options"];
        Assert.Equal(["Why", "Example", "Fix", "Quiet", .. options, "When to suppress", "Applies to", "See"], section.Parts.Select(part => part.Heading));
        Assert.NotEmpty(section.Examples);
    }

    /// <summary>A rule without a fix says why in the words that its class has for it; one with a fix says what that writes.</summary>
    [Theory, MemberData(nameof(Manual.Ids), MemberType = typeof(Manual))]
    public void Fix_is_that_of_the_rule(string id)
    {
        var fix = Manual.Find(id)!.Says("Fix");
        if (RuleCatalog.NoFixReason(RuleCatalog.Find(id)) is { } reason) Assert.Equal($"None. {reason}", fix);
        else Assert.DoesNotMatch("^None|^$", fix);
    }

    [Theory, MemberData(nameof(Manual.Ids), MemberType = typeof(Manual))]
    public void Quiet_is_a_list_with_one_condition_an_item(string id)
    {
        var items = Manual.Find(id)!.Says("Quiet").Split('\n');
        Assert.All(items, item => Assert.Matches(@"^- [A-Z`][^;]+\.$", item));
        Assert.Distinct(items);
    }

    [Theory, MemberData(nameof(Manual.Ids), MemberType = typeof(Manual))]
    public void See_names_sources_by_their_addresses(string id)
    {
        var links = Reference().Matches(Manual.Find(id)!.Says("See"));
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains(link.Groups["name"].Value, Sources.Keys));
    }

    [Fact]
    public void Sources_are_known_and_used()
    {
        Assert.All(Sources.Values, address =>
        {
            Assert.Equal(Uri.UriSchemeHttps, address.Scheme);
            Assert.Contains(address.Host, Hosts);
        });
        Assert.Equal(Reference().Matches(Manual.Text).Select(link => link.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal), Sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Links_lead_to_places_of_the_manual()
    {
        var anchors = Manual.AnchorsOf(Manual.Text).ToHashSet();
        Assert.All(LinkToPlace().Matches(Manual.Text), link => Assert.Contains(link.Groups["place"].Value, anchors));
    }

    /// <summary>The mark that the manual shows is one that the rules read: with it the label is accounted for, and its size counts.</summary>
    [Fact]
    public async Task Mark_for_bounded_values_is_understood()
    {
        var shown = Manual.BlocksOf(Manual.Under("Bounded values"), "csharp").ToList();
        var (declared, used) = (Assert.Single(shown, code => code.Contains(": Attribute", StringComparison.Ordinal)), Assert.Single(shown, code => code.Contains("WithLabels", StringComparison.Ordinal)));
        Assert.InRange(declared.Trim().Split('\n').Length, 1, 3);
        await FindsAsync(0, used);
        await FindsAsync(2, used.Replace("[Bounded] ", "", StringComparison.Ordinal).Replace("[Bounded(5)] ", "", StringComparison.Ordinal));
        Assert.Contains("OBS2007", await FoundAsync(used.Replace("[Bounded] ", "[Bounded(2_000)] ", StringComparison.Ordinal), new SeriesBudgetExceeded()), StringComparison.Ordinal);

        async Task FindsAsync(int count, string code) => Assert.Equal(count, (await FoundAsync(code, new UnprovenLabelValue())).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        async Task<string> FoundAsync(string code, DiagnosticAnalyzer rule)
        {
            var project = TestProject.Create(Markup.Parse($"{code}\n{declared}"), ["observability_lint.max_series_per_metric = 9999"]);
            await TestProject.AssertCompilesAsync(project);
            return string.Join("\n", await TestProject.DiagnosticsAsync(project, rule));
        }
    }

    private static Dictionary<string, Uri> Sources { get; } = Source().Matches(Manual.Text).ToDictionary(source => source.Groups["name"].Value, source => new Uri(source.Groups["address"].Value));

    [GeneratedRegex(@"\]\[(?<name>[a-z0-9-]+)\]")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\[(?<name>[^\]]+)\]: (?<address>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Source();

    [GeneratedRegex(@"\]\(#(?<place>[^)]+)\)")]
    private static partial Regex LinkToPlace();
}
