using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The MSBuild property ObservabilityLintMode, in a project that says nothing else about severities.</summary>
[Collection(nameof(PackedPackage))]
public class ModeTests(ModeTests.Project project) : IClassFixture<ModeTests.Project>
{
    [Fact]
    public async Task Strict_makes_every_finding_an_error()
    {
        var findings = Finding.In((await project.BuildAsync("strict")).Failed());
        Assert.All(findings, finding => Assert.Equal("error", finding.Severity));
        Assert.Contains(findings, finding => DefaultOf(finding) == DiagnosticSeverity.Warning);
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
        Assert.Equal("The property ObservabilityLintMode has the value 'Loud'; expected Recommended, Strict, Minimal or None. Recommended is used.", odd.Message);
        Assert.Equal(project.Default, findings.Remove(odd));
    }

    [Theory]
    [InlineData(".editorconfig", "[*.cs]")]
    [InlineData(".globalconfig", "is_global = true")]
    public async Task A_users_own_severity_wins(string file, string header)
    {
        File.WriteAllText(project.Consumer.PathOf(file), $"{header}\ndotnet_diagnostic.OBS1003.severity = warning\ndotnet_diagnostic.OBS1002.severity = none\n");
        try
        {
            var findings = Finding.In((await project.BuildAsync("Strict")).Failed());
            Assert.All(findings, finding => Assert.Equal(finding.Id == "OBS1003" ? "warning" : "error", finding.Severity));
            Assert.Contains(findings, finding => finding.Id == "OBS1003");
            Assert.DoesNotContain(findings, finding => finding.Id == "OBS1002");
        }
        finally
        {
            File.Delete(project.Consumer.PathOf(file));
        }
    }

    private static DiagnosticSeverity DefaultOf(Finding finding) => RuleCatalog.Find(finding.Id).SupportedDiagnostics[0].DefaultSeverity;

    /// <summary>One restored project for all modes.</summary>
    public sealed class Project(PackedPackage package) : IAsyncLifetime
    {
        public Consumer Consumer { get; private set; } = null!;

        /// <summary>The findings where no mode is given.</summary>
        public ImmutableArray<Finding> Default { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Consumer = await Consumer.CreateAsync("Shop.Prometheus", package);
            File.Delete(Consumer.PathOf(".editorconfig"));
            Default = Finding.In((await Consumer.BuildAsync()).Failed());
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task<Outcome> BuildAsync(string mode) => Consumer.BuildAsync($"-p:ObservabilityLintMode={mode}");
    }
}
