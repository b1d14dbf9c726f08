using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Rules.Naming;

public class MetricNameCollisionTests
{
    private const string TwoMeters = "static readonly Meter a = new(\"A\"), b = new(\"B\");\n";

    [Theory]
    [InlineData("static object X = a.CreateCounter<long>(\"orders\"), Y = b.CreateUpDownCounter<long>([|\"orders.total\"|]);")]
    [InlineData("static object X = a.CreateHistogram<double>(\"wait\", \"s\"), Y = b.CreateGauge<double>([|\"wait.seconds\"|]);")]
    [InlineData("static object X = a.CreateHistogram<double>(\"lat\"), Y = a.CreateUpDownCounter<long>([|\"lat.count\"|]);")]
    [InlineData("static object X = a.CreateUpDownCounter<long>(\"lat.count\"), Y = b.CreateHistogram<double>([|\"lat\"|]);")]
    [InlineData("static object X = a.CreateCounter<long>(\"orders\"), Y = a.CreateGauge<long>([|\"orders.created\"|]);")]
    [InlineData("static object X = a.CreateCounter<long>(\"a.b\"), Y = a.CreateCounter<long>([|\"a_b\"|]);")]
    [InlineData("static object X = a.CreateCounter<long>(\"x\"), Y = b.CreateObservableGauge(observeValue: () => 1, name: [|\"x_total\"|]);")]
    [InlineData("static object X = Metrics.CreateGauge(\"x_total\", \"X.\"), Y = a.CreateCounter<long>([|\"x\"|]);")]
    [InlineData("static object X = Metrics.CreateSummary(\"w_seconds\", \"W.\"), Y = a.CreateHistogram<double>([|\"w\"|], \"s\");")]
    [InlineData("static void M(Meter m) => m.CreateCounter<long>(\"x\");\nstatic void N(Meter m) => m.CreateHistogram<long>([|\"x_total\"|]);")]
    [InlineData("static object X = Metrics.CreateHistogram(\"lat\", \"L.\"), Y = Metrics.CreateCounter([|\"lat_count\"|], \"L.\");")]
    [InlineData("static object X = Metrics.CreateSummary(\"lat\", \"L.\"), Y = Metrics.CreateGauge([|\"lat_sum\"|], \"L.\");")]
    [InlineData("static object X = Metrics.CreateHistogram(\"lat\", \"L.\"), Y = Metrics.CreateGauge([|\"lat_bucket\"|], \"L.\");")]
    [InlineData("static object X = a.CreateGauge<double>([|\"http.server.request.duration\"|], \"s\");")]
    [InlineData("static object X = Metrics.CreateSummary([|\"http_client_request_duration_seconds\"|], \"H.\");")]
    [InlineData("static object X = Metrics.CreateGauge([|\"dns_lookup_duration_seconds_count\"|], \"H.\");")]
    [InlineData("static object X = a.CreateObservableGauge([|\"dotnet.exceptions.total\"|], () => 1);")]
    public Task Fires(string code) => Verify<MetricNameCollision>.FiresAsync(TwoMeters + code);

    [Theory]
    // Alike.
    [InlineData("static object X = a.CreateCounter<long>(\"x\"), Y = b.CreateCounter<int>(\"x\");")]
    [InlineData("static object X = a.CreateGauge<long>(\"x\"), Y = b.CreateObservableUpDownCounter(\"x\", () => 1);")]
    [InlineData("static object X = a.CreateCounter<long>(\"x\", \"{order}\"), Y = b.CreateCounter<int>(\"x\", \"{item}\");")]
    [InlineData("static object X = Metrics.CreateCounter(\"x_total\", \"X.\"), Y = a.CreateCounter<long>(\"x\");")]
    [InlineData("static object X = a.CreateHistogram<double>(\"http.server.request.duration\", \"s\");")]
    [InlineData("static object X = new Meter(\"System.Runtime\").CreateGauge<long>(\"dotnet.exceptions.total\");")]
    [InlineData("static object X = a.CreateObservableGauge(\"dotnet.assembly.count\", () => 1);")]
    // OBS1018 speaks.
    [InlineData("static object X = a.CreateCounter<long>(\"x\"), Y = a.CreateGauge<long>(\"x\");")]
    [InlineData("static object X = Metrics.CreateCounter(\"x\", \"X.\"), Y = Metrics.CreateGauge(\"x\", \"X.\");")]
    // Other names after translation.
    [InlineData("static object X = a.CreateCounter<long>(\"x\"), Y = b.CreateGauge<long>(\"x\");")]
    [InlineData("static object X = a.CreateHistogram<double>(\"x\", \"s\"), Y = b.CreateGauge<double>(\"x\", \"ms\");")]
    [InlineData("static object X = a.CreateHistogram<double>(\"lat\", \"s\"), Y = a.CreateUpDownCounter<long>(\"lat.count\");")]
    [InlineData("static object X = a.CreateHistogram<double>(\"lat\"), Y = a.CreateCounter<long>(\"lat.count\");")]
    [InlineData("static object X = a.CreateGauge<double>(\"lat\"), Y = a.CreateUpDownCounter<long>(\"lat.count\");")]
    [InlineData("static object X = Metrics.CreateCounter(\"orders_total\", \"O.\"), Y = Metrics.CreateGauge(\"orders_created\", \"prometheus-net writes no such sample.\");")]
    [InlineData("static object X = a.CreateHistogram<double>(\"x\", Environment.NewLine), Y = b.CreateGauge<double>(\"x\");")]
    // They may never meet.
    [InlineData("class P(IMetricFactory f) { Counter c = f.CreateCounter(\"x\", \"X.\"); }\nclass Q(IMetricFactory f) { Gauge g = f.CreateGauge(\"x\", \"X.\"); }")]
    [InlineData("static readonly MetricFactory own = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry());\nstatic object X = Metrics.CreateHistogram(\"lat\", \"L.\"), Y = own.CreateCounter(\"lat_count\", \"L.\");")]
    [InlineData("class T { void A() { using var m = new Meter(\"A\"); m.CreateCounter<long>(\"x\"); } void B() { using var m = new Meter(\"B\"); m.CreateGauge<long>(\"x_total\"); } }")]
    [InlineData("static Instrument Make(bool old) => old ? a.CreateHistogram<double>(\"lat\") : b.CreateGauge<double>(\"lat\");")]
    [InlineData("static Instrument Make(bool old) { if (old) return a.CreateHistogram<double>(\"lat\"); return b.CreateGauge<double>(\"lat\"); }")]
    // Labels in one registry may differ: prometheus-net allows it.
    [InlineData("static object X = Metrics.CreateCounter(\"x\", \"X.\", \"l\"), Y = Metrics.CreateCounter(\"x\", \"X.\", \"m\");")]
    [InlineData("static object X = a.CreateCounter<long>(Environment.NewLine), Y = b.CreateGauge<long>(Environment.NewLine);")]
    public Task Quiet(string code) => Verify<MetricNameCollision>.QuietAsync(TwoMeters + code);

