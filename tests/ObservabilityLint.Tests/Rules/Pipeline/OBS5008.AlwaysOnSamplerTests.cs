using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class AlwaysOnSamplerTests
{
    private const string Start = "using OpenTelemetry.Trace;\nstatic class P { ";

    [Theory]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler([|new AlwaysOnSampler()|]); }")]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler<[|AlwaysOnSampler|]>(); }")]
    [InlineData("static void Do(TracerProviderBuilder b) { Sampler all = [|new AlwaysOnSampler()|]; b.SetSampler(all); } }")]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler(_ => [|new AlwaysOnSampler()|]); }")]
    public Task Fires(string code) => Verify<AlwaysOnSampler>.FiresAsync(Start + code);

    [Theory]
    [InlineData("static void Do(TracerProviderBuilder b, bool isDevelopment) { if (isDevelopment) b.SetSampler(new AlwaysOnSampler()); } }")]
    [InlineData("static void Do(TracerProviderBuilder b, bool isDevelopment) => b.SetSampler(isDevelopment ? new AlwaysOnSampler() : new ParentBasedSampler(new TraceIdRatioBasedSampler(0.1))); }")]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler(new ParentBasedSampler(new AlwaysOnSampler())); }")]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler(new AlwaysOnSampler()).SetSampler(new AlwaysOffSampler()); }")]
    public Task Quiet(string code) => Verify<AlwaysOnSampler>.QuietAsync(Start + code);
}
