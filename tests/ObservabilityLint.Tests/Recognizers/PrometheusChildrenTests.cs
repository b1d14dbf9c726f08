namespace ObservabilityLint.Tests.Recognizers;

public class PrometheusChildrenTests
{
    private const string Given = "var c = Metrics.CreateCounter(\"c_total\", \"H.\", \"a\", \"b\"); var x = Environment.MachineName; var life = Metrics.WithManagedLifetime(TimeSpan.Zero);\n";

    [Theory]
    [InlineData("c.WithLabels(\"1\", x);", "ChildChoice on c_total [a=\"1\", b=x]")]
    [InlineData("c.Labels(\"1\", x).Inc();", "ChildChoice on c_total [a=\"1\", b=x]")]
    [InlineData("c?.WithLabels(\"1\", x)?.Inc();", "ChildChoice on c_total [a=\"1\", b=x]")]
    [InlineData("c.RemoveLabelled(\"1\", x);", "Removal on c_total [a=\"1\", b=x]")]
    [InlineData("c.WithLabels(\"1\");", "ChildChoice on c_total [?=\"1\"]")]
    [InlineData("c.WithLabels();", "ChildChoice on c_total []")]
    [InlineData("c.WithLabels(new[] { \"1\", x });", "ChildChoice on c_total [a=\"1\", b=x]")]
    [InlineData("c.WithLabels(new string[] { \"1\", x }.AsSpan());", "ChildChoice on c_total [a=\"1\", b=x]")]
    [InlineData("c.WithLabels(new string[] { \"1\", x }.AsMemory());", "ChildChoice on c_total [a=\"1\", b=x]")]
    [InlineData("c.WithLabels(labelValues: [\"1\", x]);", "ChildChoice on c_total [a=\"1\", b=x]")]
    [InlineData("ReadOnlySpan<string> values = [\"1\", x]; c.WithLabels(values);", "ChildChoice on c_total [a=\"1\", b=x]")]
    [InlineData("string[] values = [\"1\", x]; c.WithLabels(values);", "ChildChoice on c_total [a=\"1\", b=x]")]
    [InlineData("string[] values = [\"1\", x]; values[0] = x; c.WithLabels(values);", "ChildChoice on c_total out of sight")]
    [InlineData("c.WithLabels(x.Split(' '));", "ChildChoice on c_total out of sight")]
    [InlineData("static void Do(Counter d) => d.WithLabels(\"1\");", "ChildChoice [?=\"1\"]")]
    [InlineData("life.CreateGauge(\"g\", \"H.\", [\"k\"]).WithExtendLifetimeOnUse().WithLabels(x).Set(1);", "ChildChoice on g [k=x]")]
    [InlineData("life.CreateGauge(\"g\", \"H.\", [\"k\"]).WithLease(g => g.Set(1), x);", "ChildChoice on g [k=x]")]
    [InlineData("var g = life.CreateGauge(\"g\", \"H.\", [\"k\"]); using (g.AcquireLease(out var child, x)) child.Inc();", "ChildChoice on g [k=x]")]
    [InlineData("c.Inc();", "Recording on c_total []")]
    [InlineData("using (Metrics.CreateHistogram(\"h\", \"H.\", \"a\").NewTimer()) { }", "Recording on h []")]
    [InlineData("life.CreateGauge(\"g\", \"H.\", [\"k\"]).WithExtendLifetimeOnUse().Unlabelled.Inc(); c.WithLabels(\"1\", \"2\").Inc();", "ChildChoice on c_total [a=\"1\", b=\"2\"]")]
    [InlineData("var d = c.WithLabels(\"1\", \"2\"); d.Inc();", "ChildChoice on c_total [a=\"1\", b=\"2\"]")]
    [InlineData("ICounter d = c; d.Inc();", "Recording on c_total []")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = x, [\"b\"] = \"1\" });", "Default [a=x, b=\"1\"]")]
    [InlineData("Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { { \"a\", x } });", "Default [a=x]")]
    [InlineData("c.Inc(1, Prometheus.Exemplar.From(Prometheus.Exemplar.Pair(\"trace_id\", x)));", "Recording on c_total []\nAnnotation [Exemplar trace_id=x]")]
    [InlineData("var key = Prometheus.Exemplar.Key(\"order\"); var e = Prometheus.Exemplar.From(key.WithValue(x));", "Annotation [Exemplar order=x]")]
    public Task Recognizes(string statements, string expected) => Measured.IsAsync(Given + statements, expected);
}
