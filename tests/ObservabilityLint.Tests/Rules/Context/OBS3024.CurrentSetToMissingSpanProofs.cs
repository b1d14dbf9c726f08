using ObservabilityLint.Tests.Harness;
using OpenTelemetry.Trace;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class CurrentSetToMissingSpanProofs
{
    /// <summary>Nobody listens to the source of the inner span.</summary>
    [Fact]
    public Task At_run_time_what_follows_begins_a_new_trace() => TracedRun.ProvesAsync(
        "OBS3024",
        """using (Given.source.StartActivity("request")) { await Test.AnswerAsync(); }""",
        "request\nreply\n", "request\n  reply\n");

    /// <summary>The sampler drops it.</summary>
    [Fact]
    public async Task At_run_time_what_follows_a_dropped_span_does_too()
    {
        const string main = """
            using (Given.source.StartActivity("request"))
            {
                var dropped = Given.source.StartActivity("dropped");
                Activity.Current = dropped KEPT;
                using (Given.source.StartActivity("reply")) { }
            }
            """;
        Assert.Equal("request\nreply\n", await TracedRun.TreeAsync("class None;", main.Replace("KEPT", "", StringComparison.Ordinal), DropsSome));
        Assert.Equal("request\n  reply\n", await TracedRun.TreeAsync("class None;", main.Replace("KEPT", "?? Activity.Current", StringComparison.Ordinal), DropsSome));

        static void DropsSome(TracerProviderBuilder builder) => builder.SetSampler(new Dropping());
    }

    private sealed class Dropping : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters parameters) => new(parameters.Name == "dropped" ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
    }
}
