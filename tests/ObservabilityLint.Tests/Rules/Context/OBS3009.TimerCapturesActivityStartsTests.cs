using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>The ways in which a loop or timer is begun: by a helper that gives it back, by a constructor, by a start apart from the creation, on demand.</summary>
public class TimerCapturesActivityStartsTests
{
    private const string Given = """
        static void Poll() { using var poll = source.StartActivity("poll"); }
        static Task? loop; static Thread? thread; static Timer? timer; static System.Timers.Timer? component; static readonly CancellationTokenSource stop = new();
        static async Task LoopAsync() { while (!stop.IsCancellationRequested) { await Task.Delay(10); Poll(); } }
        static async Task OnceAsync() { await Task.Delay(10); Poll(); }
        static void Loop() { while (true) { Poll(); Thread.Sleep(5); } }

        """;

    private const string Helpers = """
        static Task Started() => LoopAsync();
        static Task StartedApart() { return Task.Factory.StartNew(Loop, TaskCreationOptions.LongRunning); }
        static Task StartedInLocal() { var started = Task.Run(async () => { while (!stop.IsCancellationRequested) { using var round = source.StartActivity("round"); await Task.Delay(5); } }); return started; }
        static Task StartedFurther() => Started();
        static Timer Ticking() => new(_ => Poll(), null, 0, 5);
        static Thread Made() => new(Loop);
        static Task Once() => OnceAsync();
        static Task Clean() { using (ExecutionContext.SuppressFlow()) return Task.Run(LoopAsync); }
        static Task Traced() { using var activity = source.StartActivity("own"); return Task.Run(LoopAsync); }
        static Task Rooted() { Activity.Current = null; return Task.Run(LoopAsync); }
        static Task Endless(int depth) => depth > 0 ? Endless(depth - 1) : Endless(depth);

        """;

    private static string Under(string statements) => Given + Helpers + "static async Task RunAsync() { using var activity = source.StartActivity(\"run\"); await Task.Yield(); " + statements + " }";

    [Theory]
    [InlineData("loop = [|Started|]();")]
    [InlineData("loop = [|StartedApart|]();")]
    [InlineData("loop = [|StartedInLocal|]();")]
    [InlineData("loop = [|StartedFurther|]();")]
    [InlineData("_ = [|Started|]();")]
    [InlineData("timer = [|Ticking|]();")]
    [InlineData("thread = Made(); thread.[|Start|]();")]
    [InlineData("thread = new Thread(Loop) { IsBackground = true }; thread.[|Start|](); thread = null;")]
    [InlineData("(thread = new Thread(Loop)).[|Start|]();")]
    [InlineData("var started = new Task(Loop); started.Start();", "new [|Task|]")]
    [InlineData("new Task(Loop, TaskCreationOptions.LongRunning).Start();", "new [|Task|]")]
    [InlineData("component = new System.Timers.Timer(5); component.Elapsed += (_, _) => Poll(); component.[|Enabled|] = true;")]
    [InlineData("component = new System.Timers.Timer(5) { [|Enabled|] = true }; component.Elapsed += (_, _) => Poll();")]
    public Task Fires_however_it_is_begun(string statements, string mark = "new Task") => Verify<TimerCapturesActivity>.FiresAsync(Under(statements.Replace("new Task", mark)));

    [Theory]
    [InlineData("await Started(); await Task.WhenAll(Started(), StartedApart());")]
    [InlineData("loop = Started(); await loop;")]
    [InlineData("loop = Started(); await Task.WhenAll(loop!, Task.CompletedTask);")]
    [InlineData("loop = Clean(); loop = Traced();")]
    [InlineData("loop = Rooted();")]
    [InlineData("loop = Once(); loop = Endless(3);")]
    [InlineData("using (ExecutionContext.SuppressFlow()) loop = Started();")]
    [InlineData("using var ticking = Ticking();")]
    [InlineData("thread = Made(); thread.Start(); thread.Join();")]
    [InlineData("thread = new Thread(Poll); thread.Start();")]
    [InlineData("component = new System.Timers.Timer(5); component.Elapsed += (_, _) => Poll(); component.Enabled = false;")]
    [InlineData("component = new System.Timers.Timer(5) { Enabled = true }; component.Elapsed += (_, _) => Poll(); component.Dispose();")]
    public Task Quiet_where_it_ends_or_goes_apart(string statements) => Verify<TimerCapturesActivity>.QuietAsync(Under(statements));

