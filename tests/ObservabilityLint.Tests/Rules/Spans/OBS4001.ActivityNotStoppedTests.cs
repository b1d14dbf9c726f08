using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class ActivityNotStoppedTests
{
    internal const string Given = "using OpenTelemetry.Trace; static class W { public static bool Quick = true; public static HttpClient client = new(); public static void Nothing() { } public static void Fail() { if (Quick) throw new InvalidOperationException(); } public static Activity? Open(string name) => source.StartActivity(name); public static Activity? OpenWith(string name) { var made = Open(name); made?.SetTag(\"a\", 1); return made; } public static Activity? With(this Activity? a, string key) { if (a == null) return a; return a.SetTag(key, 1); } public static Activity? Ended(this Activity? a) { a?.Stop(); return a; } public static void Tag(Activity? a) => a?.SetTag(\"b\", 2); public static void Finish(Activity? a) => a?.Stop(); public static int[] all = []; public static Activity? Kept; public static void Keep(Activity? a) => Kept = a; }\n";

    [Theory]
    // Nothing ends it.
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; a?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { [|source.StartActivity(\"x\")|]; }")]
    // It may be somebody else's, who ends it.
    [InlineData("void Do(Activity? given) { var a = given ?? [|source.StartActivity(\"x\")|]; a?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|] ?? Activity.Current; a?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { var a = W.Quick ? [|source.StartActivity(\"x\")|] : Activity.Current; a?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { _ = [|source.StartActivity(\"x\")|]; }")]
    // Something is read of it, and nobody has it then.
    [InlineData("ActivityContext Do() => [|source.StartActivity(\"x\")|]?.Context ?? default;")]
    [InlineData("ActivityContext Do() => [|source.StartActivity(\"x\")|]!.SetTag(\"a\", 1).Context;")]
    [InlineData("string? Do() { return [|source.StartActivity(\"x\")|]?.SetTag(\"a\", 1).TraceId.ToString(); }")]
    [InlineData("void Do() { var id = [|source.StartActivity(\"x\")|]?.Id; Console.WriteLine(id); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\", ActivityKind.Internal, [|source.StartActivity(\"y\")|]?.Context ?? default); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; W.Tag(a); }")]
    [InlineData("void Do(Dictionary<string, object?>? items) { var a = [|source.StartActivity(\"x\")|]; if (W.Quick) return; items?.Add(\"span\", a); }")]
    [InlineData("void Do(int[] all) { var a = [|source.StartActivity(\"x\")|]; Array.ForEach(all, one => a?.SetTag(\"one\", one)); }")]
    // A branch leaves it open.
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; if (W.Quick) return; a?.Stop(); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; if (W.Quick) a?.Stop(); }")]
    [InlineData("void Do(int n) { var a = [|source.StartActivity(\"x\")|]; switch (n) { case 1: a?.Stop(); break; case 2: break; default: a?.Dispose(); break; } }")]
    [InlineData("bool Do(int[] all) { var a = [|source.StartActivity(\"x\")|]; foreach (var one in all) if (one > 1) { a?.Stop(); return true; } return false; }")]
    [InlineData("Activity? Do() { var a = [|source.StartActivity(\"x\")|]; if (W.Quick) return a; return null; }")]
    [InlineData("void Do() { if ([|source.StartActivity(\"x\")|] is { } a) { a.SetTag(\"a\", 1); if (W.Quick) return; a.Stop(); } }")]
    [InlineData("void Do() { if ([|source.StartActivity(\"x\")|] is not { } a) return; a.SetTag(\"a\", 1); }")]
    // An exception passes its end.
    [InlineData("async Task Do() { var a = [|source.StartActivity(\"x\")|]; await W.client.GetStringAsync(\"/\"); a?.Stop(); }")]
    [InlineData("void Do(Action work) { var a = [|source.StartActivity(\"x\")|]; work(); a?.Stop(); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; W.Fail(); a?.Stop(); }")]
    [InlineData("void Do(int n) { var a = [|source.StartActivity(\"x\")|]; if (n < 0) throw new InvalidOperationException(); a?.Stop(); }")]
    [InlineData("async Task Do() { var a = [|source.StartActivity(\"x\")|]; try { await W.client.GetStringAsync(\"/\"); a?.Stop(); } catch (HttpRequestException) { a?.Stop(); } }")]
    [InlineData("async Task Do() { var a = [|source.StartActivity(\"x\")|]; try { await W.client.GetStringAsync(\"/\"); } catch (Exception) { throw; } a?.Stop(); }")]
    [InlineData("async Task Do(ChannelReader<int> r) { while (true) { try { var n = await r.ReadAsync(); var a = [|source.StartActivity(\"x\")|]; await W.client.GetStringAsync(\"/\"); a?.Stop(); } catch (Exception) { } } }")]
    // A loop starts the next one.
    [InlineData("void Do(int[] all) { Activity? a = null; foreach (var one in all) { a = [|source.StartActivity(\"x\")|]; W.Nothing(); } a?.Stop(); }")]
    // Given by a method that starts it.
    [InlineData("void Do() { var a = [|W.Open(\"x\")|]; W.Nothing(); }")]
    [InlineData("void Do() { var a = [|W.OpenWith(\"x\")|]; if (W.Quick) return; a?.Dispose(); }")]
    [InlineData("void Do() { [|W.Open(\"x\")|]; }")]
    [InlineData("Activity? Open() { var a = source.StartActivity(\"x\"); W.Tag(a); return a; } void Do() { [|Open()|]; }")]
    [InlineData("Activity? Open() { var a = W.Open(\"x\"); Array.ForEach(W.all, one => a?.SetTag(\"one\", one)); return a; } void Do() { [|Open()|]; }")]
    // Started later, and OpenTelemetry's own.
    [InlineData("void Do() { var a = [|source.CreateActivity(\"x\", ActivityKind.Client)|]; a?.Start(); }")]
    [InlineData("void Do(Tracer tracer) { var a = [|tracer.StartSpan(\"x\")|]; a.SetAttribute(\"a\", 1); }")]
    [InlineData("void Do(Tracer tracer) { var a = [|tracer.StartActiveSpan(\"x\")|]; if (W.Quick) return; a.End(); }")]
    [InlineData("void Do(Tracer tracer) { var a = [|tracer.StartSpan(\"x\")|]; Tracer.WithSpan(a); W.Nothing(); }")]
    [InlineData("void Do(Tracer tracer) { var a = [|tracer.StartSpan(\"x\")|]; if (W.Quick) return; using (Tracer.WithSpan(a)) W.Nothing(); }")]
    [InlineData("Task Do() => Task.Run(() => { var a = [|source.StartActivity(\"x\")|]; W.Fail(); a?.Stop(); });")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|].With(\"a\"); if (W.Quick) return; a?.Stop(); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; a.With(\"a\").With(\"b\"); if (W.Quick) return; a?.Stop(); }")]
    [InlineData("void Do() { [|source.StartActivity(\"x\")|].With(\"a\"); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; W.Fail(); a?.SetTag(\"a\", 1)?.Stop(); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; a = source.StartActivity(\"y\"); a?.Stop(); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; a = null; W.Tag(a); }")]
    // Where there is something that starts it.
    [InlineData("static readonly ActivitySource? maybe = source; void Do() { var a = maybe?[|.StartActivity(\"x\")|]; if (W.Quick) return; a?.Stop(); }")]
    [InlineData("static readonly ActivitySource? maybe = source; void Do() { maybe?[|.StartActivity(\"x\")|]; }")]
    [InlineData("class Shop { public ActivitySource? Source; } void Do(Shop? shop) { var a = shop?.Source?[|.StartActivity(\"x\")|]; if (W.Quick) return; a?.Stop(); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; using var b = a?.Source.StartActivity(\"y\"); if (W.Quick) return; a?.Stop(); }")]
    [InlineData("void Begin() { [|source.StartActivity(\"x\")|]; } void Read() { if (Activity.Current is { OperationName: \"x\" } open) open.SetTag(\"a\", 1); }")]
    [InlineData("async Task Do() { var a = [|source.StartActivity(\"x\")|]; var sent = W.client.GetStringAsync(\"/\"); await sent; a?.Stop(); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; W.client.GetStringAsync(\"/\").Wait(); a?.Stop(); }")]
    // A choice starts it.
    [InlineData("void Do(int n) { var a = n switch { 0 => [|source.StartActivity(\"x\")|], _ => null }; W.Fail(); a?.Stop(); }")]
    // What is asked of it gives it no other name.
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; if (a is { DisplayName: var name }) Console.WriteLine(name); }")]
    // The filter does not see what else is thrown.
    [InlineData("bool Stop(Activity? a) { a?.Stop(); return false; } void Do() { var a = [|source.StartActivity(\"x\")|]; try { W.Fail(); a?.Stop(); } catch (ArgumentException) when (Stop(a)) { } }")]
    [InlineData("void Do() { var a = [|source.CreateActivity(\"x\", ActivityKind.Client)|]; a?.Start(); W.Fail(); a?.Dispose(); }")]
    public Task Fires(string member) => Verify<ActivityNotStopped>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); W.Fail(); }")]
    [InlineData("void Do() { using (source.StartActivity(\"x\")) W.Fail(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); using (a) W.Fail(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); using var b = a; W.Fail(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); try { W.Fail(); } finally { a?.Stop(); } }")]
    [InlineData("void Do() { Activity? a = null; try { a = source.StartActivity(\"x\"); W.Fail(); } finally { if (a != null) a.Dispose(); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); try { W.Fail(); a?.Stop(); } catch (Exception) { a?.Stop(); throw; } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); W.Nothing(); a?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a == null) return; a.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a is not null) { a.SetTag(\"a\", 1); a.Stop(); } }")]
    [InlineData("void Do() { var a = W.Quick ? source.StartActivity(\"x\") : null; W.Nothing(); if (W.Quick) a!.Stop(); }")]
    [InlineData("void Do() { Activity? a = null; if (W.Quick) a = source.StartActivity(\"x\"); W.Nothing(); if (W.Quick) a?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a?.IsAllDataRequested == true) { a.SetTag(\"a\", 1); a.Stop(); } }")]
    [InlineData("void Do() { Activity? a; using (a = source.StartActivity(\"x\")) W.Fail(); }")]
    [InlineData("void Do() { if (source.StartActivity(\"x\") is { } a) { a.SetTag(\"a\", 1); a.Stop(); } }")]
    [InlineData("void Do() { if (source.StartActivity(\"x\") is Activity a) using (a) W.Fail(); }")]
    [InlineData("void Do() { if (source.StartActivity(\"x\") is not { } a) return; try { W.Fail(); } finally { a.Stop(); } }")]
    [InlineData("void Do() { while (source.StartActivity(\"x\") is { } a) { W.Nothing(); a.Stop(); } }")]
    // Somebody else has it.
    [InlineData("Activity? Do() => source.StartActivity(\"x\");")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); W.Fail(); return a; }")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); return a?.SetTag(\"a\", 1); }")]
    [InlineData("Activity? kept; void Begin() { kept = source.StartActivity(\"x\"); } void End() => kept?.Stop();")]
    [InlineData("Activity? kept; void Begin() { var a = source.StartActivity(\"x\"); kept = a; }")]
    [InlineData("void Do(out Activity? a) { a = source.StartActivity(\"x\"); }")]
    [InlineData("void Do(Dictionary<string, Activity?> all) { var a = source.StartActivity(\"x\"); all[\"x\"] = a; }")]
    [InlineData("void Do(List<Activity?> all) { var a = source.StartActivity(\"x\"); all.Add(a); }")]
    [InlineData("(Activity?, int) Do() { var a = source.StartActivity(\"x\"); return (a, 1); }")]
    [InlineData("Activity?[] Do() { var a = source.StartActivity(\"x\"); return [a]; }")]
    [InlineData("Action Do() { var a = source.StartActivity(\"x\"); return () => a?.Stop(); }")]
    [InlineData("void Do(Task t) { var a = source.StartActivity(\"x\"); t.ContinueWith(_ => a?.Stop()); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); W.Keep(a); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); W.Nothing(); W.Finish(a); }")]
    [InlineData("void Do() { W.Keep(source.StartActivity(\"x\")); }")]
    [InlineData("void Do() { using var a = W.OpenWith(\"x\"); W.Fail(); }")]
    [InlineData("void Do() { var a = new Activity(\"x\"); a.Start(); }")]
    [InlineData("void Do() { source.StartActivity(\"x\"); W.Nothing(); Activity.Current?.Stop(); }")]
    [InlineData("void Begin() { var a = source.StartActivity(\"x\"); } void End() { var a = Activity.Current; a?.Stop(); }")]
    [InlineData("void Do() { using (_ = source.StartActivity(\"x\")) W.Fail(); }")]
    [InlineData("Activity? Do() { var a = source.CreateActivity(\"x\", ActivityKind.Client); return a?.Start(); }")]
    [InlineData("Activity? Note() { var a = source.StartActivity(\"x\"); a?.Stop(); return a; } void Do() { Note(); }")]
    // A test, and a program, that fail have lost more than a span.
    [InlineData("class FactAttribute : Attribute; [Fact] void Records() { var a = source.StartActivity(\"x\"); W.Fail(); a?.Stop(); }")]
    [InlineData("static void Main() { var a = source.StartActivity(\"x\"); W.Fail(); a?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); W.Nothing(); a?.SetTag(\"a\", 1)?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); W.Nothing(); (a?.SetTag(\"a\", 1))?.SetTag(\"b\", 2)?.Dispose(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\").With(\"a\"); W.Nothing(); a.With(\"b\")?.Stop(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\").With(\"a\")?.With(\"b\"); W.Fail(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); W.Keep(a.With(\"a\")); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); a = a?.SetTag(\"a\", 1); a?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); W.Keep(a); a = source.StartActivity(\"y\"); a?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a != null) a.Stop(); a = null; }")]
    // Where there is nothing that starts it, there is nothing to end.
    [InlineData("static readonly ActivitySource? maybe = source; void Do() { var a = maybe?.StartActivity(\"x\"); W.Nothing(); if (maybe != null) a!.Stop(); }")]
    [InlineData("static readonly ActivitySource? maybe = source; void Do() { var a = maybe?.StartActivity(\"x\"); if (maybe is null) { W.Nothing(); return; } a?.Stop(); }")]
    [InlineData("static readonly ActivitySource? maybe = source; void Do() { var a = maybe?.StartActivity(\"x\"); if (maybe is { } made) a?.Stop(); }")]
    [InlineData("class Shop { public ActivitySource? Source; } void Do(Shop? shop) { var a = shop?.Source?.StartActivity(\"x\"); W.Nothing(); if (shop?.Source != null) a?.Stop(); }")]
    [InlineData("class Shop { public ActivitySource? Source; } void Do(Shop? shop) { var a = shop?.Source?.StartActivity(\"x\"); W.Nothing(); if (shop != null && shop.Source != null) a?.Stop(); }")]
    [InlineData("static readonly ActivitySource? maybe = source; void Do() { var a = maybe?.StartActivity(\"x\"); try { W.Fail(); } finally { a?.Stop(); } }")]
    [InlineData("static readonly ActivitySource? maybe = source; Activity? Do() { var a = maybe?.StartActivity(\"x\"); a?.SetTag(\"a\", 1); return a; }")]
    // What current span another method ends may be this one.
    [InlineData("void Begin() { source.StartActivity(\"x\"); } void End() { if (Activity.Current is { OperationName: \"x\" } open) open.Stop(); }")]
    [InlineData("void Begin() { var a = source.StartActivity(\"x\"); a?.SetTag(\"a\", 1); } void End() { if (Activity.Current is { Kind: ActivityKind.Internal } open && W.Quick) { open.SetTag(\"b\", 1); open.Dispose(); } }")]
    // What fails of work that is only begun fails for those that wait for it.
    [InlineData("interface ISender { Task SendAsync(); } Task Do(ISender sender) { var a = source.StartActivity(\"x\"); return EndAsync(sender.SendAsync(), a); } async Task EndAsync(Task sent, Activity? a) { try { await sent; } finally { a?.Stop(); } }")]
    [InlineData("Task<string> Do() { var a = source.StartActivity(\"x\"); var sent = W.client.GetStringAsync(\"/\"); a?.Stop(); return sent; }")]
    // Who gives it keeps it, and ends it.
    [InlineData("Activity? kept; Activity? Begin() { var begun = source.StartActivity(\"x\"); kept = begun; return begun; } void End() => kept?.Stop(); void Do() { Begin(); W.Fail(); End(); }")]
    [InlineData("readonly Stack<Activity?> open = new(); Activity? Begin() { var begun = source.StartActivity(\"x\"); open.Push(begun); return begun; } void End() => open.Pop()?.Stop(); void Do() { var a = Begin(); a?.SetTag(\"a\", 1); End(); }")]
    // Given by a method that ends it, or lets somebody else do so.
    [InlineData("Activity? Open() { var a = source.StartActivity(\"x\"); Task.Run(async () => { await Task.Delay(1); a?.Dispose(); }); return a; } void Do() { Open(); }")]
    [InlineData("Activity? Open() { var a = W.Open(\"x\"); Task.Run(async () => { await Task.Delay(1); a?.Dispose(); }); return a; } void Do() { var a = Open(); a?.SetTag(\"a\", 1); }")]
    [InlineData("Activity? Open(CancellationToken token) { var a = source.StartActivity(\"x\"); token.Register(() => a?.Stop()); return a; } Activity? Again(CancellationToken token) { var a = Open(token); return a; } void Do(CancellationToken token) { Again(token); }")]
    [InlineData("Activity? Open() { var a = source.StartActivity(\"x\"); W.Keep(a); return a; } Activity? Or() => W.Quick ? W.Open(\"y\") : Open(); void Do() { Open(); Or(); }")]
    [InlineData("readonly Dictionary<string, Activity> open = []; Activity? Open(string key) { var a = source.StartActivity(\"x\"); if (a != null) open[key] = a; return a; } void Do() { Open(\"a\"); }")]
    // What fails of work that is handed on is in its task.
    // Whoever asks for the holder everywhere counts on it.
    [InlineData("void Do(Dictionary<string, object?>? items) { var a = source.StartActivity(\"x\"); W.Nothing(); items?.Add(\"span\", a); if (a != null && a.IsAllDataRequested) a.SetTag(\"a\", 1); }")]
    [InlineData("Task Do(Func<Task> next) { var a = source.StartActivity(\"x\"); return Finish(next(), a); } static async Task Finish(Task work, Activity? a) { using (a) await work; }")]
    // Started where a using takes it.
    [InlineData("void Do() { var a = source.CreateActivity(\"x\", ActivityKind.Client); a?.SetTag(\"a\", 1); using var b = a?.Start(); W.Fail(); }")]
    [InlineData("void Do() { var a = source.CreateActivity(\"x\", ActivityKind.Client); if (a == null) return; using (a.SetTag(\"a\", 1).Start()) W.Fail(); }")]
    [InlineData("void Do(int n) { using var a = n switch { 0 => source.StartActivity(\"x\"), 1 => source.StartActivity(\"y\"), _ => null }; W.Fail(); }")]
    // A pattern gives it another name.
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); try { W.Fail(); } finally { if (a is { } b and not null) b.Stop(); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a is not { } b) return; try { W.Fail(); } finally { b.Stop(); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); try { W.Fail(); } finally { switch (a) { case { } b: b.Stop(); break; } } }")]
    [InlineData("int End(Activity a) { a.Stop(); return 1; } void Do() { var a = source.StartActivity(\"x\"); try { W.Fail(); } finally { _ = a switch { null => 0, { } b => End(b) }; } }")]
    // A filter ends it before anybody catches; what is dynamic may be anything.
    [InlineData("bool Stop(Activity? a) { a?.Stop(); return false; } void Do() { var a = source.StartActivity(\"x\"); try { W.Fail(); a?.Stop(); } catch (Exception) when (Stop(a)) { } }")]
    [InlineData("void Do() { dynamic? a = source.StartActivity(\"x\"); a?.Dispose(); }")]
    // An extension of the task ends it in a continuation that gets it as its state.
    [InlineData("async Task Do() { var a = source.StartActivity(\"x\"); await Task.Delay(1).EndWith(a); } } static class Tasks { public static Task EndWith(this Task task, Activity? activity) => task.ContinueWith(static (t, state) => ((Activity?)state)?.Dispose(), activity, TaskScheduler.Default);")]
    [InlineData("string? Do() { var a = source.StartActivity(\"x\"); a?.Stop(); return a?.Id; }")]
    [InlineData("Activity? Do() => source.StartActivity(\"x\")?.Parent;")]
    [InlineData("string? Do() => W.Ended(source.StartActivity(\"x\"))?.Id;")]
    [InlineData("string? Do() => source.StartActivity(\"x\").Ended()?.Id;")]
    [InlineData("bool Do() { using (source.StartActivity(\"x\")) return source.HasListeners(); }")]
    // OpenTelemetry's own: a using of what makes it current ends it.
    [InlineData("async Task Do(Tracer tracer) { var a = tracer.StartSpan(\"x\"); using (Tracer.WithSpan(a)) await W.client.GetStringAsync(\"/\"); }")]
    [InlineData("async Task Do(Tracer tracer) { var a = tracer.StartRootSpan(\"x\"); using var active = Tracer.WithSpan(a); await W.client.GetStringAsync(\"/\"); }")]
    [InlineData("async Task Do(Tracer tracer) { using (Tracer.WithSpan(tracer.StartSpan(\"x\"))) await W.client.GetStringAsync(\"/\"); }")]
    [InlineData("async Task Do(Tracer tracer) { using var a = Tracer.WithSpan(tracer.StartSpan(\"x\")); await W.client.GetStringAsync(\"/\"); }")]
    [InlineData("async Task Do(Tracer tracer) { var a = tracer.StartSpan(\"x\"); Tracer.WithSpan(a); try { await W.client.GetStringAsync(\"/\"); } finally { a.End(); } }")]
    public Task Quiet(string member) => Verify<ActivityNotStopped>.QuietAsync(Given + "class C { " + member + " }");

    private const string Blocks = "static class Blocks { extension(Activity? span) { public void Close() => span?.Dispose(); public void Hold() => W.Kept = span; public Activity? Noted() { span?.SetTag(\"b\", 1); return span; } public IDisposable? Scope() => span; public Activity? Same => span; public void Write() => Console.WriteLine(span?.Id); } }\n";

    /// <summary>What a member of an extension block is called on is its instance, though it is given to the member.</summary>
    [Theory]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); try { W.Fail(); } finally { a.Close(); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); try { W.Fail(); } finally { a?.Close(); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); a.Hold(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); using (a.Noted()) W.Fail(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); using var b = a.Scope(); W.Fail(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); using (a.Same) W.Fail(); }")]
    public Task Quiet_by_extension_blocks(string member) => Verify<ActivityNotStopped>.QuietAsync(Given + Blocks + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; W.Fail(); a.Close(); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; a.Noted(); W.Fail(); }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; a.Write(); }")]
    public Task Fires_by_extension_blocks(string member) => Verify<ActivityNotStopped>.FiresAsync(Given + Blocks + "class C { " + member + " }");

    /// <summary>Not all packages are restored: what is given the span may end it.</summary>
    [Theory]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (W.Quick) Later(new Job(a, Missing.Now)); else a?.Stop(); } void Later(object job) { } class Job(Activity? a, Missing at) { public Activity? A => a; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (W.Quick) Missing.End(a); else a?.Stop(); }")]
    [InlineData("void Do(Missing m) { var a = source.StartActivity(\"x\"); if (W.Quick) m.Enqueue((a, 1)); else a?.Stop(); }")]
    public async Task Quiet_where_a_type_is_missing(string member)
    {
        var project = TestProject.Create([("Usings.cs", Snippet.Usings), ("Test.cs", Given + "class C { " + member + " }")]);
        Assert.Contains((await project.GetCompilationAsync(TestContext.Current.CancellationToken))!.GetDiagnostics(TestContext.Current.CancellationToken), static error => error.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains("Missing", StringComparison.Ordinal));
        Assert.Empty(await TestProject.DiagnosticsAsync(project, new ActivityNotStopped()));
    }

    [Theory]
    [InlineData("void Do() { var a = [|source.StartActivity(\"order\")|]; if (W.Quick) return; a?.Stop(); }", "Span 'order' (Activity) is not ended where 'W.Quick' is true: then it is never exported, and stays Activity.Current. Put it into a using.")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"order\")|]; }", "Span 'order' (Activity) is ended nowhere: then it is never exported, and stays Activity.Current. Put it into a using.")]
    [InlineData("async Task Do() { var a = [|source.StartActivity(\"order\")|]; await W.client.GetStringAsync(\"/\"); a?.Stop(); }", "Span 'order' (Activity) is not ended where 'GetStringAsync' throws: then it is never exported. Put it into a using.")]
    [InlineData("Task AskAsync() => W.client.GetStringAsync(\"/\"); async Task Do() { var a = [|source.StartActivity(\"order\")|]; await AskAsync().ConfigureAwait(false); a?.Stop(); }", "Span 'order' (Activity) is not ended where 'AskAsync' throws: then it is never exported. Put it into a using.")]
    [InlineData("void Do(int[] all) { Activity? a = null; foreach (var one in all) a = [|source.StartActivity(\"order\")|]; a?.Stop(); }", "Span 'order' (Activity) is not ended before the loop starts the next one: then it is never exported, and stays Activity.Current. Put it into a using.")]
    [InlineData("void Do()\n{\n    var a = [|source.StartActivity(\"order\")|];\n    a = source.StartActivity(\"pay\");\n    a?.Stop();\n}", "Span 'order' (Activity) is not ended before line 5 puts something else into its variable: then it is never exported, and stays Activity.Current. Put it into a using.")]
    public Task Says_which_way_leaves_it_open(string member, string message) => Verify<ActivityNotStopped>.SaysAsync(Given + "class C { " + member + " }", message);
}
