using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class CurrentNotRestoredTests
{
    private const string Given = "static bool Quick = true; static HttpClient client = new(); static void Ask() { using var r = client.Send(new()); } static void Nothing() { } static void Keep(Activity? a) { }\n";

    [Theory]
    [InlineData("void Do() { [|Activity.Current = null|]; using var a = source.StartActivity(\"x\"); }")]
    [InlineData("void Do() { _ = new Timer(_ => Tick(), null, 0, 1000); } void Tick() { Inner(); Ask(); } void Inner() { [|Activity.Current = null|]; Ask(); }")]
    [InlineData("void Do(C[] all) { Array.ForEach(all, c => c.Tick()); Ask(); } void Tick() { [|Activity.Current = null|]; Ask(); }")]
    [InlineData("void Do() { [|System.Diagnostics.Activity.Current = default|]; using (source.StartActivity(\"x\")) Nothing(); }")]
    [InlineData("void Do(Activity? parent) { [|Activity.Current = parent|]; Ask(); }")]
    [InlineData("Activity? parent; void Do() { [|Activity.Current = parent|]; client.Send(new()); }")]
    [InlineData("Task Do() { [|Activity.Current = null|]; return client.GetAsync(\"/\"); }")]
    [InlineData("void Do() { var outer = Activity.Current; [|Activity.Current = null|]; if (Quick) { Ask(); return; } Ask(); Activity.Current = outer; }")]
    [InlineData("void Do() { if (Quick) [|Activity.Current = null|]; Ask(); }")]
    [InlineData("void Do(int[] all) { foreach (var one in all) { [|Activity.Current = null|]; using var a = source.StartActivity(\"x\"); } }")]
    [InlineData("void Do(Activity? parent) { var outer = Activity.Current; try { [|Activity.Current = parent|]; Ask(); } catch { Activity.Current = outer; throw; } }")]
    [InlineData("void Do(Activity? parent) { var outer = Activity.Current; [|Activity.Current = parent|]; try { Ask(); } catch (InvalidOperationException) { Activity.Current = outer; } }")]
    [InlineData("void Do() { Inner(); void Inner() { [|Activity.Current = null|]; Ask(); } }")]
    [InlineData("void Handle() { var outer = Activity.Current; Process(); Activity.Current = outer; } void Other() => Process(); void Process() { [|Activity.Current = null|]; Ask(); }")]
    [InlineData("void Do(Activity? parent) { Activity.Current?.SetTag(\"k\", 1); [|(_, Activity.Current) = (1, parent)|]; Ask(); var outer = Activity.Current; }")]
    [InlineData("class Handler : DelegatingHandler { protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken stop) { [|Activity.Current = null|]; return base.Send(request, stop); } }")]
    // Only an async method gives back what the object has kept.
    [InlineData("class Root : IAsyncDisposable { readonly Activity? before = Activity.Current; public Root() { [|Activity.Current = null|]; Ask(); } public async ValueTask DisposeAsync() { await Task.Yield(); Activity.Current = before; } }")]
    [InlineData("class Root : IAsyncDisposable { readonly Activity? before = Activity.Current, root; public Root() { [|Activity.Current = null|]; root = source.StartActivity(\"root\"); } public async ValueTask DisposeAsync() { root?.Dispose(); await Task.Yield(); Activity.Current = before; } }")]
    [InlineData("class Root : IAsyncDisposable { readonly Activity? before, root; public Root() { before = Activity.Current; [|Activity.Current = null|]; root = source.StartActivity(\"root\"); } public async ValueTask DisposeAsync() { root?.Dispose(); await Task.Yield(); Activity.Current = before; } }")]
    // Who gets the old one only links to it.
    [InlineData("void Do() { var outer = Activity.Current; [|Activity.Current = null|]; using var a = Begin(\"x\", outer); Ask(); } static Activity? Begin(string name, Activity? from) => source.StartActivity(name, ActivityKind.Server, default(ActivityContext), links: from is null ? null : [new ActivityLink(from.Context)]);")]
    public Task Fires(string member) => Verify<CurrentNotRestored>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    // Restored, or perhaps restored.
    [InlineData("void Do() { var outer = Activity.Current; Activity.Current = null; try { Ask(); } finally { Activity.Current = outer; } }")]
    [InlineData("void Do() { var outer = Activity.Current; try { Activity.Current = null; if (Quick) return; Ask(); } finally { Activity.Current = outer; } }")]
    [InlineData("void Do() { var outer = Activity.Current; Activity.Current = null; Ask(); Activity.Current = outer; }")]
    [InlineData("void Do(Activity? parent) { var outer = Activity.Current; try { Activity.Current = parent; Ask(); } catch { Activity.Current = outer; throw; } Activity.Current = outer; }")]
    [InlineData("void Do(Activity? parent) { var outer = Activity.Current; try { Nothing(); } catch { Activity.Current = parent; Ask(); Activity.Current = outer; } }")]
    // A tuple restores it, or sets it.
    [InlineData("void Do(Activity? parent) { var outer = Activity.Current; Activity.Current = parent; Ask(); (Activity.Current, _) = (outer, 1); }")]
    [InlineData("void Do(Activity? parent) { Activity? outer; (outer, Activity.Current) = (Activity.Current, parent); try { Ask(); } finally { Activity.Current = outer; } }")]
    // Where it leaves, there is nothing to be put back.
    [InlineData("void Do() { var outer = Activity.Current; Activity.Current = null; Ask(); if (outer == null) return; Activity.Current = outer; }")]
    [InlineData("int Do() { var outer = Activity.Current; Activity.Current = null; Ask(); if (outer is not { IsStopped: false }) { return 1; } Activity.Current = outer; return 2; }")]
    // The callers do it.
    [InlineData("void Handle() { var outer = Activity.Current; try { Process(); } finally { Activity.Current = outer; } } void Process() { Activity.Current = null; using var a = source.StartActivity(\"x\"); }")]
    [InlineData("void Handle() { var outer = Activity.Current; Inner(); Activity.Current = outer; void Inner() { Activity.Current = null; Ask(); } }")]
    [InlineData("void Do() { var outer = Activity.Current; Activity.Current = null; var a = source.StartActivity(\"x\"); Activity.Current = outer; Ask(); a?.Stop(); }")]
    [InlineData("void Do() { var outer = Activity.Current; Activity.Current = null; Ask(); if (outer != null) Activity.Current = outer; }")]
    // The span's own end brings back what was current.
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Nothing(); Activity.Current = a; Ask(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Activity.Current = a?.Parent; Ask(); }")]
    // To set it is what the function is for.
    [InlineData("void Clear() => Activity.Current = null;")]
    [InlineData("void Use(Activity? a) { Nothing(); Activity.Current = a; }")]
    [InlineData("void Use(Activity? a) { Activity.Current = a; Nothing(); }")]
    // Somebody else restores it.
    [InlineData("Activity? outer; void Begin() { outer = Activity.Current; Activity.Current = null; Ask(); } void End() => Activity.Current = outer;")]
    [InlineData("Activity? Begin() { var outer = Activity.Current; Activity.Current = null; Ask(); return outer; }")]
    [InlineData("void Begin() { Keep(Activity.Current); Activity.Current = null; Ask(); }")]
    [InlineData("Action Begin() { var outer = Activity.Current; Activity.Current = null; Ask(); return () => Activity.Current = outer; }")]
    [InlineData("class Scope : IDisposable { readonly Activity? outer = Activity.Current; public Scope() => Activity.Current = null; public void Dispose() => Activity.Current = outer; }")]
    // The caller goes on with the span that is started.
    [InlineData("Activity? Start() { Activity.Current = null; return source.StartActivity(\"x\"); }")]
    [InlineData("Activity? Start() { Activity.Current = null; var a = source.StartActivity(\"x\"); a?.SetTag(\"b\", 1); return a; }")]
    [InlineData("Activity? activity; void Begin() { Activity.Current = null; activity = source.StartActivity(\"x\"); } void End() => activity?.Stop();")]
    // An async function changes nothing for its caller.
    [InlineData("async Task Do() { Activity.Current = null; using var a = source.StartActivity(\"x\"); await Task.Yield(); }")]
    [InlineData("async IAsyncEnumerable<int> Do() { Activity.Current = null; using var a = source.StartActivity(\"x\"); await Task.Yield(); yield return 1; }")]
    // Where a thread, a task, a test or the program begins; and loops of such.
    [InlineData("void Do() { Task.Run(() => { Activity.Current = null; Ask(); }); }")]
    [InlineData("void Do() { new Thread(Loop).Start(); } void Loop() { Activity.Current = null; Ask(); }")]
    [InlineData("void Do(int n) { ThreadPool.QueueUserWorkItem(_ => Handle(n)); } void Handle(int n) { Activity.Current = null; Ask(); }")]
    [InlineData("void Do() { _ = new Timer(static s => ((C)s!).Tick(), this, 0, 1000); } void Tick() { Activity.Current = null; Ask(); }")]
    [InlineData("void Do() { ThreadPool.QueueUserWorkItem(static c => c.Tick(), this, false); } void Tick() { Activity.Current = null; Ask(); }")]
    [InlineData("void Do() { _ = new Timer(_ => Tick(), null, 0, 1000); } void Tick() { Inner(); } void Inner() { Activity.Current = null; Ask(); }")]
    [InlineData("void Pump(ChannelReader<int> r) { while (true) { Activity.Current = null; using var a = source.StartActivity(\"x\"); } }")]
    [InlineData("static void Main() { Activity.Current = null; Ask(); }")]
    [InlineData("class FactAttribute : Attribute; [Fact] void Starts_a_root() { Activity.Current = null; using var a = source.StartActivity(\"x\"); }")]
    // An iterator: OBS3002 tells of those.
    [InlineData("IEnumerable<int> Do() { Activity.Current = null; using var a = source.StartActivity(\"x\"); yield return 1; }")]
    // Only read.
    [InlineData("void Do() { Activity.Current?.SetTag(\"a\", 1); if (Activity.Current == null) Ask(); }")]
    // Who gets the old one may restore it.
    [InlineData("void Do() { var outer = Activity.Current; Activity.Current = null; Ask(); GiveBack(outer); } static void GiveBack(Activity? old) { if (old != null) Activity.Current = old; }")]
    [InlineData("Activity? stored; void Do() { var outer = Activity.Current; Activity.Current = null; Store(outer); Ask(); } void Store(Activity? old) => stored = old; void End() => Activity.Current = stored;")]
    // The span that becomes current is started here, and its end brings back what was there.
    [InlineData("void Do(OpenTelemetry.Trace.Tracer tracer) { using (OpenTelemetry.Trace.Tracer.WithSpan(tracer.StartSpan(\"x\"))) Ask(); }")]
    [InlineData("void Do(OpenTelemetry.Trace.Tracer tracer) { var span = tracer.StartSpan(\"x\"); using (OpenTelemetry.Trace.Tracer.WithSpan(span)) Ask(); }")]
    public Task Quiet(string member) => Verify<CurrentNotRestored>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Quiet_in_top_level_statements() => Verify<CurrentNotRestored>.QuietAsync("Activity.Current = null; using var a = source.StartActivity(\"x\");\nclass Other;");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<CurrentNotRestored>.QuietAsync(
        "static class Ambient { public static object? Current { get; set; } } class C { void Do() { Ambient.Current = null; using var a = source.StartActivity(\"x\"); } }");

    [Fact]
    public Task Says_whom_it_harms() => Verify<CurrentNotRestored>.SaysAsync(
        "class C { void Import() { [|Activity.Current = null|]; using var a = source.StartActivity(\"x\"); } }",
        "Activity.Current is not put back when 'Import' returns: what its caller starts next gets another parent, or none. Keep its old value, and restore it in a finally.");
}
