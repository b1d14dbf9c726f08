using System.Diagnostics.Metrics;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Rules.Labels;

public class SeriesBudgetExceededTests
{
    private const string Usings = "using Microsoft.AspNetCore.Http;\nclass BoundedAttribute(int size) : Attribute { public int Size => size; }\n";

    [Theory]
    // 9 methods × 60 codes × (15 buckets + 3): the histogram of every middleware that is written by hand.
    [InlineData("class A { static readonly Histogram H = Metrics.CreateHistogram([|\"h_seconds\"|], \"H.\", \"method\", \"code\", \"kind\"); void Do(HttpRequest q, HttpResponse s, bool b) => H.WithLabels(q.Method, s.StatusCode.ToString(), b ? \"a\" : \"b\").Observe(1); }")]
    // Of attribute sets the SDK keeps 2,000, each of them with all its buckets.
    [InlineData("class A { static readonly Histogram<double> H = meter.CreateHistogram<double>([|\"h\"|]); void Do([Bounded(2001)] string a) => H.Record(1, new KeyValuePair<string, object?>(\"a\", a)); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>([|\"c\"|]); void Do(HttpRequest q, HttpResponse s, DayOfWeek d) => C.Add(1, new(\"method\", q.Method), new(\"code\", s.StatusCode), new(\"day\", d)); }")]
    // The limit of a view, also of one for many.
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>([|\"shop.c\"|]); void Do(HttpRequest q) => C.Add(1, new KeyValuePair<string, object?>(\"method\", q.Method)); void Set(MeterProviderBuilder b) => b.AddView(\"shop.*\", new MetricStreamConfiguration { CardinalityLimit = 8 }); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>([|\"shop.c\"|]); void Do([Bounded(2001)] string a) => C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); void Set(MeterProviderBuilder b) => b.AddView(\"depot.*\", new MetricStreamConfiguration { CardinalityLimit = 9999 }).AddView(\"shop.c\", new MetricStreamConfiguration { Description = \"C.\" }); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>([|\"shop.c\"|]); void Do([Bounded(2001)] string a) => C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); void Set(MeterProviderBuilder b) => b.AddView(i => i.Name == \"x\" ? new MetricStreamConfiguration { Name = \"y\" } : null); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>([|\"c\"|]); void Do([Bounded(101)] string a, [Bounded(100)] string b) => C.Add(1, new(\"a\", a), new(\"b\", b)); }")]
    // The domain of a label is that of all measurements together.
    [InlineData("class A { static readonly Counter C = Metrics.CreateCounter([|\"c_total\"|], \"C.\", \"a\", \"b\"); void Do([Bounded(5001)] string a) { C.WithLabels(a, \"x\").Inc(); C.WithLabels(a, \"y\").Inc(); } }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>([|\"c\"|]); void Do([Bounded(6000)] string a) { C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); C.Add(1, new(\"a\", a), new(\"b\", \"x\")); } }")]
    [InlineData("class A { static readonly Histogram H = Metrics.CreateHistogram([|\"h_seconds\"|], \"H.\", new Prometheus.HistogramConfiguration { LabelNames = [\"a\"], Buckets = Prometheus.Histogram.LinearBuckets(0, 1, 200) }); void Do([Bounded(50)] string a) => H.WithLabels(a).Observe(1); }")]
    public Task Fires(string code) => Verify<SeriesBudgetExceeded>.FiresAsync(Usings + code);

