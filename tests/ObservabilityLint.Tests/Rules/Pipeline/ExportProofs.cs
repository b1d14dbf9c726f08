using System.Diagnostics;
using System.Diagnostics.Metrics;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ObservabilityLint.Tests.Rules.Pipeline;

/// <summary>What the sections on exporters and providers claim, run on the SDK with the text of the manual.</summary>
[Collection(nameof(Traces))]
public class ExportProofs
{
    private const string Traced = "using (Telemetry.Start()) using (source.StartActivity(\"place order\")) { } return \"\";", Counted = "using (Telemetry.Start()) meter.CreateCounter<long>(\"shop.orders\").Add(1); return \"\";";

    [Theory]
    [InlineData(0, Traced, "/", "/v1/traces", "place order")]
    [InlineData(1, Counted, "/v1/traces", "/v1/metrics", "shop.orders")]
    public async Task At_run_time_the_endpoint_is_posted_to_as_it_stands(int example, string main, string bad, string good, string name)
    {
        var shown = Manual.Find("OBS5009")!.Examples[example];
        foreach (var (code, path) in new[] { (shown.Bad, bad), (shown.Good, good) })
        {
            await using var collector = await Collector.StartAsync();
            await ProgramRun.ResultAsync(code.Replace("http://localhost:4318", collector.Address.ToString().TrimEnd('/'), StringComparison.Ordinal), main);
            Assert.Equal((path, 1), (collector.Paths, collector.Received(name)));
        }
    }

    /// <summary>To the base address of the environment each signal's path is added; what ends in the path of traces is right for these only.</summary>
    [Fact]
    public async Task At_run_time_the_exporter_adds_the_path_of_each_signal_to_the_base()
    {
        await using var collector = await Collector.StartAsync();
        await WithEnvironmentAsync(collector.Address + "v1/traces", () =>
        {
            using (var source = new ActivitySource("Shop.Base"))
            using (Sdk.CreateTracerProviderBuilder().AddSource("Shop.Base").AddOtlpExporter().Build())
            using (source.StartActivity("place order")) { }
            using (var meter = new Meter("Shop.Base"))
            using (Sdk.CreateMeterProviderBuilder().AddMeter("Shop.Base").AddOtlpExporter().Build())
                meter.CreateCounter<long>("shop.orders").Add(1);
            return Task.CompletedTask;
        });
        Assert.Equal("/v1/traces /v1/traces/v1/metrics", collector.Paths);
    }

    private const string Printed = "using (Telemetry.Start()) using (source.StartActivity(\"place order\")) { } return Printer.Printed;";

    [Fact]
    public Task At_run_time_a_late_tag_is_lost() => ProgramRun.ProvesAsync("OBS5010", Printed, "place order: ", "place order: north");

    /// <summary>A batch is made of the objects as they are when it is sent.</summary>
    [Fact]
    public async Task At_run_time_a_late_tag_arrives_through_a_batch() => Assert.Equal(
        "place order: north", await ProgramRun.ResultAsync(Manual.Find("OBS5010")!.Examples[0].Bad.Replace("SimpleActivityExportProcessor", "BatchActivityExportProcessor", StringComparison.Ordinal), Printed));

    [Fact]
    public async Task At_run_time_a_late_filter_keeps_nothing_back()
    {
        var shown = Manual.Find("OBS5010")!.Examples[1];
        foreach (var (code, received) in new[] { (shown.Bad, 1), (shown.Good, 0) })
        {
            await using var collector = await Collector.StartAsync();
            await WithEnvironmentAsync(collector.Address.ToString(), () => ProgramRun.ResultAsync(code, "using (Telemetry.Start()) using (source.StartActivity(\"health\")) { } return \"\";"));
            Assert.Equal(received, collector.Received("health"));
        }
    }

    [Fact]
    public async Task At_run_time_one_exporter_for_all_signals_runs_behind_all_processors()
    {
        const string program = """
            using OpenTelemetry; using OpenTelemetry.Trace;
            public sealed class HealthFilter : BaseProcessor<Activity> { public override void OnEnd(Activity data) { if (data.DisplayName == "health") data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; } }
            public static class Telemetry { public static IDisposable Start() => OpenTelemetrySdk.Create(b => b.UseOtlpExporter().WithTracing(t => t.AddSource("Shop.*").AddProcessor(new HealthFilter()))); }
            """;
        await using var collector = await Collector.StartAsync();
        await WithEnvironmentAsync(collector.Address.ToString(), () => ProgramRun.ResultAsync(program, "using (Telemetry.Start()) { using (source.StartActivity(\"health\")) { } using (source.StartActivity(\"order\")) { } } return \"\";"));
        Assert.Equal((0, 1), (collector.Received("health"), collector.Received("order")));
    }

    [Fact]
    public async Task At_run_time_a_simple_processor_sends_each_span_before_the_code_goes_on()
    {
        var shown = Manual.Find("OBS5011")!.Examples[0];
        foreach (var (code, before, all) in new[] { (shown.Bad, 3, 3), (shown.Good, 0, 1) })
        {
            await using var collector = await Collector.StartAsync();
            var sent = 0;
            Counting.Sent = () => sent = collector.Received("place order");
            await WithEnvironmentAsync(collector.Address.ToString(), () => ProgramRun.ResultAsync(code, """
                using (Telemetry.Start())
                {
                    for (var i = 0; i < 3; i++) using (source.StartActivity("place order")) { }
                    ObservabilityLint.Tests.Rules.Pipeline.ExportProofs.Counting.Sent();
                }
                return "";
                """));
            Assert.Equal((before, all), (sent, collector.Received("place order")));
        }
    }

    [Fact]
    public Task At_run_time_nothing_is_traced_after_the_helper() => ProgramRun.ProvesAsync("OBS5012", "Program.Main(); return Program.IsTraced ? \"traced\" : \"lost\";", "lost", "traced");

    [Fact]
    public async Task At_run_time_a_program_loses_its_last_batch()
    {
        var shown = Manual.Find("OBS5016")!.Examples[0];
        foreach (var (program, received) in new[] { (shown.Bad, 0), (shown.Good, 1) })
        {
            await using var collector = await Collector.StartAsync();
            await ProgramRun.RunApartAsync(program, new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" });
            Assert.Equal(received, collector.Received("import"));
        }
    }

    [Fact]
    public Task At_run_time_a_view_throws() => ProgramRun.ProvesAsync(
        "OBS5017", "try { Test.Start(OpenTelemetry.Sdk.CreateMeterProviderBuilder()); return \"started\"; } catch (ArgumentException) { return \"thrown\"; }", "thrown", "started");

    private static async Task WithEnvironmentAsync(string endpoint, Func<Task> run)
    {
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        try
        {
            await run();
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", null);
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", null);
        }
    }

    /// <summary>What the run snippet calls in the midst of its work.</summary>
    public static class Counting
    {
        public static Action Sent { get; set; } = () => { };
    }
}
