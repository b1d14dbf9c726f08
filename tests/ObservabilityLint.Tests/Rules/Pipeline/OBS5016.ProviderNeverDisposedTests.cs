using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class ProviderNeverDisposedTests
{
    private const string Given = "using OpenTelemetry; using OpenTelemetry.Trace; using OpenTelemetry.Exporter; using Microsoft.Extensions.DependencyInjection;\n", Build = "Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").AddOtlpExporter().Build()", Fine = "Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").AddOtlpExporter().Build()";

    [Theory]
    [InlineData("static class Program { static void Main() { " + Build + "; Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { _ = " + Build + "; Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = " + Build + "; Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { TracerProvider? provider = " + Build + "; if (provider != null) { var tracer = provider.GetTracer(\"Shop\"); tracer.StartActiveSpan(\"run\").End(); } } }")]
    [InlineData("static class Program { static void Main() { TracerProvider provider; provider = " + Build + "; Work(); } static void Work() { } }")]
    [InlineData("static class Program { private static TracerProvider? provider; static void Main() { provider = " + Build + "; Work(); } static void Work() { } }")]
    [InlineData("static class Program { private static readonly TracerProvider provider = " + Build + "; static void Main() { provider.GetTracer(\"a\"); } }")]
    [InlineData("static class Program { static void Main() { var builder = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\"); builder.AddOtlpExporter(); var provider = builder.[|Build|](); Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = Sdk.[|CreateTracerProviderBuilder|]().AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(new OtlpExporterOptions()))).Build(); Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = Sdk.[|CreateMeterProviderBuilder|]().AddMeter(\"Shop\").AddOtlpExporter().Build(); Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = Sdk.[|CreateMeterProviderBuilder|]().AddMeter(\"Shop\").AddReader(new PeriodicExportingMetricReader(new OtlpMetricExporter(new OtlpExporterOptions()))).Build(); Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var sdk = OpenTelemetrySdk.[|Create|](b => b.WithTracing(t => t.AddSource(\"Shop\").AddOtlpExporter())); Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { OpenTelemetrySdk.[|Create|](b => b.UseOtlpExporter()); Work(); } static void Work() { } }")]
    [InlineData("class Setup { void Run() { var provider = " + Build + "; } }")]
    [InlineData("class Setup { void Run() { var provider = Sdk.[|CreateTracerProviderBuilder|]().AddOtlpExporter(o => o.ExportProcessorType = ExportProcessorType.Simple).AddOtlpExporter().Build(); } }")]
    // Helper methods add the exporter, or build the provider.
    [InlineData("static class Program { static void Main() { var provider = Sdk.[|CreateTracerProviderBuilder|]().AddExport().Build(); Work(); } static void Work() { } static TracerProviderBuilder AddExport(this TracerProviderBuilder b) => b.AddSource(\"Shop\").AddOtlpExporter(); }")]
    [InlineData("static class Program { static void Main() { var b = Sdk.CreateTracerProviderBuilder(); Configure(b); var provider = b.[|Build|](); Work(); } static void Work() { } static void Configure(TracerProviderBuilder b) { Export(b); } static void Export(TracerProviderBuilder b) => b.AddOtlpExporter(); }")]
    [InlineData("static class Program { static void Main() { var provider = [|Create|](); Work(); } static void Work() { } static TracerProvider Create() => " + Fine + "; }")]
    [InlineData("static class Program { static void Main() { var provider = Telemetry.[|Create|](\"Shop\"); Work(); } static void Work() { } }\n=== Telemetry.cs\nusing OpenTelemetry; using OpenTelemetry.Trace; static class Telemetry { public static TracerProvider Create(string name) { var made = Begin(name); return made; } static TracerProvider Begin(string name) { var made = Finish(Sdk.CreateTracerProviderBuilder().AddSource(name).AddOtlpExporter()); return made; } static TracerProvider Finish(TracerProviderBuilder b) => b.Build(); }")]
    [InlineData("static class Program { static void Main() { [|Create|](); Work(); } static void Work() { } static OpenTelemetrySdk Create() => OpenTelemetrySdk.Create(b => Configure(b)); static void Configure(IOpenTelemetryBuilder b) => b.WithTracing(t => t.AddSource(\"Shop\").AddOtlpExporter()); }")]
    // Lazily, or by choice.
    [InlineData("static class Program { private static readonly Lazy<TracerProvider?> provider = new(() => " + Build + "); static void Main() { _ = provider.Value; Work(); } static void Work() { } public static bool IsOn => provider.IsValueCreated; }")]
    [InlineData("static class Program { private static TracerProvider? provider; static void Main() { provider ??= " + Build + "; Work(); } static void Work() { } }")]
    [InlineData("static class Program { private static TracerProvider? provider; static void Main() => Start(true); static void Start(bool isOn) { provider = isOn ? " + Build + " : null; } public static bool IsOn => provider is not null; }")]
    [InlineData("static class Program { static void Main(string[] args) { var provider = args.Length > 0 ? " + Build + " : null; Work(); } static void Work() { } }")]
    public Task Fires(string code) => Verify<ProviderNeverDisposed>.FiresAsync(Given + code);

    [Theory]
    [InlineData("static class Program { static void Main() { using var provider = " + Fine + "; Work(); } static void Work() { } }")]
    [InlineData("static class Program { private static readonly Lazy<TracerProvider?> provider = new(() => " + Fine + "); static void Main() { _ = provider.Value; Work(); provider.Value?.Dispose(); } static void Work() { } }")]
    [InlineData("static class Program { private static readonly Lazy<TracerProvider?> provider = new(() => " + Fine + "); static void Main() { Work(provider.Value); } static void Work(TracerProvider? given) { given?.Dispose(); } }")]
    [InlineData("static class Program { static void Main() { using (var provider = " + Fine + ") Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = " + Fine + "; try { Work(); } finally { provider?.Dispose(); } } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = " + Fine + "; Work(); provider.ForceFlush(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = " + Fine + "; Work(); provider.Shutdown(1000); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = " + Fine + "; using (provider) Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = " + Fine + "; AppDomain.CurrentDomain.ProcessExit += (_, _) => provider.Dispose(); } }")]
    [InlineData("static class Program { private static TracerProvider? provider; static void Main() { provider = " + Fine + "; Stop(); } static void Stop() => provider?.Dispose(); }")]
    [InlineData("static class Program { public static TracerProvider? Provider { get; private set; } static void Main() { Provider = " + Fine + "; } }\n=== Other.cs\nusing OpenTelemetry.Trace; class Other { void Stop() { Program.Provider!.ForceFlush(); } }")]
    // Others have it.
    [InlineData("class Setup { TracerProvider Run() => " + Fine + "; TracerProvider Other() { var provider = " + Fine + "; return provider; } }")]
    [InlineData("class Setup { void Run(IServiceCollection services) { services.AddSingleton(" + Fine + "); var provider = " + Fine + "; services.AddSingleton(provider); } }")]
    [InlineData("class Setup { void Run(List<IDisposable> held) { var provider = " + Fine + "; held.Add(provider); } }")]
    [InlineData("public class Setup { public TracerProvider Provider = " + Fine + "; }")]
    [InlineData("class Setup : IDisposable { readonly TracerProvider provider = " + Fine + "; public void Dispose() => provider.Dispose(); }")]
    [InlineData("static class Program { static void Main() { using var sdk = OpenTelemetrySdk.Create(b => b.WithTracing(t => t.AddSource(\"Shop\").AddOtlpExporter())); Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { using var provider = Create(); Work(); } static void Work() { } static TracerProvider Create() => " + Fine + "; }")]
    [InlineData("static class Program { static TracerProvider? held; static void Main() { Create(); held?.Dispose(); } static TracerProvider Create() => held ??= " + Fine + "; }")]
    [InlineData("static class Program { static TracerProvider? held; static void Main() { Create(); held?.Dispose(); } static TracerProvider Create() { var made = " + Fine + "; held = made; return made; } }")]
    [InlineData("static class Program { static void Main() { var provider = Create(); AppDomain.CurrentDomain.ProcessExit += (_, _) => provider.Dispose(); } static TracerProvider Create() => " + Fine + "; }")]
    // Which of the two runs first nobody can tell.
    [InlineData("class Setup { static readonly TracerProviderBuilder b = Sdk.CreateTracerProviderBuilder(); void Add() { b.AddOtlpExporter(); } void Run() { var provider = b.Build(); } }")]
    [InlineData("static class Program { private static TracerProvider? provider; static void Main() { provider ??= " + Fine + "; Stop(); } static void Stop() => provider?.Dispose(); }")]
    [InlineData("static class Program { private static TracerProvider? provider; static TracerProvider Provider => provider ??= " + Fine + "; static void Main() => Provider.Dispose(); }")]
    [InlineData("static class Program { private static TracerProvider? provider; static void Main() { provider = " + Fine + "; if (provider is { } running) running.Shutdown(); } }")]
    [InlineData("static class Program { static void Main(string[] args) { using var provider = args.Length > 0 ? " + Fine + " : null; Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { using var provider = Make(true); Work(); } static void Work() { } static TracerProvider? Make(bool isOn) => isOn ? " + Fine + " : null; }")]
    // Nothing waits.
    [InlineData("static class Program { static void Main() { var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); Export(Sdk.CreateTracerProviderBuilder()); } static void Export(TracerProviderBuilder b) => b.AddOtlpExporter(); }")]
    [InlineData("static class Program { static void Main() { var sdk = OpenTelemetrySdk.Create(b => b.WithTracing(t => t.AddSource(\"Shop\"))); Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); } }")]
    [InlineData("static class Program { static void Main() { var provider = Sdk.CreateTracerProviderBuilder().AddOtlpExporter(o => o.ExportProcessorType = ExportProcessorType.Simple).Build(); } }")]
    [InlineData("static class Program { static void Main() { var provider = Sdk.CreateMeterProviderBuilder().AddPrometheusHttpListener().Build(); } static MeterProviderBuilder AddPrometheusHttpListener(this MeterProviderBuilder b) => b; }")]
    [InlineData("class ShopTests { [Fact] public void Builds() { var provider = " + Fine + "; } class FactAttribute : Attribute; }")]
    // What the program adds to providers keeps it.
    [InlineData("static class Program { static readonly List<IDisposable> all = []; static void Main() { var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").AddOtlpExporter().Build(); provider.Hold(); Work(); foreach (var one in all) one.Dispose(); } static void Work() { } extension(TracerProvider? provider) { void Hold() { if (provider != null) all.Add(provider); } } }")]
    [InlineData("static class Program { static readonly List<IDisposable> all = []; static void Main() { var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").AddOtlpExporter().Build(); provider.Hold(); Work(); foreach (var one in all) one.Dispose(); } static void Work() { } static void Hold(this TracerProvider? provider) { if (provider != null) all.Add(provider); } }")]
    public Task Quiet(string code) => Verify<ProviderNeverDisposed>.QuietAsync(Given + code);

    [Theory]
    [InlineData("static class Program\n{\n    static void Main()\n    {\n        // Traces.\n        var provider = " + Build + "; // kept\n        Work();\n    }\n    static void Work() { }\n}", "static class Program\n{\n    static void Main()\n    {\n        // Traces.\n        using var provider = " + Fine + "; // kept\n        Work();\n    }\n    static void Work() { }\n}")]
    [InlineData("static class Program { static void Main() { " + Build + "; Sdk.[|CreateMeterProviderBuilder|]().AddOtlpExporter().Build(); Work(); } static void Work() { } }", "static class Program { static void Main() { using var tracerProvider = " + Fine + "; using var meterProvider = Sdk.CreateMeterProviderBuilder().AddOtlpExporter().Build(); Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = [|Create|](); Work(); } static void Work() { } static TracerProvider Create() => " + Fine + "; }", "static class Program { static void Main() { using var provider = Create(); Work(); } static void Work() { } static TracerProvider Create() => " + Fine + "; }")]
    public Task Fixes(string before, string after) => Verify<ProviderNeverDisposed>.FixesAsync(Given + before, Given + after);

    [Theory]
    // It would end before anything happens.
    [InlineData("class Setup { void Run() { var provider = " + Build + "; } }")]
    [InlineData("static class Program { private static TracerProvider? provider; static void Main() { provider = " + Build + "; Work(); } static void Work() { } }")]
    // The process ends there, and with it no block.
    [InlineData("static class Program { static void Main() { var provider = " + Build + "; Work(); Environment.Exit(1); } static void Work() { } }")]
    public Task Offers_no_fix(string code) => Verify<ProviderNeverDisposed>.OffersNoFixAsync(Given + code);

    [Fact]
    public Task Says_what_is_lost() => Verify<ProviderNeverDisposed>.SaysAsync(
        Given + "class Setup { void Run() { var provider = " + Build + "; } }",
        "Nobody disposes of this provider or flushes it: the spans (Activity) of the last seconds are lost when the program ends. Dispose of it at the end of the program.");
}
