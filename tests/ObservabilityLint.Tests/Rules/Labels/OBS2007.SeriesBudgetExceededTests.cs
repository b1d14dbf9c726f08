using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class SeriesBudgetExceededTests
{
    private const string Usings = "using Microsoft.AspNetCore.Http;\nclass BoundedAttribute(int size) : Attribute { public int Size => size; }\n";

    [Theory]
    // 9 methods × 60 codes × (15 buckets + 3): the histogram of every middleware that is written by hand.
    [InlineData("class A { static readonly Histogram H = Metrics.CreateHistogram([|\"h_seconds\"|], \"H.\", \"method\", \"code\", \"kind\"); void Do(HttpRequest q, HttpResponse s, bool b) => H.WithLabels(q.Method, s.StatusCode.ToString(), b ? \"a\" : \"b\").Observe(1); }")]
    [InlineData("class A { static readonly Histogram<double> H = meter.CreateHistogram<double>([|\"h\"|]); void Do(HttpRequest q, HttpResponse s, bool b) => H.Record(1, new(\"method\", q.Method), new(\"code\", s.StatusCode), new(\"b\", b)); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>([|\"c\"|]); void Do([Bounded(101)] string a, [Bounded(100)] string b) => C.Add(1, new(\"a\", a), new(\"b\", b)); }")]
    // The domain of a label is that of all measurements together.
    [InlineData("class A { static readonly Counter C = Metrics.CreateCounter([|\"c_total\"|], \"C.\", \"a\", \"b\"); void Do([Bounded(5001)] string a) { C.WithLabels(a, \"x\").Inc(); C.WithLabels(a, \"y\").Inc(); } }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>([|\"c\"|]); void Do([Bounded(6000)] string a) { C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); C.Add(1, new(\"a\", a), new(\"b\", \"x\")); } }")]
    [InlineData("class A { static readonly Histogram H = Metrics.CreateHistogram([|\"h_seconds\"|], \"H.\", new Prometheus.HistogramConfiguration { LabelNames = [\"a\"], Buckets = Prometheus.Histogram.LinearBuckets(0, 1, 200) }); void Do([Bounded(50)] string a) => H.WithLabels(a).Observe(1); }")]
    public Task Fires(string code) => Verify<SeriesBudgetExceeded>.FiresAsync(Usings + code);

    [Theory]
    [InlineData("class A { static readonly Histogram H = Metrics.CreateHistogram(\"h_seconds\", \"H.\", \"method\", \"code\"); void Do(HttpRequest q, HttpResponse s) => H.WithLabels(q.Method, s.StatusCode.ToString()).Observe(1); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"c\"); void Do([Bounded(100)] string a, [Bounded(100)] string b) => C.Add(1, new(\"a\", a), new(\"b\", b)); }")]
    // One domain is not known, or not all tags are in sight.
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"c\"); void Do([Bounded(99999)] string a, string b) => C.Add(1, new(\"a\", a), new(\"b\", b)); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"c\"); void Do([Bounded(99999)] string a, TagList more) { C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); C.Add(1, more); } }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"c\"); void Do(HttpRequest r, [Bounded(99999)] string a) => C.Add(1, new(\"a\", a), new(\"b\", r.Path)); }")]
    // The same values at several places are not counted twice.
    [InlineData("class A { static readonly Counter C = Metrics.CreateCounter(\"c_total\", \"C.\", \"a\"); void Do([Bounded(6000)] string a) { C.WithLabels(a).Inc(); } void Undo([Bounded(6000)] string a) { C.WithLabels(a).Inc(); } }")]
    [InlineData("class A { static readonly Histogram H = Metrics.CreateHistogram(\"h_seconds\", \"H.\", new Prometheus.HistogramConfiguration { LabelNames = [\"a\"], Buckets = [1, 2] }); void Do([Bounded(1000)] string a) => H.WithLabels(a).Observe(1); }")]
    [InlineData("class A { static readonly Histogram H = Metrics.CreateHistogram(\"h_seconds\", \"H.\", Config()); static Prometheus.HistogramConfiguration Config() => new(); void Do([Bounded(9999)] string a) => H.WithLabels(a).Observe(1); }")]
    public Task Quiet(string code) => Verify<SeriesBudgetExceeded>.QuietAsync(Usings + code);

    [Fact]
    public Task Counts_against_the_configured_number() => Verify<SeriesBudgetExceeded>.SaysAsync(
        Usings + "class A { static readonly Histogram<double> H = meter.CreateHistogram<double>([|\"h\"|]); void Do(HttpRequest q, bool b) => H.Record(1, new(\"method\", q.Method), new(\"ok\", b)); }",
        "'h' may grow to 342 time series (method 9 × ok 2 × 19 time series of a histogram), more than the 100 of the option 'max_series_per_metric': each takes memory here and in Prometheus. Drop a label, or values of one.", "observability_lint.max_series_per_metric = 100");

    [Fact]
    public Task Fires_in_other_files_and_top_level_statements() => Verify<SeriesBudgetExceeded>.FiresAsync(
        """
        var local = meter.CreateCounter<long>([|"local"|]);
        void Do(bool b) => local.Add(1, new KeyValuePair<string, object?>("b", b));
        Do(true); Do(false);
        === Shop.cs
        static class Shop { internal static readonly Counter<long> Orders = meter.CreateCounter<long>([|"shop.orders"|]); }
        === Use.cs
        class Use { void Do(DayOfWeek day) => Shop.Orders.Add(1, new KeyValuePair<string, object?>("day", day)); }
        """, "observability_lint.max_series_per_metric = 1");

    [Fact]
    public async Task At_run_time_a_histogram_stores_its_buckets_and_three_more()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        Prometheus.Metrics.WithCustomRegistry(registry).CreateHistogram("h_seconds", "H.", "a").WithLabels("x").Observe(1);
        using var stream = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(stream, Prometheus.ExpositionFormat.OpenMetricsText, TestContext.Current.CancellationToken);
        var lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n').Where(line => line.StartsWith("h_seconds", StringComparison.Ordinal)).ToList();
        // prometheus-net leaves the time of creation out; the standard has it.
        Assert.Equal(15, lines.Count(line => line.StartsWith("h_seconds_bucket", StringComparison.Ordinal)));
        Assert.Equal(15 + 2, lines.Count);
    }
}