    [Theory]
    [InlineData("class A { static readonly Histogram H = Metrics.CreateHistogram(\"h_seconds\", \"H.\", \"method\", \"code\"); void Do(HttpRequest q, HttpResponse s) => H.WithLabels(q.Method, s.StatusCode.ToString()).Observe(1); }")]
    [InlineData("class A { static readonly Histogram<double> H = meter.CreateHistogram<double>(\"h\"); void Do(HttpRequest q, HttpResponse s, bool b) => H.Record(1, new(\"method\", q.Method), new(\"code\", s.StatusCode), new(\"b\", b)); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"c\"); void Do([Bounded(50)] string a, [Bounded(40)] string b) => C.Add(1, new(\"a\", a), new(\"b\", b)); }")]
    // A view keeps more, or not all of the keys, or its code decides, or all views have another limit.
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"shop.c\"); void Do([Bounded(2001)] string a) => C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); void Set(MeterProviderBuilder b) => b.AddView(\"SHOP.?\", new MetricStreamConfiguration { CardinalityLimit = 2001 }); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"shop.c\"); void Do([Bounded(2001)] string a) => C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); void Set(MeterProviderBuilder b, int most) => b.AddView(\"shop.c\", new MetricStreamConfiguration { CardinalityLimit = most }); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"shop.c\"); void Do([Bounded(2001)] string a) => C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); void Set(MeterProviderBuilder b) => b.AddView(\"*\", new MetricStreamConfiguration { TagKeys = [] }); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"shop.c\"); void Do([Bounded(2001)] string a) => C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); void Set(MeterProviderBuilder b) => b.AddView(\"shop.c\", MetricStreamConfiguration.Drop); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"shop.c\"); void Do([Bounded(2001)] string a) => C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); void Set(MeterProviderBuilder b) => b.AddView(i => i.Name == \"x\" ? MetricStreamConfiguration.Drop : new MetricStreamConfiguration { CardinalityLimit = 5000 }); }")]
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"shop.c\"); void Do([Bounded(2001)] string a) => C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); void Set(MeterProviderBuilder b, Func<Instrument, MetricStreamConfiguration?> view) => b.AddView(view); }")]
    // The limit of a view goes before the option's default.
    [InlineData("class A { static readonly Counter<long> C = meter.CreateCounter<long>(\"shop.c\"); void Do([Bounded(15000)] string a) => C.Add(1, new KeyValuePair<string, object?>(\"a\", a)); void Set(MeterProviderBuilder b) => b.AddView(\"shop.c\", new MetricStreamConfiguration { CardinalityLimit = 20000 }); }")]
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
        Usings + "class A { static readonly Histogram H = Metrics.CreateHistogram([|\"h_seconds\"|], \"H.\", \"method\", \"ok\"); void Do(HttpRequest q, bool b) => H.WithLabels(q.Method, b.ToString()).Observe(1); }",
        "'h_seconds' may grow to 324 time series (method 9 × ok 2 × 18 time series of a histogram), more than the 100 of the option 'max_series_per_metric': each takes memory here and in Prometheus. Drop a label, or values of one.", "observability_lint.max_series_per_metric = 100");

    [Fact]
    public Task Counts_attribute_sets_against_a_lower_number() => Verify<SeriesBudgetExceeded>.SaysAsync(
        Usings + "class A { static readonly Histogram<double> H = meter.CreateHistogram<double>([|\"h\"|]); void Do(HttpRequest q, bool b) => H.Record(1, new(\"method\", q.Method), new(\"ok\", b)); }",
        "'h' may grow to 18 attribute sets (method 9 × ok 2), more than the 10 of the option 'max_series_per_metric': each takes memory here and in Prometheus. Drop a label, or values of one.", "observability_lint.max_series_per_metric = 10");

    [Fact]
    public Task Counts_against_the_limit_of_the_sdk() => Verify<SeriesBudgetExceeded>.SaysAsync(
        Usings + "class A { static readonly Histogram<double> H = meter.CreateHistogram<double>([|\"h\"|]); void Do([Bounded(3000)] string a) => H.Record(1, new KeyValuePair<string, object?>(\"a\", a)); }",
        "'h' may grow to 3000 attribute sets (a 3000), more than the 2000 that the OpenTelemetry SDK keeps by default: all others are merged into one, with the tag 'otel.metric.overflow'. Drop a label, or values of one.");

    [Fact]
    public Task Counts_against_the_limit_of_a_view() => Verify<SeriesBudgetExceeded>.SaysAsync(
        Usings + "class A { static readonly Histogram<double> H = meter.CreateHistogram<double>([|\"h\"|]); void Do([Bounded(20)] string a) => H.Record(1, new KeyValuePair<string, object?>(\"a\", a)); void Set(MeterProviderBuilder b) => b.AddView(\"h\", new MetricStreamConfiguration { CardinalityLimit = 10 }); }",
        "'h' may grow to 20 attribute sets (a 20), more than the 10 of the view's CardinalityLimit: all others are merged into one, with the tag 'otel.metric.overflow'. Drop a label, or values of one.");

    [Theory]
    [InlineData(null, 2000, false)]
    [InlineData(null, 2001, true)]
    [InlineData(10, 10, false)]
    [InlineData(10, 11, true)]
    public void At_run_time_the_sdk_merges_what_is_over_its_limit(int? limit, int sets, bool isMerged)
    {
        using var shop = new Meter($"Shop.{Guid.NewGuid()}");
        var merged = false;
        var builder = OpenTelemetry.Sdk.CreateMeterProviderBuilder().AddMeter(shop.Name);
        if (limit is { } most) builder.AddView("h*", new MetricStreamConfiguration { CardinalityLimit = most });
        using var provider = builder.AddReader(new BaseExportingMetricReader(new Overflow(() => merged = true))).Build();
        var histogram = shop.CreateHistogram<double>("h");
        for (var i = 0; i < sets; i++) histogram.Record(1, new KeyValuePair<string, object?>("a", i));
        provider.ForceFlush();
        Assert.Equal(isMerged, merged);
    }

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

    private sealed class Overflow(Action found) : OpenTelemetry.BaseExporter<OpenTelemetry.Metrics.Metric>
    {
        public override OpenTelemetry.ExportResult Export(in OpenTelemetry.Batch<OpenTelemetry.Metrics.Metric> batch)
        {
            foreach (var metric in batch)
                foreach (ref readonly var point in metric.GetMetricPoints())
                    foreach (var tag in point.Tags)
                        if (tag.Key == "otel.metric.overflow") found();
            return OpenTelemetry.ExportResult.Success;
        }
    }
}
