using System.Globalization;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class InconsistentSamplerTests
{
    private const string Start = "using OpenTelemetry.Trace;\nsealed class Own : Sampler { ", Method = "public override SamplingResult ShouldSample(in SamplingParameters p) ";

    [Theory]
    [InlineData(Method + "=> new([|Random.Shared.NextDouble()|] < 0.1); }")]
    [InlineData(Method + "=> [|Random.Shared.Next(10)|] == 0 ? new(SamplingDecision.RecordAndSample) : new(SamplingDecision.Drop); }")]
    [InlineData("int n; " + Method + "=> new([|Interlocked.Increment(ref n)|] % 10 == 0); }")]
    [InlineData("int n; " + Method + "{ [|n++|]; if (n > 100) return new(SamplingDecision.Drop); return new(SamplingDecision.RecordAndSample); } }")]
    [InlineData("DateTime last; " + Method + "{ var now = [|DateTime.UtcNow|]; if (now - last < TimeSpan.FromSeconds(1)) return new(SamplingDecision.Drop); last = now; return new(SamplingDecision.RecordAndSample); } }")]
    [InlineData(Method + "=> new(Roll()); bool Roll() => [|Random.Shared.NextDouble()|] < 0.1; }")]
    public async Task Fires(string code) => Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await Verify<InconsistentSampler>.FiresAsync(Start + code)).Severity);

    /// <summary>The trace id decides alike everywhere; the limit on top of it does not.</summary>
    [Theory]
    [InlineData("int n; readonly Sampler inner = new TraceIdRatioBasedSampler(0.1); " + Method + "=> [|Interlocked.Increment(ref n)|] > 100 ? new(SamplingDecision.Drop) : inner.ShouldSample(p); }")]
    [InlineData("int n; " + Method + "=> new(p.TraceId.ToHexString()[0] == '0' && [|Interlocked.Increment(ref n)|] < 100); }")]
    public async Task Suggests(string code) => Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await Verify<InconsistentSampler>.FiresAsync(Start + code)).Severity);

    [Theory]
    [InlineData(Method + "=> new(p.TraceId.ToHexString()[0] == '0'); }")]
    [InlineData(Method + "=> new(p.Name != \"health\"); }")]
    [InlineData("int seen; " + Method + "{ seen++; Interlocked.Increment(ref seen); return new(p.TraceId.ToHexString()[0] == '0'); } }")]
    [InlineData(Method + "=> new(SamplingDecision.RecordAndSample, [new(\"at\", DateTime.UtcNow)]); }")]
    [InlineData(Method + "=> p.ParentContext.TraceId != default ? new(p.ParentContext.TraceFlags == ActivityTraceFlags.Recorded) : new(Random.Shared.NextDouble() < 0.1); }")]
    [InlineData(Method + "=> new(Random.Shared.NextDouble() < 0.1); } static class P { static void Do(TracerProviderBuilder b) => b.SetSampler(new ParentBasedSampler(new Own())); }")]
    public Task Quiet(string code) => Verify<InconsistentSampler>.QuietAsync(Start + code);

    [Fact]
    public Task Quiet_on_other_classes() => Verify<InconsistentSampler>.QuietAsync("class Sampler { public virtual bool ShouldSample(string name) => false; } class Own : Sampler { public override bool ShouldSample(string name) => Random.Shared.NextDouble() < 0.1; }");

    [Fact]
    public async Task Says_what_to_do() => Assert.Equal(
        "'Own' decides by random numbers of its own: services that use it decide on one trace each for itself, so that traces lose parts and spans (Activity) their parents. Let the trace id decide, or follow the parent.",
        Assert.Single(await Verify<InconsistentSampler>.FiresAsync(Start + Method + "=> new([|Random.Shared.NextDouble()|] < 0.1); }")).GetMessage(CultureInfo.InvariantCulture));
}
