using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class WorkOutlivesActivityProofs
{
    [Theory]
    [InlineData(0, "place order\n  audit (parent ended)\n", "place order\naudit (links to place order)\n")]
    [InlineData(1, "place order\n  audit (parent ended)\n", "place order\nAudit (links to place order)\n  audit\n")]
    public Task At_run_time_the_work_runs_under_a_span_that_has_ended(int example, string bad, string good)
        => TracedRun.ProvesAsync("OBS3005", "Test.Place(); await Task.Delay(200);", bad, good, example);

    /// <summary>What an async method does before its first await is no fault: its span begins in time, and is a parent for the rest.</summary>
    [Fact]
    public async Task At_run_time_the_first_part_of_an_async_method_has_a_living_parent() => Assert.Equal(
        "place order\n  audit\n    write\n",
        await TracedRun.TreeAsync(
            """
            public static void Place() { using var activity = source.StartActivity("place order"); _ = AuditAsync(); }
            static async Task AuditAsync() { using var audit = source.StartActivity("audit"); await Task.Delay(20); using var write = source.StartActivity("write"); }
            """,
            "Test.Place(); await Task.Delay(200);"));

    /// <summary>What is awaited there is the task that begins the work.</summary>
    [Theory]
    [InlineData("await Task.Factory.StartNew(AuditAsync);", "place order\n  audit (parent ended)\n")]
    [InlineData("await Task.CompletedTask.ContinueWith(_ => AuditAsync());", "place order\n  audit (parent ended)\n")]
    [InlineData("await Task.Factory.StartNew(AuditAsync).Unwrap();", "place order\n  audit\n")]
    [InlineData("await Task.Run(AuditAsync);", "place order\n  audit\n")]
    public async Task At_run_time_the_task_that_begins_the_work_ends_before_it(string code, string tree) => Assert.Equal(tree, await TracedRun.TreeAsync(
        $$"""
        public static async Task PlaceAsync() { using var activity = source.StartActivity("place order"); {{code}} }
        static async Task AuditAsync() { await Task.Delay(100); using var audit = source.StartActivity("audit"); }
        """,
        "await Test.PlaceAsync(); await Task.Delay(300);"));
}
