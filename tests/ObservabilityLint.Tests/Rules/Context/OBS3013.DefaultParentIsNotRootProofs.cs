using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class DefaultParentIsNotRootProofs
{
    [Fact]
    public Task At_run_time_all_messages_share_one_trace() => TracedRun.ProvesAsync(
        "OBS3013",
        """var channel = Channel.CreateUnbounded<string>(); channel.Writer.TryWrite("one"); channel.Writer.TryWrite("two"); channel.Writer.Complete(); await Test.ConsumeAsync(channel.Reader);""",
        "consumer\n  process\n  process\n  report\n",
        "consumer\n  report\nprocess\nprocess\n");
}
