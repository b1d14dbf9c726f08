using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class ReservedMetricPrefixTests
{
    [Theory]
    [InlineData("""Metrics.CreateCounter([|"process_restarts_total"|], "Restarts.");""")]
    [InlineData("""Metrics.CreateGauge([|"dotnet_pool_size"|], "Size.");""")]
    [InlineData("""Metrics.CreateCounter([|"http_client_retries_total"|], "Retries.");""")]
    [InlineData("""Metrics.CreateGauge([|"up"|], "Health.");""")]
    [InlineData("""Metrics.CreateCounter(help: "Scrapes.", name: [|"scrape_errors_total"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"process.restarts"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"aspnetcore.logins"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"kestrel.rejects"|]);""")]
    [InlineData("""meter.CreateUpDownCounter<long>([|"signalr.users"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"http.client.retries"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"dns.failures"|]);""")]
    [InlineData("""meter.CreateGauge<int>([|"up"|]);""")]
    [InlineData("meter.CreateCounter<long>([|Names.Restarts|]);\n=== Names.cs\nstatic class Names { public const string Restarts = \"process.restarts\"; }")]
    [InlineData("using static Prometheus.Metrics;\nvar size = CreateGauge([|\"dotnet_pool_size\"|], \"Size.\");\nclass Program1;")]
    [InlineData("record Shop(Meter Meter) { public Counter<long> Restarts { get; } = Meter.CreateCounter<long>([|\"process.restarts\"|]); }")]
    [InlineData("static Gauge Make(string name) => Metrics.CreateGauge(\"process_\" + name, \"Help.\");\nstatic readonly Gauge Size = Make([|\"restarts\"|]);")]
    [InlineData("""Func<Func<Gauge>> make = () => () => Metrics.CreateGauge([|"dotnet_pool_size"|], "Size.");""")]
    public Task Fires(string code) => Verify<ReservedMetricPrefix>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateCounter("processed_total", "Another word.");""")]
    [InlineData("""Metrics.CreateCounter("uploads_total", "Another word.");""")]
    [InlineData("""Metrics.CreateCounter("dnsmasq_queries_total", "Another word.");""")]
    [InlineData("""Metrics.CreateCounter("http_server_errors_total", "Not reserved.");""")]
    [InlineData("""Metrics.CreateCounter("http_clients_total", "Another word.");""")]
    [InlineData("""Metrics.CreateCounter("shop_process_restarts_total", "Inside.");""")]
    [InlineData("""Metrics.CreateGauge("process", "The whole name.");""")]
    [InlineData("""Metrics.CreateCounter("envoy_retries_total", "Not configured.");""")]
    [InlineData("""meter.CreateCounter<long>("up");""")] // exported as up_total
    [InlineData("""meter.CreateCounter<long>("shop.process.restarts");""")]
    [InlineData("""meter.CreateHistogram<double>("http.client.request.duration", "s");""")] // the convention's own name
    [InlineData("""meter.CreateObservableCounter("process.cpu.time", () => 1d, "s");""")]
    [InlineData("""new Meter("System.Net.Http").CreateCounter<long>("http.client.retries");""")]
    [InlineData("""new Meter("Microsoft.AspNetCore.Hosting").CreateCounter<long>("aspnetcore.logins");""")]
    [InlineData("""new Meter("OpenTelemetry.Instrumentation.Process").CreateCounter<long>("process.restarts");""")]
    [InlineData("""const string Name = "System.Runtime"; var own = new Meter(Name, "1.0"); own.CreateCounter<long>("dotnet.things");""")]
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateGauge("process_" + name, "Not constant.");""")]
    [InlineData("static void Rename(MeterProviderBuilder builder) => builder.AddView(\"process.runtime.dotnet.gc.heap.size\", \"process.heap\");")]
    [InlineData("class Metrics2 { public static void CreateGauge(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateGauge(\"process_x\", \"A lookalike.\"); }")]
    [InlineData("""new EventCounter("process-restarts", new EventSource("Shop"));""")]
    [InlineData("""Metrics.CreateSummary("http_client_request_duration_seconds", "OBS1017 speaks.");""")]
    public Task Quiet(string code) => Verify<ReservedMetricPrefix>.QuietAsync(code);

    [Theory]
    [InlineData("envoy_")]
    [InlineData("nginx_, envoy")]
    [InlineData("envoy.")]
    public Task Fires_on_configured_prefixes(string prefixes) => Verify<ReservedMetricPrefix>.FiresAsync(
        """Metrics.CreateCounter([|"envoy_retries_total"|], "Retries."); meter.CreateCounter<long>([|"envoy.retries"|]); meter.CreateCounter<long>("envoys");""",
        "observability_lint.reserved_prefixes = " + prefixes);

    [Fact]
    public Task Quiet_on_a_prefix_that_the_project_claims() => Verify<ReservedMetricPrefix>.QuietAsync(
        """Metrics.CreateCounter("dns_sync_failures_total", "Failures.");""", "observability_lint.required_prefix = dns_sync_");

    [Fact]
    public Task Says_whose_it_is() => Verify<ReservedMetricPrefix>.SaysAsync(
        """meter.CreateCounter<long>([|"kestrel.rejects"|]);""", "'kestrel.rejects' is exported under 'kestrel_', which belongs to the Kestrel server: dashboards take it for one of theirs, and their next version may add the same name. Begin it with a prefix of your own.");

    [Fact]
    public Task Offers_no_fix() => Verify<ReservedMetricPrefix>.OffersNoFixAsync("""Metrics.CreateGauge([|"up"|], "Health.");""");

    [Theory]
    [InlineData("OpenTelemetry.Instrumentation.Process", 0)]
    [InlineData("Prometheus.NetStandard", 0)]
    [InlineData("prometheus-net.DotNetRuntime", 0)]
    [InlineData("OpenTelemetryDemo", 1)]
    [InlineData("Shop", 1)]
    public async Task Quiet_in_the_owners_assemblies(string assembly, int expected)
    {
        var project = TestProject.Create([("Test.cs", """class C { object c = Prometheus.Metrics.CreateGauge("process_restarts", "Restarts."); }""")]);
        project = project.Solution.WithProjectAssemblyName(project.Id, assembly).GetProject(project.Id)!;
        Assert.Equal(expected, (await TestProject.DiagnosticsAsync(project, new ReservedMetricPrefix())).Length);
    }
}
