using System.Collections.Immutable;
using System.Text.Json;
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

    /// <summary>To the compiler the rest of the line is a comment, so that no analyzer sees it.</summary>
    [Fact]
    public async Task A_list_that_is_cut_off_at_a_semicolon_is_named()
    {
        var config = project.Consumer.PathOf(".editorconfig");
        File.WriteAllText(config, "root = true\n[*.cs]\nobservability_lint.bounded_label_names = plan ; our own\nObservability_Lint.allowed_labels = region;tier # ours\n; observability_lint.allowed_labels = a;b\n");
        try
        {
            var odd = Assert.Single(Finding.In(await project.BuildAsync("Recommended")), finding => finding.Id == "OBS0001");
            Assert.Equal((".editorconfig", 4, "warning"), (odd.File, odd.Line, odd.Severity));
            Assert.Equal("Option 'Observability_Lint.allowed_labels = region;tier' is read up to the ';', where a comment begins: separate the items of a list by commas.", odd.Message);
        }
        finally
        {
            File.Delete(config);
        }
    }

    private static DiagnosticSeverity DefaultOf(Finding finding) => RuleCatalog.Find(finding.Id).SupportedDiagnostics[0].DefaultSeverity;

    /// <summary>One restored project for all modes.</summary>
    public sealed class Project(PackedPackage package) : IAsyncLifetime
    {
        private const string LogFile = "findings.sarif";

        public Consumer Consumer { get; private set; } = null!;

        /// <summary>The findings where no mode is given.</summary>
        public ImmutableArray<Finding> Default { get; private set; }

        /// <summary>The same in the log, which has the suggestions too.</summary>
        public ImmutableArray<(string Level, string Finding)> DefaultLog { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Consumer = await Consumer.CreateAsync("Shop.Prometheus", package);
            File.Delete(Consumer.PathOf(".editorconfig"));
            Default = Finding.In((await BuildAsync("")).Failed());
            DefaultLog = Log();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task<Outcome> BuildAsync(string mode, params string[] arguments)
            => Consumer.BuildAsync([$"-p:ObservabilityLintMode={mode}", $"-p:ErrorLog={Consumer.PathOf(LogFile)}%2Cversion=2.1", .. arguments]);

        /// <summary>Our findings in the log of the last build, in the order of their texts.</summary>
        public ImmutableArray<(string Level, string Finding)> Log()
        {
            using var log = JsonDocument.Parse(File.ReadAllText(Consumer.PathOf(LogFile)));
            var findings = from result in log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                           let id = result.GetProperty("ruleId").GetString()
                           where id.StartsWith("OBS", StringComparison.Ordinal)
                           let finding = $"{id} {result.GetProperty("message").GetProperty("text")} {result.GetProperty("locations")}"
                           orderby finding
                           select (result.GetProperty("level").GetString()!, finding);
            return [.. findings];
        }
    }
}
