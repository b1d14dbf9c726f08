using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Options;
using ObservabilityLint.Rules.Options;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Options;

public class InvalidOptionTests
{
    private const string Root = "/test/.editorconfig";

    [Theory]
    [InlineData("observability_lint.prometheus_translation = latest",
        "Option 'observability_lint.prometheus_translation = latest' is ignored: expected `opentelemetry_dotnet` or `otlptranslator`; the default, opentelemetry_dotnet, is used")]
    [InlineData("observability_lint.prometheus_translation =",
        "Option 'observability_lint.prometheus_translation = ' is ignored: expected `opentelemetry_dotnet` or `otlptranslator`; the default, opentelemetry_dotnet, is used")]
    [InlineData("observability_lint.required_prefix = 1shop",
        "Option 'observability_lint.required_prefix = 1shop' is ignored: expected a prefix such as `shop_`: lower-case letters, digits, `_` and `.`, beginning with a letter; the default, (none), is used")]
    [InlineData("OBSERVABILITY_LINT.Reserved_Prefixes = envoy_, ng inx_",
        "Option 'observability_lint.reserved_prefixes = envoy_, ng inx_' is ignored: expected prefixes separated by commas, such as `envoy_, nginx_` (did you mean 'envoy_, ng, inx_'?); the default, (none), is used")]
    [InlineData("observability_lint.requird_prefix = shop_",
        "Option 'observability_lint.requird_prefix = shop_' is ignored: there is no such option; did you mean 'observability_lint.required_prefix'?")]
    [InlineData("observability_lint_required_prefix = shop_",
        "Option 'observability_lint_required_prefix = shop_' is ignored: there is no such option; did you mean 'observability_lint.required_prefix'?")]
    [InlineData("observability_lint.allowed_labels = region tier",
        "Option 'observability_lint.allowed_labels = region tier' is ignored: expected label names separated by commas, such as `region, tier` (did you mean 'region, tier'?); the default, (none), is used")]
    [InlineData("observability_lint.allowed_labels.shop.orders = a b",
        "Option 'observability_lint.allowed_labels.shop.orders = a b' is ignored: expected label names separated by commas, such as `region, tier` (did you mean 'a, b'?)")]
    [InlineData("observability_lint.alowed_label.shop.orders_placed_by_region = region",
        "Option 'observability_lint.alowed_label.shop.orders_placed_by_region = region' is ignored: there is no such option; did you mean 'observability_lint.allowed_labels.shop.orders_placed_by_region'?")]
    [InlineData("observability_lint.allowed_label = region",
        "Option 'observability_lint.allowed_label = region' is ignored: there is no such option; did you mean 'observability_lint.allowed_labels'?")]
    [InlineData("observability_lint.required_prefix.shop_orders = shop_", "Option 'observability_lint.required_prefix.shop_orders = shop_' is ignored: there is no such option")]
    [InlineData("observability_lint.max_series_per_metric = many",
        "Option 'observability_lint.max_series_per_metric = many' is ignored: expected a whole number above 0; the default, 10000, is used")]
    [InlineData("observability_lint.max_series_per_metric = 0",
        "Option 'observability_lint.max_series_per_metric = 0' is ignored: expected a whole number above 0; the default, 10000, is used")]
    [InlineData("observability_lint.bounded_label_names = tenant=id",
        "Option 'observability_lint.bounded_label_names = tenant=id' is ignored: expected label names separated by commas, such as `tenant_id, plan`; the default, (none), is used")]
    [InlineData("observability_lint.unbounded_label_names = a/b",
        "Option 'observability_lint.unbounded_label_names = a/b' is ignored: expected label names separated by commas, such as `tenant_id, plan` (did you mean 'a, b'?); the default, (none), is used")]
    [InlineData("observability_lint.colour = red", "Option 'observability_lint.colour = red' is ignored: there is no such option")]
    [InlineData("observability_lint = strict", "Option 'observability_lint = strict' is ignored: there is no such option")]
    public async Task Says(string line, string message) => Assert.Equal([message], await FoundAsync((Root, "root = true\n[*]\n" + line)));

