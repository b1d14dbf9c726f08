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
    [InlineData("DateTime last; " + Method + "{ var kept = SamplingDecision.Drop; var now = [|DateTime.UtcNow|]; if (now - last > TimeSpan.FromSeconds(1)) { kept = SamplingDecision.RecordAndSample; last = now; } return new(kept); } }")]
    [InlineData("int n; " + Method + "{ var isTenth = [|Interlocked.Increment(ref n)|] % 10 == 0; return new(isTenth); } }")]
    [InlineData("long next; int left; " + Method + "{ if (Environment.TickCount64 > next) { next = Environment.TickCount64 + 1000; left = 10; } return new([|left--|] > 0); } }")]
    [InlineData(Method + "=> new(Roll()); bool Roll() => [|Random.Shared.NextDouble()|] < 0.1; }")]
    [InlineData(Method + "=> new(Pick()); static SamplingDecision Pick() => Number() > 5 ? SamplingDecision.Drop : SamplingDecision.RecordAndSample; static int Number() => [|Random.Shared.Next(10)|]; }")]
    [InlineData(Method + "=> [|Random.Shared.Next(10)|] switch { 0 => new(SamplingDecision.RecordAndSample), _ => new(SamplingDecision.Drop) }; }")]
    [InlineData(Method + "{ var kept = [|Random.Shared.NextDouble()|] switch { < 0.1 => SamplingDecision.RecordAndSample, _ => SamplingDecision.Drop }; return new(kept); } }")]
    [InlineData("long next; " + Method + "{ var now = [|Environment.TickCount64|]; var left = now - next; if (left < 0) return new(SamplingDecision.Drop); next = now + 100; return new(SamplingDecision.RecordAndSample); } }")]
    public async Task Fires(string code) => Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await Verify<InconsistentSampler>.FiresAsync(Start + code)).Severity);

    private const string Bucket = "sealed class Bucket { readonly object gate = new(); double tokens = 10; DateTime last; public bool TryTake() { lock (gate) { Refill(); if (tokens < 1) return false; tokens -= 1; return true; } } void Refill() { var now = DateTime.UtcNow; tokens = Math.Min(10, tokens + (now - last).TotalSeconds); last = now; } }",
        Balance = "sealed class Balance { readonly Stopwatch watch = Stopwatch.StartNew(); long balance; public bool TrySpend(long price) { long before, now, rest; do { before = Interlocked.Read(ref balance); now = watch.ElapsedTicks; var available = Math.Min(now - before, 1000); rest = available - price; if (rest < 0) return false; } while (Interlocked.CompareExchange(ref balance, now - rest, before) != before); return true; } }",
        Aged = "sealed class Aged { DateTime read; HashSet<string> names = []; public TimeSpan Age; public bool Has(string name) { var now = DateTime.UtcNow; var age = now - read; Age = age; if (age > TimeSpan.FromMinutes(1)) { read = now; names = [\"a\"]; } return names.Contains(name); } }",
        Interval = "interface ILimit { bool Allows(string name); } sealed class Interval : ILimit { DateTime last; public bool Allows(string name) { if (DateTime.UtcNow - last < TimeSpan.FromSeconds(1)) return false; last = DateTime.UtcNow; return true; } }",
        Reloaded = "sealed class Reloaded { DateTime next; HashSet<string> names = []; public int Asked; public bool Has(string name) { Asked++; if (DateTime.UtcNow > next) Load(); return names.Contains(name); } void Load() { next = DateTime.UtcNow.AddMinutes(1); names = [\"a\"]; } }";

    /// <summary>The limit is kept by a class of the program's own.</summary>
    [Theory]
    [InlineData("readonly Bucket bucket = new(); " + Method + "=> new([|bucket.TryTake()|]); } " + Bucket)]
    [InlineData("readonly Bucket bucket = new(); " + Method + "{ if (![|bucket.TryTake()|]) return new(SamplingDecision.Drop); return new(SamplingDecision.RecordAndSample); } } " + Bucket)]
    [InlineData("readonly Bucket bucket = new(); " + Method + "=> Ask() ? new(SamplingDecision.RecordAndSample) : new(SamplingDecision.Drop); bool Ask() => [|bucket.TryTake()|]; } " + Bucket)]
    [InlineData("readonly ILimit limit = new Interval(); " + Method + "=> new(p.Name != \"health\" && [|limit.Allows(p.Name)|]); } " + Interval)]
    [InlineData("readonly Outer outer = new(); " + Method + "=> new([|outer.May()|]); } class Outer { readonly Bucket bucket = new(); public bool May() => bucket.TryTake(); } " + Bucket)]
    [InlineData(Method + "=> new([|Dice.Roll()|]); } static class Dice { public static bool Roll() => Random.Shared.NextDouble() < 0.1; }")]
    [InlineData("readonly Balance balance = new(); " + Method + "=> new([|balance.TrySpend(10)|]); } " + Balance)]
    public async Task Fires_on_limits_of_other_classes(string code) => Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await Verify<InconsistentSampler>.FiresAsync(Start + code)).Severity);

    [Theory]
    [InlineData("readonly Reloaded names = new(); " + Method + "=> new(names.Has(p.Name)); } " + Reloaded)]
    [InlineData("readonly Bucket log = new(); " + Method + "{ if (log.TryTake()) Console.WriteLine(p.Name); return new(p.TraceId.ToHexString()[0] == '0'); } } " + Bucket)]
    [InlineData("readonly Bucket bucket = new(); " + Method + "=> p.ParentContext.TraceId != default ? new(p.ParentContext.TraceFlags == ActivityTraceFlags.Recorded) : new(bucket.TryTake()); } " + Bucket)]
    [InlineData("readonly Aged names = new(); " + Method + "=> new(names.Has(p.Name)); } " + Aged)]
    public Task Quiet_on_other_classes_that_do_not_limit(string code) => Verify<InconsistentSampler>.QuietAsync(Start + code);

    [Fact]
    public async Task Suggests_to_limit_the_first_service_only() => Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await Verify<InconsistentSampler>.FiresAsync(
        Start + "readonly Bucket bucket = new(); readonly Sampler inner = new TraceIdRatioBasedSampler(0.1); " + Method + "=> [|bucket.TryTake()|] ? inner.ShouldSample(p) : new(SamplingDecision.Drop); } " + Bucket)).Severity);

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
    // The share is read again from time to time.
    [InlineData("long next; Sampler inner = new TraceIdRatioBasedSampler(0.1); static double Configured() => 0.2; " + Method + "{ var now = Environment.TickCount64; if (now > next) { next = now + 60_000; inner = new TraceIdRatioBasedSampler(Configured()); } return inner.ShouldSample(p); } }")]
    [InlineData("DateTime read; char last = '0'; static char Configured() => '1'; " + Method + "{ if (DateTime.UtcNow - read > TimeSpan.FromMinutes(1)) { last = Configured(); read = DateTime.UtcNow; } return new(p.TraceId.ToHexString()[0] == last); } }")]
    [InlineData("long read; char last = '0'; static char Configured() => '1'; " + Method + "{ var now = Environment.TickCount64; var age = now - read; var isOld = age > 60_000; if (isOld) { last = Configured(); read = now; } return new(p.TraceId.ToHexString()[0] == last); } }")]
    // Something is written from time to time.
    [InlineData("readonly Sampler inner = new TraceIdRatioBasedSampler(0.1); long dropped; " + Method + "{ var result = inner.ShouldSample(p); if (result.Decision == SamplingDecision.Drop && Interlocked.Increment(ref dropped) % 1000 == 0) Console.WriteLine(dropped); return result; } }")]
    [InlineData("readonly Sampler inner = new TraceIdRatioBasedSampler(0.1); int seen; " + Method + "{ var isTime = ++seen % 1000 == 0; if (isTime) Console.WriteLine(seen); return inner.ShouldSample(p); } }")]
    [InlineData(Method + "=> p.ParentContext.TraceId != default ? new(p.ParentContext.TraceFlags == ActivityTraceFlags.Recorded) : new(Random.Shared.NextDouble() < 0.1); }")]
    [InlineData(Method + "=> new(Random.Shared.NextDouble() < 0.1); } static class P { static void Do(TracerProviderBuilder b) => b.SetSampler(new ParentBasedSampler(new Own())); }")]
    public Task Quiet(string code) => Verify<InconsistentSampler>.QuietAsync(Start + code);

    private const string Rolls = Method + "=> new([|Random.Shared.NextDouble()|] < 0.1); } static class P { ";

    /// <summary>The sampler comes to decide on roots by a detour, or somebody out of sight makes it for that.</summary>
    [Theory]
    [InlineData("static void Do(TracerProviderBuilder b) { var root = new Own(); b.SetSampler(new ParentBasedSampler(root)); } }")]
    [InlineData("static void Do(TracerProviderBuilder b) { Own root = new(); b.SetSampler(new ParentBasedSampler(rootSampler: root)); } }")]
    [InlineData("static void Do(TracerProviderBuilder b, int kind) { Sampler root = kind switch { 1 => new Own(), _ => new AlwaysOnSampler() }; b.SetSampler(new ParentBasedSampler(root)); } }")]
    [InlineData("static void Do(TracerProviderBuilder b, bool any) => b.SetSampler(new ParentBasedSampler(any ? new Own() : new AlwaysOnSampler())); }")]
    [InlineData("static readonly Sampler root = new Own(); static void Do(TracerProviderBuilder b) => b.SetSampler(new ParentBasedSampler(root)); }")]
    [InlineData("static Sampler Make() => new Own(); static void Do(TracerProviderBuilder b) => b.SetSampler(new ParentBasedSampler(Make())); }")]
    [InlineData("static void With(TracerProviderBuilder b, Sampler root) => b.SetSampler(new ParentBasedSampler(root)); static void Do(TracerProviderBuilder b) => With(b, new Own()); }")]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler(new ParentBasedSampler(new Outer(new Own()))); } sealed class Outer(Sampler inner) : Sampler { public override SamplingResult ShouldSample(in SamplingParameters p) => inner.ShouldSample(p); }")]
    public Task Quiet_on_samplers_of_roots(string code) => Verify<InconsistentSampler>.QuietAsync(Start + Rolls.Replace("[|", "").Replace("|]", "") + code);

    [Fact]
    public Task Quiet_on_public_samplers_of_a_library() => Verify<InconsistentSampler>.QuietAsync(Start.Replace("sealed class", "public sealed class") + Rolls.Replace("[|", "").Replace("|]", "") + "}");

    [Theory]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler(new Own()); }")]
    [InlineData("static void Do(TracerProviderBuilder b) => b.SetSampler<Own>(); static Sampler Other(Sampler root) => new ParentBasedSampler(root); }")]
    [InlineData("static void Do(TracerProviderBuilder b, bool any) => b.SetSampler(_ => any ? new Own() : new AlwaysOnSampler()); static Sampler Other(Sampler root) => new ParentBasedSampler(root); }")]
    [InlineData("static void Do(TracerProviderBuilder b) { var own = new Own(); b.SetSampler(own); } static Sampler Other() => new ParentBasedSampler(new TraceIdRatioBasedSampler(0.1)); }")]
    public Task Fires_on_samplers_of_all_spans(string code) => Verify<InconsistentSampler>.FiresAsync(Start + Rolls + code);

    [Fact]
    public Task Quiet_on_other_classes() => Verify<InconsistentSampler>.QuietAsync("class Sampler { public virtual bool ShouldSample(string name) => false; } class Own : Sampler { public override bool ShouldSample(string name) => Random.Shared.NextDouble() < 0.1; }");

    [Fact]
    public async Task Says_what_to_do() => Assert.Equal(
        "'Own' decides by random numbers of its own: services that use it decide on one trace each for itself, so that traces lose parts and spans (Activity) their parents. Let the trace id decide, or follow the parent.",
        Assert.Single(await Verify<InconsistentSampler>.FiresAsync(Start + Method + "=> new([|Random.Shared.NextDouble()|] < 0.1); }")).GetMessage(CultureInfo.InvariantCulture));
}
