using Microsoft.CodeAnalysis;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>A line of .editorconfig that switches off a category of the SDK's does not switch off our rules, and one about our category does.</summary>
public class Categories
{
    /// <summary>A fault of each category, as an error, a warning or a suggestion; but not of an option, which has no place in a file, and so no settings of one.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { "OBS1001", "Naming", """Metrics.CreateCounter("shop-orders_total", "Orders.");""" },
        { "OBS2001", "Labels", """Metrics.CreateCounter("shop_orders_total", "Orders.", "order-kind");""" },
        { "OBS2003", "Labels", """Metrics.CreateCounter("shop_orders_total", "Orders.", "instance");""" },
        { "OBS3013", "Context", """async Task ReadAsync(ActivitySource source, System.Threading.Channels.ChannelReader<int> jobs) { using var all = source.StartActivity("read all"); await foreach (var job in jobs.ReadAllAsync()) { using var one = source.StartActivity("read", ActivityKind.Consumer, default(ActivityContext)); } }""" },
    };

    [Theory, MemberData(nameof(Faults)), InlineData("OBS0001", "Options", "")]
    public async Task Rules_speak_where_the_bare_category_is_switched_off(string id, string category, string source)
        => Assert.Equal(RuleCatalog.Find(id).Descriptor.DefaultSeverity, await SeverityAsync(id, source, $"dotnet_analyzer_diagnostic.category-{category}.severity = none"));

    [Theory, MemberData(nameof(Faults))]
    public async Task Rules_are_silent_where_their_category_is_switched_off(string id, string category, string source)
        => Assert.Null(await SeverityAsync(id, source, $"dotnet_analyzer_diagnostic.category-ObservabilityLint.{category}.severity = none"));

    [Theory, MemberData(nameof(Faults))]
    public async Task Rules_have_the_severity_of_their_category(string id, string category, string source)
        => Assert.Equal(DiagnosticSeverity.Error, await SeverityAsync(id, source, $"dotnet_analyzer_diagnostic.category-ObservabilityLint.{category}.severity = error"));

    /// <summary>Null where the rule says nothing.</summary>
    private static async Task<DiagnosticSeverity?> SeverityAsync(string id, string source, string option)
    {
        string[] options = id == "OBS0001" ? [option, "observability_lint.max_series_per_metric = many"] : [option];
        var found = await TestProject.DiagnosticsAsync(TestProject.Create(Markup.Parse(source), options), RuleCatalog.Find(id));
        return found.Length == 0 ? null : Assert.Single(found).Severity;
    }
}
