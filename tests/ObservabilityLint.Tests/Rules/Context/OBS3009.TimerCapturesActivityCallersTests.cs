using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Timers in code that somebody else runs: helpers, constructors, initializers, properties, and lambdas that are run at once.</summary>
public class TimerCapturesActivityCallersTests
{
    private const string Given = """
        static void Poll() { using var poll = source.StartActivity("poll"); }
        static Timer? timer; static readonly List<Timer> timers = [];
        class Retry { public static void Execute(Action action) { for (var i = 0; i < 3; i++) try { action(); return; } catch (TimeoutException) { } } public static async Task ExecuteAsync(Func<Task> action) { ArgumentNullException.ThrowIfNull(action); await action(); } }
        class Traced { public static void Run(string name, Action? action) { using var activity = source.StartActivity(name); action?.Invoke(); } }
        class Later { static readonly List<Action> all = []; public static void Add(Action action) => all.Add(action); public static void Fork(Action action) { new Thread(() => action()).Start(); } public static void Apart(Action action) { Activity.Current = null; action(); } }

        """;

    [Theory]
    [InlineData("class Poller { readonly Timer always; public Poller() { always = new [|Timer|](_ => Poll(), null, 0, 1000); } } static void Start() { using var activity = source.StartActivity(\"start\"); GC.KeepAlive(new Poller()); }", "the span 'start' (Activity) (called from 'Test.Start')")]
    [InlineData("class Poller { readonly Timer always = new [|Timer|](_ => Poll(), null, 0, 1000); } static Poller? poller; static void Start() { using var activity = source.StartActivity(\"start\"); poller = new(); } static void Never(Poller? poller = null) { poller = new Poller(); }", "the span 'start' (Activity) (called from 'Test.Start')")]
    [InlineData("class Poller { readonly Timer always; public Poller(int period) { always = new [|Timer|](_ => Poll(), null, 0, period); } public Poller() : this(1000) { } } class Fast() : Poller(10); static void Start() { using var activity = source.StartActivity(\"start\"); GC.KeepAlive(new Fast()); GC.KeepAlive(new Poller()); }", "the span 'start' (Activity) (called from 'Test.Start')")]
    [InlineData("class Inner { readonly Timer always; public Inner() { always = new [|Timer|](_ => Poll(), null, 0, 1000); } } class Outer { readonly Inner inner; public Outer() { using var activity = source.StartActivity(\"outer\"); inner = new Inner(); } }", "the span 'outer' (Activity) (called from the constructor of 'Outer')")]
    [InlineData("class Poller : IDisposable { readonly Timer always; public Poller() { always = new [|Timer|](_ => Poll(), null, 0, 1000); } public void Dispose() => always.Dispose(); } static readonly Lazy<Poller> lazy = new(() => new Poller());", "whatever span is current here")]
    [InlineData("class Poller : IDisposable { readonly Timer always; public Poller() { always = new [|Timer|](_ => Poll(), null, 0, 1000); } public void Dispose() => always.Dispose(); } static Poller? poller; static Poller One() => poller ??= new Poller();", "whatever span is current here")]
    [InlineData("static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Timer> all = new(); static Timer Of(string key) => all.GetOrAdd(key, _ => new [|Timer|](_ => Poll(), null, 0, 1000));", "whatever span is current here")]
    public Task Fires_in_constructors_and_initializers(string code, string origin) => SaysAsync(code, origin);

