using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>What a synchronous method begins, and an async one or a continuation ends: for the caller it never ends.</summary>
public class OtherFlowTests
{
    private const string Given = "using OpenTelemetry;\nclass Exporter(HttpClient http) { IDisposable? kept; AsyncFlowControl flow; Activity? outer; Task SendAsync() => http.GetAsync(\"http://shop\"); async Task EndAsync(IDisposable scope) { await Task.Yield(); scope.Dispose(); }\n"
        + "async Task UndoAsync(AsyncFlowControl control) { await Task.Yield(); control.Undo(); } async Task PutBackAsync(Activity? before) { try { await SendAsync(); } finally { Activity.Current = before; } } void End(IDisposable scope) => scope.Dispose(); void Use(object? any) { }\n";

    private static string In(string members) => Given + members + " }";

    [Theory]
    [InlineData("Task Run() { var scope = [|SuppressInstrumentationScope.Begin()|]; return EndAsync(scope); }")]
    [InlineData("Task Run() => EndAsync([|SuppressInstrumentationScope.Begin()|]);")]
    [InlineData("Task Run() { var scope = [|SuppressInstrumentationScope.Begin()|]; return SendAsync().ContinueWith(_ => scope.Dispose()); }")]
    [InlineData("Task Run() { var scope = [|SuppressInstrumentationScope.Begin()|]; return Task.Run(() => { using (scope) http.Send(new()); }); }")]
    [InlineData("Task Run() { var scope = [|SuppressInstrumentationScope.Begin()|]; return InnerAsync(); async Task InnerAsync() { try { await SendAsync(); } finally { scope?.Dispose(); } } }")]
    [InlineData("void Begin() { kept = [|SuppressInstrumentationScope.Begin()|]; } async Task EndAllAsync() { await SendAsync(); kept?.Dispose(); kept = null; }")]
    public Task Fires_on_a_scope(string members) => Verify<SuppressionNotDisposed>.FiresAsync(In(members));

    [Theory]
    [InlineData("void Run() { var scope = SuppressInstrumentationScope.Begin(); End(scope); }")]
    [InlineData("async Task Run() { var scope = SuppressInstrumentationScope.Begin(); await EndAsync(scope); }")]
    [InlineData("Task Run() { var scope = SuppressInstrumentationScope.Begin(); try { return SendAsync(); } finally { scope.Dispose(); } }")]
    [InlineData("Task Run() { var scope = SuppressInstrumentationScope.Begin(); Action end = () => scope.Dispose(); end(); return SendAsync(); }")]
    [InlineData("Task Run() { var scope = SuppressInstrumentationScope.Begin(); Use(scope); return EndAsync(scope); }")]
    [InlineData("void Begin() { kept = SuppressInstrumentationScope.Begin(); } async Task EndAllAsync() { await SendAsync(); kept?.Dispose(); } void EndNow() => kept?.Dispose();")]
    [InlineData("void Begin() { kept = SuppressInstrumentationScope.Begin(); } IDisposable? Kept => kept; async Task EndAllAsync() { await SendAsync(); kept?.Dispose(); }")]
    public Task Quiet_on_a_scope(string members) => Verify<SuppressionNotDisposed>.QuietAsync(In(members));

    [Theory]
    [InlineData("Task Run() { var control = [|ExecutionContext.SuppressFlow()|]; return UndoAsync(control); }")]
    [InlineData("Task Run() => UndoAsync([|ExecutionContext.SuppressFlow()|]);")]
    [InlineData("Task Run() { var control = [|ExecutionContext.SuppressFlow()|]; return SendAsync().ContinueWith(_ => control.Undo()); }")]
    [InlineData("void Begin() { flow = [|ExecutionContext.SuppressFlow()|]; } async Task EndAllAsync() { flow.Undo(); await SendAsync(); }")]
    [InlineData("Task Run() { [|ExecutionContext.SuppressFlow()|]; return RestoreAsync(); } async Task RestoreAsync() { await SendAsync(); ExecutionContext.RestoreFlow(); }")]
    public Task Fires_on_the_flow(string members) => Verify<SuppressFlowNotRestored>.FiresAsync(In(members));

    [Theory]
    [InlineData("void Begin() { flow = ExecutionContext.SuppressFlow(); } void EndNow() => flow.Undo(); async Task EndAllAsync() { flow.Undo(); await SendAsync(); }")]
    [InlineData("void Run() { ExecutionContext.SuppressFlow(); Restore(); } void Restore() => ExecutionContext.RestoreFlow();")]
    [InlineData("Task Run() { var control = ExecutionContext.SuppressFlow(); var sent = SendAsync(); control.Undo(); return sent; }")]
    public Task Quiet_on_the_flow(string members) => Verify<SuppressFlowNotRestored>.QuietAsync(In(members));

    [Theory]
    [InlineData("Task Run() { var before = Activity.Current; [|Activity.Current = null|]; return PutBackAsync(before); }")]
    [InlineData("Task Run() { var before = Activity.Current; [|Activity.Current = null|]; return SendAsync().ContinueWith(_ => Activity.Current = before); }")]
    [InlineData("Task Run() { var before = Activity.Current; [|Activity.Current = null|]; return InnerAsync(); async Task InnerAsync() { await SendAsync(); Activity.Current = before; } }")]
    [InlineData("Task Run() { outer = Activity.Current; [|Activity.Current = null|]; return SendAsync(); } async Task EndAllAsync() { await SendAsync(); Activity.Current = outer; }")]
    public Task Fires_on_the_current_span(string members) => Verify<CurrentNotRestored>.FiresAsync(In(members));

