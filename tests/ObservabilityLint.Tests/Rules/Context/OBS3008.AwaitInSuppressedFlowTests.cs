using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class AwaitInSuppressedFlowTests
{
    private const string Given = "static bool Quick = true; static void Work() { } static async Task<int> WorkAsync() { await Task.Delay(1); return 1; } static async IAsyncEnumerable<int> Stream() { await Task.Delay(1); yield return 1; }\n";

    [Theory]
    [InlineData("using (ExecutionContext.SuppressFlow()) [|await WorkAsync()|];")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { Work(); [|await Task.Run(Work)|]; }")]
    [InlineData("using var flow = ExecutionContext.SuppressFlow(); [|await Task.Delay(1)|];")]
    [InlineData("using var flow = ExecutionContext.SuppressFlow(); if (Quick) { var n = [|await WorkAsync().ConfigureAwait(false)|]; }")]
    [InlineData("var flow = ExecutionContext.SuppressFlow(); try { [|await WorkAsync()|]; } finally { flow.Undo(); }")]
    [InlineData("ExecutionContext.SuppressFlow(); [|await WorkAsync()|]; ExecutionContext.RestoreFlow();")]
    [InlineData("var flow = ExecutionContext.SuppressFlow(); [|await WorkAsync()|]; flow.Dispose();")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { var task = WorkAsync(); [|await task|]; }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) [|await Task.Yield()|];")]
    [InlineData("using (ExecutionContext.SuppressFlow()) [|await|] foreach (var n in Stream()) Work();")]
    [InlineData("await ReadAsync(Stream()); } static async Task ReadAsync(IAsyncEnumerable<int> numbers) { using (ExecutionContext.SuppressFlow()) [|await|] foreach (var n in numbers.WithCancellation(default)) Work();")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { [|await WorkAsync()|]; [|await Task.WhenAll(WorkAsync(), WorkAsync())|]; }")]
    [InlineData("var flow = ExecutionContext.SuppressFlow(); if (Quick) { flow.Undo(); return; } [|await WorkAsync()|]; flow.Undo();")]
    public Task Fires(string body) => Verify<AwaitInSuppressedFlow>.FiresAsync(Given + "class C { async Task Do() { " + body + " } }");

    [Theory]
    // Awaited when it is restored.
    [InlineData("Task task; using (ExecutionContext.SuppressFlow()) task = WorkAsync(); await task;")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { _ = Task.Run(Work); } await WorkAsync();")]
    [InlineData("ExecutionContext.SuppressFlow(); var task = WorkAsync(); ExecutionContext.RestoreFlow(); await task;")]
    [InlineData("var flow = ExecutionContext.SuppressFlow(); var task = WorkAsync(); flow.Undo(); await task;")]
    [InlineData("await WorkAsync(); using (ExecutionContext.SuppressFlow()) _ = Task.Run(Work);")]
    // Complete, or perhaps complete.
    [InlineData("using (ExecutionContext.SuppressFlow()) { await Task.CompletedTask; await Task.FromResult(1); await default(ValueTask); }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) await Done(); async Task Done() { }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) await Done(); Task Done() => Task.CompletedTask;")]
    [InlineData("var task = WorkAsync(); await Task.WhenAny(task); using (ExecutionContext.SuppressFlow()) await kept;")]
    [InlineData("var source = new TaskCompletionSource(); source.SetResult(); using (ExecutionContext.SuppressFlow()) await source.Task;")]
    [InlineData("using (ExecutionContext.SuppressFlow()) await foreach (var n in Now()) Work(); static async IAsyncEnumerable<int> Now() { yield return 1; }")]
    // Nobody in sight gives one that waits.
    [InlineData("await ReadAsync(Now()); async Task ReadAsync(IAsyncEnumerable<int> numbers) { using (ExecutionContext.SuppressFlow()) await foreach (var n in numbers) Work(); } static async IAsyncEnumerable<int> Now() { yield return 1; }")]
    [InlineData("await Task.Yield(); } static async Task ReadAsync(IAsyncEnumerable<int> numbers) { using (ExecutionContext.SuppressFlow()) await foreach (var n in numbers) Work();")]
    [InlineData("await ReadAsync(Stream()); } static async Task ReadAsync(IAsyncEnumerable<int> numbers) { numbers = System.Linq.AsyncEnumerable.Empty<int>(); using (ExecutionContext.SuppressFlow()) await foreach (var n in numbers) Work();")]
    // Never restored: then nothing throws.
    [InlineData("ExecutionContext.SuppressFlow(); await WorkAsync();")]
    [InlineData("ExecutionContext.SuppressFlow(); await WorkAsync(); if (ExecutionContext.IsFlowSuppressed()) ExecutionContext.RestoreFlow();")]
    // In another function.
    [InlineData("using (ExecutionContext.SuppressFlow()) { _ = Task.Run(async () => await WorkAsync()); } await Task.Yield();")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { Start(); async void Start() { await WorkAsync(); } } await Task.Yield();")]
    // Started inside, awaited outside.
    [InlineData("Task<int> task; var flow = ExecutionContext.SuppressFlow(); try { task = WorkAsync(); } finally { flow.Undo(); } var n = await task.ConfigureAwait(false);")]
    [InlineData("var tasks = new List<Task>(); using (ExecutionContext.SuppressFlow()) for (var n = 0; n < 4; n++) tasks.Add(Task.Run(Work)); await Task.WhenAll(tasks);")]
    [InlineData("await Detached(() => WorkAsync()); static T Detached<T>(Func<T> start) { using (ExecutionContext.SuppressFlow()) return start(); }")]
    [InlineData("Timer timer; using (ExecutionContext.SuppressFlow()) timer = new Timer(_ => Work(), null, 0, 1000); await using (timer) await Task.Delay(1);")]
    [InlineData("if (!ExecutionContext.IsFlowSuppressed()) { using (ExecutionContext.SuppressFlow()) kept = WorkAsync(); } await kept;")]
    [InlineData("AsyncFlowControl? flow = null; if (Quick) flow = ExecutionContext.SuppressFlow(); kept = Task.Run(Work); flow?.Undo(); await kept;")]
    [InlineData("Task task; try { using (ExecutionContext.SuppressFlow()) task = WorkAsync(); } catch (Exception e) { task = Task.FromException(e); } await task;")]
    [InlineData("foreach (var n in new[] { 1, 2 }) { Task<int> task; using (ExecutionContext.SuppressFlow()) task = Task.Run(() => n + 1); await task; }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) kept = Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning); await kept.WaitAsync(TimeSpan.FromSeconds(1));")]
    [InlineData("Task all; using (ExecutionContext.SuppressFlow()) all = Parallel.ForEachAsync(new[] { 1, 2 }, async (n, t) => await Task.Delay(n, t)); await all;")]
    [InlineData("await foreach (var n in Stream()) { using (ExecutionContext.SuppressFlow()) _ = Task.Run(Work); }")]
    [InlineData("var flow = ExecutionContext.SuppressFlow(); if (Quick) { flow.Undo(); await WorkAsync(); return; } _ = Task.Run(Work); flow.Undo();")]
    [InlineData("ExecutionContext.SuppressFlow(); try { kept = WorkAsync(); } catch (InvalidOperationException) { ExecutionContext.RestoreFlow(); await Task.Delay(1); throw; } ExecutionContext.RestoreFlow(); await kept;")]
    // Complete, or waited for without await.
    [InlineData("using (ExecutionContext.SuppressFlow()) { await ValueTask.CompletedTask; await new ValueTask<int>(1); await ValueTask.FromResult(2); }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) WorkAsync().GetAwaiter().GetResult(); await Task.Yield();")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { var task = WorkAsync(); task.Wait(); Work(); } await Task.Delay(1);")]
    // In another function.
    [InlineData("using (ExecutionContext.SuppressFlow()) new Thread(async () => await WorkAsync()).Start(); await Task.Yield();")]
    [InlineData("using (ExecutionContext.SuppressFlow()) ThreadPool.QueueUserWorkItem(async _ => { await WorkAsync(); Work(); }); await Task.Yield();")]
    [InlineData("using (ExecutionContext.SuppressFlow()) _ = Loop(); await Task.Yield(); async Task Loop() { while (Quick) await WorkAsync(); }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { Func<Task> later = async () => await WorkAsync(); kept = later(); } await kept;")]
    [InlineData("var queue = Channel.CreateUnbounded<int>(); using (ExecutionContext.SuppressFlow()) _ = Task.Run(async () => { await foreach (var n in queue.Reader.ReadAllAsync()) Work(); }); await queue.Writer.WriteAsync(1);")]
    [InlineData("await Task.Run(() => { using (ExecutionContext.SuppressFlow()) kept = Task.Run(Work); });")]
    [InlineData("await (Quick ? WorkAsync() : Detached()); Task<int> Detached() { using (ExecutionContext.SuppressFlow()) return WorkAsync(); }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) AppDomain.CurrentDomain.ProcessExit += async (_, _) => await WorkAsync(); await Task.Yield();")]
    public Task Quiet(string body) => Verify<AwaitInSuppressedFlow>.QuietAsync(Given + "class C { Task kept = WorkAsync(); async Task Do() { " + body + " } }");

    [Fact]
    public Task Fires_in_lambdas_and_top_level_statements() => Verify<AwaitInSuppressedFlow>.FiresAsync(
        """
        Func<Task> start = async () => { using var flow = ExecutionContext.SuppressFlow(); [|await Task.Delay(1)|]; };
        using (ExecutionContext.SuppressFlow()) [|await start()|];
        class Other;
        """);

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<AwaitInSuppressedFlow>.QuietAsync(
        "static class Flow { public static IDisposable? SuppressFlow() => null; } class C { async Task Do() { using (Flow.SuppressFlow()) await Task.Delay(1); } }");

    [Theory]
    [InlineData("using (ExecutionContext.SuppressFlow()) [|await WorkAsync()|];", "Task<int> task; using (ExecutionContext.SuppressFlow()) task = WorkAsync(); await task;")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { Work(); [|await Task.Run(Work).ConfigureAwait(false)|]; } Work();", "Task task; using (ExecutionContext.SuppressFlow()) { Work(); task = Task.Run(Work); } await task.ConfigureAwait(false); Work();")]
    [InlineData("int n; using (ExecutionContext.SuppressFlow()) { n = [|await WorkAsync()|]; } Work();", "int n; Task<int> task; using (ExecutionContext.SuppressFlow()) { task = WorkAsync(); } n = await task; Work();")]
    [InlineData("if (Quick) using (ExecutionContext.SuppressFlow()) { [|await WorkAsync()|]; }", "if (Quick) { Task<int> task; using (ExecutionContext.SuppressFlow()) { task = WorkAsync(); } await task; }")]
    [InlineData("using var flow = ExecutionContext.SuppressFlow(); [|await WorkAsync()|]; Work();", "Task<int> task; using (ExecutionContext.SuppressFlow()) task = WorkAsync(); await task; Work();")]
    [InlineData("var flow = ExecutionContext.SuppressFlow(); Work(); [|await WorkAsync().ConfigureAwait(false)|]; flow.Undo(); Work();", "var flow = ExecutionContext.SuppressFlow(); Work(); var task = WorkAsync(); flow.Undo(); await task.ConfigureAwait(false); Work();")]
    [InlineData("ExecutionContext.SuppressFlow(); var n = 0; n = [|await WorkAsync()|]; ExecutionContext.RestoreFlow(); Work();", "ExecutionContext.SuppressFlow(); var n = 0; var task = WorkAsync(); ExecutionContext.RestoreFlow(); n = await task; Work();")]
    // Two blocks have two variables, whether they are fixed together or one after the other.
    [InlineData("using (ExecutionContext.SuppressFlow()) [|await Task.Run(Work)|]; using (ExecutionContext.SuppressFlow()) { [|await WorkAsync()|]; }", "Task task; using (ExecutionContext.SuppressFlow()) task = Task.Run(Work); await task; Task<int> task2; using (ExecutionContext.SuppressFlow()) { task2 = WorkAsync(); } await task2;")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { [|await WorkAsync()|]; } if (Quick) { var task = 1; using (ExecutionContext.SuppressFlow()) { [|await WorkAsync()|]; } }", "Task<int> task2; using (ExecutionContext.SuppressFlow()) { task2 = WorkAsync(); } await task2; if (Quick) { var task = 1; Task<int> task3; using (ExecutionContext.SuppressFlow()) { task3 = WorkAsync(); } await task3; }")]
    public Task Fixes(string before, string after) => Verify<AwaitInSuppressedFlow>.FixesAsync(Given + "class C { async Task Do() { " + before + " } }", Given + "class C { async Task Do() { " + after + " } }");

    [Fact]
    public Task Fixes_with_comments_and_layout() => Verify<AwaitInSuppressedFlow>.FixesAsync(
        Given + """
        class C
        {
            async Task<int> DoAsync()
            {
                // Apart from the request.
                using (ExecutionContext.SuppressFlow()) // suppressed
                {
                    Work(); // first
                    return [|await WorkAsync()|]; // second
                }
            }
            async Task OtherAsync()
            {
                using var flow = ExecutionContext.SuppressFlow();
                // Now.
                [|await Task.Delay(1)|];
                Work();
            }
        }
        """,
        Given + """
        class C
        {
            async Task<int> DoAsync()
            {
                // Apart from the request.
                Task<int> task;
                using (ExecutionContext.SuppressFlow()) // suppressed
                {
                    Work(); // first
                    task = WorkAsync(); // second
                }
                return await task;
            }
            async Task OtherAsync()
            {
                Task task;
                using (ExecutionContext.SuppressFlow())
                // Now.
                    task = Task.Delay(1);
                await task;
                Work();
            }
        }
        """);

    [Theory]
    [InlineData("using (ExecutionContext.SuppressFlow()) { [|await WorkAsync()|]; Work(); }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { if (Quick) [|await WorkAsync()|]; }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { var local = 1; [|await Task.Delay([|await WorkAsync()|] + local)|]; }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { [|await Task.Yield()|]; }")]
    [InlineData("var flow = ExecutionContext.SuppressFlow(); try { [|await WorkAsync()|]; } finally { flow.Undo(); }")]
    [InlineData("using (ExecutionContext.SuppressFlow()) [|await|] foreach (var n in Stream()) Work();")]
    public Task Offers_no_fix(string body) => Verify<AwaitInSuppressedFlow>.OffersNoFixAsync(Given + "class C { async Task Do() { " + body + " } }");

    /// <summary>It throws in any program.</summary>
    [Fact]
    public async Task Fires_without_any_tracing()
    {
        var project = TestProject.Create([("Test.cs", "using System.Threading; using System.Threading.Tasks; class C { async Task Do() { using (ExecutionContext.SuppressFlow()) await Task.Delay(1); } }")], references: TestProject.ReferencesWithoutTracing);
        Assert.Single(await TestProject.DiagnosticsAsync(project, new AwaitInSuppressedFlow()));
    }
}

[Collection(nameof(Traces))]
public class AwaitInSuppressedFlowProofs
{
    private const string Main = """
        try { await Test.SendAsync(); }
        catch (InvalidOperationException) { using (Given.source.StartActivity("thrown")) { } }
        """;

    [Fact]
    public Task At_run_time_restoring_the_flow_throws() => TracedRun.ProvesAsync("OBS3008", Main, "thrown\n", "");

    /// <summary>Where the flow is never restored, and where the task is complete, nothing throws.</summary>
    [Fact]
    public async Task At_run_time_the_quiet_cases_do_not_throw()
    {
        const string snippet = """
            public static async Task Dropped() { ExecutionContext.SuppressFlow(); await Task.Delay(1); }
            public static async Task Complete() { using (ExecutionContext.SuppressFlow()) await Task.CompletedTask; }
            """;
        Assert.Equal("", await TracedRun.TreeAsync(snippet, "await Test.Dropped(); await Test.Complete();"));
    }
}
