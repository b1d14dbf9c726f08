using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class SimpleExporterTests
{
    [Theory]
    [InlineData("t.AddProcessor([|new SimpleActivityExportProcessor(new OtlpTraceExporter(new OtlpExporterOptions()))|]);")]
    [InlineData("BaseProcessor<Activity> p = [|new SimpleActivityExportProcessor(new Poster())|];")]
    [InlineData("var exporter = new Writer(); t.AddProcessor([|new SimpleActivityExportProcessor(exporter)|]);")]
    [InlineData("l.AddProcessor([|new SimpleLogRecordExportProcessor(new OtlpLogExporter(new OtlpExporterOptions()))|]);")]
    [InlineData("t.AddOtlpExporter(o => o.ExportProcessorType = [|ExportProcessorType.Simple|]);")]
    [InlineData("t.AddOtlpExporter(o => { o.Endpoint = new Uri(\"http://localhost:4317\"); o.ExportProcessorType = [|OpenTelemetry.ExportProcessorType.Simple|]; });")]
    [InlineData("l.AddOtlpExporter((o, p) => p.ExportProcessorType = [|ExportProcessorType.Simple|]);")]
    [InlineData("if (!env.IsDevelopment()) t.AddOtlpExporter(o => o.ExportProcessorType = [|ExportProcessorType.Simple|]);")]
    [InlineData("if (env.IsProduction()) { t.AddOtlpExporter(o => o.ExportProcessorType = [|ExportProcessorType.Simple|]); }")]
    [InlineData("if (env.IsDevelopment()) t.AddOtlpExporter(); else t.AddOtlpExporter(o => o.ExportProcessorType = [|ExportProcessorType.Simple|]);")]
    public Task Fires(string code) => Verify<SimpleExporter>.FiresAsync(In(code));

    [Theory]
    [InlineData("t.AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(new OtlpExporterOptions())));")]
    [InlineData("t.AddOtlpExporter(o => o.ExportProcessorType = ExportProcessorType.Batch);")]
    [InlineData("t.AddProcessor(new SimpleActivityExportProcessor(new MyConsoleExporter()));")]
    [InlineData("t.AddProcessor(new SimpleActivityExportProcessor(new Collector()));")]
    [InlineData("void Add(BaseExporter<Activity> exporter) => t.AddProcessor(new SimpleActivityExportProcessor(exporter));")]
    [InlineData("t.AddOtlpExporter(o => o.ExportProcessorType = env.IsDevelopment() ? ExportProcessorType.Simple : ExportProcessorType.Batch);")]
    [InlineData("if (env.IsDevelopment()) t.AddOtlpExporter(o => o.ExportProcessorType = ExportProcessorType.Simple);")]
    // An exporter that is made by hand does not read this option.
    [InlineData("var exporter = new OtlpTraceExporter(new OtlpExporterOptions { Protocol = OtlpExportProtocol.Grpc, ExportProcessorType = ExportProcessorType.Simple });")]
    [InlineData("var options = new OtlpExporterOptions(); options.ExportProcessorType = ExportProcessorType.Simple; using var exporter = new OtlpLogExporter(options);")]
    // Whoever configures the program decides.
    [InlineData("void Add(OtlpExporterOptions o) => t.AddProcessor(o.ExportProcessorType switch { ExportProcessorType.Batch => (BaseProcessor<Activity>)new BatchActivityExportProcessor(new OtlpTraceExporter(o)), _ => new SimpleActivityExportProcessor(new OtlpTraceExporter(o)) });")]
    [InlineData("void Add(OtlpExporterOptions o, bool isBatch) => t.AddProcessor(isBatch ? (BaseProcessor<Activity>)new BatchActivityExportProcessor(new OtlpTraceExporter(o)) : new SimpleActivityExportProcessor(new OtlpTraceExporter(o)));")]
    [InlineData("if (Debugger.IsAttached) { t.AddOtlpExporter(o => o.ExportProcessorType = ExportProcessorType.Simple); }")]
    [InlineData("if (env.IsProduction()) t.AddOtlpExporter(); else t.AddOtlpExporter(o => o.ExportProcessorType = ExportProcessorType.Simple);")]
    [InlineData("if (!env.IsDevelopment()) { t.AddOtlpExporter(); } else { t.AddProcessor(new SimpleActivityExportProcessor(new Poster())); }")]
    [InlineData("\n#if !RELEASE && TRUE || DEBUG\nt.AddOtlpExporter();\n#endif\nvar mine = new Mine { ExportProcessorType = 1 };")]
    public Task Quiet(string code) => Verify<SimpleExporter>.QuietAsync(In(code));

    [Fact]
    public Task Quiet_between_debug_and_its_end() => Verify<SimpleExporter>.QuietAsync("#define DEBUG\n" + In("\n#if DEBUG\nt.AddOtlpExporter(o => o.ExportProcessorType = ExportProcessorType.Simple);\n#endif"));

    [Fact]
    public Task Quiet_in_tests() => Verify<SimpleExporter>.QuietAsync(In("t.AddOtlpExporter(o => o.ExportProcessorType = ExportProcessorType.Simple);") + "\nclass FactAttribute : Attribute; class ShopTests { [Fact] public void Places() { } }");

    [Theory]
    [InlineData("t.AddProcessor([|new SimpleActivityExportProcessor(new Poster())|]); // kept", "t.AddProcessor(new BatchActivityExportProcessor(new Poster())); // kept")]
    [InlineData("l.AddProcessor([|new OpenTelemetry.SimpleLogRecordExportProcessor(new OtlpLogExporter(new OtlpExporterOptions()))|]);", "l.AddProcessor(new OpenTelemetry.BatchLogRecordExportProcessor(new OtlpLogExporter(new OtlpExporterOptions())));")]
    [InlineData("t.AddOtlpExporter(o => o.ExportProcessorType = [|ExportProcessorType.Simple|]);", "t.AddOtlpExporter(o => o.ExportProcessorType = ExportProcessorType.Batch);")]
    public Task Fixes(string before, string after) => Verify<SimpleExporter>.FixesAsync(In(before), In(after));

    [Theory]
    [InlineData("SimpleActivityExportProcessor p = [|new SimpleActivityExportProcessor(new Poster())|];")]
    [InlineData("SimpleActivityExportProcessor p = [|new(new Poster())|];")]
    public Task Offers_no_fix(string code) => Verify<SimpleExporter>.OffersNoFixAsync(In(code));

    [Fact]
    public Task Says_who_waits() => Verify<SimpleExporter>.SaysAsync(
        In("t.AddOtlpExporter(o => o.ExportProcessorType = [|ExportProcessorType.Simple|]);"),
        "Each span (Activity) is sent by itself, one after the other, and the code that ends it waits for that. Use a batch.");

    private static string In(string code) => $$"""
        using OpenTelemetry; using OpenTelemetry.Trace; using OpenTelemetry.Logs; using OpenTelemetry.Exporter; using Microsoft.Extensions.Hosting;
        class Poster : BaseExporter<Activity> { readonly HttpClient client = new(); public override ExportResult Export(in Batch<Activity> batch) { Post(); return ExportResult.Success; } void Post() => client.PostAsync("/", null).Wait(); }
        class Writer : BaseExporter<Activity> { public override ExportResult Export(in Batch<Activity> batch) { System.IO.File.AppendAllText("spans", "one"); return ExportResult.Success; } }
        class Collector : BaseExporter<Activity> { readonly List<Activity> all = new(); public override ExportResult Export(in Batch<Activity> batch) { foreach (var one in batch) all.Add(one); return ExportResult.Success; } }
        class MyConsoleExporter : BaseExporter<Activity> { readonly HttpClient client = new(); public override ExportResult Export(in Batch<Activity> batch) { client.PostAsync("/", null).Wait(); return ExportResult.Success; } }
        class Mine { public int ExportProcessorType { get; set; } }
        class Setup { void Run(TracerProviderBuilder t, OpenTelemetryLoggerOptions l, IHostEnvironment env) {
        {{code}}
        } }
        """;
}
