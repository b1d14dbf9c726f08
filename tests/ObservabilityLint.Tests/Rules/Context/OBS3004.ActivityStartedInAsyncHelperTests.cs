using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class ActivityStartedInAsyncHelperTests
{
    private const string Given = "static Activity? kept; static void Keep(Activity? a) { } static Task<string> NameAsync() => Task.FromResult(\"x\");\n";

    [Theory]
    [InlineData("async Task<Activity?> StartAsync() { return [|source.StartActivity(\"x\")|]; }")]
    [InlineData("async Task<Activity?> StartAsync() => [|source.StartActivity(\"x\")|];")]
    [InlineData("async ValueTask<Activity?> StartAsync() => [|source.StartActivity(await NameAsync())|];")]
    [InlineData("async Task<Activity?> StartAsync() { var name = await NameAsync(); return [|source.StartActivity(name, ActivityKind.Client)|]?.SetTag(\"a\", 1); }")]
    [InlineData("async Task<Activity?> StartAsync() { var a = [|source.StartActivity(name: \"x\")|]; a?.SetTag(\"b\", await NameAsync()); return a; }")]
    [InlineData("async Task<IDisposable?> StartAsync() { var a = [|source.StartActivity(\"x\")|]; if (a is null) return null; return a; }")]
    [InlineData("async Task<Activity> StartAsync() => [|source.StartActivity(\"x\")|] ?? throw new InvalidOperationException();")]
    [InlineData("async Task<Activity> StartAsync() { await Task.Yield(); return [|new Activity(\"x\")|].Start(); }")]
    [InlineData("async Task Do() { using var a = await StartAsync(); async Task<Activity?> StartAsync() => [|source.StartActivity(\"x\")|]; }")]
    [InlineData("Func<Task<Activity?>> start = async () => [|source.StartActivity(\"x\")|];")]
    [InlineData("async Task<IDisposable> StartAsync(OpenTelemetry.Trace.Tracer tracer) => [|tracer.StartActiveSpan(\"x\")|];")]
    [InlineData("async Task<Activity?> StartAsync(ActivitySource? maybe) => maybe?[|.StartActivity(await NameAsync())|];")]
    [InlineData("async Task<Activity?> StartAsync(ActivitySource? maybe) { var a = maybe?[|.StartActivity(\"x\")|]; a?.SetTag(\"b\", await NameAsync()); return a; }")]
    [InlineData("async Task<Activity?> StartAsync(int kind) => kind switch { 0 => [|source.StartActivity(\"x\")|], _ => null };")]
    [InlineData("async Task<Activity?> StartAsync(int kind) { var a = kind switch { 0 => [|source.StartActivity(\"x\")|], _ => null }; a?.SetTag(\"b\", await NameAsync()); return a; }")]
    public Task Fires(string member) => Verify<ActivityStartedInAsyncHelper>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    // Not async: the caller does get it as its current span.
    [InlineData("Activity? Start() => source.StartActivity(\"x\");")]
    [InlineData("Task<Activity?> StartAsync() => Task.FromResult(source.StartActivity(\"x\"));")]
    [InlineData("Task<Activity?> StartAsync() { var a = source.StartActivity(\"x\"); return Task.FromResult(a); }")]
    [InlineData("async Task Do() { using var a = Start(); await NameAsync(); Activity? Start() => source.StartActivity(\"x\"); }")]
    [InlineData("async Task Do() { Func<Activity?> start = () => source.StartActivity(\"x\"); using var a = start(); await NameAsync(); }")]
    [InlineData("async Task Do() { Func<Activity?> start = () => { var a = source.StartActivity(\"x\"); return a; }; using var b = start(); await NameAsync(); }")]
    // The function ends the span: what it returns is only looked at.
    [InlineData("async Task<Activity?> RecordAsync() { using var a = source.StartActivity(\"x\"); await NameAsync(); return a; }")]
    [InlineData("async Task<Activity?> RecordAsync() { var a = source.StartActivity(\"x\"); await NameAsync(); a?.Stop(); return a; }")]
    [InlineData("async Task<Activity?> RecordAsync() { var a = source.StartActivity(\"x\"); try { await NameAsync(); return a; } finally { a?.Dispose(); } }")]
    [InlineData("async Task<string?> RecordAsync() { var a = source.StartActivity(\"x\"); await NameAsync(); return a?.Id; }")]
    [InlineData("async Task<Activity?> RecordAsync(int kind) { using var a = kind switch { 0 => source.StartActivity(\"x\"), _ => null }; await NameAsync(); return a; }")]
    // It goes elsewhere: whether somebody needs it as the current one, nobody knows.
    [InlineData("async Task BeginAsync() { await NameAsync(); Keep(source.StartActivity(\"x\")); }")]
    [InlineData("async Task<Activity?> BeginAsync() { var a = source.StartActivity(\"x\"); Keep(a); await NameAsync(); return a; }")]
    [InlineData("async Task<Func<Activity?>> BeginAsync() { await NameAsync(); var a = source.StartActivity(\"x\"); return () => a; }")]
    // It is not started, or not current by design.
    [InlineData("async Task<Activity?> CreateAsync() => source.CreateActivity(await NameAsync(), ActivityKind.Internal);")]
    [InlineData("async Task<OpenTelemetry.Trace.TelemetrySpan> StartAsync(OpenTelemetry.Trace.Tracer tracer) => tracer.StartSpan(await NameAsync());")]
    [InlineData("async IAsyncEnumerable<Activity?> AllAsync() { await NameAsync(); yield return source.StartActivity(\"x\"); }")]
    // The span ends in the function, and something of it is returned.
    [InlineData("async Task<ActivityContext> PublishAsync() { using var a = source.StartActivity(\"publish\", ActivityKind.Producer); await NameAsync(); return a?.Context ?? default; }")]
    [InlineData("async Task<ActivityLink?> MarkAsync() { using var a = source.StartActivity(\"x\"); await NameAsync(); return a is null ? null : new ActivityLink(a.Context); }")]
    [InlineData("async Task<Activity?> AboveAsync() { using var a = source.StartActivity(\"x\"); await NameAsync(); return a?.Parent; }")]
    [InlineData("async Task<Activity?> RecordAsync() { Activity? a; using (a = source.StartActivity(\"x\")) await NameAsync(); return a; }")]
    [InlineData("async Task<Activity?> CaptureAsync() { Activity? last = null; using var l = new ActivityListener { ShouldListenTo = _ => true, ActivityStopped = a => last = a }; ActivitySource.AddActivityListener(l); using (source.StartActivity(\"x\")) await NameAsync(); return last; }")]
    [InlineData("async Task<IDisposable> LockAsync(SemaphoreSlim gate) { using var a = source.StartActivity(\"lock\"); await gate.WaitAsync(); return new Held(gate); } record Held(SemaphoreSlim Gate) : IDisposable { public void Dispose() => Gate.Release(); }")]
    [InlineData("async Task<T> TracedAsync<T>(string name, Func<Activity?, Task<T>> work) { using var a = source.StartActivity(name); try { return await work(a); } catch (Exception e) { a?.AddException(e); throw; } }")]
    [InlineData("Func<Task<string?>> Id() => async () => { using var a = source.StartActivity(\"x\"); a?.SetTag(\"name\", await NameAsync()); return a?.TraceId.ToString(); };")]
    // Not async: the caller has it as its current span.
    [InlineData("Task<Activity?> StartAsync() { var a = source.StartActivity(\"x\"); return NameAsync().ContinueWith(name => a?.SetTag(\"name\", name.Result)); }")]
    [InlineData("ValueTask<Activity?> StartAsync() => new(source.StartActivity(\"x\"));")]
    [InlineData("(Activity? Span, Task<string> Name) Begin() { var a = source.StartActivity(\"x\"); return (a, NameAsync()); }")]
    [InlineData("async Task Do(Func<string, Activity?> start) { using var a = start(await NameAsync()); } Task Run() => Do(name => source.StartActivity(name, ActivityKind.Client));")]
    // Kept by something else, which may hand it on as the parent.
    [InlineData("async Task<Job> BeginAsync() { var name = await NameAsync(); return new Job(source.StartActivity(name)); } record Job(Activity? Span) { public Activity? Step(string name) => source.StartActivity(name, ActivityKind.Internal, Span?.Context ?? default); }")]
    [InlineData("async Task<List<Activity?>> AllAsync(int n) { var all = new List<Activity?>(); while (n-- > 0) { all.Add(source.StartActivity(await NameAsync())); } return all; }")]
    // The caller starts it.
    [InlineData("async Task<Activity?> PrepareAsync() { var a = source.CreateActivity(\"x\", ActivityKind.Server); a?.SetTag(\"name\", await NameAsync()); return a; } async Task Do() { using var a = (await PrepareAsync())?.Start(); }")]
    [InlineData("async Task<Activity?> BeginAsync() { await Task.Yield(); var outer = Activity.Current; var a = source.StartActivity(\"x\"); Activity.Current = outer; return a; }")]
    public Task Quiet(string member) => Verify<ActivityStartedInAsyncHelper>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<ActivityStartedInAsyncHelper>.QuietAsync(
        "class Source { public IDisposable? StartActivity(string name) => null; } class C { Activity? real = source.StartActivity(\"x\"); async Task<IDisposable?> StartAsync(Source s) => s.StartActivity(\"x\"); }");

    [Fact]
    public Task Says_who_does_not_get_it() => Verify<ActivityStartedInAsyncHelper>.SaysAsync(
        "class C { async Task<Activity?> StartAsync() => [|source.StartActivity(\"pay\")|]; }",
        "Span 'pay' (Activity) is not Activity.Current for the caller that awaits it: what the caller starts next does not become its child. Make the function synchronous, or start the span in the caller.");

    [Theory]
    [InlineData(
        "async Task<Activity?> Start() => [|source.StartActivity(\"x\")|]; async Task Do() { using var a = await Start(); await NameAsync(); using (await this.Start().ConfigureAwait(false)) await NameAsync(); }",
        "Activity? Start() => source.StartActivity(\"x\"); async Task Do() { using var a = Start(); await NameAsync(); using (this.Start()) await NameAsync(); }")]
    [InlineData(
        "/// <see cref=\"Start\"/>\n private static async System.Threading.Tasks.ValueTask<Activity?> Start() { var a = [|source.StartActivity(\"x\")|]; a?.SetTag(\"b\", 1); return a; } async Task Do() { (await Start())?.Dispose(); await NameAsync(); }",
        "/// <see cref=\"Start\"/>\n private static Activity? Start() { var a = source.StartActivity(\"x\"); a?.SetTag(\"b\", 1); return a; } async Task Do() { (Start())?.Dispose(); await NameAsync(); }")]
    [InlineData(
        "async Task Do() { using var a = await Start(); await NameAsync(); async Task<Activity?> Start() => [|source.StartActivity(\"x\")|]; }",
        "async Task Do() { using var a = Start(); await NameAsync(); Activity? Start() => source.StartActivity(\"x\"); }")]
    [InlineData(
        "async Task<Activity?> One() => [|source.StartActivity(\"x\")|]; async Task<Activity?> Two() => [|source.StartActivity(\"y\")|]; async Task Do() { using var a = await One(); using var b = await Two(); await NameAsync(); }",
        "Activity? One() => source.StartActivity(\"x\"); Activity? Two() => source.StartActivity(\"y\"); async Task Do() { using var a = One(); using var b = Two(); await NameAsync(); }")]
    public Task Fixes(string before, string after) => Verify<ActivityStartedInAsyncHelper>.FixesAsync(Given + "class C { " + before + " }", Given + "class C { " + after + " }");

    [Fact]
    public Task Fixes_callers_in_other_files() => Verify<ActivityStartedInAsyncHelper>.FixesAsync(
        """
        static class Spans { internal static async Task<Activity?> Start(string name) => [|source.StartActivity(name)|]; }
        === Use.cs
        class Use { async Task Do() { using var a = await Spans.Start("x"); await Task.Yield(); } }
        """,
        """
        static class Spans { internal static Activity? Start(string name) => source.StartActivity(name); }
        === Use.cs
        class Use { async Task Do() { using var a = Spans.Start("x"); await Task.Yield(); } }
        """);

    [Theory]
    // It waits.
    [InlineData("class C { async Task<Activity?> Start() => [|source.StartActivity(await NameAsync())|]; }")]
    // Others say what it looks like, or use its task.
    [InlineData("class C { public virtual async Task<Activity?> Start() => [|source.StartActivity(\"x\")|]; }")]
    [InlineData("interface I { Task<Activity?> Start(); } class C : I { public async Task<Activity?> Start() => [|source.StartActivity(\"x\")|]; }")]
    [InlineData("class C { async Task<Activity?> Start() => [|source.StartActivity(\"x\")|]; Task<Activity?> Do() => Start(); }")]
    [InlineData("class C { async Task<Activity?> Start() => [|source.StartActivity(\"x\")|]; Func<Task<Activity?>> Do() => Start; }")]
    [InlineData("class C { Func<Task<Activity?>> start = async () => [|source.StartActivity(\"x\")|]; }")]
    public Task Offers_no_fix(string code) => Verify<ActivityStartedInAsyncHelper>.OffersNoFixAsync(Given + code);

    [Fact]
    public Task Offers_no_fix_for_what_a_library_shows_to_the_world() => Verify<ActivityStartedInAsyncHelper>.OffersNoFixAsync(
        "public class C { public async Task<Activity?> Start() => [|source.StartActivity(\"x\")|]; }");
}

[Collection(nameof(Traces))]
public class ActivityStartedInAsyncHelperProofs
{
    [Fact]
    public Task At_run_time_the_callers_spans_are_no_children() => TracedRun.ProvesAsync(
        "OBS3004", "await Test.PayAsync();", "pay\ncharge card\n", "pay\n  charge card\n");
}
