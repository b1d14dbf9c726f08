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
    [InlineData("async Task BeginAsync(ActivitySource? maybe) { kept = maybe?[|.StartActivity(\"x\")|]; await NameAsync(); }")]
    [InlineData("async Task<(Activity?, int)> BeginAsync(ActivitySource? maybe) { await NameAsync(); return (maybe?[|.StartActivity(\"x\")|], 1); }")]
    [InlineData("static Activity? Begin(string name) => source.StartActivity(name); static Activity? Begun(bool b) { Activity? a = null; if (b) { a = Begin(\"x\"); a?.SetTag(\"a\", 1); } return a; } async Task BeginAsync() { kept = [|Begun(true)|]; await NameAsync(); }")]
    [InlineData("async Task BeginAsync(IDictionary<string, string> headers) { await NameAsync(); ActivityContext.TryParse(headers[\"traceparent\"], null, out var parent); spans[\"x\"] = [|source.StartActivity(\"x\", ActivityKind.Consumer, parent)|]; } async Task OtherAsync(IDictionary<string, string> headers) { await NameAsync(); ActivityContext parent = default; if (headers.TryGetValue(\"traceparent\", out var text)) ActivityContext.TryParse(text, null, out parent); kept = [|source.StartActivity(\"y\", ActivityKind.Consumer, parent)|]; }")]
    [InlineData("async Task BeginAsync() { kept = [|source.StartActivity(\"x\")|]; await NameAsync(); } void Step(string header) { using var a = source.StartActivity(\"step\", ActivityKind.Internal, ActivityContext.Parse(header, null)); }")]
    [InlineData("async Task BeginAsync(IDictionary<string, object?> bag) { await NameAsync(); bag.TryAdd(\"x\", [|source.StartActivity(\"x\")|]); }")]
    // Others of the file give spans a parent, but never have this one.
    [InlineData("class Line { Activity? own; async Task BeginAsync() { own = [|source.StartActivity(\"x\")|]; own?.SetTag(\"a\", 1); await NameAsync(); } void End() { if (own != null) own.Stop(); own = null; } } class Other { void Step(ActivityContext parent) { using var a = source.StartActivity(\"step\", ActivityKind.Internal, parent); } }")]
    [InlineData("class Line { private Activity? Own { get; set; } public Line() => Opened += async (_, _) => { this.Own = [|source.StartActivity(\"x\")|]; await NameAsync(); }; void End() => this.Own?.Stop(); } class Other { void Step(Activity parent) { Activity.Current = parent; using var a = source.StartActivity(\"step\"); } }")]
    [InlineData("class Line { static readonly System.Collections.Concurrent.ConcurrentDictionary<int, Activity> open = new(); async Task BeginAsync(int id) { var a = [|source.StartActivity(\"x\")|]; if (a != null) open[id] = a; await NameAsync(); } void End(int id) { if (open.TryRemove(id, out var a)) a.Stop(); } } class Other { void Step(ActivityContext parent) { using var a = source.StartActivity(\"step\", ActivityKind.Internal, parent); } }")]
    [InlineData("class Line { private readonly Stack<Activity> open = new(); async Task BeginAsync() { var a = [|source.StartActivity(\"x\")|]; this.open.Push(a!); await NameAsync(); } void End() { if (open.TryPop(out var last)) { last.SetTag(\"a\", 1); last.Dispose(); } } } class Other { void Step(Activity a, ActivityContext from) => a.AddLink(new(from)); }")]
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
    [InlineData("async Task BeginAsync(IDictionary<string, string?> headers) { kept = source.StartActivity(\"x\"); headers[\"parent\"] = kept?.Id; await NameAsync(); } void Step(IDictionary<string, string?> headers) { ActivityContext.TryParse(headers[\"parent\"], null, out var parent); using var a = source.StartActivity(\"step\", ActivityKind.Internal, parent); }")]
    [InlineData("async Task BeginAsync() { kept = source.StartActivity(\"x\"); await NameAsync(); } void Step(ActivityContext parent) { using var a = source.StartActivity(\"step\", ActivityKind.Internal, parent); }")]
    [InlineData("async Task BeginAsync(Activity? other) { var outer = Activity.Current; kept = source.StartActivity(\"x\"); Activity.Current = outer; await NameAsync(); }")]
    [InlineData("async Task BeginAsync() { kept = source.StartActivity(\"x\"); await NameAsync(); } void Step() { using var a = source.StartActivity(\"step\", ActivityKind.Internal, kept?.Context ?? default); }")]
    [InlineData("async Task BeginAsync() { kept = source.StartActivity(\"x\"); await NameAsync(); } void Step() { Activity.Current = kept; using var a = source.StartActivity(\"step\"); }")]
    [InlineData("class Line { Activity? own; async Task BeginAsync() { own = source.StartActivity(\"x\"); await NameAsync(); } public void Go(Other other) => other.Step(own); } class Other { public void Step(Activity? parent) { using var a = source.StartActivity(\"step\", ActivityKind.Internal, parent?.Context ?? default); } }")]
    [InlineData("class Line { Activity? own; async Task BeginAsync() { own = source.StartActivity(\"x\"); await NameAsync(); } public ActivityContext Context => own?.Context ?? default; } class Other { public void Step(Line line) { using var a = source.StartActivity(\"step\", ActivityKind.Internal, line.Context); } }")]
    [InlineData("class Line { Activity? own; async Task BeginAsync() { own = source.StartActivity(\"x\"); await NameAsync(); } public void Go(Other other) { if (own is { } open) other.Step(open); } } class Other { public void Step(Activity parent) { Activity.Current = parent; using var a = source.StartActivity(\"step\"); } }")]
    [InlineData("class Line { public Activity? Own; async Task BeginAsync() { Own = source.StartActivity(\"x\"); await NameAsync(); } } class Other { public void Step(Line line) { Activity.Current = line.Own; using var a = source.StartActivity(\"step\"); } }")]
    [InlineData("class Line { Activity? own; async Task BeginAsync() { own = source.StartActivity(\"x\"); await NameAsync(); } void Step(ActivityContext parent) { using var a = source.StartActivity(\"step\", ActivityKind.Internal, parent); } }")]
    // Not started, or not current.
    [InlineData("async Task BeginAsync() { kept = source.CreateActivity(await NameAsync(), ActivityKind.Internal); }")]
    [InlineData("async Task BeginAsync(OpenTelemetry.Trace.Tracer tracer) { span = tracer.StartSpan(await NameAsync()); } OpenTelemetry.Trace.TelemetrySpan? span;")]
    // The type gives to others what it has put into its collection, or asks it for its context.
    [InlineData("class Line { readonly Dictionary<int, Activity> open = new(); async Task BeginAsync(int id) { var a = source.StartActivity(\"x\"); if (a != null) open[id] = a; await NameAsync(); } public Activity? Of(int id) => open.TryGetValue(id, out var a) ? a : null; } class Other { void Step(ActivityContext parent) { using var a = source.StartActivity(\"step\", ActivityKind.Internal, parent); } }")]
    [InlineData("class Line { readonly Dictionary<int, Activity> open = new(); async Task BeginAsync(int id) { var a = source.StartActivity(\"x\"); if (a != null) open[id] = a; await NameAsync(); } public ActivityContext Of(int id) => open[id].Context; } class Other { void Step(ActivityContext parent) { using var a = source.StartActivity(\"step\", ActivityKind.Internal, parent); } }")]
    public Task Quiet(string member) => Verify<ActivityStartedInAsyncHelper>.QuietAsync("class C { " + Given + member + " }");

    [Theory]
    // The function takes it back from where it keeps it, and ends it.
    [InlineData("async Task RunAsync(Microsoft.AspNetCore.Http.HttpContext context) { context.Items[\"x\"] = source.StartActivity(\"x\"); await NameAsync(); (context.Items[\"x\"] as IDisposable)?.Dispose(); }")]
    [InlineData("async Task RunAsync(Microsoft.AspNetCore.Http.HttpContext context) { context.Items[\"x\"] = source.StartActivity(\"x\"); try { await NameAsync(); } finally { if (context.Items[\"x\"] is Activity a) a.Stop(); } }")]
    [InlineData("async Task RunAsync(Microsoft.AspNetCore.Http.HttpContext context) { context.Items[\"x\"] = source.StartActivity(\"x\"); await NameAsync(); if (context.Items.TryGetValue(\"x\", out var o) && o is Activity a) a.Stop(); }")]
    [InlineData("const string Key = \"x\"; async Task RunAsync() { spans[Key] = source.StartActivity(\"x\"); await NameAsync(); if (spans.Remove(\"x\", out var a)) a?.Dispose(); }")]
    [InlineData("async Task RunAsync(string key) { spans.Add(key, source.StartActivity(key)); await NameAsync(); var a = spans[key]; a?.Stop(); }")]
    [InlineData("async Task RunAsync(string key) { spans.Add(key, source.StartActivity(key)); await NameAsync(); using var a = spans[key]; await NameAsync(); }")]
    [InlineData("readonly Stack<Activity?> open = new(); async Task RunAsync() { open.Push(source.StartActivity(\"x\")); try { await NameAsync(); } finally { open.Pop()?.Dispose(); } }")]
    [InlineData("readonly Stack<Activity> open = new(); async Task RunAsync() { var a = source.StartActivity(\"x\"); open.Push(a!); await NameAsync(); if (open.TryPop(out var last)) last.Dispose(); }")]
    [InlineData("async Task RunAsync(Holder holder) { holder.Span = source.StartActivity(\"x\"); try { await NameAsync(); } finally { holder.Span?.Stop(); } }")]
    [InlineData("async Task RunAsync(bool traced) { if (traced) { kept = source.StartActivity(\"x\"); } await NameAsync(); kept?.Dispose(); }")]
    // A method of the same object does so for it.
    [InlineData("Activity? own; async Task RunAsync() { own = source.StartActivity(\"x\"); await NameAsync(); Done(); } void Done() { own?.Dispose(); own = null; }")]
    [InlineData("Activity? own; async Task RunAsync() { own = source.StartActivity(\"x\"); try { await NameAsync(); } finally { await DoneAsync(); } } async Task DoneAsync() { await NameAsync(); if (own is null) return; own.Stop(); }")]
    [InlineData("async Task RunAsync() { kept = source.StartActivity(\"x\"); await NameAsync(); Done(); } static void Done() => kept?.Dispose();")]
    [InlineData("readonly Stack<Activity?> open = new(); async Task RunAsync() { open.Push(source.StartActivity(\"x\")); await NameAsync(); Done(); } void Done() => open.Pop()?.Dispose();")]
    [InlineData("readonly List<Activity> open = []; async Task DoAsync() { for (var n = 0; n < 3; n++) { open.Add(source.StartActivity(\"x\")!); await NameAsync(); } foreach (var a in open) a.Stop(); open.Clear(); }")]
    [InlineData("async Task DoAsync() { var a = source.StartActivity(\"x\"); spans[\"x\"] = a; await NameAsync(); foreach (var each in spans.Values) each?.Dispose(); }")]
    public Task Quiet_where_the_function_ends_what_it_kept(string member) => Verify<ActivityStartedInAsyncHelper>.QuietAsync("class C { " + Given + member + " }");

    [Theory]
    // Only where it fails, only before the start, only in another branch, only on demand.
    [InlineData("async Task BeginAsync() { kept = [|source.StartActivity(\"x\")|]; try { await NameAsync(); } catch { kept?.Dispose(); throw; } }")]
    [InlineData("readonly Stack<Activity?> open = new(); async Task BeginAsync() { open.Push([|source.StartActivity(\"x\")|]); try { await NameAsync(); } catch { open.Pop()?.Dispose(); throw; } }")]
    [InlineData("async Task BeginAsync(string key) { if (spans.Remove(key, out var a)) a?.Dispose(); spans[key] = [|source.StartActivity(key)|]; await NameAsync(); }")]
    [InlineData("async Task SwitchAsync(bool on) { await NameAsync(); if (on) spans[\"x\"] = [|source.StartActivity(\"x\")|]; else if (spans.Remove(\"x\", out var a)) a?.Dispose(); }")]
    [InlineData("async Task BeginAsync(bool once) { spans[\"x\"] = [|source.StartActivity(\"x\")|]; await NameAsync(); if (once) spans[\"x\"]?.Dispose(); }")]
    [InlineData("async Task BeginAsync() { spans[\"x\"] = [|source.StartActivity(\"x\")|]; await NameAsync(); Opened += (_, _) => spans[\"x\"]?.Dispose(); }")]
    // Another one.
    [InlineData("async Task BeginAsync() { spans[\"x\"] = [|source.StartActivity(\"x\")|]; await NameAsync(); if (spans.Remove(\"y\", out var a)) a?.Dispose(); }")]
    [InlineData("async Task BeginAsync(Holder holder, Holder other) { holder.Span = [|source.StartActivity(\"x\")|]; await NameAsync(); other.Span?.Stop(); }")]
    [InlineData("readonly Queue<Activity?> open = new(); async Task BeginAsync() { open.Enqueue([|source.StartActivity(\"x\")|]); await NameAsync(); if (open.Count > 10) open.Dequeue()?.Stop(); }")]
    // It is only read, or only forgotten.
    [InlineData("async Task BeginAsync() { spans[\"x\"] = [|source.StartActivity(\"x\")|]; await NameAsync(); spans[\"x\"]?.SetTag(\"a\", 1); spans.Remove(\"x\"); }")]
    // A method that does not end it, or may not, or that is called before, or that nobody waits for.
    [InlineData("Activity? own; async Task BeginAsync() { own = [|source.StartActivity(\"x\")|]; await NameAsync(); Note(); } void Note() => own?.SetTag(\"a\", 1);")]
    [InlineData("Activity? own; async Task BeginAsync(bool all) { own = [|source.StartActivity(\"x\")|]; await NameAsync(); Done(all); } void Done(bool all) { if (all) own?.Dispose(); }")]
    [InlineData("Activity? own; async Task BeginAsync() { Done(); own = [|source.StartActivity(\"x\")|]; await NameAsync(); } void Done() { own?.Dispose(); own = null; }")]
    [InlineData("Activity? own; async Task BeginAsync() { own = [|source.StartActivity(\"x\")|]; await NameAsync(); _ = DoneLaterAsync(); } async Task DoneLaterAsync() { await Task.Delay(1000); own?.Dispose(); }")]
    [InlineData("Activity? own; async Task BeginAsync(C other) { own = [|source.StartActivity(\"x\")|]; await NameAsync(); other.Done(); } void Done() { own?.Dispose(); own = null; }")]
    // It is given a link itself: that is no child of it.
    [InlineData("async Task BeginAsync(ActivityContext from) { kept = [|source.StartActivity(\"x\")|]; kept?.AddLink(new(from)); await NameAsync(); } void End() => kept?.Stop();")]
    [InlineData("readonly List<Activity> open = []; async Task DoAsync() { open.Add([|source.StartActivity(\"x\")|]!); await NameAsync(); foreach (var a in open) a.SetTag(\"a\", 1); } void End() { foreach (var a in open) a.Stop(); }")]
    public Task Fires_where_others_end_it(string member) => Verify<ActivityStartedInAsyncHelper>.FiresAsync("class C { " + Given + member + " }");

    [Theory]
    [InlineData("async Task PutAsync(Holder job) { await NameAsync(); job.Span = source.StartActivity(\"queued\"); } void Run(Holder job) { job.Span?.Stop(); using var a = source.StartActivity(\"run\"); if (job.Span is { } s) a?.AddLink(new(s.Context)); }")]
    [InlineData("async Task PutAsync(Holder job) { await NameAsync(); job.Span = source.StartActivity(\"queued\"); } void Run(Holder job) { var a = source.CreateActivity(\"run\", ActivityKind.Internal); if (job.Span?.Id is { } id) a?.SetParentId(id); a?.Start(); a?.Stop(); job.Span?.Stop(); }")]
    public Task Quiet_where_the_reader_links_to_it(string member) => Verify<ActivityStartedInAsyncHelper>.QuietAsync("class C { " + Given + member + " }");

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