    [Theory]
    [InlineData("static void Start(List<int> periods) { using var activity = source.StartActivity(\"start\"); periods.ForEach(period => timers.Add(new [|Timer|](_ => Poll(), null, 0, period))); }", "Test.Start")]
    [InlineData("static void Start(int[] periods) { using var activity = source.StartActivity(\"start\"); timers.AddRange(periods.Where(period => period > 0).Select(period => { timers.Add(new [|Timer|](_ => Poll(), null, 0, period)); return timers[0]; }).ToList()); }", "Test.Start")]
    [InlineData("static void Start(int[] periods) { using var activity = source.StartActivity(\"start\"); Parallel.ForEach(periods, period => timer = new [|Timer|](_ => Poll(), null, 0, period)); }", "Test.Start")]
    [InlineData("static void Start() { using var activity = source.StartActivity(\"start\"); Retry.Execute(() => timer = new [|Timer|](_ => Poll(), null, 0, 1000)); }", "Test.Start")]
    [InlineData("static async Task Start() { using var activity = source.StartActivity(\"start\"); await Retry.ExecuteAsync(async () => { await Task.Yield(); timer = new [|Timer|](_ => Poll(), null, 0, 1000); }); }", "Test.Start")]
    [InlineData("static void Start() => Traced.Run(\"start\", () => timer = new [|Timer|](_ => Poll(), null, 0, 1000));", "Traced.Run")]
    [InlineData("static void Start() { using var activity = source.StartActivity(\"start\"); Inner(); void Inner() => Retry.Execute(() => timer = new [|Timer|](_ => Poll(), null, 0, 1000)); }", "Test.Start")]
    [InlineData("static Timer Made => Keep(new [|Timer|](_ => Poll(), null, 0, 1000)); static Timer Keep(Timer kept) { timers.Add(kept); return kept; } static void Start() { using var activity = source.StartActivity(\"start\"); _ = Made; }", "Test.Start")]
    public Task Fires_where_a_call_runs_the_lambda_at_once(string code, string caller) => SaysAsync(code, caller == "Traced.Run" ? "the span (Activity) (called from 'Traced.Run')" : $"the span 'start' (Activity) (called from '{caller}')");

    /// <summary>The context goes along, and who schedules the work waits for it.</summary>
    [Theory]
    [InlineData("await Task.Run(() => Begin());")]
    [InlineData("await Task.Run(Begin).ConfigureAwait(false);")]
    [InlineData("await Task.Factory.StartNew(Begin);")]
    [InlineData("var begun = Task.Run(async () => { await Task.Yield(); Begin(); }); await begun;")]
    [InlineData("Task.Run(Begin).Wait();")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(number => Task.Run(Begin)));")]
    [InlineData("await InParallel(new[] { 1, 2 }.Select(number => Task.Run(() => Begin())));")]
    [InlineData("await Task.Delay(10).ContinueWith(_ => Begin());")]
    [InlineData("Parallel.ForEach(new[] { 1, 2 }, number => Begin());")]
    [InlineData("await Give(() => Begin());")]
    [InlineData("await Further();")]
    public Task Fires_in_scheduled_work(string scheduled) => SaysAsync(
        "static void Begin() => timer = new [|Timer|](_ => Poll(), null, 0, 1000); static Task Give(Action action) => Task.Run(() => { try { action(); } catch (TimeoutException) { } }); static Task Further() => Task.Run(Begin); "
        + "static async Task InParallel(IEnumerable<Task> tasks) => await Task.WhenAll(tasks); static async Task Start() { using var activity = source.StartActivity(\"start\"); " + scheduled + " }",
        "the span 'start' (Activity) (called from 'Test.Start')");

