using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;
using ObservabilityLint.Tests.Package;
using Prometheus;

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
    // The labels of other types.
    [InlineData("Metrics.CreateCounter(\"c_total\", \"H.\", [|\"le\"|]); Metrics.CreateGauge(\"g\", \"H.\", [|\"le\"|], [|\"quantile\"|]); Metrics.CreateSummary(\"s\", \"H.\", [|\"le\"|]); Metrics.CreateHistogram(\"h\", \"H.\", [|\"quantile\"|]);")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>([|\"le\"|], 1), new([|\"quantile\"|], 1)); h.Record(1, new KeyValuePair<string, object?>([|\"quantile\"|], 1));")]
    public Task Fires(string statements) => Verify<ReservedLabelName>.FiresAsync(Given + statements);

    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", \"job_name\", \"Job\", \"instance_id\", \"namespace\", \"otel_scope_name\", \"le_mans\", \"quantiles\");")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"otel.library\", 1));")]
    // The library refuses these (OBS2001); and of which type the instrument is, nobody knows there.
    [InlineData("Metrics.CreateHistogram(\"h\", \"H.\", \"le\"); Metrics.CreateSummary(\"s\", \"H.\", \"quantile\");")]
    [InlineData("Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { { \"le\", \"1\" } }); new TagList { { \"quantile\", 1 } };")]
    [InlineData("new Activity(\"a\").SetTag(\"job\", 1);")]
    public Task Quiet(string statements) => Verify<ReservedLabelName>.QuietAsync(Given + statements);

    [Fact]
    public Task Says_what_happens() => Verify<ReservedLabelName>.SaysAsync(
        """Metrics.CreateCounter("c", "H.", [|"job"|]);""", "Label 'job' is reserved: Prometheus adds a label of this name at every scrape, and renames this one to 'exported_job'. Give it another name.");

    [Fact]
    public async Task Promtool_rejects_the_labels_of_other_types()
    {
        Promtool.SkipIfMissing();
        var registry = Metrics.NewCustomRegistry();
        var factory = Metrics.WithCustomRegistry(registry);
        factory.CreateCounter("c_total", "C.", "le").WithLabels("5").Inc();
        factory.CreateHistogram("h_seconds", "H.", "quantile").WithLabels("5").Observe(1);
        factory.CreateSummary("s_seconds", "S.", "le").WithLabels("5").Observe(1);
        using var stream = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        var judged = await Promtool.CheckAsync(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Contains("c_total non-histogram metrics should not have \"le\" label", judged.Output, StringComparison.Ordinal);
        Assert.Contains("h_seconds non-summary metrics should not have \"quantile\" label", judged.Output, StringComparison.Ordinal);
        Assert.Contains("s_seconds non-histogram metrics should not have \"le\" label", judged.Output, StringComparison.Ordinal);
    }

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
