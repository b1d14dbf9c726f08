using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

/// <summary>What the rules on samplers claim, on the OpenTelemetry SDK.</summary>
[Collection(nameof(Traces))]
public class SamplerProofs
{
    private const int Requests = 2_000;

    /// <summary>A ratio by itself drops what a sampled remote parent asked for; behind one that follows the parent all of it is recorded.</summary>
    [Fact]
    public void Bare_ratio_drops_spans_of_sampled_parents()
    {
        var bare = RecordedUnderSampledParents(new TraceIdRatioBasedSampler(0.1));
        Assert.InRange(bare, 1, Requests / 2);
        Assert.Equal(Requests, RecordedUnderSampledParents(new ParentBasedSampler(new TraceIdRatioBasedSampler(0.1))));
    }

    /// <summary>One sampler for both services here: even so the random one leaves spans without their parents.</summary>
    [Fact]
    public void Random_sampler_leaves_orphans()
    {
        var (kept, orphans) = Orphans(new Dice());
        Assert.InRange((double)orphans / kept, 0.2, 0.7);
        Assert.Equal(0, Orphans(new TraceIdRatioBasedSampler(0.5)).Orphans);
        Assert.Equal(0, Orphans(new ParentBasedSampler(new Dice())).Orphans);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Second_sampler_wins(bool onFirst, int recorded)
    {
        using var source = new ActivitySource("Shop.SecondSampler");
        Sampler on = new AlwaysOnSampler(), off = new AlwaysOffSampler();
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).SetSampler(onFirst ? on : off).SetSampler(onFirst ? off : on).Build();
        using var activity = source.StartActivity("a", ActivityKind.Internal, default(ActivityContext));
        Assert.Equal(recorded == 1, activity?.Recorded ?? false);
    }

    /// <summary>The words of the manual's example.</summary>
    [Fact]
    public async Task Impossible_ratio_throws()
    {
        var shown = Manual.Find("OBS5007")!.Examples[1];
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TracedRun.TreeAsync(shown.Bad, "Sampling.Make();"));
        Assert.Equal("", await TracedRun.TreeAsync(shown.Good, "Sampling.Make();"));
    }

    /// <summary>An always-on sampler keeps fragments of traces that the caller dropped.</summary>
    [Fact]
    public void Always_on_records_what_the_caller_dropped()
    {
        Assert.True(Records(new AlwaysOnSampler()));
        Assert.False(Records(new ParentBasedSampler(new AlwaysOnSampler())));

        static bool Records(Sampler sampler)
        {
            using var source = new ActivitySource("Shop.AlwaysOn");
            using var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).SetSampler(sampler).Build();
            using var activity = source.StartActivity("a", ActivityKind.Server, new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None, null, isRemote: true));
            return activity?.Recorded ?? false;
        }
    }

    private static int RecordedUnderSampledParents(Sampler sampler)
    {
        using var source = new ActivitySource("Shop.SampledParents");
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).SetSampler(sampler).Build();
        var recorded = 0;
        for (var i = 0; i < Requests; i++)
        {
            using var activity = source.StartActivity("a", ActivityKind.Server, new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, null, isRemote: true));
            if (activity is { Recorded: true }) recorded++;
        }
        return recorded;
    }

    private static (int Kept, int Orphans) Orphans(Sampler sampler)
    {
        using var source = new ActivitySource("Shop.Orphans");
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).SetSampler(sampler).Build();
        var (kept, orphans) = (0, 0);
        Activity.Current = null;
        for (var i = 0; i < Requests; i++)
        {
            using var outer = source.StartActivity("outer", ActivityKind.Server);
            using var inner = source.StartActivity("inner", ActivityKind.Client);
            if (outer is { Recorded: true }) kept++;
            if (inner is not { Recorded: true }) continue;
            kept++;
            if (outer is { Recorded: false }) orphans++;
        }
        return (kept, orphans);
    }

    private sealed class Dice : Sampler
    {
        private readonly Random random = new(7);

        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) => new(random.NextDouble() < 0.5);
    }
}
