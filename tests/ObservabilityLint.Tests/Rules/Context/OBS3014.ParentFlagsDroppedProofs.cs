using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class ParentFlagsDroppedProofs
{
    [Fact]
    public Task At_run_time_the_span_is_missing_and_what_is_below_it_torn_off() => TracedRun.ProvesAsync(
        "OBS3014", """using var sender = source.StartActivity("send"); Activity.Current = null; Test.Receive(sender!.TraceId, sender.SpanId);""",
        "send\nstore\n",
        "send\n  receive\n    store\n");
}