    [Fact]
    public async Task Honours_the_translator()
    {
        const string code = TwoMeters + "static object X = a.CreateCounter<long>(\"x\"), Y = b.CreateGauge<long>(\"x.total.total\"), Z = b.CreateCounter<long>(\"y\"), U = a.CreateCounter<long>(\"y.total\");";
        await Verify<MetricNameCollision>.QuietAsync(code);
        await Verify<MetricNameCollision>.FiresAsync(
            TwoMeters + "static object X = a.CreateGauge<long>(\"load\", \"1\"), Y = b.CreateHistogram<double>([|\"load_ratio\"|]);", "observability_lint.prometheus_translation = otlptranslator");
        await Verify<MetricNameCollision>.QuietAsync(
            TwoMeters + "static object X = a.CreateGauge<long>(\"load\", \"1\"), Y = b.CreateHistogram<double>(\"load_ratio\");", "observability_lint.prometheus_translation = opentelemetry_dotnet");
    }

    [Fact]
    public Task Says_which_sample() => Verify<MetricNameCollision>.SaysAsync(
        TwoMeters + "static object X = a.CreateHistogram<double>(\"lat\"), Y = a.CreateUpDownCounter<long>([|\"lat.count\"|]);",
        "'lat.count' is exported to Prometheus as 'lat_count' (gauge), and so is 'lat' (histogram): queries mix the two, or the scrape fails. Rename one of them.");

    [Fact]
    public Task Says_which_built_in_metric() => Verify<MetricNameCollision>.SaysAsync(
        "meter.CreateGauge<double>([|\"http.server.request.duration\"|], \"s\");",
        "'http.server.request.duration' is exported to Prometheus as 'http_server_request_duration_seconds' (gauge), and so is the built-in 'http.server.request.duration' of meter 'Microsoft.AspNetCore.Hosting' (histogram): queries mix the two, or the scrape fails. Rename one of them.");

    [Fact]
    public async Task At_run_time_prometheus_net_writes_the_same_series_twice()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        factory.CreateHistogram("lat", "L.").Observe(1);
        factory.CreateCounter("lat_count", "L.").Inc(7);
        using var stream = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        Assert.Contains("lat_count 1", lines);
        Assert.Contains("lat_count 7", lines);
    }

    [Fact]
    public async Task At_run_time_OpenTelemetry_writes_one_name_with_two_types()
    {
        using Meter a = new("Collision.A"), b = new("Collision.B");
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter("Collision.*").AddPrometheusExporter().Build();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseOpenTelemetryPrometheusScrapingEndpoint(provider, null, "/metrics", null, null);
        await app.StartAsync(TestContext.Current.CancellationToken);
        a.CreateCounter<long>("orders").Add(1);
        b.CreateUpDownCounter<long>("orders.total").Add(1);
        a.CreateHistogram<double>("lat").Record(1);
        a.CreateUpDownCounter<long>("lat.count").Add(9);

        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.First() + "/metrics");
        request.Headers.Add("Accept", "application/openmetrics-text; version=1.0.0");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n');
        Assert.Contains("# TYPE orders counter", lines);
        Assert.Contains("# TYPE orders_total gauge", lines);
        Assert.Equal(2, lines.Count(line => line.StartsWith("orders_total{", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.StartsWith("lat_count{otel_scope_name=\"Collision.A\"}", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("orders_created{", StringComparison.Ordinal));
    }
}