    /// <summary>Where nobody waits for it, that is the fault; else it runs in another context, or nobody knows when.</summary>
    [Theory]
    [InlineData("_ = Task.Run(Begin);")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(_ => Begin(), null); await Task.Yield();")]
    [InlineData("Task begun; using (ExecutionContext.SuppressFlow()) begun = Task.Run(Begin); await begun;")]
    [InlineData("await Task.Run(() => { Activity.Current = null; Begin(); });")]
    [InlineData("activity?.Stop(); await Task.Run(Begin);")]
    [InlineData("await Keep(new[] { 1, 2 }.Select(number => Task.Run(Begin)));")]
    public Task Quiet_in_work_that_nobody_waits_for_or_that_is_apart(string scheduled) => Verify<TimerCapturesActivity>.QuietAsync(Given
        + "static void Begin() => timer = new Timer(_ => Poll(), null, 0, 1000); static IEnumerable<Task>? kept; static Task Keep(IEnumerable<Task> tasks) { kept = tasks; return Task.CompletedTask; } static async Task Start() { var activity = source.StartActivity(\"start\"); " + scheduled + " activity?.Stop(); }");

    [Theory]
    [InlineData("loop = Task.[|Run|](StartAsync);")]
    [InlineData("loop = [|StartAsync|]();")]
    [InlineData("loop = Task.[|Run|](async () => { Poll(); await StartAsync(); });")]
    [InlineData("new Thread(Go).[|Start|]();")]
    public Task Fires_on_a_loop_that_is_calls_away(string start) => Verify<TimerCapturesActivity>.FiresAsync(Given + Loops + "static void Start() { using var activity = source.StartActivity(\"start\"); " + start + " }");

    [Theory]
    // Another function goes on, or the call of a loop is left to itself.
    [InlineData("loop = Task.Run(() => { Poll(); _ = PollAsync(); });")]
    [InlineData("loop = Task.Run(() => { Poll(); Action later = () => PollAsync().Wait(); later = Poll; });")]
    [InlineData("loop = Task.Run(Once); loop = TryAsync();")]
    public Task Quiet_on_what_ends_by_itself(string start) => Verify<TimerCapturesActivity>.QuietAsync(Given + Loops + "static void Start() { using (ExecutionContext.SuppressFlow()) _ = PollAsync(); using var activity = source.StartActivity(\"start\"); " + start.Replace("_ = PollAsync()", "using (ExecutionContext.SuppressFlow()) _ = PollAsync()") + " }");

    private const string Loops = """
        static Task? loop;
        static async Task StartAsync() { await Task.Yield(); await InnerAsync(); }
        static Task InnerAsync() => PollAsync();
        static async Task PollAsync() { while (true) { await Task.Delay(1000); Poll(); } }
        static void Go() { Poll(); Turn(); }
        static void Turn() { for (;;) { Thread.Sleep(1000); Poll(); } }
        static async Task TryAsync() { await Task.Yield(); await AgainAsync(); }
        static async Task AgainAsync() { while (true) { Poll(); if (timers.Count > 0) return; await Task.Delay(1); } }
        static void Once() { Poll(); Twice(3); }
        static void Twice(int n) { if (n > 0) Twice(n - 1); Poll(); }

        """;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public Task Fires_through_an_interface(int implementations) => SaysAsync(
        "interface IPoller { void Start(); } class Orders(IPoller poller) { public void Place() { using var activity = source.StartActivity(\"place\"); A(); } void A() => B(); void B() => C(); void C() => D(); void D() => E(); void E() => F(); void F() { D(); G(); } void G() => poller.Start(); } "
        + "class Poller : IPoller { public void Start() => timer = new [|Timer|](_ => Poll(), null, 0, 1000); } " + string.Concat(Enumerable.Range(1, implementations - 1).Select(number => $"class Silent{number} : IPoller {{ public void Start() {{ }} }} ")),
        "the span 'place' (Activity) (called from 'Orders.Place')");

    [Theory]
    // Nobody in sight creates it, or nobody under a span.
    [InlineData("class Poller { readonly Timer always = new(_ => Poll(), null, 0, 1000); } static void Start() { using (source.StartActivity(\"start\")) { } GC.KeepAlive(new Poller()); }")]
    [InlineData("class Poller { static readonly Timer always = new(_ => Poll(), null, 0, 1000); public static void Touch() => GC.KeepAlive(always); } static void Start() { using var activity = source.StartActivity(\"start\"); GC.KeepAlive(new Poller()); }")]
    // Whoever disposes of it ends the timer.
    [InlineData("class Lease : IDisposable { readonly Timer renewal; public Lease() { renewal = new Timer(_ => Poll(), null, 0, 1000); } public void Dispose() => renewal.Dispose(); } static void Start() { using var activity = source.StartActivity(\"start\"); using var lease = new Lease(); Poll(); }")]
    [InlineData("class Lease : IAsyncDisposable { readonly Timer renewal = new(_ => Poll(), null, 0, 1000); public ValueTask DisposeAsync() => renewal.DisposeAsync(); } class Holder(Lease lease) { public Lease Lease => lease; } static Holder Start() { using var activity = source.StartActivity(\"start\"); return new Holder(new Lease()); }")]
    // The lambda is kept, or runs in another context.
    [InlineData("static void Start() { using var activity = source.StartActivity(\"start\"); Later.Add(() => timer = new Timer(_ => Poll(), null, 0, 1000)); Later.Apart(() => timer = new Timer(_ => Poll(), null, 0, 1000)); }")]
    [InlineData("static IEnumerable<Timer> Start(int[] periods) { using var activity = source.StartActivity(\"start\"); var lazy = periods.Select(period => timer = new Timer(_ => Poll(), null, 0, period)); activity?.Stop(); return lazy; }")]
    [InlineData("static void Start() { using var activity = source.StartActivity(\"start\"); using (ExecutionContext.SuppressFlow()) Retry.Execute(() => timer = new Timer(_ => Poll(), null, 0, 1000)); }")]
    // The object is of another interface, or of one that the program does not declare: it may be anything.
    [InlineData("interface IAgent : IRunner { } interface IRunner { void Start(); } class Host : IRunner { public void Start() => timer = new Timer(_ => Poll(), null, 0, 1000); } class Agents(IAgent agent) { public void Start() { using var activity = source.StartActivity(\"start\"); agent.Start(); } }")]
    [InlineData("class Host : IDisposable { public void Dispose() => timer = new Timer(_ => Poll(), null, 0, 1000); } class Agents(IDisposable agent) { public void Stop() { using var activity = source.StartActivity(\"stop\"); agent.Dispose(); } }")]
    // Its own callback disposes of it.
    [InlineData("static void Start() { using var activity = source.StartActivity(\"start\"); timer ??= new Timer(Once, null, 500, Timeout.Infinite); } static void Once(object? state) { timer?.Dispose(); timer = null; Poll(); }")]
    // The caller keeps the flow back.
    [InlineData("static void Start() { using var activity = source.StartActivity(\"start\"); using (ExecutionContext.SuppressFlow()) Inner(); } static void Inner() => timer = new Timer(_ => Poll(), null, 0, 1000);")]
    [InlineData("class Poller { readonly Timer always = new(_ => Poll(), null, 0, 1000); } static Poller? poller; static void Start() { using var activity = source.StartActivity(\"start\"); using (ExecutionContext.SuppressFlow()) poller ??= new Poller(); }")]
    public Task Quiet_where_no_span_is_certain(string code) => Verify<TimerCapturesActivity>.QuietAsync(Given + code);

    private static Task SaysAsync(string code, string origin) => Verify<TimerCapturesActivity>.SaysAsync(Given + code,
        $"This timer keeps {origin} as Activity.Current: all its spans join that one trace, long after its end. Start it inside 'ExecutionContext.SuppressFlow', so that each round begins a trace.");
}

/// <summary>What is said of constructors and of lambdas that are run at once is seen at run time.</summary>
[Collection(nameof(Traces))]
public class TimerCapturesActivityCallersProofs
{
    private const string Given = """
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Polls"); static Timer? timer; static Poller? poller;
            static void Poll(string name) { using var poll = source.StartActivity(name); }
            class Poller { readonly Timer always; public Poller() { always = new Timer(_ => Poll("poll of constructor"), null, 50, Timeout.Infinite); } }
            static class Once { static readonly Timer always = new(_ => Poll("poll of initializer"), null, 50, Timeout.Infinite); public static void Touch() => GC.KeepAlive(always); }
            public static void Construct() { using var activity = source.StartActivity("construct"); poller = new Poller(); }
            public static void Touch() { using var activity = source.StartActivity("touch"); Once.Touch(); }
            public static void Retry() { using var activity = source.StartActivity("retry"); Execute(() => timer = new Timer(_ => Poll("poll of lambda"), null, 50, Timeout.Infinite)); }
            static void Execute(Action action) => action();
            public static async Task Run() { using var activity = source.StartActivity("run"); await Task.Run(() => timer = new Timer(_ => Poll("poll of task"), null, 50, Timeout.Infinite)); }
            public static void Apart() { using var activity = source.StartActivity("apart"); using (ExecutionContext.SuppressFlow()) Execute(() => timer = new Timer(_ => Poll("poll of its own"), null, 50, Timeout.Infinite)); }
        }
        """;

    [Theory]
    [InlineData("Shop.Construct();", "construct\n  poll of constructor (parent ended)\n")]
    [InlineData("Shop.Touch();", "touch\n  poll of initializer (parent ended)\n")]
    [InlineData("Shop.Retry();", "retry\n  poll of lambda (parent ended)\n")]
    [InlineData("await Shop.Run();", "run\n  poll of task (parent ended)\n")]
    [InlineData("Shop.Apart();", "apart\npoll of its own\n")]
    public async Task The_timer_belongs_to_whoever_runs_the_code_that_starts_it(string main, string tree)
        => Assert.Equal(tree, await TracedRun.TreeAsync(Given, main + " await Task.Delay(250);"));
}
