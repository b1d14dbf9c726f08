using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class DefaultParentIsNotRootTests
{
    internal const string Outer = "using var outer = source.StartActivity(\"worker\"); ";

    [Theory]
    [InlineData(Outer + """await foreach (var m in messages.ReadAllAsync()) { using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); }""")]
    [InlineData(Outer + """while (true) { var m = await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Server, parentContext: [|default|], tags: null, links: [new(Context(m))]); }""")]
    [InlineData(Outer + """while (!stop.IsCancellationRequested) { using (source.StartActivity("process", ActivityKind.Consumer, [|new ActivityContext()|])) await messages.ReadAsync(stop); }""")]
    [InlineData(Outer + """while (await messages.WaitToReadAsync(stop)) while (messages.TryRead(out var m)) { using var a = source.StartActivity(kind: ActivityKind.Consumer, name: m, parentId: [|null|]); }""")]
    [InlineData(Outer + """ActivityContext none = default; for (;;) { await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Consumer, [|none|]); }""")]
    [InlineData(Outer + """static ActivityContext None() => default; for (;;) { await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Consumer, [|None()|]); }""")]
    [InlineData("""using (source.StartActivity("worker")) { do { await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); } while (!stop.IsCancellationRequested); }""")]
    [InlineData("""Func<Task> loop = async () => { using var outer = source.StartActivity("worker"); await foreach (var m in messages.ReadAllAsync()) { using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); } };""")]
    // What was current is so again.
    [InlineData(Outer + """while (true) { await messages.ReadAsync(); var before = Activity.Current; Activity.Current = null; try { await Task.Yield(); } finally { Activity.Current = before; } using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); }""")]
    // Stopped, or given up, and not done.
    [InlineData(Outer + """while (true) { if (stop.IsCancellationRequested) break; await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); }""")]
    [InlineData(Outer + """while (true) { try { await messages.ReadAsync(stop); } catch (OperationCanceledException) { return; } using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); }""")]
    [InlineData(Outer + """while (true) { if (!await messages.WaitToReadAsync(stop)) return; while (messages.TryRead(out var m)) { if (m == "") break; using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); } }""")]
    [InlineData(Outer + """while (!stop.IsCancellationRequested && await messages.WaitToReadAsync(stop)) { await messages.ReadAsync(stop); switch (messages.Count) { case 0: break; default: await Task.Yield(); break; } using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); }""")]
    [InlineData(Outer + """while (await messages.WaitToReadAsync(stop)) { Func<bool> isLast = () => { return messages.Count == 0; }; foreach (var part in await messages.ReadAsync(stop)) { if (part == ' ') break; } using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); }""")]
    public Task Fires(string code) => Verify<DefaultParentIsNotRoot>.FiresAsync(InMethod(code));

    [Fact]
    public Task Fires_in_the_span_of_a_request() => Verify<DefaultParentIsNotRoot>.FiresAsync(
        """
        class Feed : Microsoft.AspNetCore.SignalR.Hub
        {
            public async Task Upload(ChannelReader<string> messages)
            {
                await foreach (var m in messages.ReadAllAsync()) { using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); }
            }
        }
        """);

    /// <summary>The loop of a consumer gives each message to a method of its own.</summary>
    [Theory]
    [InlineData("using var loop = source.StartActivity(\"worker\"); await foreach (var m in messages.ReadAllAsync()) await Handle(m);", true)]
    [InlineData("await foreach (var m in messages.ReadAllAsync()) await Handle(m);", false)]
    [InlineData("using var loop = source.StartActivity(\"worker\"); await foreach (var m in messages.ReadAllAsync()) { Activity.Current = null; await Handle(m); }", false)]
    [InlineData("using var loop = source.StartActivity(\"worker\"); await foreach (var m in messages.ReadAllAsync()) await Handle(m); await Handle(\"last\");", false)]
    [InlineData("using var loop = source.StartActivity(\"worker\"); while (messages.TryRead(out var m)) await Handle(m);", false)]
    public Task Looks_at_the_loop_of_the_caller(string loop, bool fires)
    {
        var members = $"static class Consumer {{ static async Task Run(ChannelReader<string> messages) {{ {loop} }} static async Task Handle(string m) {{ using var a = source.StartActivity(\"process\", ActivityKind.Consumer, {(fires ? "[|default(ActivityContext)|]" : "default(ActivityContext)")}); await Task.Yield(); }} }}";
        return fires ? Verify<DefaultParentIsNotRoot>.FiresAsync(members) : Verify<DefaultParentIsNotRoot>.QuietAsync(members);
    }

    [Theory]
    // Nothing is known to be current around the loop, or by hand.
    [InlineData(Outer + """while (true) { await messages.ReadAsync(); Activity.Current = null; try { await Task.Yield(); } finally { Activity.Current = null; } using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """while (true) { await messages.ReadAsync(); var before = Activity.Current; Activity.Current = null; await Task.Yield(); try { await Task.Yield(); } finally { Activity.Current = before; } using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData("""await foreach (var m in messages.ReadAllAsync()) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData("""while (true) { using var poll = source.StartActivity("poll"); var m = await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData("""using (source.StartActivity("connect")) await messages.WaitToReadAsync(); while (true) { await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData("""var connect = source.StartActivity("connect"); await messages.WaitToReadAsync(); connect?.Stop(); while (true) { await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """Func<Task> loop = async () => { while (true) { await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); } };""")]
    [InlineData("""using var outer = source.CreateActivity("worker", ActivityKind.Internal); while (true) { await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    // A child is meant: no parent is spoken of, or one is given.
    [InlineData(Outer + """await foreach (var m in messages.ReadAllAsync()) { using var a = source.StartActivity("process", ActivityKind.Consumer); }""")]
    [InlineData(Outer + """await foreach (var m in messages.ReadAllAsync()) { using var a = source.StartActivity("process", ActivityKind.Consumer, Context(m)); }""")]
    [InlineData(Outer + """await foreach (var m in messages.ReadAllAsync()) { using var a = source.StartActivity(ActivityKind.Consumer, links: [new(Context(m))]); }""")]
    [InlineData(Outer + """await foreach (var m in messages.ReadAllAsync()) { using var a = source.StartActivity("step", ActivityKind.Internal, default(ActivityContext), tags: null); }""")]
    [InlineData(Outer + """await foreach (var m in messages.ReadAllAsync()) { ActivityContext.TryParse(m, null, out var parent); using var a = source.StartActivity("process", ActivityKind.Consumer, parent); }""")]
    // A batch has an end.
    [InlineData(Outer + """while (messages.TryRead(out var m)) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """for (var i = 0; i < 3; i++) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext));""")]
    // Done when there are no more, or when what was looked for is found.
    [InlineData(Outer + """while (true) { if (!messages.TryRead(out var m)) return; using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """while (true) { if (!messages.TryRead(out var m)) break; using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """for (;;) { if (stop.IsCancellationRequested || !messages.TryRead(out var m)) return; using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """while (!stop.IsCancellationRequested) { var batch = await messages.ReadAsync(stop); if (batch.Length == 0) break; foreach (var m in batch) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); } }""")]
    [InlineData(Outer + """while (!stop.IsCancellationRequested && messages.TryRead(out var m)) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """do { await messages.ReadAsync(stop); using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); } while (!stop.IsCancellationRequested && (messages.Count > 0));""")]
    [InlineData(Outer + """for (var i = 0; i < 100 && await messages.WaitToReadAsync(stop); i++) { await messages.ReadAsync(stop); using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """await foreach (var m in messages.ReadAllAsync(stop).Take(10)) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """await foreach (var m in messages.ReadAllAsync(stop)) { switch (m) { case "end": return; } using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """while (await messages.WaitToReadAsync(stop)) { using var batch = source.StartActivity("batch"); while (messages.TryRead(out var m)) { if (m == "end") return; using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); } }""")]
    // Who fills the queue ends it.
    [InlineData(Outer + """var rows = Channel.CreateUnbounded<string>(); var filling = Task.Run(async () => { await rows.Writer.WriteAsync("row"); rows.Writer.Complete(); }); await foreach (var m in rows.Reader.ReadAllAsync(stop)) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); } await filling;""")]
    [InlineData(Outer + """using var rows = new System.Collections.Concurrent.BlockingCollection<string>(); _ = Task.Run(() => { rows.Add("row"); rows.CompleteAdding(); }); foreach (var m in rows.GetConsumingEnumerable()) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    // The current span is taken away.
    [InlineData(Outer + """Activity.Current = null; await foreach (var m in messages.ReadAllAsync()) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """await foreach (var m in messages.ReadAllAsync()) { var before = Activity.Current; Activity.Current = null; using (source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext))) { } Activity.Current = before; }""")]
    [InlineData("""using var outer = new Lookalike().StartActivity("worker", ActivityKind.Consumer, default); await foreach (var m in messages.ReadAllAsync()) { using var a = new Lookalike().StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    // What was current has ended before the loop, or does not reach it.
    [InlineData("""var connect = source.StartActivity("connect"); try { await messages.WaitToReadAsync(stop); } finally { connect?.Dispose(); } await foreach (var m in messages.ReadAllAsync(stop)) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData("""async Task ConnectAsync() { using var connect = source.StartActivity("connect"); await messages.WaitToReadAsync(stop); } await ConnectAsync(); await foreach (var m in messages.ReadAllAsync(stop)) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); }""")]
    [InlineData(Outer + """using (ExecutionContext.SuppressFlow()) _ = Task.Run(async () => { await foreach (var m in messages.ReadAllAsync(stop)) { using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)); } });""")]
    // Empty only where nothing was received.
    [InlineData(Outer + """await foreach (var m in messages.ReadAllAsync(stop)) { var parent = ActivityContext.TryParse(m, null, isRemote: true, out var received) ? received : default; using var a = source.StartActivity("process", ActivityKind.Consumer, parent); }""")]
    [InlineData(Outer + """while (await messages.WaitToReadAsync(stop)) while (messages.TryRead(out var m)) { ActivityContext parent = default; if (m.Length > 0) parent = Context(m); using var a = source.StartActivity("process", ActivityKind.Consumer, parent, tags: null); }""")]
    [InlineData(Outer + """while (!stop.IsCancellationRequested) { string? parent = null; var m = await messages.ReadAsync(stop); if (m.StartsWith("00-")) parent = m; using var a = source.StartActivity("process", ActivityKind.Server, parentId: parent); }""")]
    // The overload with tags has no other way to say "child of the current one".
    [InlineData(Outer + """using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync(stop)) { using var a = source.StartActivity("poll", ActivityKind.Client, default(ActivityContext), new[] { KeyValuePair.Create<string, object?>("queue", "orders") }); }""")]
    public Task Quiet(string code) => Verify<DefaultParentIsNotRoot>.QuietAsync(InMethod(code));

    [Theory]
    [InlineData("", "worker")]
    [InlineData("using var batch = source.StartActivity(\"batch\"); ", "batch")]
    [InlineData("using (source.StartActivity(\"poll\")) await Task.Yield(); ", "worker")]
    public Task Says_whose_children_they_are(string before, string parent) => Verify<DefaultParentIsNotRoot>.SaysAsync(
        InMethod(Outer + "await foreach (var m in messages.ReadAllAsync()) { " + before + """using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); }"""),
        $"'default(ActivityContext)' does not start a new trace, since Activity.Current becomes the parent: all spans of this loop are children of the span '{parent}' (Activity). Set Activity.Current to null before the start, and restore it afterwards.");

    internal static string InMethod(string code) =>
        "static ActivityContext Context(string m) => default; static async Task Do(ChannelReader<string> messages, CancellationToken stop)\n{\n" + code + "\nawait Task.Yield();\n}\n"
        + "class Lookalike { public IDisposable? StartActivity(string name, ActivityKind kind, ActivityContext parentContext) => null; }";
}
