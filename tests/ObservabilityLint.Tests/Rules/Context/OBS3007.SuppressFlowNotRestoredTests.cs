using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class SuppressFlowNotRestoredTests
{
    private const string Given = "static bool Quick = true; static void Work() { } static void Keep(AsyncFlowControl flow) { }\n";

    [Theory]
    [InlineData("void Do() { [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); }")]
    [InlineData("void Do() { [|System.Threading.ExecutionContext.SuppressFlow()|]; new Timer(_ => Work(), null, 0, 1); }")]
    [InlineData("Task Do() { [|ExecutionContext.SuppressFlow()|]; return Task.Run(Work); }")]
    [InlineData("void Do() { var flow = [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); }")]
    [InlineData("void Do() { _ = [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); }")]
    [InlineData("void Do() { var flow = [|ExecutionContext.SuppressFlow()|]; if (Quick) return; Task.Run(Work); flow.Undo(); }")]
    [InlineData("int Do() { [|ExecutionContext.SuppressFlow()|]; if (Quick) return 1; Task.Run(Work); ExecutionContext.RestoreFlow(); return 2; }")]
    [InlineData("void Do() { if (Quick) { [|ExecutionContext.SuppressFlow()|]; } Task.Run(Work); }")]
    [InlineData("C() { [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); }")]
    [InlineData("void Do() { Inner(); void Inner() { [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); } }")]
    public Task Fires(string member) => Verify<SuppressFlowNotRestored>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { using (ExecutionContext.SuppressFlow()) Task.Run(Work); }")]
    [InlineData("void Do() { using var flow = ExecutionContext.SuppressFlow(); Task.Run(Work); }")]
    [InlineData("void Do() { using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow()) Task.Run(Work); }")]
    [InlineData("void Do() { using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow(); Task.Run(Work); }")]
    [InlineData("void Do() { var flow = ExecutionContext.SuppressFlow(); using (flow) Task.Run(Work); }")]
    [InlineData("void Do() { var flow = ExecutionContext.SuppressFlow(); try { Task.Run(Work); } finally { flow.Undo(); } }")]
    [InlineData("void Do() { var flow = ExecutionContext.SuppressFlow(); try { if (Quick) return; Task.Run(Work); } finally { flow.Dispose(); } }")]
    [InlineData("void Do() { ExecutionContext.SuppressFlow(); try { Task.Run(Work); } finally { ExecutionContext.RestoreFlow(); } }")]
    [InlineData("void Do() { var restore = false; try { if (!ExecutionContext.IsFlowSuppressed()) { ExecutionContext.SuppressFlow(); restore = true; } Task.Run(Work); } finally { if (restore) ExecutionContext.RestoreFlow(); } }")]
    [InlineData("void Do() { AsyncFlowControl? flow = null; try { flow = ExecutionContext.SuppressFlow(); Task.Run(Work); } finally { flow?.Undo(); } }")]
    [InlineData("void Do() { var flow = ExecutionContext.SuppressFlow(); Task.Run(Work); flow.Undo(); }")]
    [InlineData("int Do() { ExecutionContext.SuppressFlow(); Task.Run(Work); ExecutionContext.RestoreFlow(); if (Quick) return 1; return 2; }")]
    [InlineData("void Do() { ExecutionContext.SuppressFlow(); if (Quick) ExecutionContext.RestoreFlow(); }")]
    // Somebody else restores it.
    [InlineData("AsyncFlowControl Do() => ExecutionContext.SuppressFlow();")]
    [InlineData("AsyncFlowControl Do() { var flow = ExecutionContext.SuppressFlow(); return flow; }")]
    [InlineData("AsyncFlowControl flow; void Do() { flow = ExecutionContext.SuppressFlow(); } void Undo() { flow.Undo(); }")]
    [InlineData("void Do() { Keep(ExecutionContext.SuppressFlow()); }")]
    [InlineData("void Do() { var flow = ExecutionContext.SuppressFlow(); Keep(flow); }")]
    [InlineData("Action Do() { var flow = ExecutionContext.SuppressFlow(); return () => flow.Undo(); }")]
    [InlineData("void Begin() { ExecutionContext.SuppressFlow(); } void End() { ExecutionContext.RestoreFlow(); }")]
    // An async function changes nothing for its caller.
    [InlineData("async Task Do() { ExecutionContext.SuppressFlow(); _ = Task.Run(Work); await Task.Yield(); }")]
    // Where a thread or task begins.
    [InlineData("void Do() { new Thread(() => { ExecutionContext.SuppressFlow(); Work(); }).Start(); }")]
    [InlineData("void Do() { new Thread(Loop).Start(); } void Loop() { ExecutionContext.SuppressFlow(); Work(); }")]
    [InlineData("void Do() { Task.Run(() => Loop()); } void Loop() { ExecutionContext.SuppressFlow(); Work(); }")]
    [InlineData("static void Main() { ExecutionContext.SuppressFlow(); Work(); }")]
    // Restored on each path.
    [InlineData("T Detached<T>(Func<T> start) { if (ExecutionContext.IsFlowSuppressed()) return start(); using (ExecutionContext.SuppressFlow()) return start(); }")]
    [InlineData("void Do() { var flow = ExecutionContext.SuppressFlow(); try { Task.Run(Work); } catch { flow.Undo(); throw; } flow.Undo(); }")]
    [InlineData("void Do() { var isSuppressed = ExecutionContext.IsFlowSuppressed(); AsyncFlowControl flow = default; if (!isSuppressed) flow = ExecutionContext.SuppressFlow(); try { Task.Run(Work); } finally { if (!isSuppressed) flow.Undo(); } }")]
    // A scope of its own.
    [InlineData("Scope Do() => new(); sealed class Scope : IDisposable { readonly AsyncFlowControl flow; public Scope() { flow = ExecutionContext.SuppressFlow(); } public void Dispose() => flow.Undo(); }")]
    // Where a work item begins.
    [InlineData("void Do() { ThreadPool.QueueUserWorkItem(_ => { ExecutionContext.SuppressFlow(); Work(); }); }")]
    public Task Quiet(string member) => Verify<SuppressFlowNotRestored>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Quiet_in_top_level_statements() => Verify<SuppressFlowNotRestored>.QuietAsync("ExecutionContext.SuppressFlow(); Task.Run(() => 1);\nclass Other;");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<SuppressFlowNotRestored>.QuietAsync(
        "static class Flow { public static IDisposable? SuppressFlow() => null; } class C { void Do() { Flow.SuppressFlow(); Task.Run(() => 1); } }");

    [Fact]
    public Task Says_whom_it_harms() => Verify<SuppressFlowNotRestored>.SaysAsync(
        "class C { void StartWriter() { [|ExecutionContext.SuppressFlow()|]; Task.Run(() => 1); } }",
        "'SuppressFlow' still holds when 'StartWriter' returns: in what its caller starts next, Activity.Current is null. Put it into a using.");

    [Theory]
    [InlineData("void Do() { [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); }", "void Do() { using var flow = ExecutionContext.SuppressFlow(); Task.Run(Work); }")]
    [InlineData("void Do() { var control = [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); }", "void Do() { using var control = ExecutionContext.SuppressFlow(); Task.Run(Work); }")]
    [InlineData("void Do() { var f = [|ExecutionContext.SuppressFlow()|]; if (Quick) return; Task.Run(Work); f.Undo(); }", "void Do() { using var f = ExecutionContext.SuppressFlow(); if (Quick) return; Task.Run(Work); }")]
    [InlineData("void Do() { [|ExecutionContext.SuppressFlow()|]; if (Quick) { Work(); return; } Task.Run(Work); ExecutionContext.RestoreFlow(); }", "void Do() { using var flow = ExecutionContext.SuppressFlow(); if (Quick) { Work(); return; } Task.Run(Work); }")]
    [InlineData("void Do() { [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); } void Do2() { [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); }", "void Do() { using var flow = ExecutionContext.SuppressFlow(); Task.Run(Work); } void Do2() { using var flow = ExecutionContext.SuppressFlow(); Task.Run(Work); }")]
    public Task Fixes(string before, string after) => Verify<SuppressFlowNotRestored>.FixesAsync(Given + "class C { " + before + " }", Given + "class C { " + after + " }");

    [Theory]
    [InlineData("void Do() { if (Quick) { [|ExecutionContext.SuppressFlow()|]; } Task.Run(Work); }")]
    [InlineData("void Do() { if (Quick) [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); }")]
    [InlineData("void Do(int flow) { [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); }")]
    [InlineData("void Do() { _ = [|ExecutionContext.SuppressFlow()|]; Task.Run(Work); }")]
    [InlineData("void Do() { [|ExecutionContext.SuppressFlow()|]; if (Quick) return; if (!Quick) ExecutionContext.RestoreFlow(); }")]
    public Task Offers_no_fix(string member) => Verify<SuppressFlowNotRestored>.OffersNoFixAsync(Given + "class C { " + member + " }");
}

[Collection(nameof(Traces))]
public class SuppressFlowNotRestoredProofs
{
    [Fact]
    public Task At_run_time_the_caller_loses_its_span() => TracedRun.ProvesAsync(
        "OBS3007",
        """using (Given.source.StartActivity("request")) { Test.StartWriter(); await Task.Run(() => { using (Given.source.StartActivity("price")) { } }); }""",
        "request\nprice\n", "request\n  price\n");
}
