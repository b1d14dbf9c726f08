using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Spans that an async function keeps for somebody else, who ends them.</summary>
public class ActivityStartedInAsyncHelperKeptTests
{
    private const string Given = "static Activity? kept; static void Keep(object? a) { } static Task<string> NameAsync() => Task.FromResult(\"x\"); static readonly Dictionary<string, Activity?> spans = new(); record Scope(Activity? Span); class Holder { public Activity? Span { get; set; } } static Scope? scope; static event EventHandler? Opened;\n";

    [Theory]
    [InlineData("async Task BeginAsync() { kept = [|source.StartActivity(await NameAsync())|]; } void End() => kept?.Stop();")]
    [InlineData("async Task BeginAsync() { var a = [|source.StartActivity(\"x\")|]; a?.SetTag(\"name\", await NameAsync()); kept = a; }")]
    [InlineData("Activity? Session { get; set; } async Task ConnectAsync() { Session = [|source.StartActivity(\"session\")|]?.SetTag(\"a\", 1); await NameAsync(); }")]
    [InlineData("async Task BeginAsync() { spans[\"x\"] = [|source.StartActivity(\"x\")|]; await NameAsync(); }")]
    [InlineData("async Task BeginAsync() { await NameAsync(); var a = [|source.StartActivity(\"x\")|]; spans.Add(\"x\", a); }")]
    [InlineData("async Task BeginAsync(Microsoft.AspNetCore.Http.HttpContext context) { context.Items[\"x\"] = [|source.StartActivity(\"x\")|]; await NameAsync(); }")]
    [InlineData("async Task BeginAsync(IDictionary<object, object?> bag) { await NameAsync(); bag[\"x\"] = [|source.StartActivity(\"x\")|]; }")]
    [InlineData("async Task<(Activity?, int)> BeginAsync() { var a = [|source.StartActivity(\"x\")|]; await NameAsync(); return (a, 1); }")]
    [InlineData("async Task<(Activity? Span, string Name)> BeginAsync() => ([|source.StartActivity(\"x\")|], await NameAsync());")]
    [InlineData("async Task<Scope> BeginAsync() { await NameAsync(); return new Scope([|source.StartActivity(\"x\")|]); }")]
    [InlineData("async Task BeginAsync() { var a = [|source.StartActivity(\"x\")|]; await NameAsync(); scope = new(a); }")]
    [InlineData("async Task<Holder> BeginAsync() { await NameAsync(); var holder = new Holder { Span = [|source.StartActivity(\"x\")|] }; return holder; }")]
    [InlineData("async Task<Holder> BeginAsync() { await NameAsync(); var holder = new Holder(); holder.Span = [|source.StartActivity(\"x\")|]; return holder; }")]
    [InlineData("async Task BeginAsync(Holder holder) { await NameAsync(); holder.Span = [|source.StartActivity(\"x\")|]; }")]
    [InlineData("void Listen() { Opened += async (_, _) => { kept = [|source.StartActivity(\"x\")|]; await NameAsync(); }; }")]
    [InlineData("async void OnOpened(object? sender, EventArgs e) { await NameAsync(); spans[\"x\"] = [|source.StartActivity(\"x\")|]; }")]
    [InlineData("Func<Task> Begin() => async () => { await NameAsync(); kept = [|source.StartActivity(\"x\")|]; };")]
    [InlineData("async Task BeginAsync(OpenTelemetry.Trace.Tracer tracer) { span = [|tracer.StartActiveSpan(\"x\")|]; await NameAsync(); } OpenTelemetry.Trace.TelemetrySpan? span;")]
    [InlineData("readonly Stack<Activity> open = new(); async Task BeginAsync() { var a = [|source.StartActivity(\"x\")|]; open.Push(a!); await NameAsync(); }")]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentQueue<Activity?> open = []; async Task BeginAsync() { open.Enqueue([|source.StartActivity(\"x\")|]); await NameAsync(); }")]
    public Task Fires(string member) => Verify<ActivityStartedInAsyncHelper>.FiresAsync("class C { " + Given + member + " }");

    [Theory]
    // The function ends it.
    [InlineData("async Task RunAsync() { kept = source.StartActivity(\"x\"); try { await NameAsync(); } finally { kept?.Stop(); } }")]
    [InlineData("async Task RunAsync() { using var a = source.StartActivity(\"x\"); spans[\"x\"] = a; await NameAsync(); }")]
    [InlineData("async Task RunAsync() { using var a = source.StartActivity(\"x\"); kept = a; await NameAsync(); kept = null; }")]
    [InlineData("async Task RunAsync() { var local = new Dictionary<string, Activity?>(); local[\"x\"] = source.StartActivity(\"x\"); await NameAsync(); foreach (var one in local.Values) one?.Stop(); }")]
    [InlineData("async Task RunAsync() { var own = new Scope(source.StartActivity(\"x\")); await NameAsync(); own.Span?.Stop(); }")]
    [InlineData("class Lease(Activity? span) : IDisposable { public void Dispose() => span?.Dispose(); } async Task RunAsync() { using var lease = new Lease(source.StartActivity(\"x\")); await NameAsync(); }")]
    [InlineData("async Task RunAsync() { var (a, n) = (source.StartActivity(\"x\"), await NameAsync()); a?.Stop(); }")]
    [InlineData("static Holder Make() => new(); async Task RunAsync() { var own = Make(); own.Span = source.StartActivity(\"x\"); await WorkAsync(own); } Task WorkAsync(Holder holder) => NameAsync();")]
    [InlineData("async Task RunAsync() { var own = new Holder(); own.Span = source.StartActivity(\"x\"); await NameAsync(); own.Span?.Stop(); }")]
    // Not async: it is current for whoever calls.
    [InlineData("void Begin() { kept = source.StartActivity(\"x\"); }")]
    [InlineData("Task BeginAsync() { kept = source.StartActivity(\"x\"); return NameAsync(); }")]
    [InlineData("void Listen() { Opened += (_, _) => kept = source.StartActivity(\"x\"); }")]
    [InlineData("(Activity?, int) Begin() => (source.StartActivity(\"x\"), 1);")]
    // Handed on: what becomes of it is not known.
    [InlineData("async Task BeginAsync() { var a = source.StartActivity(\"x\"); kept = a; Keep(a); await NameAsync(); }")]
    [InlineData("async Task BeginAsync() { var a = source.StartActivity(\"x\"); kept = a; await NameAsync(); Opened += (_, _) => a?.Stop(); }")]
    [InlineData("async Task BeginAsync() { await NameAsync(); Keep(new Scope(source.StartActivity(\"x\"))); }")]
    [InlineData("async Task<Scope> BeginAsync() { await NameAsync(); var s = new Scope(source.StartActivity(\"x\")); Keep(s); return s; }")]
    // Somebody gives it to its children.
    [InlineData("async Task BeginAsync() { kept = source.StartActivity(\"x\"); await NameAsync(); } void Step() { using var a = source.StartActivity(\"step\", ActivityKind.Internal, kept?.Context ?? default); }")]
    [InlineData("async Task BeginAsync() { kept = source.StartActivity(\"x\"); await NameAsync(); } void Step() { Activity.Current = kept; using var a = source.StartActivity(\"step\"); }")]
    // Not started, or not current.
    [InlineData("async Task BeginAsync() { kept = source.CreateActivity(await NameAsync(), ActivityKind.Internal); }")]
    [InlineData("async Task BeginAsync(OpenTelemetry.Trace.Tracer tracer) { span = tracer.StartSpan(await NameAsync()); } OpenTelemetry.Trace.TelemetrySpan? span;")]
    public Task Quiet(string member) => Verify<ActivityStartedInAsyncHelper>.QuietAsync("class C { " + Given + member + " }");

    [Fact]
    public Task Says_for_whom_it_is_not_current() => Verify<ActivityStartedInAsyncHelper>.SaysAsync(
        "class C { Activity? kept; async Task BeginAsync() { await Task.Yield(); kept = [|source.StartActivity(\"pay\")|]; } void End() => kept?.Stop(); }",
        "Span 'pay' (Activity) is not Activity.Current for those that it is kept for, only in this async function: what they start before its end does not become its child. Make the function synchronous, or start the span in the caller.");

    [Theory]
    [InlineData(
        "/// <summary><see cref=\"StartAsync\"/></summary>\n async Task<Activity?> StartAsync() => [|source.StartActivity(\"x\")|]; async Task Do() { using var a = await StartAsync(); using (await this.StartAsync().ConfigureAwait(false)) await NameAsync(); }",
        "/// <summary><see cref=\"Start\"/></summary>\n Activity? Start() => source.StartActivity(\"x\"); async Task Do() { using var a = Start(); using (this.Start()) await NameAsync(); }")]
    [InlineData(
        "async Task BeginAsync() { kept = [|source.StartActivity(\"x\")|]; } async Task Do() { await BeginAsync(); await NameAsync(); kept?.Stop(); }",
        "void Begin() { kept = source.StartActivity(\"x\"); } async Task Do() { Begin(); await NameAsync(); kept?.Stop(); }")]
    [InlineData(
        "async Task Do() { using var a = await StartAsync(); await NameAsync(); async Task<Activity?> StartAsync() => [|source.StartActivity(\"x\")|]; }",
        "async Task Do() { using var a = Start(); await NameAsync(); Activity? Start() => source.StartActivity(\"x\"); }")]
    // The other name is taken, here or in a base class.
    [InlineData(
        "void Start() { } async Task<Activity?> StartAsync() => [|source.StartActivity(\"x\")|]; async Task Do() { using var a = await StartAsync(); await NameAsync(); Start(); }",
        "void Start() { } Activity? StartAsync() => source.StartActivity(\"x\"); async Task Do() { using var a = StartAsync(); await NameAsync(); Start(); }")]
    [InlineData(
        "async Task<Activity?> ToStringAsync() => [|source.StartActivity(\"x\")|]; async Task Do() { using var a = await ToStringAsync(); await NameAsync(); }",
        "Activity? ToStringAsync() => source.StartActivity(\"x\"); async Task Do() { using var a = ToStringAsync(); await NameAsync(); }")]
    [InlineData(
        "async Task Do() { void Start() { } Start(); using var a = await StartAsync(); await NameAsync(); async Task<Activity?> StartAsync() => [|source.StartActivity(\"x\")|]; }",
        "async Task Do() { void Start() { } Start(); using var a = StartAsync(); await NameAsync(); Activity? StartAsync() => source.StartActivity(\"x\"); }")]
    public Task Fixes_and_renames(string before, string after) => Verify<ActivityStartedInAsyncHelper>.FixesAsync("class C { " + Given + before + " }", "class C { " + Given + after + " }");
}

[Collection(nameof(Traces))]
public class ActivityStartedInAsyncHelperKeptProofs
{
    private const string Shop = """
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Kept"); static Activity? kept; static readonly Dictionary<string, Activity?> bag = new(); static event Action? Opened;
            static async Task FieldAsync() { kept = source.StartActivity("session"); await Task.Yield(); }
            static async Task BagAsync() { await Task.Yield(); bag["x"] = kept = source.StartActivity("session"); }
            static async Task<(Activity? Span, int Number)> TupleAsync() { await Task.Yield(); return (kept = source.StartActivity("session"), 1); }
            static void Plain() => kept = source.StartActivity("session");
            public static async Task RunAsync(string way)
            {
                Opened = async () => { kept = source.StartActivity("session"); await Task.Yield(); };
                switch (way) { case "field": await FieldAsync(); break; case "bag": await BagAsync(); break; case "tuple": await TupleAsync(); break; case "event": Opened(); break; default: Plain(); break; }
                using (source.StartActivity("step")) await Task.Delay(5);
                kept?.Stop();
            }
        }
        """;

    [Theory]
    [InlineData("field", "session\nstep\n")]
    [InlineData("bag", "session\nstep\n")]
    [InlineData("tuple", "session\nstep\n")]
    [InlineData("event", "session\nstep\n")]
    [InlineData("plain", "session\n  step\n")]
    public async Task At_run_time_it_is_current_for_nobody(string way, string tree) => Assert.Equal(tree, await TracedRun.TreeAsync(Shop, $"await Shop.RunAsync(\"{way}\");"));
}
