using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class ActivityEndsBeforeTaskProofs
{
    [Fact]
    public Task At_run_time_the_work_of_the_task_runs_under_a_span_that_has_ended() => TracedRun.ProvesAsync(
        "OBS3003", "await Test.SaveAsync();", "save order\n  insert (parent ended)\n", "save order\n  insert\n");

    [Fact]
    public Task At_run_time_the_stream_is_read_after_its_span() => TracedRun.ProvesAsync(
        "OBS3003", "await foreach (var order in Test.LoadAsync()) { }", "load orders\nquery\nquery\n", "load orders\n  query\n  query\n", example: 1);
}