    [Theory]
    [InlineData("observabilitylint.required_prefix", "observability_lint.required_prefix")]
    [InlineData("ObservabilityLint.RequiredPrefix", "observability_lint.required_prefix")]
    [InlineData("observability-lint.required-prefix", "observability_lint.required_prefix")]
    [InlineData("observability.lint.max_series_per_metric", "observability_lint.max_series_per_metric")]
    [InlineData("observability_linter.required_prefix", "observability_lint.required_prefix")]
    [InlineData("observabilty_lint.requird_prefix", "observability_lint.required_prefix")]
    [InlineData("observability_lint_bounded_labels_names", "observability_lint.bounded_label_names")]
    [InlineData("observability_lint.RequiredPrefix", "observability_lint.required_prefix")]
    [InlineData("ObservabilityLint.allowed_labels.shop.orders_total", "observability_lint.allowed_labels.shop.orders_total")]
    [InlineData("obslint.prometheus_translation", "observability_lint.prometheus_translation")]
    [InlineData("obs_lint.allowed_label.shop_orders", "observability_lint.allowed_labels.shop_orders")]
    [InlineData("dotnet_code_quality.OBS1014.required_prefix", "observability_lint.required_prefix")]
    [InlineData("dotnet_diagnostic.obs2006.allowed_labels", "observability_lint.allowed_labels")]
    public async Task Names_the_option_that_is_meant(string written, string meant) => Assert.Equal(
        [$"Option '{written.ToLowerInvariant()} = x' is ignored: there is no such option; did you mean '{meant}'?"],
        await FoundAsync((Root, $"root = true\n[*]\n{written} = x")));

