using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Which loops are endless: those that only a stop ends, by whatever condition they ask for it.</summary>
public class TimerCapturesActivityLoopsTests
{
    private const string Given = """
        using System.Net.WebSockets;
        using Microsoft.Extensions.Hosting;
        static class Work { public static async Task AuditAsync() { await Task.Yield(); using var audit = source.StartActivity("audit"); } public static async Task<int> PriceAsync(int item) { await AuditAsync(); return item; } }

        """;

    private static string Pump(string loop, string start = "loop = [|LoopAsync|]();", string more = "") => Given + $$"""
        class Pump
        {
            Task? loop; volatile bool running, closed, more; readonly ManualResetEventSlim ended = new(); readonly ClientWebSocket socket = new(); readonly BlockingCollection<int> orders = new(); readonly Task first = Task.CompletedTask; readonly ConcurrentDictionary<int, Task<int>> pages = new();
            public async Task OpenAsync() { using var activity = source.StartActivity("open"); await Task.Yield(); {{start}} await Work.AuditAsync(); }
            public void Stop() { running = false; ended.Set(); }
            async Task StepAsync() { await Work.AuditAsync(); more = false; }
            bool IsStopped() => !running;
            async Task LoopAsync() { {{loop}} }
            {{more}}
        }
        """.Replace("ConcurrentDictionary", "System.Collections.Concurrent.ConcurrentDictionary").Replace("BlockingCollection", "System.Collections.Concurrent.BlockingCollection");

    [Theory]
    [InlineData("while (running) await Work.AuditAsync();")]
    [InlineData("while (this.running) await Work.AuditAsync();")]
    [InlineData("do { await Work.AuditAsync(); } while (!closed);")]
    [InlineData("while (Volatile.Read(ref running)) await Work.AuditAsync();")]
    [InlineData("while (!IsStopped()) await Work.AuditAsync();")]
    [InlineData("while (!ended.Wait(1000)) await Work.AuditAsync();")]
    [InlineData("while (socket.State == WebSocketState.Open) await Work.AuditAsync();")]
    [InlineData("while (running && !closed) await Work.AuditAsync();")]
    [InlineData("while (!orders.IsCompleted) { orders.Take(); await Work.AuditAsync(); }")]
    [InlineData("while (!this.orders.IsAddingCompleted) await Work.AuditAsync();")]
    [InlineData("while (true) { if (closed) return; await Work.AuditAsync(); }")]
    [InlineData("while (true) { if (!running) break; await Work.AuditAsync(); }")]
    [InlineData("while (true) { var message = await socket.ReceiveAsync(new ArraySegment<byte>(new byte[10]), default); if (message.MessageType == WebSocketMessageType.Close) return; await Work.AuditAsync(); }")]
    // The loop has an end, or may have one: a flag that it sets itself, or what it calls; a local; one that speaks of no stop.
    [InlineData("while (running) { await Work.AuditAsync(); running = false; }", false)]
    [InlineData("while (more) await StepAsync();", false)]
    [InlineData("while (!first.IsCompleted) await Work.AuditAsync();", false)]
    [InlineData("var orders = new BlockingCollection<int>(); while (!orders.IsCompleted) { orders.Take(); await Work.AuditAsync(); }", false)]
    [InlineData("while (running) { await Work.AuditAsync(); if (await Work.PriceAsync(1) > 0) Stop(); }", false)]
    [InlineData("var running = true; while (running) { await Work.AuditAsync(); running = await Work.PriceAsync(1) > 0; }", false)]
    [InlineData("while (more) await Work.AuditAsync();", false)]
    [InlineData("while (running && pages.TryRemove(1, out _)) await Work.AuditAsync();", false)]
    [InlineData("while (await Work.PriceAsync(1) > 0) await Work.AuditAsync();", false)]
    [InlineData("while (true) { if (await Work.PriceAsync(1) > 0) return; await Task.Delay(10); }", false)]
    [InlineData("while (true) { if (await Work.PriceAsync(1) > 0) break; await Task.Delay(10); }", false)]
    [InlineData("for (var attempt = 1; ; attempt++) { try { await Work.AuditAsync(); return; } catch (HttpRequestException) when (attempt < 5) { await Task.Delay(attempt); } }", false)]
    public Task Is_endless_where_only_a_stop_ends_it(string loop, bool isEndless = true)
        => isEndless ? Verify<TimerCapturesActivity>.FiresAsync(Pump(loop)) : Verify<TimerCapturesActivity>.QuietAsync(Pump(loop, "loop = LoopAsync();"));

