using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class SpanLeaksIntoCallerProofs
{
    [Fact]
    public Task At_run_time_the_caller_goes_on_under_the_ended_span() => TracedRun.ProvesAsync(
        "OBS3023",
        """using (Given.source.StartActivity("request")) { await Test.AcquireAsync(Task.CompletedTask); await Task.Delay(20); using (Given.source.StartActivity("reply")) { } }""",
        "request\n  acquire\n    reply (parent ended)\n", "request\n  acquire\n  reply\n");

    private const string Members = """
        class C
        {
            public static async Task Finish(Activity? activity, Task task) { try { await task; } finally { activity?.Stop(); } }
            static Activity? kept;
            static async Task End() { await Task.Delay(5); kept?.Stop(); }
            public static Task Kept() { kept = source.StartActivity("x"); return End(); }
            public static Task Passed() => Finish(source.StartActivity("x"), Task.Delay(5));
            public static Task Continued(Task task) { var a = source.StartActivity("x"); return task.ContinueWith(_ => a?.Stop(), TaskScheduler.Default); }
            public static Task Inner() { var a = source.StartActivity("x"); return Local(); async Task Local() { using (a) await Task.Delay(5); } }
            public static Task Elsewhere() { var a = source.StartActivity("x"); return Task.Run(() => a?.Stop()); }
            public static Task Stopped() { var a = source.StartActivity("x"); var task = Finish(a, Task.Delay(5)); a?.Stop(); return task; }
            public static async Task Async() { var a = source.StartActivity("x"); await Finish(a, Task.Delay(5)); }
            public static Task Restored() { var outer = Activity.Current; var a = source.StartActivity("x"); var task = Finish(a, Task.Delay(5)); Activity.Current = outer; return task; }
        }
        """;

    /// <summary>Whichever code ends it, and complete or not: only an end in the flow of the caller counts.</summary>
    [Theory]
    [InlineData("C.Passed()", true)]
    [InlineData("C.Kept()", true)]
    [InlineData("C.Continued(Task.Delay(5))", true)]
    [InlineData("C.Continued(Task.CompletedTask)", true)]
    [InlineData("C.Inner()", true)]
    [InlineData("C.Elsewhere()", true)]
    [InlineData("C.Stopped()", false)]
    [InlineData("C.Async()", false)]
    [InlineData("C.Restored()", false)]
    public async Task At_run_time_only_the_callers_side_counts(string call, bool leaks) => Assert.Equal(
        leaks ? "request\n  x\n    reply (parent ended)\n" : "request\n  x\n  reply\n",
        await TracedRun.TreeAsync(Members, $$"""using (Given.source.StartActivity("request")) { await {{call}}; await Task.Delay(20); using (Given.source.StartActivity("reply")) { } }"""));
}