    [Theory]
    [InlineData("prometheus_translation", "opentelemetry-dotnet", "opentelemetry_dotnet")]
    [InlineData("prometheus_translation", "OpenTelemetryDotNet", "opentelemetry_dotnet")]
    [InlineData("prometheus_translation", "otlp_translater", "otlptranslator")]
    [InlineData("required_prefix", "Shop_", "shop_")]
    [InlineData("required_prefix", "shop-", "shop_")]
    [InlineData("max_series_per_metric", "20,000", "20000")]
    [InlineData("max_series_per_metric", "20_000", "20000")]
    [InlineData("allowed_labels", "region | tier", "region, tier")]
    public async Task Names_the_value_that_is_meant(string option, string written, string meant)
        => Assert.Contains($" (did you mean '{meant}'?); the default, ", Assert.Single(await FoundAsync((Root, $"root = true\n[*]\nobservability_lint.{option} = {written}"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("observability_lint.mode")]
    [InlineData("ObservabilityLint_Mode")]
    [InlineData("ObservabilityLintMode")]
    public async Task Says_where_the_mode_is_set(string written) => Assert.Equal(
        [$"Option '{written.ToLowerInvariant()} = Strict' is ignored: there is no such option; the mode is the MSBuild property ObservabilityLintMode, set in the project or in Directory.Build.props"],
        await FoundAsync((Root, $"root = true\n[*]\n{written} = Strict")));

    /// <summary>Keys that stand in real repositories, and some that only look a little like ours.</summary>
    [Theory]
    [InlineData("dotnet_naming_style.prefix_underscore.required_prefix")]
    [InlineData("dotnet_naming_rule.private_fields.style")]
    [InlineData("dotnet_naming_symbols.private_fields.applicable_accessibilities")]
    [InlineData("dotnet_code_quality.CA1062.exclude_extension_method_this_parameter")]
    [InlineData("dotnet_code_quality.api_surface")]
    [InlineData("dotnet_code_quality.Naming.required_prefix")]
    [InlineData("dotnet_code_quality.OBSOLETE1.required_prefix")]
    [InlineData("dotnet_diagnostic.CS8618.severity")]
    [InlineData("dotnet_diagnostic.OBS1003.severity")]
    [InlineData("dotnet_analyzer_diagnostic.category-ObservabilityLint.Naming.severity")]
    [InlineData("dotnet_sort_system_directives_first")]
    [InlineData("dotnet_style_qualification_for_field")]
    [InlineData("csharp_style_var_for_built_in_types")]
    [InlineData("csharp_new_line_before_open_brace")]
    [InlineData("stylecop.documentation.companyName")]
    [InlineData("roslynator_accessibility_modifiers")]
    [InlineData("MA0051.maximum_lines_per_method")]
    [InlineData("meziantou.allowed_labels")]
    [InlineData("sonar.required_prefix")]
    [InlineData("resharper_csharp_max_line_length")]
    [InlineData("ij_java_blank_lines_before_imports")]
    [InlineData("vsspell_section_id")]
    [InlineData("spelling_exclusion_path")]
    [InlineData("objc_class_prefix")]
    [InlineData("object_creation.required_prefix")]
    [InlineData("observability.required_prefix")]
    [InlineData("observability_tests.required_prefix")]
    [InlineData("observability_linter.colour")]
    [InlineData("obslint.colour")]
    [InlineData("required_prefix")]
    [InlineData("build_property.ObservabilityLintMode")]
    [InlineData("build_property.RootNamespace")]
    [InlineData("generated_code")]
    [InlineData("max_line_length")]
    public async Task Leaves_other_tools_their_keys(string key) => Assert.Empty(await FoundAsync((Root, $"root = true\n[*]\n{key} = x")));

    [Theory]
    [InlineData("observability_lint.prometheus_translation = otlptranslator")]
    [InlineData("observability_lint.required_prefix = shop_ # ours")]
    [InlineData("observability_lint.required_prefix =")]
    [InlineData("observability_lint.reserved_prefixes =")]
    [InlineData("observability_lint.reserved_prefixes = envoy_ , , nginx_")]
    [InlineData("observability_lint.allowed_labels = region, http.route, order-kind")]
    [InlineData("observability_lint.allowed_labels.shop_orders_total = region")]
    [InlineData("OBSERVABILITY_LINT.Allowed_Labels.shop.orders =")]
    [InlineData("dotnet_diagnostic.OBS1003.severity = none")]
    [InlineData("observability_lint.max_series_per_metric = 500")]
    [InlineData("observability_lint.bounded_label_names = tenant_id, shop.plan")]
    [InlineData("observability_lint.unbounded_label_names =")]
    [InlineData("indent_size = 4")]
    public async Task Quiet(string line) => Assert.Empty(await FoundAsync((Root, "root = true\n[*]\n" + line)));

    [Fact]
    public async Task Speaks_once_for_a_key_and_value_however_many_files_and_folders_have_it() => Assert.Equal(
        [
            "Option 'observability_lint.prometheus_translation = go' is ignored",
            "Option 'observability_lint.prometheus_translation = rust' is ignored",
            "Option 'observability_lint.required_prefix = -' is ignored",
        ],
        from message in await FoundAsync(
            (Root, "root = true\n[*]\nobservability_lint.prometheus_translation = go\n[sub/*.cs]\nobservability_lint.required_prefix = -"),
            ("/test/sub/.editorconfig", "[*.cs]\nobservability_lint.prometheus_translation = rust"),
            ("/test/other/.editorconfig", "[*.cs]\nobservability_lint.prometheus_translation = go"))
        select message[..message.IndexOf(':', StringComparison.Ordinal)]);

    [Fact]
    public async Task Reads_a_global_config() => Assert.Equal(
        ["Option 'observability_lint.required_prefix = 9' is ignored: expected a prefix such as `shop_`: lower-case letters, digits, `_` and `.`, beginning with a letter; the default, (none), is used"],
        await FoundAsync(("/test/.globalconfig", "is_global = true\nobservability_lint.required_prefix = 9")));

    [Fact]
    public async Task Reads_a_global_config_in_a_project_without_files()
    {
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("Empty");
        var options = new AnalyzerOptions([], new Only(new Fixed(new() { ["observability_lint.required_prefix"] = "9" })));
        var found = await compilation.WithAnalyzers([new InvalidOption()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Location.None, Assert.Single(found).Location);
    }

    [Fact]
    public async Task Checks_values_in_a_host_that_cannot_list_its_options()
    {
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("Empty");
        var options = new AnalyzerOptions([], new Only(new Unlisted(new() { ["observability_lint.required_prefix"] = "9", ["observability_lint.unknown"] = "1" })));
        var found = await compilation.WithAnalyzers([new InvalidOption()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal("OBS0001", Assert.Single(found).Id);
    }

    /// <summary>What the message promises: a faulty value counts as not set.</summary>
    [Fact]
    public void A_faulty_value_counts_as_not_set()
    {
        Assert.Null(LintOptions.RequiredPrefix.Read(new Fixed(new() { ["observability_lint.required_prefix"] = "9" })));
        Assert.Equal("shop_", LintOptions.RequiredPrefix.Read(new Fixed(new() { ["observability_lint.required_prefix"] = " shop_ " })));
        Assert.Equal(default, LintOptions.PrometheusTranslation.Read(new Fixed(new() { ["observability_lint.prometheus_translation"] = "go" })));
    }

    [Fact]
    public void Every_default_is_a_value_that_parses_or_none()
    {
        foreach (var option in LintOptions.All)
            Assert.True(option.DefaultText == "(none)" || option.IsValid(option.DefaultText), option.Key);
    }

    /// <summary>The files hold no telemetry: a faulty option is worth a word in any project.</summary>
    private static async Task<IEnumerable<string>> FoundAsync(params (string Path, string Text)[] configs)
    {
        var project = TestProject.Create([("A.cs", "class A;"), ("sub/B.cs", "class B;"), ("other/C.cs", "class C;")]);
        foreach (var (path, text) in configs)
            project = project.AddAnalyzerConfigDocument(Path.GetFileName(path), SourceText.From(text), filePath: path).Project;
        var found = await TestProject.DiagnosticsAsync(project, new InvalidOption());
        Assert.All(found, diagnostic => Assert.Equal(Location.None, diagnostic.Location));
        return found.Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private class Unlisted(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }

    private sealed class Fixed(Dictionary<string, string> values) : Unlisted(values)
    {
        private readonly ImmutableArray<string> keys = [.. values.Keys];

        public override IEnumerable<string> Keys => keys;
    }

    private sealed class Only(AnalyzerConfigOptions options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => options;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => options;
    }
}