    /// <summary>The factory runs at once, and the flow is suppressed around it.</summary>
    [Theory]
    [InlineData("loops.GetOrAdd(1, _ => [|LoopAsync|]());", false)]
    [InlineData("using (ExecutionContext.SuppressFlow()) loops.GetOrAdd(1, _ => Task.Run(LoopAsync));", true)]
    [InlineData("Keep(); void Keep() { using var apart = ExecutionContext.SuppressFlow(); loops.GetOrAdd(1, _ => Task.Run(LoopAsync)); }", true)]
    public Task A_factory_that_runs_at_once(string start, bool isQuiet)
    {
        var code = Pump("while (running) await Work.AuditAsync();", start, "readonly System.Collections.Concurrent.ConcurrentDictionary<int, Task> loops = new();").Replace("System.Collections.Concurrent.System.Collections.Concurrent.", "System.Collections.Concurrent.");
        return isQuiet ? Verify<TimerCapturesActivity>.QuietAsync(code) : Verify<TimerCapturesActivity>.FiresAsync(code);
    }

    [Theory]
    [InlineData("loop = LoopAsync(); running = false;")]
    [InlineData("loop = LoopAsync(); try { await Work.AuditAsync(); } finally { Stop(); }")]
    [InlineData("loop = LoopAsync(); await Work.AuditAsync(); await socket.CloseAsync(WebSocketCloseStatus.Empty, null, default);")]
    [InlineData("var all = new List<Task>(); for (var i = 0; i < 4; i++) all.Add(LoopAsync()); await Task.WhenAll(all);")]
    [InlineData("var all = new List<Task> { LoopAsync(), LoopAsync() }; await Task.WhenAll(all);")]
    [InlineData("var last = loop = LoopAsync(); await last;")]
    [InlineData("await (loop = LoopAsync());")]
    [InlineData("var all = Enumerable.Range(0, 4).Select(_ => LoopAsync()).ToArray(); await Task.WhenAll(all);")]
    [InlineData("await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LoopAsync()).ToArray());")]
    [InlineData("var all = Enumerable.Range(0, 4).Select(_ => LoopAsync());")]
    [InlineData("tasks.AddRange(Enumerable.Range(0, 4).Select(_ => LoopAsync())); await Task.WhenAll(tasks);")]
    [InlineData("var all = new List<Task>(); all.AddRange(Enumerable.Range(0, 4).Select(_ => LoopAsync())); await Task.WhenAll(all);")]
    [InlineData("var all = new List<Task>(Enumerable.Range(0, 4).Select(_ => LoopAsync())); await Task.WhenAll(all);")]
    public Task Quiet_where_the_function_stops_it_or_waits(string start) => Verify<TimerCapturesActivity>.QuietAsync(Pump("while (running) await Work.AuditAsync();", start, "readonly List<Task> tasks = [];"));

    [Theory]
    [InlineData("loop = [|LoopAsync|](); if (closed) running = false;")]
    [InlineData("running = false; loop = [|LoopAsync|](); running = closed;")]
    [InlineData("loop = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => [|LoopAsync|]()));")]
    [InlineData("all = Enumerable.Range(0, 4).Select(_ => [|LoopAsync|]()).ToArray();")]
    [InlineData("all = [.. Enumerable.Range(0, 4).Select(_ => [|LoopAsync|]())];")]
    [InlineData("all = new List<int> { 1, 2 }.[|Select|](async item => { await Task.Yield(); await LoopAsync(); }).ToArray();")]
    [InlineData("all = new List<int> { 1, 2 }.[|Select|](OfAsync).ToArray();")]
    [InlineData("timers = new[] { 1, 2 }.ToDictionary(item => item, item => new [|Timer|](_ => Tick(), null, 0, 1000));")]
    [InlineData("list = new[] { 1, 2 }.Select(item => new [|Timer|](_ => Tick(), null, 0, 1000)).ToList();")]
    [InlineData("_ = Task.[|Run|](() => _ = LoopAsync());")]
    [InlineData("tasks.AddRange(Enumerable.Range(0, 4).Select(_ => [|LoopAsync|]()));")]
    [InlineData("this.tasks.AddRange(Enumerable.Range(0, 4).Select(_ => Task.[|Run|](LoopAsync)));")]
    [InlineData("begun = new List<Task>(Enumerable.Range(0, 4).Select(_ => [|LoopAsync|]()));")]
    public Task Fires_where_a_member_keeps_it(string start)
        => Verify<TimerCapturesActivity>.FiresAsync(Pump("while (running) await Work.AuditAsync();", start, "Task[]? all; readonly List<Task> tasks = []; List<Task>? begun; Dictionary<int, Timer>? timers; List<Timer>? list; void Tick() { using var tick = source.StartActivity(\"tick\"); } async Task OfAsync(int item) { await Task.Yield(); await LoopAsync(); }"));