    [Theory]
    [InlineData("static void Ensure() { loop ??= [|LoopAsync|](); }")]
    [InlineData("static Task Ensured => loop ??= [|Started|]();")]
    [InlineData("static void Ensure() { if (loop == null) loop = [|LoopAsync|](); }")]
    [InlineData("static void Ensure() { if (loop is null) { loop = [|StartedFurther|](); } }")]
    [InlineData("static void Ensure() { if (loop is not null) return; loop = [|LoopAsync|](); }")]
    [InlineData("static void Ensure() { if (loop is { }) { return; } lock (stop) { if (loop != null) return; loop = Task.[|Run|](LoopAsync); } }")]
    [InlineData("static void Ensure() { if (thread != null) return; thread = new Thread(Loop) { IsBackground = true }; thread.[|Start|](); }")]
    [InlineData("static void Ensure() { if (thread is null) { var made = new Thread(Loop); thread = made; made.[|Start|](); } }")]
    [InlineData("static void Ensure() { if (timer == null) { var made = new [|Timer|](_ => Poll(), null, 0, 5); timer = made; } }")]
    [InlineData("static void Ensure() { if (timer is null) timer = [|Ticking|](); }")]
    [InlineData("static void Ensure() { if (component == null) { component = new System.Timers.Timer(5); component.Elapsed += (_, _) => Poll(); component.[|Start|](); } }")]
    [InlineData("static void Ensure() { loop = loop ?? [|LoopAsync|](); }")]
    [InlineData("static void Ensure() { timer = timer ?? [|Ticking|](); }")]
    [InlineData("class Feed { Task? own; public Feed() { own = [|LoopAsync|](); } public Task? Own => own; } static Feed? feed; static Feed One() => feed ??= new Feed();")]
    // By a flag that nobody takes back, in the midst of something else.
    [InlineData("class Feed { bool begun; public void Show() { if (!begun) { begun = true; loop = [|LoopAsync|](); } Poll(); } }")]
    [InlineData("class Feed { bool begun; public int Price { get { if (begun == false || !begun) { } if (!begun) { begun = true; loop = Task.[|Run|](LoopAsync); } return 1; } } }")]
    [InlineData("class Feed { bool begun; public void EnsureBegun() { if (begun) return; begun = true; loop = [|LoopAsync|](); } }")]
    [InlineData("class Feed { int begun; public void Show() { if (Interlocked.Exchange(ref begun, 1) == 0) _ = [|LoopAsync|](); Poll(); } }")]
    [InlineData("class Feed { int begun; public void EnsureBegun() { if (Interlocked.CompareExchange(ref begun, 1, 0) != 0) return; loop = [|LoopAsync|](); } }")]
    [InlineData("class Feed { bool begun; public void Show() { if (!begun) { lock (stop) { if (!begun) { begun = true; new Thread(Loop).[|Start|](); } } } Poll(); } }")]
    [InlineData("class Feed { bool begun; public void Show() { if (stop != null && !begun) { loop = [|LoopAsync|](); begun = true; } Poll(); } }")]
    public Task Fires_on_demand(string members)
        => Verify<TimerCapturesActivity>.SaysAsync(Given + Helpers + members, $"This {(members.Contains("new [|Timer") || members.Contains("Ticking") || members.Contains("Timers.") ? "timer" : "loop")} keeps whatever span is current here as Activity.Current: "
            + "all its spans join that one trace, long after its end. Start it inside 'ExecutionContext.SuppressFlow', so that each round begins a trace.");

    private const string InOtherFile = """

        === Other.cs
        static class Feeds
        {
            static readonly ActivitySource source = new("Feeds");
            public static async Task RunAsync(CancellationToken stop) { while (!stop.IsCancellationRequested) { using var round = source.StartActivity("round"); await Task.Delay(5); } }
            public static async Task OnceAsync() { await Task.Delay(5); using var round = source.StartActivity("round"); }
        }
        """;

    /// <summary>Nothing of the loop stands in the file that begins it, and nothing of spans.</summary>
    [Theory]
    [InlineData("Task Own => loop ??= Feeds.[|RunAsync|](stop.Token);")]
    [InlineData("Task Own => field ??= Feeds.[|RunAsync|](stop.Token);")]
    [InlineData("void Ensure() { if (loop is null) loop = Feeds.[|RunAsync|](stop.Token); }")]
    [InlineData("void Ensure() { if (loop != null) return; lock (stop) { loop = Feeds.[|RunAsync|](stop.Token); } }")]
    [InlineData("readonly Lazy<Task> own = new(() => Feeds.[|RunAsync|](default));")]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<string, Task> own = new(); Task Of(string key) => own.GetOrAdd(key, _ => Feeds.[|RunAsync|](stop.Token));")]
    public Task Fires_on_demand_in_another_file(string member) => Verify<TimerCapturesActivity>.FiresAsync("class Uses { Task? loop; readonly CancellationTokenSource stop = new(); " + member + " public void End() => stop.Cancel(); }" + InOtherFile);

    [Theory]
    [InlineData("Task Own => loop ??= Feeds.OnceAsync();")]
    [InlineData("void Begin() { loop = Feeds.RunAsync(stop.Token); }")]
    [InlineData("async Task EnsureAsync() { if (loop is null) loop = Feeds.RunAsync(stop.Token); await loop; }")]
    [InlineData("Task Own { get { using (ExecutionContext.SuppressFlow()) return loop ??= Task.Run(() => Feeds.RunAsync(stop.Token)); } }")]
    public Task Quiet_on_demand_in_another_file(string member) => Verify<TimerCapturesActivity>.QuietAsync("class Uses { Task? loop; readonly CancellationTokenSource stop = new(); " + member + " public void End() => stop.Cancel(); }" + InOtherFile);

    /// <summary>Only the variable tells that it is a timer.</summary>
    [Theory]
    [InlineData("timer = [|new(_ => Poll(), null, 0, 5)|];")]
    [InlineData("timers[1] = [|new(_ => Poll(), null, 0, 5)|];")]
    [InlineData("this.named[\"one\"] = [|new(_ => Poll(), null, 0, 5)|];")]
    public Task Fires_on_timers_without_a_name(string statement)
        => Verify<TimerCapturesActivity>.FiresAsync("class Uses { Timer? timer; readonly System.Collections.Concurrent.ConcurrentDictionary<int, Timer> timers = new(); readonly Dictionary<string, Timer> named = []; public void Go() { " + statement + " } static readonly Uses uses = new(); static void Poll() => Polls.Poll(); }"
            + "\n=== Other.cs\nstatic class Polls { static readonly ActivitySource source = new(\"Polls\"); public static void Poll() { using var poll = source.StartActivity(\"poll\"); } static void Run() { using var run = source.StartActivity(\"run\"); new Uses().Go(); } }");

    [Theory]
    [InlineData("static void Ensure(bool again) { if (again) return; loop = LoopAsync(); }")]
    [InlineData("static void Again() { if (loop == null) return; loop = LoopAsync(); }")]
    [InlineData("static Task? given; static void Take() { loop = given ?? LoopAsync(); }")]
    [InlineData("static void Again() { loop = LoopAsync(); if (loop is not null) return; }")]
    [InlineData("static void Ensure() { if (loop != null) Poll(); loop = LoopAsync(); }")]
    [InlineData("class Feed { Thread? own; public Feed() { own ??= new Thread(Loop); } public void Go() => own!.Start(); } static void Main() => new Feed().Go();")]
    [InlineData("static void Ensure() { using (ExecutionContext.SuppressFlow()) loop ??= Started(); if (timer is null) { using (ExecutionContext.SuppressFlow()) timer = Ticking(); } }")]
    [InlineData("static void Main() { loop ??= Started(); if (thread == null) { thread = new Thread(Loop); thread.Start(); } }")]
    [InlineData("static void Set(bool on) { if (!on) { timer?.Dispose(); timer = null; } else if (timer == null) { timer = new Timer(_ => Poll(), null, 0, 5); } }")]
    [InlineData("static void Begin() { if (loop is not null) return; loop = LoopAsync(); } static async Task EndAsync() { stop.Cancel(); await loop!; loop = null; }")]
    // What only starts is called by whoever wants a start, and what is taken back is started and stopped.
    [InlineData("class Feed { bool begun; public void Start() { if (begun) return; begun = true; loop = LoopAsync(); } public void Begin() { if (!begun) { begun = true; loop = LoopAsync(); } } }")]
    [InlineData("class Feed { bool begun; public void Set(bool on) { if (!begun) { begun = true; loop = LoopAsync(); } Poll(); } public void End() => begun = false; }")]
    [InlineData("class Feed { int begun; public void Show() { if (Interlocked.Exchange(ref begun, 1) == 0) loop = LoopAsync(); Poll(); } public void End() => Interlocked.Exchange(ref begun, 0); }")]
    [InlineData("class Feed { bool isOn = true; public void Show() { if (isOn) { loop = LoopAsync(); } Poll(); } public void Show(bool again) { if (!again) { loop = LoopAsync(); } Poll(); } }")]
    [InlineData("class Feed { bool begun; public void Show() { if (!begun) loop = LoopAsync(); Poll(); } public void Mark() => begun = true; }")]
    [InlineData("class Feed { int rounds; public void Show() { if (Interlocked.Increment(ref rounds) == 100) loop = LoopAsync(); Poll(); } }")]
    [InlineData("class Feed : Microsoft.Extensions.Hosting.BackgroundService { bool begun; protected override async Task ExecuteAsync(CancellationToken stop) { if (!begun) { begun = true; loop = LoopAsync(); } await Task.Delay(1); } }")]
    public Task Quiet_where_nothing_tells_of_a_span(string members) => Verify<TimerCapturesActivity>.QuietAsync(Given + Helpers + members);

    [Theory]
    [InlineData("class Feed { readonly Task own; public Feed() { own = [|LoopAsync|](); } public Task Own => own; } static void Run() { using var activity = source.StartActivity(\"run\"); GC.KeepAlive(new Feed()); }")]
    [InlineData("class Feed { Thread? own; public void Start() { own = new Thread(Loop); own.[|Start|](); } } static void Run() { using var activity = source.StartActivity(\"run\"); new Feed().Start(); }")]
    [InlineData("class Feed { readonly Thread own; public Feed() { own = new Thread(Loop); } public void Go() { own.[|Start|](); } } static void Run() { using var activity = source.StartActivity(\"run\"); var feed = new Feed(); feed.Go(); }")]
    [InlineData("static Task StartAllAsync() { loop = [|LoopAsync|](); return Task.CompletedTask; } static async Task RunAsync() { using var activity = source.StartActivity(\"run\"); await StartAllAsync(); }")]
    public Task Fires_in_what_is_called_under_a_span(string members) => Verify<TimerCapturesActivity>.FiresAsync(Given + members);

    [Fact]
    public Task Fixes_the_call_of_a_helper() => Verify<TimerCapturesActivity>.FixesAsync(
        Given + Helpers + """
            static void Run()
            {
                using var activity = source.StartActivity("run");
                loop = [|StartedApart|](); // for ever
                loop = [|Started|]();
            }
            """,
        Given + Helpers + """
            static void Run()
            {
                using var activity = source.StartActivity("run");
                using (ExecutionContext.SuppressFlow())
                {
                    loop = StartedApart(); // for ever
                }
                using (ExecutionContext.SuppressFlow())
                {
                    loop = Task.Run(() => Started());
                }
            }
            """);

    [Theory]
    [InlineData("class Pump { Task? loop; public async Task Start() { if (loop == null) loop = LoopAsync(); await Task.Delay(200); } }")]
    [InlineData("class Pump { Task? loop; public Task StartAsync() { loop ??= Task.Run(LoopAsync); return Task.CompletedTask; } }")]
    public Task Quiet_in_what_is_called_to_start_it(string code) => Verify<TimerCapturesActivity>.QuietAsync(Given + code);

    [Theory]
    [InlineData("class Pump { Task? loop; public async Task AskAsync() { if (loop == null) loop = [|LoopAsync|](); await Task.Delay(200); } }")]
    [InlineData("class Pump { Task? loop; public Task StartAsync() { loop ??= Task.[|Run|](LoopAsync); return Task.CompletedTask; } } static async Task AskAsync(Pump pump) { using var activity = source.StartActivity(\"ask\"); await pump.StartAsync(); }")]
    public Task Fires_in_what_asks_it_or_starts_it_under_a_span(string code) => Verify<TimerCapturesActivity>.FiresAsync(Given + code);
}

[Collection(nameof(Traces))]
public class TimerCapturesActivityStartsProofs
{
    private const string Shop = """
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Starts"); static Task? loop; static Thread? thread;
            static void Poll(string name) { using var poll = source.StartActivity(name); }
            static async Task LoopAsync() { await Task.Delay(50); Poll("poll of helper"); }
            static Task Started() => LoopAsync();
            static Thread Made() => new(() => { Thread.Sleep(50); Poll("poll of thread"); });
            public static void Help() { using var activity = source.StartActivity("help"); loop = Started(); }
            public static void Begin() { using var activity = source.StartActivity("begin"); thread = Made(); thread.Start(); }
            public static void Enable() { using var activity = source.StartActivity("enable"); var timer = new System.Timers.Timer(50) { AutoReset = false, Enabled = true }; timer.Elapsed += (_, _) => Poll("poll of timer"); }
            public static void Create() { using var activity = source.StartActivity("create"); new Task(() => { Thread.Sleep(50); Poll("poll of task"); }).Start(); }
            public static void Suppress() { using var activity = source.StartActivity("suppress"); using (ExecutionContext.SuppressFlow()) thread = Made(); using (ExecutionContext.SuppressFlow()) thread.Start(); }
        }
        """;

    [Theory]
    [InlineData("Help", "help\n  poll of helper (parent ended)\n")]
    [InlineData("Begin", "begin\n  poll of thread (parent ended)\n")]
    [InlineData("Enable", "enable\n  poll of timer (parent ended)\n")]
    [InlineData("Create", "create\n  poll of task (parent ended)\n")]
    [InlineData("Suppress", "suppress\npoll of thread\n")]
    public async Task At_run_time_the_span_goes_along(string method, string tree) => Assert.Equal(tree, await TracedRun.TreeAsync(Shop, $"Shop.{method}(); await Task.Delay(500);"));
}
