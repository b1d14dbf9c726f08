using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Code that teams write near the border of this rule, and that is right as it stands.</summary>
public class ContextFreeSchedulingQuietTests
{
    private const string Given = """
        static class Work { public static void Audit() { using var audit = source.StartActivity("audit"); } public static async Task AuditAsync() { await Task.Yield(); Audit(); } public static async Task<int> PriceAsync(int item) { await Task.Yield(); Audit(); return item; } }
        record Job(int Id, ActivityContext Parent);

        """;

    [Theory]
    [InlineData("class Orders { public void Place() { using var activity = source.StartActivity(\"place\"); var context = ExecutionContext.Capture()!; ThreadPool.UnsafeQueueUserWorkItem(_ => ExecutionContext.Run(context, _ => Work.Audit(), null), null); } }")]
    [InlineData("sealed class Item : IThreadPoolWorkItem { readonly ExecutionContext context = ExecutionContext.Capture()!; public void Execute() => ExecutionContext.Run(context, static _ => Work.Audit(), null); } class Orders { public void Place() { using var activity = source.StartActivity(\"place\"); ThreadPool.UnsafeQueueUserWorkItem(new Item(), preferLocal: false); } }")]
    [InlineData("sealed class Item : IThreadPoolWorkItem { readonly Activity? origin = Activity.Current; public void Execute() { Activity.Current = origin; try { Work.Audit(); } finally { Activity.Current = null; } } } class Orders { public void Place() { using var activity = source.StartActivity(\"place\"); ThreadPool.UnsafeQueueUserWorkItem(new Item(), preferLocal: true); } }")]
    [InlineData("class Jobs { public void Start(int id) { using var activity = source.StartActivity(\"start\"); ThreadPool.UnsafeQueueUserWorkItem(static job => { using var process = source.StartActivity(\"process\", ActivityKind.Consumer, job.Parent); }, new Job(id, activity?.Context ?? default), preferLocal: false); } }")]
    [InlineData("class Jobs { public void Start(byte[] page) { using var activity = source.StartActivity(\"start\"); ThreadPool.UnsafeQueueUserWorkItem(static buffer => System.Buffers.ArrayPool<byte>.Shared.Return(buffer), page, preferLocal: false); } }")]
    [InlineData("class Gate { readonly TaskCompletionSource opened = new(); public void Open() { using var activity = source.StartActivity(\"open\"); ThreadPool.UnsafeQueueUserWorkItem(static waiting => waiting.TrySetResult(), opened, preferLocal: false); } public async Task PassAsync() { await opened.Task; Work.Audit(); } }")]
    [InlineData("class Pool : TaskScheduler { protected override IEnumerable<Task>? GetScheduledTasks() => null; protected override void QueueTask(Task task) => ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null); protected override bool TryExecuteTaskInline(Task task, bool wasQueued) => TryExecuteTask(task); }")]
    [InlineData("class Orders { public void Place() { using (var activity = source.StartActivity(\"place\")) { activity?.SetTag(\"kind\", \"new\"); } new Thread(Work.Audit) { IsBackground = true }.UnsafeStart(); } }")]
    [InlineData("class Orders { public void Place() { var outer = Activity.Current; using var activity = source.StartActivity(\"place\"); Activity.Current = outer; ThreadPool.UnsafeQueueUserWorkItem(_ => Work.Audit(), null); } }")]
    // A loop that goes on for ever must not keep the span.
    [InlineData("class Pump { volatile bool running = true; void Loop() { while (running) Work.Audit(); } async Task LoopAsync() { while (true) await Work.AuditAsync(); } public void Stop() => running = false; public void Open() { using var activity = source.StartActivity(\"open\"); new Thread(Loop).UnsafeStart(); ThreadPool.UnsafeQueueUserWorkItem(_ => Loop(), null); ThreadPool.UnsafeQueueUserWorkItem(static pump => _ = pump.LoopAsync(), this, false); } }")]
    // The work only begins one.
    [InlineData("class Pump { Timer? timer; async Task LoopAsync() { while (true) await Work.AuditAsync(); } public void Open() { using var activity = source.StartActivity(\"open\"); ThreadPool.UnsafeQueueUserWorkItem(_ => { _ = LoopAsync(); Work.Audit(); }, null); ThreadPool.UnsafeQueueUserWorkItem(_ => { timer = new Timer(_ => Work.Audit(), null, 0, 1000); Work.Audit(); }, null); ThreadPool.UnsafeQueueUserWorkItem(Begin, null); } void Begin(object? state) { Work.Audit(); new Thread(() => { while (true) Work.Audit(); }).Start(); } }")]
    public Task Quiet(string code) => Verify<ContextFreeScheduling>.QuietAsync(Given + code);

    [Theory]
    [InlineData("class Pump { void Loop() { while (true) { Work.Audit(); if (Environment.TickCount > 10) return; } } public void Open() { using var activity = source.StartActivity(\"open\"); ThreadPool.[|UnsafeQueueUserWorkItem|](_ => Loop(), null); } }")]
    public Task Fires_on_a_loop_that_has_an_end(string code) => Verify<ContextFreeScheduling>.FiresAsync(Given + code);
}
