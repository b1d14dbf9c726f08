using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class SamplerIgnoresParentTests
{
    private const string Usings = "using OpenTelemetry;\nusing OpenTelemetry.Trace;\nusing Microsoft.Extensions.DependencyInjection;\n";

    [Theory]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) => b.SetSampler([|new TraceIdRatioBasedSampler(0.1)|]); }")]
    [InlineData("static class P { static void Do(double share) { using var p = Sdk.CreateTracerProviderBuilder().AddSource(\"a\").SetSampler([|new TraceIdRatioBasedSampler(share)|]).Build(); } }")]
    [InlineData("static class P { static void With(Action<TracerProviderBuilder> set) { } static void Do() => With(b => b.AddSource(\"a\").SetSampler([|new TraceIdRatioBasedSampler(0.1)|])); }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) { var sampler = [|new TraceIdRatioBasedSampler(0.1)|]; b.SetSampler(sampler); } }")]
    [InlineData("static class P { static readonly Sampler Sampler = [|new TraceIdRatioBasedSampler(0.1)|]; static void Do(TracerProviderBuilder b) => b.SetSampler(Sampler); }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) => b.SetSampler(sp => [|new TraceIdRatioBasedSampler(0.1)|]); }")]
    [InlineData("static class P { static Sampler Make() => [|new TraceIdRatioBasedSampler(0.1)|]; static void Do(TracerProviderBuilder b) => b.SetSampler(Make()); }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b, bool all) => b.SetSampler(all ? new AlwaysOnSampler() : [|new TraceIdRatioBasedSampler(0.1)|]); }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) => b.SetSampler<[|TraceIdRatioBasedSampler|]>(); }")]
    [InlineData("static class P { static void Do(IServiceCollection s, TracerProviderBuilder b) { s.AddSingleton<Sampler>([|new TraceIdRatioBasedSampler(0.1)|]); b.SetSampler(sp => sp.GetRequiredService<Sampler>()); } }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b, bool all) => b.SetSampler(all ? new ParentBasedSampler(new AlwaysOnSampler()) : [|new TraceIdRatioBasedSampler(0.1)|]); }")]
    public Task Fires(string file) => Verify<SamplerIgnoresParent>.FiresAsync(Usings + file);

    [Theory]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) => b.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(0.1))); }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) { var root = new TraceIdRatioBasedSampler(0.1); b.SetSampler(new ParentBasedSampler(root)); } }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) => b.SetSampler(new TraceIdRatioBasedSampler(1.0)); static void Off(TracerProviderBuilder b) => b.SetSampler(new TraceIdRatioBasedSampler(0)); }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) => b.SetSampler(new AlwaysOnSampler()); static void Given(TracerProviderBuilder b, Sampler s) => b.SetSampler(s); }")]
    [InlineData("class Own(Sampler inner) : Sampler { public override SamplingResult ShouldSample(in SamplingParameters p) => inner.ShouldSample(p); } static class P { static void Do(TracerProviderBuilder b) => b.SetSampler(new Own(new TraceIdRatioBasedSampler(0.1))); }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) => b.SetSampler(new TraceIdRatioBasedSampler(0.1)).SetSampler(new AlwaysOnSampler()); }")]
    [InlineData("static class P { static Sampler Kept = new TraceIdRatioBasedSampler(0.1); static void Do() => Console.WriteLine(Kept); }")]
    // A setting decides whether the parent is asked.
    [InlineData("static class P { static Sampler Of(string way) { var share = new TraceIdRatioBasedSampler(0.1); return way switch { \"parent\" => new ParentBasedSampler(share), \"share\" => share, _ => new AlwaysOffSampler() }; } static void Do(TracerProviderBuilder b, string way) => b.SetSampler(Of(way)); }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b, bool asks) => b.SetSampler(asks ? new ParentBasedSampler(localParentSampled: null, rootSampler: new TraceIdRatioBasedSampler(0.1)) : new TraceIdRatioBasedSampler(0.1)); }")]
    public Task Quiet(string file) => Verify<SamplerIgnoresParent>.QuietAsync(Usings + file);

    [Theory]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) => b.SetSampler([|new TraceIdRatioBasedSampler(0.1)|]); } // a tenth", "static class P { static void Do(TracerProviderBuilder b) => b.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(0.1))); } // a tenth")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) { var s = [|new OpenTelemetry.Trace.TraceIdRatioBasedSampler(0.1)|]; b.SetSampler(s); } }", "static class P { static void Do(TracerProviderBuilder b) { var s = new OpenTelemetry.Trace.ParentBasedSampler(new OpenTelemetry.Trace.TraceIdRatioBasedSampler(0.1)); b.SetSampler(s); } }")]
    public Task Fixes(string before, string after) => Verify<SamplerIgnoresParent>.FixesAsync(Usings + before, Usings + after);

    [Theory]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) => b.SetSampler<[|TraceIdRatioBasedSampler|]>(); }")]
    [InlineData("static class P { static void Do(TracerProviderBuilder b) { TraceIdRatioBasedSampler s = [|new TraceIdRatioBasedSampler(0.1)|]; b.SetSampler(s); } }")]
    public Task Offers_no_fix(string file) => Verify<SamplerIgnoresParent>.OffersNoFixAsync(Usings + file);
}