    [Theory]
    [InlineData("Task Run() { var before = Activity.Current; Activity.Current = null; try { return SendAsync(); } finally { Activity.Current = before; } }")]
    [InlineData("async Task Run() { var before = Activity.Current; Activity.Current = null; await PutBackAsync(before); }")]
    [InlineData("Task Run() { var before = Activity.Current; Activity.Current = null; Use(before); return SendAsync(); }")]
    [InlineData("Task Run() { outer = Activity.Current; Activity.Current = null; return SendAsync(); } void EndNow() { Activity.Current = outer; } async Task EndAllAsync() { await SendAsync(); Activity.Current = outer; }")]
    public Task Quiet_on_the_current_span(string members) => Verify<CurrentNotRestored>.QuietAsync(In(members));

    [Fact]
    public async Task Says_who_is_harmed()
    {
        const string caller = " void Caller() { Run(); }";
        await Verify<SuppressionNotDisposed>.SaysAsync(In("void Run() { [|SuppressInstrumentationScope.Begin()|]; }" + caller),
            "Nothing disposes of this scope: after 'Run' its caller 'Exporter.Caller', with all that it calls, starts no span (Activity) any more. Put it into a using.");
        await Verify<SuppressionNotDisposed>.SaysAsync(In("Task Run() => EndAsync([|SuppressInstrumentationScope.Begin()|]);" + caller),
            "Only an async function or a continuation disposes of this scope, and for those around it that changes nothing: after 'Run' its caller 'Exporter.Caller', with all that it calls, starts no span (Activity) any more. Put it into a using.");
        await Verify<SuppressFlowNotRestored>.SaysAsync(In("void Run() { [|ExecutionContext.SuppressFlow()|]; }" + caller),
            "'SuppressFlow' still holds when 'Run' returns: in what its caller 'Exporter.Caller' starts next, Activity.Current is null. Put it into a using.");
        await Verify<CurrentNotRestored>.SaysAsync(In("Task Run() { [|Activity.Current = null|]; return SendAsync(); }" + caller),
            "Activity.Current is not put back when 'Run' returns: what its caller 'Exporter.Caller' starts next gets another parent, or none. Keep its old value, and restore it in a finally.");
        await Verify<AwaitInSuppressedFlow>.SaysAsync(In("async Task Run() { using (ExecutionContext.SuppressFlow()) [|await|] Task.Delay(1); }".Replace("[|await|] Task.Delay(1)", "[|await Task.Delay(1)|]")),
            "After this 'await' the code runs in another ExecutionContext, so that undoing 'SuppressFlow' throws an InvalidOperationException at whoever awaits 'Run'. Start the task inside 'SuppressFlow', and await it after that is undone.");
    }

    [Theory]
    [InlineData("Task Run() { var scope = [|SuppressInstrumentationScope.Begin()|]; return EndAsync(scope); }")]
    [InlineData("Task Run() => EndAsync([|SuppressInstrumentationScope.Begin()|]);")]
    [InlineData("void Begin() { kept = [|SuppressInstrumentationScope.Begin()|]; Use(1); } async Task EndAllAsync() { await SendAsync(); kept?.Dispose(); }")]
    public Task Offers_no_fix_where_it_would_be_ended_twice(string members) => Verify<SuppressionNotDisposed>.OffersNoFixAsync(In(members));
}

[Collection(nameof(Traces))]
public class OtherFlowProofs
{
    private const string Shop = """
        using OpenTelemetry;
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Flow");
            static async Task EndAsync(IDisposable scope) { await Task.Yield(); scope.Dispose(); }
            static async Task EndAtOnceAsync(IDisposable scope) { scope.Dispose(); await Task.CompletedTask; }
            static async Task PutBackAsync(Activity? before) { await Task.Yield(); Activity.Current = before; }
            public static Task Scope() { var scope = SuppressInstrumentationScope.Begin(); return EndAsync(scope); }
            public static Task ScopeAtOnce() { var scope = SuppressInstrumentationScope.Begin(); return EndAtOnceAsync(scope); }
            public static Task ScopeContinued() { var scope = SuppressInstrumentationScope.Begin(); return Task.Delay(1).ContinueWith(_ => scope.Dispose()); }
            public static Task Current() { var before = Activity.Current; Activity.Current = null; return PutBackAsync(before); }
            public static Task Flow() { ExecutionContext.SuppressFlow(); return RestoreAsync(); }
            static async Task RestoreAsync() { ExecutionContext.RestoreFlow(); await Task.CompletedTask; }
            public static async Task Plain() { using (SuppressInstrumentationScope.Begin()) await Task.Yield(); }
            public static void Step() { using var step = source.StartActivity("step"); }
        }
        """;

    /// <summary>Where instrumentation is suppressed, a span that ends is not exported either.</summary>
    [Theory]
    [InlineData("Plain", "order\n  step\n")]
    [InlineData("Scope", "")]
    [InlineData("ScopeAtOnce", "")]
    [InlineData("ScopeContinued", "")]
    [InlineData("Current", "order\nstep\n")]
    public async Task At_run_time_it_never_ends_for_the_caller(string method, string tree)
        => Assert.Equal(tree, await TracedRun.TreeAsync(Shop, $"var source = new ActivitySource(\"Shop.Order\"); using (source.StartActivity(\"order\")) {{ await Shop.{method}(); Shop.Step(); }}"));

    [Fact]
    public async Task At_run_time_the_flow_stays_suppressed() => Assert.Equal(
        "order\nstep\n", await TracedRun.TreeAsync(Shop, "var source = new ActivitySource(\"Shop.Order\"); using (source.StartActivity(\"order\")) { var flow = Shop.Flow(); var thread = new Thread(Shop.Step); thread.Start(); thread.Join(); }"));
}
