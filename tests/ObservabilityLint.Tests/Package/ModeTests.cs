using Microsoft.CodeAnalysis;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The MSBuild property ObservabilityLintMode, in a project that says nothing else about severities.</summary>
[Collection(nameof(PackedPackage))]
public class ModeTests(ModeProject project) : IClassFixture<ModeProject>
{
    [Fact]
    public async Task Strict_makes_every_finding_an_error()
    {
        var findings = Finding.In((await project.BuildAsync("strict")).Failed());
        Assert.All(findings, finding => Assert.Equal("error", finding.Severity));
        Assert.Contains(findings, finding => DefaultOf(finding) == DiagnosticSeverity.Warning);
    }

    [Fact]
    public async Task Advisory_makes_warnings_of_errors_even_where_warnings_are_errors()
    {
        var findings = Finding.In((await project.BuildAsync("advisory", "-p:TreatWarningsAsErrors=true")).Succeeded());
        Assert.Contains(project.Default, finding => finding.Severity == "error");
        Assert.Equal(project.Default.Select(finding => finding with { Severity = "warning" }), findings);
        Assert.Equal(project.DefaultLog.Select(result => result.Finding), project.Log().Select(result => result.Finding));
    }

    /// <summary>A build prints no suggestions: they are in its log, and none is there that is off by default.</summary>
    [Fact]
    public async Task Suggestions_leaves_all_findings_to_the_editor_and_the_log()
    {
        Assert.Empty(Finding.In((await project.BuildAsync("Suggestions", "-p:TreatWarningsAsErrors=true")).Succeeded()));
        Assert.Equal(project.DefaultLog.Select(result => result.Finding), project.Log().Select(result => result.Finding));
        Assert.All(project.Log(), result => Assert.Equal("note", result.Level));
    }

    [Fact]
    public async Task Minimal_leaves_the_errors()
    {
        var findings = Finding.In((await project.BuildAsync("Minimal")).Failed());
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal((DiagnosticSeverity.Error, "error"), (DefaultOf(finding), finding.Severity)));
    }

    [Fact]
    public async Task None_is_silent() => Assert.Empty(Finding.In((await project.BuildAsync("NONE")).Succeeded()));

    [Fact]
    public async Task Recommended_is_the_default()
    {
        var findings = Finding.In(await project.BuildAsync("Recommended"));
        Assert.Equal(findings, project.Default);
        Assert.All(findings, finding => Assert.Equal(DefaultOf(finding).ToString(), finding.Severity, ignoreCase: true));
    }

    [Fact]
    public async Task Another_value_is_named_and_the_default_is_used()
    {
        var findings = Finding.In(await project.BuildAsync("Loud"));
        var odd = Assert.Single(findings, finding => finding.Id == "OBS0001");
        Assert.Equal("warning", odd.Severity);
        Assert.Equal("The property ObservabilityLintMode has the value 'Loud'; expected Recommended, Advisory, Suggestions, Strict, Minimal or None. Recommended is used.", odd.Message);
        Assert.Equal(project.Default, findings.Remove(odd));
    }

    [Theory]
    [InlineData(".editorconfig", "[*.cs]")]
    [InlineData(".globalconfig", "is_global = true")]
    public async Task A_users_own_severity_wins(string file, string header)
    {
        var build = await project.BuildWithAsync(file, $"{header}\ndotnet_diagnostic.OBS1003.severity = warning\ndotnet_diagnostic.OBS1002.severity = none\n", "Strict");
        var findings = Finding.In(build.Failed());
        Assert.All(findings, finding => Assert.Equal(finding.Id == "OBS1003" ? "warning" : "error", finding.Severity));
        Assert.Contains(findings, finding => finding.Id == "OBS1003");
        Assert.DoesNotContain(findings, finding => finding.Id == "OBS1002");
    }

    /// <summary>To the compiler the rest of the line is a comment, so that no analyzer sees it.</summary>
    [Fact]
    public async Task A_list_that_is_cut_off_at_a_semicolon_is_named()
    {
        const string config = "root = true\n[*.cs]\nobservability_lint.bounded_label_names = plan ; our own\nObservability_Lint.allowed_labels = region;tier # ours\n; observability_lint.allowed_labels = a;b\n";
        var odd = Assert.Single(Finding.In(await project.BuildWithAsync(".editorconfig", config, "Recommended")), finding => finding.Id == "OBS0001");
        Assert.Equal((".editorconfig", "warning"), (odd.File, odd.Severity));
        Assert.Equal("Option 'Observability_Lint.allowed_labels = region;tier' is read up to the ';', where a comment begins: separate the items of a list by commas.", odd.Message);
    }

    private static DiagnosticSeverity DefaultOf(Finding finding) => RuleCatalog.Find(finding.Id).SupportedDiagnostics[0].DefaultSeverity;
}
