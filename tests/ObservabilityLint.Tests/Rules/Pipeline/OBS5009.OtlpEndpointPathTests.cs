using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class OtlpEndpointPathTests
{
    private const string Http = "o.Protocol = OtlpExportProtocol.HttpProtobuf; ";

    [Theory]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318\")|]; });")]
    [InlineData("t.AddOtlpExporter(o => { o.Endpoint = [|new Uri(\"http://localhost:4318/\")|]; " + Http + "});")]
    [InlineData("t.AddOtlpExporter(\"named\", o => { " + Http + "o.Endpoint = [|new(\"http://collector/otlp\")|]; });")]
    [InlineData("m.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318/v1/traces\")|]; });")]
    [InlineData("m.AddOtlpExporter((o, reader) => { " + Http + "o.Endpoint = [|new Uri(Addresses.Base)|]; });")]
    [InlineData("l.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri($\"{Addresses.Base}/v1/traces\")|]; });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|Addresses.Whole|]; });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(new Uri(\"http://localhost:4318\"), \"otlp\")|]; });")]
    [InlineData("var address = new Uri(\"http://localhost:4318\"); t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|address|]; }); m.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|address|]; });")]
    [InlineData("void Fill(OtlpExporterOptions o) { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318\")|]; } t.AddOtlpExporter(Fill);")]
    [InlineData("Action<OtlpExporterOptions> fill = o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318/v1/traces\")|]; }; t.AddOtlpExporter(fill); m.AddOtlpExporter(fill);")]
    [InlineData("services.Configure<OtlpExporterOptions>(o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318\")|]; });")]
    [InlineData("t.AddProcessor(new SimpleActivityExportProcessor(new OtlpTraceExporter(new OtlpExporterOptions { Protocol = OtlpExportProtocol.HttpProtobuf, Endpoint = [|new Uri(\"http://localhost:4318\")|] })));")]
    [InlineData("var o = new OtlpExporterOptions(); " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318/v1/traces\")|]; var exporter = new OtlpMetricExporter(o);")]
    [InlineData("var o = new OtlpExporterOptions { Endpoint = [|new Uri(\"http://localhost:4318\")|] }; " + Http + "var exporter = new OtlpLogExporter(o);")]
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_PROTOCOL\", \"http/protobuf\"); t.AddOtlpExporter(o => o.Endpoint = [|new Uri(\"http://localhost:4318\")|]);")]
    [InlineData("void Export(TracerProviderBuilder b, Action<OtlpExporterOptions> fill) => b.AddOtlpExporter(fill); Export(t, o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318/v1/metrics\")|]; });")]
    [InlineData("void Outer(Action<OtlpExporterOptions> fill) => Inner(fill); void Inner(Action<OtlpExporterOptions> fill) { m.AddOtlpExporter(fill); } void Fill(OtlpExporterOptions o) { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318/v1/traces\")|]; } Outer(Fill);")]
    // By a parameter, or unless something else is configured.
    [InlineData("void Add(string address) => t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(address)|]; }); Add(\"http://localhost:4318\");")]
    [InlineData("void Outer(string address) => Add(new Uri(address)); void Add(Uri address) => t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|address|]; }); Outer(Environment.MachineName); Outer(Addresses.Base);")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(Environment.GetEnvironmentVariable(\"COLLECTOR\") ?? \"http://localhost:4318\")|]; });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|Environment.GetEnvironmentVariable(\"COLLECTOR\") is { } set ? new Uri(set) : new Uri(Addresses.Base)|]; });")]
    [InlineData("var configuration = new ConfigurationBuilder().Build(); m.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(configuration.GetValue(\"Collector\", \"http://localhost:4318/v1/traces\")!)|]; });")]
    [InlineData("Uri Find() => new(\"http://localhost:4318\"); t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|Find()|]; });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(new Defaults().Collector)|]; });")]
    [InlineData("new Exporting(\"http://localhost:4318\").Add(t); } class Exporting(string address) { readonly string kept = address; public void Add(TracerProviderBuilder t) => t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(kept)|]; });")]
    // The environment.
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_PROTOCOL\", \"http/protobuf\"); Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_ENDPOINT\", [|\"http://localhost:4318/v1/traces\"|]);")]
    [InlineData("const string Variable = \"OTEL_EXPORTER_OTLP_ENDPOINT\"; Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_PROTOCOL\", \"http/protobuf\"); Environment.SetEnvironmentVariable(Variable, [|\"http://localhost:4318/v1/metrics/\"|]);")]
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_PROTOCOL\", \"http/protobuf\"); Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT\", [|\"http://localhost:4318\"|]);")]
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_METRICS_PROTOCOL\", \"http/protobuf\"); Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_METRICS_ENDPOINT\", [|\"http://localhost:4318/v1/traces\"|]);")]
    [InlineData("var settings = new Dictionary<string, string?> { [\"OTEL_EXPORTER_OTLP_PROTOCOL\"] = \"http/protobuf\", [\"OTEL_EXPORTER_OTLP_LOGS_ENDPOINT\"] = [|Addresses.Base|] };")]
    [InlineData("var settings = new Dictionary<string, string?> { { \"OTEL_EXPORTER_OTLP_PROTOCOL\", \"http/protobuf\" }, { \"OTEL_EXPORTER_OTLP_ENDPOINT\", [|\"http://localhost:4318/v1/traces\"|] } };")]
    // Another address may be given, or has been before.
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318\")|]; if (Environment.GetEnvironmentVariable(\"COLLECTOR\") is { } given) o.Endpoint = new Uri(given); });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"http://localhost:4318/v1/traces\"); o.Endpoint = [|new Uri(\"http://localhost:4318\")|]; });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "if (Environment.UserInteractive) o.Endpoint = [|new Uri(\"http://localhost:4318\")|]; else o.Endpoint = [|new Uri(\"http://collector:4318\")|]; });")]
    public Task Fires(string code) => Verify<OtlpEndpointPath>.FiresAsync(In(code));

    [Theory]
    [InlineData("t.AddOtlpExporter(o => o.Endpoint = new Uri(\"http://localhost:4317\"));")]
    [InlineData("t.AddOtlpExporter(o => { o.Protocol = OtlpExportProtocol.Grpc; o.Endpoint = new Uri(\"http://localhost:4317\"); });")]
    [InlineData("t.AddOtlpExporter(o => o.Endpoint = new Uri(\"http://localhost:4318\"));")]
    [InlineData("t.AddOtlpExporter(o => " + "o.Protocol = OtlpExportProtocol.HttpProtobuf);")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"http://localhost:4318/v1/traces\"); });")]
    [InlineData("m.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(Addresses.Base + \"/v1/metrics\"); });")]
    [InlineData("l.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(new Uri(Addresses.Base), \"v1/logs\"); });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"http://seq/ingest/otlp/v1/traces?key=1\"); });")]
    [InlineData("void Export(MeterProviderBuilder b, Action<OtlpExporterOptions> fill) => b.AddOtlpExporter(fill); Export(m, o => { " + Http + "o.Endpoint = new Uri(\"http://localhost:4318/v1/metrics\"); });")]
    // A path of the collector's own.
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"https://otlp.example/api/v0.2/traces\"); });")]
    // Another is made from it.
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"http://localhost:4318\"); o.Endpoint = new Uri(o.Endpoint, \"v1/traces\"); });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "if (Environment.UserInteractive) { o.Endpoint = new Uri(\"http://localhost:4318\"); } else { o.Endpoint = new Uri(\"http://collector:4318\"); } o.Endpoint = new Uri(o.Endpoint, \"v1/traces\"); });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"http://localhost:4318\"); if (o.Endpoint.AbsolutePath == \"/\") o.Endpoint = new Uri(o.Endpoint, \"v1/traces\"); });")]
    [InlineData("var o = new OtlpExporterOptions { Protocol = OtlpExportProtocol.HttpProtobuf, Endpoint = new Uri(\"http://localhost:4318\") }; o.Endpoint = new UriBuilder(o.Endpoint) { Path = \"v1/traces\" }.Uri; var exporter = new OtlpTraceExporter(o);")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"https://ingest.example/v2/trace/otlp\"); }); m.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"https://ingest.example/v2/datapoint/otlp\"); });")]
    [InlineData("m.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"http://store:8428/opentelemetry/api/v1/push\"); });")]
    // Not constant.
    [InlineData("void Add(string address) => t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(address); });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(Environment.GetEnvironmentVariable(\"COLLECTOR\")!); });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(Environment.GetEnvironmentVariable(\"COLLECTOR\") ?? \"http://localhost:4318/v1/traces\"); });")]
    [InlineData("void Add(string address) { address += \"/v1/traces\"; t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(address); }); } Add(\"http://localhost:4318\");")]
    [InlineData("void Add(string address) => t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(address + \"/v1/traces\"); }); Add(\"http://localhost:4318\");")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(new Settings { Collector = \"http://localhost:4318/v1/traces\" }.Collector); });")]
    [InlineData("void Add(bool isHttp) => t.AddOtlpExporter(o => { if (isHttp) { " + Http + " } o.Endpoint = new Uri(\"http://localhost:4318\"); });")]
    [InlineData("void Add(bool isHttp) => t.AddOtlpExporter(o => { o.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc; o.Endpoint = new Uri(\"http://localhost:4318\"); });")]
    // Another exporter is the one that speaks HTTP.
    [InlineData("t.AddOtlpExporter(o => o.Endpoint = new Uri(\"http://localhost:4317\")); m.AddOtlpExporter(o => " + "o.Protocol = OtlpExportProtocol.HttpProtobuf);")]
    [InlineData("OpenTelemetrySdk.Create(b => b.UseOtlpExporter(OtlpExportProtocol.HttpProtobuf, new Uri(\"http://localhost:4318\")));")]
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_ENDPOINT\", \"http://localhost:4318/v1/traces\");")]
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_PROTOCOL\", \"http/protobuf\"); Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_ENDPOINT\", \"http://localhost:4318\");")]
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_TRACES_PROTOCOL\", \"http/protobuf\"); Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT\", \"http://localhost:4318/v1/traces\");")]
    // .NET does not read this one beside the exporter of one signal.
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_PROTOCOL\", \"http/protobuf\"); Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT\", \"http://localhost:4318\"); t.AddOtlpExporter();")]
    [InlineData("var other = new Other { Protocol = OtlpExportProtocol.HttpProtobuf, Endpoint = new Uri(\"http://localhost:4318\") };")]
    public Task Quiet(string code) => Verify<OtlpEndpointPath>.QuietAsync(In(code));

    /// <summary>Only traces are exported: they arrive.</summary>
    [Fact]
    public Task Quiet_on_the_path_of_the_only_signal() => Verify<OtlpEndpointPath>.QuietAsync(
        "using OpenTelemetry.Trace; class Setup { void Run(TracerProviderBuilder t) { Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_PROTOCOL\", \"http/protobuf\"); Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_ENDPOINT\", \"http://localhost:4318/v1/traces\"); t.AddOtlpExporter(); } }");

    [Theory]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318\")|]; /* kept */ });", "t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"http://localhost:4318/v1/traces\"); /* kept */ });")]
    [InlineData("l.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new(@\"http://collector/otlp/\")|]; });", "l.AddOtlpExporter(o => { " + Http + "o.Endpoint = new(@\"http://collector/otlp/v1/logs\"); });")]
    [InlineData("m.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318/v1/traces\")|]; });", "m.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(\"http://localhost:4318/v1/metrics\"); });")]
    [InlineData("m.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(Addresses.Base)|]; });", "m.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(Addresses.Base + \"/v1/metrics\"); });")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|Addresses.Whole|]; });", "t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(Addresses.Whole, \"/v1/traces\"); });")]
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_PROTOCOL\", \"http/protobuf\"); Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_ENDPOINT\", [|\"http://localhost:4318/v1/traces\"|]);", "Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_PROTOCOL\", \"http/protobuf\"); Environment.SetEnvironmentVariable(\"OTEL_EXPORTER_OTLP_ENDPOINT\", \"http://localhost:4318\");")]
    [InlineData("var settings = new Dictionary<string, string?> { [\"OTEL_EXPORTER_OTLP_PROTOCOL\"] = \"http/protobuf\", [\"OTEL_EXPORTER_OTLP_LOGS_ENDPOINT\"] = [|\"http://localhost:4318\"|] };", "var settings = new Dictionary<string, string?> { [\"OTEL_EXPORTER_OTLP_PROTOCOL\"] = \"http/protobuf\", [\"OTEL_EXPORTER_OTLP_LOGS_ENDPOINT\"] = \"http://localhost:4318/v1/logs\" };")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(Environment.GetEnvironmentVariable(\"COLLECTOR\") ?? \"http://localhost:4318\")|]; });", "t.AddOtlpExporter(o => { " + Http + "o.Endpoint = new Uri(Environment.GetEnvironmentVariable(\"COLLECTOR\") ?? \"http://localhost:4318/v1/traces\"); });")]
    public Task Fixes(string before, string after) => Verify<OtlpEndpointPath>.FixesAsync(In(before), In(after));

    [Theory]
    [InlineData("services.Configure<OtlpExporterOptions>(o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318\")|]; });")]
    [InlineData("Action<OtlpExporterOptions> fill = o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318\")|]; }; t.AddOtlpExporter(fill); m.AddOtlpExporter(fill);")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(new Uri(\"http://localhost:4318\"), \"otlp\")|]; });")]
    // Other callers, or a configuration, may give a path.
    [InlineData("void Add(string address) => t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(address)|]; }); Add(\"http://localhost:4318\");")]
    [InlineData("t.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(new Defaults().Collector)|]; });")]
    public Task Offers_no_fix(string code) => Verify<OtlpEndpointPath>.OffersNoFixAsync(In(code));

    [Fact]
    public Task Says_where_they_go() => Verify<OtlpEndpointPath>.SaysAsync(
        In("m.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318\")|]; });"),
        "Over HTTP an endpoint that the code sets is used as it stands: the metrics go to '/', where a collector takes nothing. Add the path '/v1/metrics'.");

    [Fact]
    public Task Says_whose_path_it_is() => Verify<OtlpEndpointPath>.SaysAsync(
        In("m.AddOtlpExporter(o => { " + Http + "o.Endpoint = [|new Uri(\"http://localhost:4318/v1/traces\")|]; });"),
        "Over HTTP the metrics go to '/v1/traces', which takes traces only. Give '/v1/metrics' as the path.");

    private static string In(string code) => $$"""
        using OpenTelemetry; using OpenTelemetry.Trace; using OpenTelemetry.Logs; using OpenTelemetry.Exporter; using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection;
        static class Addresses { public const string Base = "http://localhost:4318"; public static readonly Uri Whole = new Uri(Base); }
        class Defaults { public string Collector { get; set; } = Addresses.Base; }
        class Settings { public string Collector { get; set; } = Addresses.Base; }
        class Other { public OtlpExportProtocol Protocol { get; set; } public Uri? Endpoint { get; set; } }
        class Setup { void Run(TracerProviderBuilder t, MeterProviderBuilder m, OpenTelemetryLoggerOptions l, IServiceCollection services) {
        t.AddSource("Shop"); m.AddMeter("Shop");
        {{code}}
        } }
        """;
}
