using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class InvalidParentIdProofs
{
    [Fact]
    public Task At_run_time_a_bare_trace_id_gives_a_parent_that_nobody_finds() => TracedRun.ProvesAsync(
        "OBS3015", """using var sender = source.StartActivity("send"); Test.Receive(sender!);""",
        "send\nreceive (parent lost)\n",
        "send\n  receive\n");

    [Fact]
    public Task At_run_time_a_parent_after_the_start_is_ignored() => TracedRun.ProvesAsync(
        "OBS3015", """using var sender = source.StartActivity("send"); Activity.Current = null; Test.Receive(sender!.Id!);""",
        "send\nreceive\n",
        "send\n  receive\n",
        example: 1);
}