    [Theory]
    [InlineData("sealed class Poller : BackgroundService { Task? loop; protected override async Task ExecuteAsync(CancellationToken stop) { Ensure(); await Task.Delay(-1, stop); } void Ensure() { LOOP } async Task LoopAsync() { while (true) await Work.AuditAsync(); } }")]
    [InlineData("sealed class Starter(Poller poller) : IHostedService { public Task StartAsync(CancellationToken stop) { poller.Begin(); return Task.CompletedTask; } public Task StopAsync(CancellationToken stop) => Task.CompletedTask; } sealed class Poller { Task? loop; public void Begin() { LOOP } async Task LoopAsync() { while (true) await Work.AuditAsync(); } }")]
    [InlineData("sealed class Starter(Poller poller) { public void Show() => poller.Begin(); } sealed class Poller { Task? loop; public void Begin() { LOOP } async Task LoopAsync() { while (true) await Work.AuditAsync(); } }", false)]
    [InlineData("sealed class Starter(Poller poller) : IHostedService { public Task StartAsync(CancellationToken stop) { poller.Begin(); return Task.CompletedTask; } public Task StopAsync(CancellationToken stop) => Task.CompletedTask; public void Show() => poller.Begin(); } sealed class Poller { Task? loop; public void Begin() { LOOP } async Task LoopAsync() { while (true) await Work.AuditAsync(); } }", false)]
    public async Task On_demand_is_quiet_where_only_the_start_demands_it(string code, bool isAtStart = true)
    {
        foreach (var loop in new[] { "loop ??= [|LoopAsync|]();", "if (loop == null) loop = Task.[|Run|](LoopAsync);" })
        {
            if (isAtStart) await Verify<TimerCapturesActivity>.QuietAsync(Given + code.Replace("LOOP", loop.Replace("[|", "").Replace("|]", "")));
            else await Verify<TimerCapturesActivity>.FiresAsync(Given + code.Replace("LOOP", loop));
        }
    }

    [Theory]
    [InlineData("public Poller() { timer = new(1000); timer.Elapsed += (_, _) => Tick(); }", "timer.[|Start|]();")]
    [InlineData("public Poller() { timer = new(1000); timer.Elapsed += OnElapsed; } void OnElapsed(object? sender, System.Timers.ElapsedEventArgs e) => Tick();", "timer.[|Enabled|] = true;")]
    [InlineData("public Poller() { timer = new(1000); } ", "timer.Start();")]
    [InlineData("public Poller() { timer = new(1000); other.Elapsed += (_, _) => Tick(); } readonly System.Timers.Timer other = new(10);", "timer.Start();")]
    [InlineData("public Poller() { timer = new(1000); timer.Elapsed += (_, _) => Tick(); }", "timer.Start(); Tick(); timer.Stop();")]
    public Task A_timer_whose_event_a_constructor_handles(string constructor, string start)
    {
        var code = Given + "class Poller { readonly System.Timers.Timer timer; void Tick() { using var tick = source.StartActivity(\"tick\"); } " + constructor + " public void Begin() { using var activity = source.StartActivity(\"begin\"); " + start + " } }";
        return start.Contains("[|", StringComparison.Ordinal) ? Verify<TimerCapturesActivity>.FiresAsync(code) : Verify<TimerCapturesActivity>.QuietAsync(code);
    }
}
