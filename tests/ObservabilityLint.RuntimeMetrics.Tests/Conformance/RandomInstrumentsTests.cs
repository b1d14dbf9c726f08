using FsCheck;
using FsCheck.Fluent;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>Whatever a program names and measures: what the bridge writes is right in all formats, and says what was measured.</summary>
public class RandomInstrumentsTests
{
    private const int Runs = 1000, ProtobufEach = 4;

    private int compared, runs;

    [Fact]
    public void Text_of_random_instruments_is_well_formed_and_true()
    {
        Prop.ForAll(RandomRuns.All, HoldsAsync).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));
        Assert.True(compared > Runs, $"Only {compared} groups of measurements were compared in {Runs} runs: the property no longer means anything.");
    }

    [Theory, MemberData(nameof(FoundRuns.Names), MemberType = typeof(FoundRuns))]
    public Task Text_is_well_formed_and_true_where_it_once_was_not(string name) => HoldsAsync(FoundRuns.Find(name));

    private async Task HoldsAsync(RandomRun run)
    {
        using var player = new RunPlayer(run);
        if (!run.Options.StartsFirst) player.Create();
        using var bridge = RuntimeMetricsBridge.Start(OptionsOf(run, player));
        if (run.Options.StartsFirst) player.Create();
        player.Record();
        var openMetrics = OpenMetricsParser.Parse(await WriteAsync(bridge, MetricsFormat.OpenMetrics));
        var prometheusText = PrometheusTextParser.Parse(await WriteAsync(bridge, MetricsFormat.PrometheusText));
        FormatsAgreement.Check(openMetrics, prometheusText);
        // To read it takes as long as all else.
        if (runs++ % ProtobufEach == 0) ProtobufAgreement.Check(PrometheusProtobufParser.Parse(await WriteAsync(bridge, MetricsFormat.PrometheusProtobuf)), openMetrics, prometheusText);
        var check = new RunCheck(run, player);
        compared += check.Values(openMetrics) + check.Values(prometheusText);
        check.Options(openMetrics);
        check.LeftOut(openMetrics);
    }

    private static async Task<byte[]> WriteAsync(RuntimeMetricsBridge bridge, MetricsFormat format)
    {
        using var stream = new MemoryStream();
        await bridge.WriteAsync(stream, format, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static RuntimeMetricsOptions OptionsOf(RandomRun run, RunPlayer player)
    {
        var options = new RuntimeMetricsOptions
        {
            Exemplars = run.Options.Exemplars,
            CreatedTimestamps = run.Options.CreatedTimestamps,
            ScopeLabels = run.Options.ScopeLabels,
            NameTranslation = run.Options.NameTranslation,
            MaxSeriesPerMetric = run.Options.MaxSeries,
            // They show in protobuf only.
            Views = { new MetricView("*") { NativeHistogram = new NativeHistogramOptions() } },
        };
        foreach (var meter in run.Meters) options.Meters.Add(player.Prefix + meter.Name);
        if (run.Options.Clock is { } time) options.TimeProvider = new StoppedClock(time);
        foreach (var (key, value) in run.Options.TargetInfo) options.TargetInfo[key] = value;
        foreach (var instrument in run.Instruments)
            if (instrument is { Bounds: { } bounds, BoundsAreAdvice: false }) options.HistogramBuckets[instrument.Name] = [.. bounds.Distinct()];
        return options;
    }

    private sealed class StoppedClock(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}
