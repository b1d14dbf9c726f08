using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class SamplerMisconfiguredTests
{
    private const string Start = "using Microsoft.Extensions.DependencyInjection; using OpenTelemetry.Trace;\nstatic class P { ";

    [Theory]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler([|new AlwaysOffSampler()|]).AddSource(\"a\").SetSampler(new AlwaysOnSampler()); }")]
    [InlineData("static void Do(TracerProviderBuilder b) { b.SetSampler([|new AlwaysOffSampler()|]); b.AddSource(\"a\"); b.SetSampler(new AlwaysOnSampler()); } }")]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler<[|AlwaysOffSampler|]>().SetSampler(sp => new AlwaysOnSampler()); }")]
    [InlineData("static void Do(TracerProviderBuilder b, bool all) { if (all) { b.SetSampler([|new AlwaysOffSampler()|]); b.SetSampler(new AlwaysOnSampler()); } } }")]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler([|1.5|]))); }")]
    [InlineData("static readonly Sampler S = new TraceIdRatioBasedSampler([|10|]), T = new TraceIdRatioBasedSampler([|-0.1|]); }")]
    [InlineData("const double Share = 25; static Sampler Make() => new TraceIdRatioBasedSampler([|Share|]); }")]
    [InlineData("static void Do(TracerProviderBuilder b, bool all) { if (all) b.SetSampler([|new AlwaysOnSampler()|]); b.SetSampler(new AlwaysOffSampler()); } }")]
    // The two stand in different methods.
    [InlineData("static void Do(TracerProviderBuilder b) { First(b); b.SetSampler(new AlwaysOnSampler()); } static void First(TracerProviderBuilder b) => b.SetSampler([|new AlwaysOffSampler()|]); }")]
    [InlineData("static TracerProviderBuilder First(this TracerProviderBuilder b) => b.SetSampler([|new AlwaysOffSampler()|]); static TracerProviderBuilder Second(this TracerProviderBuilder b) { b.SetSampler<AlwaysOnSampler>(); return b; } static void Do(TracerProviderBuilder b) => b.First().AddSource(\"a\").Second(); }")]
    [InlineData("static void Do(IServiceCollection s) { s.AddOpenTelemetry().WithTracing(b => b.SetSampler([|new AlwaysOffSampler()|])); s.ConfigureOpenTelemetryTracerProvider(b => b.SetSampler(new AlwaysOnSampler())); } }")]
    [InlineData("static void Add(this IServiceCollection s) => s.AddOpenTelemetry().WithTracing(b => b.SetSampler([|new AlwaysOffSampler()|])); static void Do(IServiceCollection s) { s.Add(); s.AddOpenTelemetry().WithTracing(Second); } static void Second(TracerProviderBuilder b) => b.SetSampler(new AlwaysOnSampler()); }")]
    [InlineData("static class Shares { public static readonly double Orders = 5; } static readonly Sampler S = new TraceIdRatioBasedSampler([|Shares.Orders|]); }")]
    public Task Fires(string code) => Verify<SamplerMisconfigured>.FiresAsync(Start + code);

    [Theory]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler(new AlwaysOffSampler()); static void Other(TracerProviderBuilder b) => b.SetSampler(new AlwaysOnSampler()); }")]
    [InlineData("static void Do(TracerProviderBuilder b, bool all) { if (all) b.SetSampler(new AlwaysOffSampler()); else b.SetSampler(new AlwaysOnSampler()); } }")]
    [InlineData("static void Do(TracerProviderBuilder b, bool all) { b.SetSampler(new AlwaysOffSampler()); if (all) b.SetSampler(new AlwaysOnSampler()); } }")]
    [InlineData("static void Do(TracerProviderBuilder b, bool all) { if (all) { b.SetSampler(new AlwaysOffSampler()); return; } b.SetSampler(new AlwaysOnSampler()); } }")]
    [InlineData("static void Do(TracerProviderBuilder a, TracerProviderBuilder b) { a.SetSampler(new AlwaysOffSampler()); b.SetSampler(new AlwaysOnSampler()); } }")]
    [InlineData("static Sampler Make(double share) => new TraceIdRatioBasedSampler(share); static readonly Sampler A = new TraceIdRatioBasedSampler(0), B = new TraceIdRatioBasedSampler(1), C = new TraceIdRatioBasedSampler(0.25); }")]
    // In some runs only, or for some of its pipelines only, the first is replaced.
    [InlineData("static void Do(TracerProviderBuilder b, bool all) { b.SetSampler(new AlwaysOffSampler()); if (all) return; b.SetSampler(new AlwaysOnSampler()); } }")]
    [InlineData("static void Do(TracerProviderBuilder b, bool all) { b.SetSampler(new AlwaysOffSampler()); Second(b, all); } static void Second(TracerProviderBuilder b, bool all) { if (all) return; b.SetSampler(new AlwaysOnSampler()); } }")]
    [InlineData("static void Do(TracerProviderBuilder b, bool all) { b.SetSampler(new AlwaysOffSampler()); Second(b, all); } static void Second(TracerProviderBuilder b, bool all) { if (all) b.SetSampler(new AlwaysOnSampler()); } }")]
    [InlineData("static void Do(TracerProviderBuilder b, Sampler[] all) { b.SetSampler(new AlwaysOffSampler()); foreach (var one in all) b.SetSampler(one); } }")]
    [InlineData("static void First(TracerProviderBuilder b) => b.SetSampler(new AlwaysOffSampler()); static void Do(TracerProviderBuilder a, TracerProviderBuilder b) { First(a); First(b); b.SetSampler(new AlwaysOnSampler()); } }")]
    [InlineData("static void One(IServiceCollection s) => s.ConfigureOpenTelemetryTracerProvider(b => b.SetSampler(new AlwaysOffSampler())); static void Two(IServiceCollection s) => s.ConfigureOpenTelemetryTracerProvider(b => b.SetSampler(new AlwaysOnSampler())); }")]
    public Task Quiet(string code) => Verify<SamplerMisconfigured>.QuietAsync(Start + code);

    [Theory]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler([|new AlwaysOffSampler()|]).AddSource(\"a\").SetSampler(new AlwaysOnSampler()); }", "static void Do(TracerProviderBuilder b) => b.AddSource(\"a\").SetSampler(new AlwaysOnSampler()); }")]
    [InlineData("static void Do(TracerProviderBuilder b)\n{\n    b.SetSampler([|new AlwaysOffSampler()|]);\n    b.SetSampler(new AlwaysOnSampler()); // all\n} }", "static void Do(TracerProviderBuilder b)\n{\n    b.SetSampler(new AlwaysOnSampler()); // all\n} }")]
    [InlineData("static readonly Sampler S = new TraceIdRatioBasedSampler([|1.5|]), T = new TraceIdRatioBasedSampler([|-1|]); }", "static readonly Sampler S = new TraceIdRatioBasedSampler(1.0), T = new TraceIdRatioBasedSampler(0.0); }")]
    public Task Fixes(string before, string after) => Verify<SamplerMisconfigured>.FixesAsync(Start + before, Start + after);

    [Fact]
    public Task Says_what_happens() => Verify<SamplerMisconfigured>.SaysAsync(
        Start + "static readonly Sampler S = new TraceIdRatioBasedSampler([|1.5|]); }",
        "The ratio 1.5 is no share between 0 and 1: it throws an ArgumentOutOfRangeException at the start of the program. Use the nearest share, 1.0.");
}
