using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;
using ObservabilityLint.Tests.Rules.Labels;

namespace ObservabilityLint.Tests.Rules.Naming;

public class DefaultBucketsMisfitTests
{
    private const string Pipeline = "static class Program { static void Start(MeterProviderBuilder builder) => builder.AddMeter(\"Shop.Test\")$views; }\n";

    private static string With(string histogram, string views = "") => Pipeline.Replace("$views", views, StringComparison.Ordinal) + "static class Made { static readonly object made = " + histogram + "; }";

    [Theory]
    [InlineData("meter.CreateHistogram<double>([|\"shop.wait\"|], \"s\", \"W.\")", "")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.wait\"|], \"s\", \"W.\", advice: null)", "")]
    [InlineData("meter.CreateHistogram<long>([|\"shop.wait\"|], \"s\")", "")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.wait\"|], \"s\")", ".AddView(\"shop.other\", new ExplicitBucketHistogramConfiguration { Boundaries = [1, 2] }).AddView(\"other*\", \"name\")")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.wait\"|], \"s\")", ".AddMeter(\"Other\")")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.wait\"|], \"s\")", ".AddPrometheusExporter().SetMaxMetricStreams(10)")]
    public Task Fires(string histogram, string views) => Verify<DefaultBucketsMisfit>.FiresAsync(With(histogram, views));

    [Theory]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait\", \"s\", \"W.\", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] })", "")]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait\", \"s\", \"W.\", advice: Advice.Of())", "")]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait\", \"ms\")", "")]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait\", \"By\")", "")]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait\")", "")]
    [InlineData("meter.CreateCounter<double>(\"shop.wait\", \"s\")", "")]
    [InlineData("meter.CreateHistogram<double>(\"shop wait\", \"s\")", "")]
    [InlineData("meter.CreateHistogram<double>(\"shop.session.duration\", \"s\")", "")]
    [InlineData("meter.CreateHistogram<double>(\"shop.backup.duration\", \"s\")", "")]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait\", \"s\")", ".AddView(\"shop.wait\", new ExplicitBucketHistogramConfiguration { Boundaries = [0.1, 1] })")]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait\", \"s\")", ".AddView(\"Shop.*\", new Base2ExponentialBucketHistogramConfiguration())")]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait\", \"s\")", ".AddView(\"shop.wait\", \"other\")")]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait\", \"s\")", ".AddView(instrument => new Base2ExponentialBucketHistogramConfiguration())")]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait\", \"s\")", ".AddView(Environment.MachineName, new ExplicitBucketHistogramConfiguration())")]
    [InlineData("new Meter(\"Other\").CreateHistogram<double>(\"wait\", \"s\")", "")]
    [InlineData("new Meter(\"Microsoft.Shop\").CreateHistogram<double>(\"wait\", \"s\")", ".AddMeter(\"Microsoft.*\")")]
    public Task Quiet(string histogram, string views) => Verify<DefaultBucketsMisfit>.QuietAsync(With(histogram, views) + "\nstatic class Advice { public static InstrumentAdvice<double> Of() => new() { HistogramBucketBoundaries = [1] }; }");

    [Fact]
    public Task Quiet_where_no_pipeline_is_in_sight() => Verify<DefaultBucketsMisfit>.QuietAsync("meter.CreateHistogram<double>(\"shop.wait\", \"s\", \"W.\");");

    [Theory]
    [InlineData("static void Start(MeterProviderBuilder builder, Action<MeterProviderBuilder> more) { builder.AddMeter(\"Shop.Test\"); more(builder); }")]
    [InlineData("static void Start(MeterProviderBuilder builder, Action<MeterProviderBuilder>? more) { builder.AddMeter(\"Shop.Test\"); more?.Invoke(builder); }")]
    [InlineData("static void Start(Microsoft.Extensions.DependencyInjection.IServiceCollection services, MeterProviderBuilder builder, Action<MeterProviderBuilder> more) { builder.AddMeter(\"Shop.Test\"); services.ConfigureOpenTelemetryMeterProvider(more); }")]
    public Task Quiet_where_a_part_of_the_pipeline_is_out_of_sight(string start) => Verify<DefaultBucketsMisfit>.QuietAsync("static class Made { static readonly object made = meter.CreateHistogram<double>(\"shop.wait\", \"s\"); }\nstatic class Program { " + start + " }");

    [Fact]
    public Task Fires_where_a_method_of_the_program_adds_to_the_pipeline() => Verify<DefaultBucketsMisfit>.FiresAsync(
        """
        static class Made { static readonly object made = meter.CreateHistogram<double>([|"shop.wait"|], "s"); static void Start(MeterProviderBuilder builder) => builder.AddShop(); }
        === Shop.cs
        static class Shop { public static MeterProviderBuilder AddShop(this MeterProviderBuilder builder) => builder.AddMeter("Shop.*").AddView("other", "name"); }
        """);

    [Theory]
    [InlineData("Metrics.CreateHistogram([|\"shop_request_bytes\"|], \"R.\");")]
    [InlineData("Metrics.CreateHistogram([|\"shop_oven_celsius\"|], \"O.\", \"oven\");")]
    [InlineData("Metrics.CreateHistogram([|\"shop_request_bytes\"|], \"R.\", new Prometheus.HistogramConfiguration { LabelNames = [\"a\"] });")]
    public Task Fires_on_prometheus_net(string statements) => Verify<DefaultBucketsMisfit>.FiresAsync(statements);

    [Theory]
    [InlineData("Metrics.CreateHistogram(\"shop_request_seconds\", \"R.\"); Metrics.CreateHistogram(\"shop_request_s\", \"R.\"); Metrics.CreateHistogram(\"shop_fill_ratio\", \"F.\"); Metrics.CreateHistogram(\"shop_items\", \"I.\");")]
    [InlineData("Metrics.CreateHistogram(\"shop_request_ms\", \"R.\"); Metrics.CreateHistogram(\"shop_request_kilobytes\", \"R.\");")]
    [InlineData("Metrics.CreateHistogram(\"shop_request_bytes\", \"R.\", new Prometheus.HistogramConfiguration { Buckets = [1, 2] });")]
    [InlineData("static void Make(Prometheus.HistogramConfiguration? with) => Metrics.CreateHistogram(\"shop_request_bytes\", \"R.\", with);")]
    [InlineData("Metrics.CreateSummary(\"shop_request_bytes\", \"R.\"); Metrics.CreateGauge(\"shop_heap_bytes\", \"H.\");")]
    [InlineData("Metrics.CreateHistogram(\"shop_sent_bytes_per_second\", \"R.\");")]
    public Task Quiet_on_prometheus_net(string statements) => Verify<DefaultBucketsMisfit>.QuietAsync(statements);

    [Fact]
    public Task Says_which_bounds() => Verify<DefaultBucketsMisfit>.SaysAsync(
        With("meter.CreateHistogram<double>([|\"shop.wait\"|], \"s\")"), "Histogram 'shop.wait' is in seconds, but has the default bounds 0, 5, 10 … 10,000, which are meant for milliseconds: nearly all values fall into one bucket, and percentiles say nothing. Give it bounds of its own.");

    private const string Advice = "advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] }";

    [Theory]
    [InlineData("meter.CreateHistogram<double>([|\"shop.wait\"|], \"s\")", "meter.CreateHistogram<double>(\"shop.wait\", \"s\", " + Advice + ")")]
    [InlineData("meter.CreateHistogram<double>(unit: \"s\", name: [|\"shop.wait\"|] /* waits */)", "meter.CreateHistogram<double>(unit: \"s\", name: \"shop.wait\", " + Advice + " /* waits */)")]
    public Task Fixes(string before, string after) => Verify<DefaultBucketsMisfit>.FixesAsync(With(before), With(after));

    [Theory]
    [InlineData("meter.CreateHistogram<long>([|\"shop.wait\"|], \"s\")")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.wait\"|], \"s\", advice: new InstrumentAdvice<double>())")]
    [InlineData("Metrics.CreateHistogram([|\"shop_request_bytes\"|], \"R.\")")]
    public Task Offers_no_fix(string histogram) => Verify<DefaultBucketsMisfit>.OffersNoFixAsync(With(histogram));

    [Fact]
    public void At_run_time_the_SDK_puts_seconds_into_one_bucket()
    {
        Assert.Equal(
            ["advised 1 1 1", "plain 3"],
            Exported.Of(
                meter =>
                {
                    var plain = meter.CreateHistogram<double>("plain", "s");
                    var advised = meter.CreateHistogram("advised", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });
                    foreach (var seconds in (double[])[0.02, 0.2, 2])
                    {
                        plain.Record(seconds);
                        advised.Record(seconds);
                    }
                },
                metric => $"{metric.Name} {string.Join(' ', BucketsOf(metric).Where(count => count > 0))}"));

        static List<long> BucketsOf(Metric metric)
        {
            var counts = new List<long>();
            foreach (ref readonly var point in metric.GetMetricPoints())
                foreach (var bucket in point.GetHistogramBuckets()) counts.Add(bucket.BucketCount);
            return counts;
        }
    }

    [Fact]
    public async Task At_run_time_prometheus_net_puts_bytes_into_the_last_bucket()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        var sizes = Prometheus.Metrics.WithCustomRegistry(registry).CreateHistogram("x_bytes", "X.");
        foreach (var bytes in (double[])[200, 2_000, 200_000]) sizes.Observe(bytes);
        var text = await Exposition.OfAsync(registry);
        Assert.Contains("x_bytes_bucket{le=\"10\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("x_bytes_bucket{le=\"+Inf\"} 3", text, StringComparison.Ordinal);
    }
}
