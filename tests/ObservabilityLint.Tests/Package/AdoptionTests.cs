using System.Text.Json;

namespace ObservabilityLint.Tests.Package;

/// <summary>README.md promises a way into an existing solution: each of its snippets is what a team does, and this is what it gets.</summary>
[Collection(nameof(PackedPackage))]
public class AdoptionTests(Adoption adoption) : IClassFixture<Adoption>
{
    [Fact]
    public void Line_for_one_project_is_refused_where_versions_are_in_one_file()
        => Assert.Contains("NU1008", adoption.PackageReference.Failed().Output, StringComparison.Ordinal);

    [Fact]
    public void Default_mode_stops_at_the_shared_project()
        => Assert.Equal([("Logins.cs", "error", "OBS1001")], Short(adoption.DefaultMode.Failed()));

    /// <summary>Also where warnings are errors, and without the tests.</summary>
    [Fact]
    public void Advisory_shows_the_findings_of_the_whole_solution_as_warnings()
        => Assert.Equal([("Logins.cs", "warning", "OBS1001"), ("Orders.cs", "warning", "OBS1003")], Short(adoption.Advisory.Succeeded()));

    [Theory]
    [InlineData("Shop.Shared.net10.0", "OBS1001")]
    [InlineData("Shop.Shared.net8.0", "OBS1001")]
    [InlineData("Shop.Web.net10.0", "OBS1003")]
    [InlineData("Shop.Tests.net10.0")]
    public void Each_project_and_framework_has_a_log_of_its_own(string name, params string[] ids)
    {
        using var log = JsonDocument.Parse(File.ReadAllText(adoption.Solution.PathOf($"artifacts/sarif/{name}.sarif")));
        var results = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray();
        Assert.Equal(ids, results.Select(result => result.GetProperty("ruleId").GetString()!).Where(id => id.StartsWith("OBS", StringComparison.Ordinal)));
        Assert.Equal(4, Directory.GetFiles(adoption.Solution.PathOf("artifacts/sarif")).Length);
    }

    [Fact]
    public void List_names_each_finding_once_and_without_its_line()
    {
        var lines = File.ReadAllLines(adoption.Solution.PathOf("findings.txt"));
        Assert.Equal(["src/Shop.Shared/Logins.cs: OBS1001", "src/Shop.Web/Orders.cs: OBS1003"], lines.Select(line => string.Join(':', line.Split(':')[..2])));
    }

    [Fact]
    public void Gate_is_open_where_nothing_is_new() => Assert.Equal("", adoption.NothingNew.Succeeded().Output);

    [Fact]
    public void Gate_shuts_at_a_new_finding_and_names_it()
        => Assert.StartsWith("src/Shop.Shared/Mails.cs: OBS1003: ", Assert.Single(adoption.OneNew.Failed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

    [Fact]
    public void A_rule_that_is_made_an_error_is_one()
        => Assert.Equal([("Logins.cs", "error", "OBS1001"), ("Mails.cs", "warning", "OBS1003")], Short(adoption.RuleAsError.Failed()));

    private static IEnumerable<(string File, string Severity, string Id)> Short(Outcome build) => Finding.In(build).Select(finding => (finding.File, finding.Severity, finding.Id)).Distinct();
}
