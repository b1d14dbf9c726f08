using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class ProcessorOrderTests
{
    private const string Simple = "AddOtlpExporter(o => o.ExportProcessorType = ExportProcessorType.Simple)";

    [Theory]
    [InlineData("t." + Simple + ".[|AddProcessor|](new Region());")]
    [InlineData("t.AddSource(\"Shop\")." + Simple + ".SetSampler(new AlwaysOnSampler()).[|AddProcessor|](new Region());")]
    [InlineData("t." + Simple + ".[|AddProcessor<Region>|]();")]
    [InlineData("t." + Simple + ".[|AddProcessor|](services => new Region());")]
    [InlineData("t." + Simple + ".[|AddProcessor|](services => services.GetRequiredService<Region>());")]
    [InlineData("var region = new Region(); t." + Simple + ".[|AddProcessor|](region);")]
    [InlineData("t." + Simple + "; t.[|AddProcessor|](new Region());")]
    [InlineData("var b = Sdk.CreateTracerProviderBuilder()." + Simple + "; b.[|AddProcessor|](new Named());")]
    [InlineData("t.AddProcessor(new SimpleActivityExportProcessor(new OtlpTraceExporter(new OtlpExporterOptions()))).[|AddProcessor|](new Helped());")]
    [InlineData("Action<TracerProviderBuilder> configure = b => { b." + Simple + "; b.[|AddProcessor|](new Failed()); };")]
    [InlineData("t.AddOtlpExporter().[|AddProcessor|](new Filter());")]
    [InlineData("t.AddOtlpExporter().[|AddProcessor|](new OtherFilter()).AddProcessor(new Starts());")]
    [InlineData("if (DateTime.Now.Hour > 1) t." + Simple + "; t.[|AddProcessor|](new Region());")]
    // Helper methods, and several functions that configure one container.
    [InlineData("void Export(TracerProviderBuilder b) => b." + Simple + "; Export(t); t.[|AddProcessor|](new Region());")]
    [InlineData("t.AddShopExport().[|AddProcessor|](new Region());")]
    [InlineData("void Enrich(TracerProviderBuilder b) => b.AddSource(\"Shop\").[|AddProcessor|](new Region()); t." + Simple + "; Enrich(t);")]
    [InlineData("TracerProviderBuilder Enrich(TracerProviderBuilder b) => b.[|AddProcessor|](new Region()); Enrich(t.AddShopExport()).AddSource(\"Shop\");")]
    [InlineData("services.AddOpenTelemetry().WithTracing(b => b." + Simple + "); services.AddLogging().AddOpenTelemetry().WithTracing(b => b.[|AddProcessor|](new Region()));")]
    [InlineData("services.AddOpenTelemetry().WithTracing(b => b." + Simple + ").WithTracing(b => b.[|AddProcessor|](new Region()));")]
    [InlineData("services.AddOpenTelemetry().WithTracing(b => b." + Simple + "); services.ConfigureOpenTelemetryTracerProvider(b => b.[|AddProcessor|](new Region()));")]
    [InlineData("services.AddOpenTelemetry().WithTracing(b => b." + Simple + "); services.ConfigureOpenTelemetryTracerProvider((_, b) => b.[|AddProcessor|](new Region()));")]
    [InlineData("services.AddExport(); services.AddOpenTelemetry().WithTracing(b => b.[|AddProcessor|](new Region()));")]
    [InlineData("services.AddExport(); void Enrich(IServiceCollection s) => s.AddOpenTelemetry().WithTracing(Configure); void Configure(TracerProviderBuilder b) => b.[|AddProcessor|](new Region()); Enrich(services);")]
    [InlineData("services.AddWith(b => b.[|AddProcessor|](new Region()));")]
    [InlineData("Action<TracerProviderBuilder> enrich = b => b.[|AddProcessor|](new Region()); services.AddWith(enrich);")]
    [InlineData("var otel = services.AddOpenTelemetry(); otel.WithTracing(b => b." + Simple + "); otel.WithTracing(delegate (TracerProviderBuilder b) { b.[|AddProcessor|](new Region()); });")]
    [InlineData("void Host(Microsoft.Extensions.Hosting.HostApplicationBuilder host) { host.Services.AddExport(); var all = host.Services; all.ConfigureOpenTelemetryTracerProvider(b => b.[|AddProcessor|](new Region())); }")]
    public async Task Fires(string code) => Assert.All(await Verify<ProcessorOrder>.FiresAsync(In(code)), found => Assert.Equal(DiagnosticSeverity.Warning, found.Severity));

    [Theory]
    [InlineData("t.AddOtlpExporter().[|AddProcessor|](new Region());")]
    [InlineData("t.AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(new OtlpExporterOptions()))).[|AddProcessor|](new Region());")]
    public async Task Suggests_behind_a_batch(string code) => Assert.All(await Verify<ProcessorOrder>.FiresAsync(In(code)), found => Assert.Equal(DiagnosticSeverity.Info, found.Severity));

    [Theory]
    [InlineData("t.AddProcessor(new Region())." + Simple + ";")]
    [InlineData("t." + Simple + ".AddProcessor(new Starts());")]
    [InlineData("t." + Simple + ".AddProcessor(new Counts());")]
    [InlineData("void Add(BaseProcessor<Activity> given) => t." + Simple + ".AddProcessor(given);")]
    [InlineData("t." + Simple + ".AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(new OtlpExporterOptions())));")]
    [InlineData("if (DateTime.Now.Hour > 1) t." + Simple + "; else t.AddProcessor(new Region());")]
    [InlineData("t." + Simple + "; Sdk.CreateTracerProviderBuilder().AddProcessor(new Region());")]
    [InlineData("t.AddInMemoryExporter(new List<Activity>()).AddProcessor(new Region());")]
    [InlineData("t.AddSource(\"Shop\").AddProcessor(new Region());")]
    // What stands before it is meant to see all.
    [InlineData("t.AddConsoleExporter().AddProcessor(new Filter()).AddOtlpExporter();")]
    [InlineData("if (DateTime.Now.Hour > 1) t.AddConsoleExporter(); if (DateTime.Now.Hour > 2) { t.AddProcessor(new Region()); t." + Simple + "; }")]
    [InlineData("services.AddOpenTelemetry().WithTracing(b => b.AddConsoleExporter().AddProcessor(new Filter())).UseOtlpExporter();")]
    [InlineData("services.AddOpenTelemetry().UseOtlpExporter().WithTracing(b => b.AddConsoleExporter().AddProcessor(new Region()));")]
    [InlineData("void Export(TracerProviderBuilder b) => b." + Simple + "; t.AddProcessor(new Region()); Export(t);")]
    [InlineData("void Enrich(TracerProviderBuilder b) => b.AddProcessor(new Region()); Enrich(t); t.AddShopExport();")]
    [InlineData("void Enrich(TracerProviderBuilder b) => b.AddProcessor(new Region()); t.AddShopExport(); Enrich(Sdk.CreateTracerProviderBuilder());")]
    [InlineData("services.AddOpenTelemetry().WithTracing(b => b.AddProcessor(new Region())); services.AddExport();")]
    [InlineData("services.AddExport(); others.AddOpenTelemetry().WithTracing(b => b.AddProcessor(new Region()));")]
    [InlineData("services.AddWithLater(b => b.AddProcessor(new Region()));")]
    [InlineData("services.AddFirst(b => b.AddProcessor(new Region())); services.AddFirst(b => b." + Simple + ");")]
    [InlineData("if (DateTime.Now.Hour > 1) services.AddExport(); else services.ConfigureOpenTelemetryTracerProvider(b => b.AddProcessor(new Region()));")]
    // The SDK puts this exporter behind all processors.
    [InlineData("services.AddOpenTelemetry().UseOtlpExporter().WithTracing(b => b.AddProcessor(new Region()));")]
    public Task Quiet(string code) => Verify<ProcessorOrder>.QuietAsync(In(code));

    [Theory]
    [InlineData("t." + Simple + ".[|AddProcessor|](new Region()); // kept", "t.AddProcessor(new Region())." + Simple + "; // kept")]
    [InlineData("t\n    .AddSource(\"Shop\")\n    // Out.\n    .AddOtlpExporter()\n    .[|AddProcessor|](new Filter())\n    .AddSource(\"More\");", "t\n    .AddSource(\"Shop\")\n    .AddProcessor(new Filter())\n    // Out.\n    .AddOtlpExporter()\n    .AddSource(\"More\");")]
    [InlineData("t." + Simple + ";\nt.AddSource(\"Shop\");\nt.[|AddProcessor|](new Region());\n", "t.AddSource(\"Shop\");\nt.AddProcessor(new Region());\nt." + Simple + ";\n")]
    [InlineData("t." + Simple + ".[|AddProcessor|](new Region()).[|AddProcessor|](new Filter());", "t.AddProcessor(new Region()).AddProcessor(new Filter())." + Simple + ";")]
    // The comments go with what they stand at.
    [InlineData("t\n    .AddSource(\"Shop\") // ours\n    // Out.\n    .AddOtlpExporter() // there\n    // The rest.\n    .[|AddProcessor|](new Filter()) // late\n    .AddSource(\"More\");", "t\n    .AddSource(\"Shop\") // ours\n    // The rest.\n    .AddProcessor(new Filter()) // late\n    // Out.\n    .AddOtlpExporter() // there\n    .AddSource(\"More\");")]
    [InlineData("t\n    .AddOtlpExporter(o =>\n    {\n        o.ExportProcessorType = ExportProcessorType.Simple;\n    })\n    .[|AddProcessor|](new Filter()); // late", "t\n    .AddProcessor(new Filter())\n    .AddOtlpExporter(o =>\n    {\n        o.ExportProcessorType = ExportProcessorType.Simple;\n    }); // late")]
    [InlineData("// Out.\nt." + Simple + "; // there\n// The rest.\nt.[|AddProcessor|](new Region()); // late\n", "// The rest.\nt.AddProcessor(new Region()); // late\n// Out.\nt." + Simple + "; // there\n")]
    public Task Fixes(string before, string after) => Verify<ProcessorOrder>.FixesAsync(In(before), In(after));

    [Theory]
    [InlineData("if (DateTime.Now.Hour > 1) t." + Simple + "; t.[|AddProcessor|](new Region());")]
    [InlineData("var b = Sdk.CreateTracerProviderBuilder()." + Simple + "; b.[|AddProcessor|](new Named());")]
    [InlineData("t.AddShopExport().[|AddProcessor|](new Region());")]
    [InlineData("services.AddOpenTelemetry().WithTracing(b => b." + Simple + "); services.ConfigureOpenTelemetryTracerProvider(b => b.[|AddProcessor|](new Region()));")]
    // It would go to where it is in one configuration only, or into a comment.
    [InlineData("t." + Simple + ";\n#if !RELEASE\nt.[|AddProcessor|](new Region());\n#endif\n")]
    [InlineData("t." + Simple + "\n#if !RELEASE\n.[|AddProcessor|](new Region())\n#endif\n;")]
    [InlineData("t\n    ." + Simple + " // there\n    .[|AddProcessor|](new Region());")]
    public Task Offers_no_fix(string code) => Verify<ProcessorOrder>.OffersNoFixAsync(In(code));

    [Fact]
    public Task Says_what_is_lost() => Verify<ProcessorOrder>.SaysAsync(
        In("t." + Simple + ".[|AddProcessor|](new Region());"),
        "Processors run in the order of their registration: what 'Region' writes to a span (Activity) comes when that has been exported, and is lost. Register it before the exporter.");

    [Fact]
    public Task Says_that_it_mostly_arrives() => Verify<ProcessorOrder>.SaysAsync(
        In("t.AddOtlpExporter().[|AddProcessor|](new Region());"),
        "Processors run in the order of their registration: what 'Region' writes to a span (Activity) comes when the batch exporter has taken it, and arrives only because that mostly reads it a few seconds later. Register it before the exporter.");

    [Fact]
    public Task Says_that_nothing_is_kept_back() => Verify<ProcessorOrder>.SaysAsync(
        In("t.AddOtlpExporter().[|AddProcessor|](new Filter());"),
        "Processors run in the order of their registration: 'Filter' clears the flag Recorded when the exporter has taken the span (Activity) already, so that it keeps nothing back. Register it before the exporter.");

    private static string In(string code) => $$"""
        using OpenTelemetry; using OpenTelemetry.Trace; using OpenTelemetry.Exporter; using Microsoft.Extensions.DependencyInjection;
        class Region : BaseProcessor<Activity> { public override void OnEnd(Activity data) => data.SetTag("region", "north"); }
        class Named : BaseProcessor<Activity> { public override void OnEnd(Activity span) { span.DisplayName = "a"; } }
        class Failed : BaseProcessor<Activity> { public override void OnEnd(Activity data) { if (data is not null) data?.SetStatus(ActivityStatusCode.Error); } }
        class Helped : Region { } class Helper : BaseProcessor<Activity> { public override void OnEnd(Activity data) => Write(data); static void Write(Activity span) => span.AddEvent(new ActivityEvent("a")); }
        class Filter : BaseProcessor<Activity> { public override void OnEnd(Activity data) { if (data.Duration.TotalSeconds < 1) { data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; data.SetTag("a", 1); } } }
        class OtherFilter : BaseProcessor<Activity> { public override void OnEnd(Activity data) => Drop(data); void Drop(Activity data) => data.ActivityTraceFlags = ActivityTraceFlags.None; }
        class Starts : BaseProcessor<Activity> { public override void OnStart(Activity data) => data.SetTag("region", "north"); }
        class Counts : BaseProcessor<Activity> { int count; public override void OnEnd(Activity data) { count++; Console.WriteLine(data.DisplayName + data.GetTagItem("a")); var other = new Activity("a"); other.SetTag("a", count); } }
        static class InMemory { public static TracerProviderBuilder AddInMemoryExporter(this TracerProviderBuilder builder, ICollection<Activity> list) => builder; }
        static class Shop
        {
            public static TracerProviderBuilder AddShopExport(this TracerProviderBuilder b) => b.Inner();
            static TracerProviderBuilder Inner(this TracerProviderBuilder b) => b.{{Simple}};
            public static void AddExport(this IServiceCollection s) => s.AddOpenTelemetry().WithTracing(b => b.AddShopExport());
            public static void AddWith(this IServiceCollection s, Action<TracerProviderBuilder> configure) => s.AddOpenTelemetry().WithTracing(b => { b.AddShopExport(); configure(b); });
            public static void AddWithLater(this IServiceCollection s, Action<TracerProviderBuilder> configure) => s.AddOpenTelemetry().WithTracing(b => { configure(b); b.AddShopExport(); });
            public static void AddFirst(this IServiceCollection s, Action<TracerProviderBuilder> configure) => s.AddOpenTelemetry().WithTracing(configure);
        }
        class Setup { void Run(TracerProviderBuilder t, IServiceCollection services, IServiceCollection others) {
        {{code}}
        } }
        """;
}
