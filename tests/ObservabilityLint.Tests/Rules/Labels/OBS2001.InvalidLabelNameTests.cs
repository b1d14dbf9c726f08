using ObservabilityLint.Naming;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class InvalidLabelNameTests
{
    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", [|\"http-method\"|]);")]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", [|\"http.method\"|], \"ok\", [|\"a:b\"|]);")]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", [|\"order id\"|], [|\"\"|], [|\"1st\"|], [|\"größe\"|]);")]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", [|\"__name\"|]);")]
    [InlineData("Metrics.CreateHistogram(\"h\", \"H.\", [|\"le\"|]);")]
    [InlineData("Metrics.CreateSummary(\"s\", \"H.\", [|\"quantile\"|]);")]
    [InlineData("Metrics.CreateGauge(\"g\", \"H.\", new GaugeConfiguration { LabelNames = new[] { [|\"a-b\"|] } });")]
    [InlineData("Metrics.CreateGauge(labelNames: [[|\"a-b\"|]], name: \"g\", help: \"H.\");")]
    [InlineData("Metrics.WithManagedLifetime(TimeSpan.Zero).CreateGauge(\"g\", \"H.\", [[|\"a-b\"|]]);")]
    [InlineData("const string Key = [|\"a-b\"|]; Metrics.CreateGauge(\"g\", \"H.\", Key);")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [[|\"a-b\"|]] = \"1\" });")]
    [InlineData("Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { { [|\"a-b\"|], \"1\" } });")]
    [InlineData("static Counter Make(string name, string label) => Metrics.CreateCounter(name, \"H.\", label, [|\"in-wrapper\"|]); static void Run() { Make(\"a\", [|\"a-b\"|]); Make(\"b\", \"ok\"); }")]
    [InlineData("meter.CreateCounter<int>(\"c\").Add(1, new KeyValuePair<string, object?>([|null|]!, 1));")]
    [InlineData("meter.CreateCounter<int>(\"c\").Add(1, new KeyValuePair<string, object?>([|\"\"|], 1));")]
    [InlineData("meter.CreateHistogram<int>(\"h\").Record(1, new TagList { { [|string.Empty|], 1 } });")]
    [InlineData("var tags = new TagList(); tags.Add([|\"\"|], 1); var c = meter.CreateCounter<int>(\"c\"); c.Add(1, tags); c.Add(2, tags);")]
    public Task Fires(string statements) => Verify<InvalidLabelName>.FiresAsync(statements);

    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", \"method\", \"_x\", \"Method2\", \"le\", \"quantile\");")]
    [InlineData("Metrics.CreateHistogram(\"h\", \"H.\", \"quantile\"); Metrics.CreateSummary(\"s\", \"H.\", \"le\");")]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", Environment.MachineName, $\"a-{Environment.MachineName}\");")]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\").WithLabels(\"a-b\");")]
    [InlineData("meter.CreateCounter<int>(\"c\").Add(1, new KeyValuePair<string, object?>(\"http.method\", 1), new(\"a-b c\", 1));")]
    [InlineData("meter.CreateHistogram<int>(\"h\").Record(1, new KeyValuePair<string, object?>(\"le\", 1));")]
    [InlineData("new Activity(\"a\").SetTag(\"\", 1).SetTag(null!, 2);")]
    [InlineData("new Dictionary<string, object?>().Add(\"\", 1); new TagList().Add(\"\", 1);")]
    public Task Quiet(string statements) => Verify<InvalidLabelName>.QuietAsync(statements);

    [Fact]
    public Task Fires_where_a_label_of_another_file_is_written() => Verify<InvalidLabelName>.FiresAsync(
        """
        using static Names;
        class Shop { Counter A = Metrics.CreateCounter("a", "H.", Names.Label), B = Metrics.CreateCounter("b", "H.", Label), C = Metrics.CreateCounter("c", "H.", Names.Labels); }
        === Names.cs
        static class Names { public const string Label = [|"a-b"|]; public static readonly string[] Labels = [[|"c-d"|]]; }
        """);

    [Fact]
    public Task Says_what_happens() => Verify<InvalidLabelName>.SaysAsync(
        """Metrics.CreateCounter("c", "H.", [|"a-b"|]);""", "Label 'a-b' is not valid in Prometheus (letters, digits and '_', no digit and no '__' first; here '-' at character 2): prometheus-net throws an ArgumentException. Name it 'a_b'.");

    [Fact]
    public Task Says_what_happens_to_a_histograms_own_label() => Verify<InvalidLabelName>.SaysAsync(
        """Metrics.CreateHistogram("h", "H.", [|"le"|]);""", "Label 'le' is not valid on a histogram: prometheus-net throws an ArgumentException. Give it another name.");

    /// <summary>Only a null key costs the measurement.</summary>
    [Fact]
    public Task Says_what_happens_to_an_empty_key() => Verify<InvalidLabelName>.SaysAsync(
        """meter.CreateCounter<int>("c").Add(1, new KeyValuePair<string, object?>([|""|], 1));""",
        "Label '(empty)' is not valid in OpenTelemetry (at least one character): an empty key is exported as '_', and a null key makes the OpenTelemetry SDK drop the measurement. Give it another name.");

    [Theory]
    [InlineData("a-b"), InlineData("a.b"), InlineData("a:b"), InlineData("a b"), InlineData("1a"), InlineData(""), InlineData("é"), InlineData("__x")]
    public void At_run_time_prometheus_net_throws(string label) => Assert.Throws<ArgumentException>(() => Factory.CreateCounter("x_total", "X.", [label]));

    [Theory]
    [InlineData("_x"), InlineData("X"), InlineData("le"), InlineData("quantile"), InlineData("x\n"), InlineData("job")]
    public void At_run_time_prometheus_net_takes_these(string label)
    {
        Factory.CreateCounter("x_total", "X.", [label]).WithLabels("1").Inc();
        Assert.True(LabelName.IsValid(NamingConvention.Prometheus, InstrumentKind.Counter, label));
    }

    [Fact]
    public void At_run_time_a_histogram_and_a_summary_keep_their_own_labels()
    {
        Assert.Throws<ArgumentException>(() => Factory.CreateHistogram("x", "X.", ["le"]));
        Assert.Throws<ArgumentException>(() => Factory.CreateSummary("x", "X.", ["quantile"]));
        Factory.CreateHistogram("x", "X.", ["quantile"]).WithLabels("1").Observe(1);
        Factory.CreateSummary("y", "Y.", ["le"]).WithLabels("1").Observe(1);
    }

    [Fact]
    public void At_run_time_static_labels_throw_too()
    {
        var labels = new Dictionary<string, string> { ["a-b"] = "1" };
        Assert.Throws<ArgumentException>(() => Factory.WithLabels(labels).CreateCounter("x_total", "X."));
        Assert.Throws<ArgumentException>(() => Prometheus.Metrics.NewCustomRegistry().SetStaticLabels(labels));
    }

    [Fact]
    public void At_run_time_OpenTelemetry_drops_a_measurement_with_a_null_key() => Assert.Equal(
        ["2 []", "4 [=x]"],
        Exported.By(counter =>
        {
            counter.Add(1, new KeyValuePair<string, object?>(null!, "x"), new("a", 1));
            counter.Add(2);
            counter.Add(4, new KeyValuePair<string, object?>("", "x"));
        }));

    [Fact]
    public async Task At_run_time_the_Prometheus_exporter_makes_an_underscore_of_an_empty_key() => Assert.Contains(
        "_=\"x\"", await Exported.AsPrometheusAsync(counter => counter.Add(4, new KeyValuePair<string, object?>("", "x"))), StringComparison.Ordinal);

    private static Prometheus.IMetricFactory Factory => Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry());
}
