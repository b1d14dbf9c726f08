using System.Diagnostics.Metrics;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class ReservedLabelNameTests
{
    private const string Given = "var c = meter.CreateCounter<int>(\"c\"); var h = meter.CreateHistogram<int>(\"h\");\n";

    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", [|\"job\"|], [|\"instance\"|]);")]
    [InlineData("Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { { [|\"instance\"|], \"1\" } });")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>([|\"job\"|], 1));")]
    [InlineData("c.Add(1, new TagList { { [|\"otel_scope_name\"|], 1 }, { [|\"otel.scope.version\"|], 1 } });")]
    [InlineData("h.Record(1, new KeyValuePair<string, object?>([|\"le\"|], 1));")]
    public Task Fires(string statements) => Verify<ReservedLabelName>.FiresAsync(Given + statements);

    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", \"job_name\", \"Job\", \"instance_id\", \"namespace\", \"otel_scope_name\", \"le\");")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"le\", 1), new(\"otel.library\", 1)); h.Record(1, new KeyValuePair<string, object?>(\"quantile\", 1));")]
    [InlineData("Metrics.CreateHistogram(\"h\", \"H.\", \"le\");")]
    [InlineData("new Activity(\"a\").SetTag(\"job\", 1);")]
    public Task Quiet(string statements) => Verify<ReservedLabelName>.QuietAsync(Given + statements);

    [Fact]
    public Task Says_what_happens() => Verify<ReservedLabelName>.SaysAsync(
        """Metrics.CreateCounter("c", "H.", [|"job"|]);""", "Label 'job' is reserved: Prometheus adds a label of this name at every scrape, and renames this one to 'exported_job'. Give it another name.");

    [Fact]
    public async Task At_run_time_the_exporter_joins_the_values() => Assert.Contains(
        "otel_scope_name=\"x;Shop.", await Exported.AsPrometheusAsync(counter => counter.Add(1, new KeyValuePair<string, object?>("otel.scope.name", "x"))), StringComparison.Ordinal);

    [Fact]
    public async Task At_run_time_the_bound_of_the_bucket_wins()
    {
        var exposition = await Exported.AsPrometheusAsync(counter => counter.Meter.CreateHistogram<int>("h").Record(1, new KeyValuePair<string, object?>("le", "mine")));
        Assert.Contains("h_bucket", exposition, StringComparison.Ordinal);
        Assert.DoesNotContain("mine", exposition, StringComparison.Ordinal);
    }
}
