using System.Text.RegularExpressions;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>What a rule needs besides its code stands in many files. Here one message names them all, and README.md lists the same.</summary>
public partial class NewRule
{
    [Theory, MemberData(nameof(RuleCatalog.Ids), MemberType = typeof(RuleCatalog))]
    public void A_rule_is_complete(string id)
    {
        var rule = RuleCatalog.Find(id);
        var missing = RuleParts.All.Where(part => !part.IsDone(rule)).Select(part => "\n- " + part.ItemOf(rule)).ToList();
        Assert.True(missing.Count == 0, $"{id} {RuleCatalog.NameOf(rule)} is not complete:{string.Concat(missing)}");
    }

    [Fact]
    public void Readme_lists_what_a_rule_needs()
        => Recorded.SectionIs(Repository.PathOf("README.md"), "add-a-rule", string.Concat(RuleParts.All.Select((part, index) => $"{index + 1}. {part.Item}\n")));

    /// <summary>A name in the list that no rule bears out would send people to files that are not there.</summary>
    [Fact]
    public void Every_file_of_the_list_is_there_for_some_rule()
        => Assert.All(RuleParts.All, part => Assert.Contains(RuleCatalog.All, rule => part.FilesOf(rule).Any()));

    [Fact]
    public void Every_filter_in_the_readme_finds_tests()
    {
        var tests = Classes().Select(name => name + ".").ToList();
        var filters = Filter().Matches(Repository.Read("README.md")).Select(match => match.Groups["part"].Value).Distinct().ToList();
        Assert.NotEmpty(filters);
        Assert.All(filters, filter => Assert.Contains(tests, test => test.Contains(filter, StringComparison.Ordinal)));
    }

    /// <summary>The full names of the test classes.</summary>
    private static IEnumerable<string> Classes()
        => from type in typeof(NewRule).Assembly.GetTypes()
           where type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true))
           select type.FullName;

    [GeneratedRegex(@"FullyQualifiedName~(?<part>[\w.]+)")]
    private static partial Regex Filter();
}
