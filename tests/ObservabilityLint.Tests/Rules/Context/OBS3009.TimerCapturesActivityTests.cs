using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class TimerCapturesActivityTests
{
    private const string Given = """
        static readonly HttpClient http = new(); static Timer? timer; static System.Threading.ITimer? provided; static System.Timers.Timer? component; static Task? loop; static readonly List<Timer> timers = []; static bool busy;
        static void Poll() { using var poll = source.StartActivity("poll"); }
        static async Task PollAsync() { while (true) { await Task.Delay(1000); Poll(); } }
        static async Task PollEverySecondAsync(CancellationToken stop) { using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await ticks.WaitForNextTickAsync(stop)) await http.GetStringAsync("http://shop"); }
        static async Task OnceAsync() { await Task.Delay(1000); Poll(); }

        """;

    private static string In(string statements) => Given + "static async Task PlaceAsync(CancellationToken stop) { using var activity = source.StartActivity(\"place\"); await Task.Yield(); " + statements + " }";

    [Theory]
    [InlineData("timer = new [|Timer|](_ => Poll(), null, 0, 1000);")]
    [InlineData("timer = [|new(_ => Poll())|];")]
    [InlineData("timers.Add(new [|Timer|](_ => Poll(), null, 0, 1000));")]
    [InlineData("timer?.Dispose(); timer = new [|Timer|](async _ => await http.GetStringAsync(\"http://shop\"), null, 0, 1000);")]
    [InlineData("provided = TimeProvider.System.[|CreateTimer|](_ => Poll(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));")]
    [InlineData("component = new System.Timers.Timer(1000); component.Elapsed += (_, _) => Poll(); component.[|Start|]();")]
    [InlineData("loop = Task.[|Run|](PollAsync);")]
    [InlineData("loop = Task.[|Run|](() => PollEverySecondAsync(stop), stop);")]
    [InlineData("_ = Task.[|Run|](async () => { while (!stop.IsCancellationRequested) { Poll(); await Task.Delay(1000); } });")]
    [InlineData("loop = [|PollAsync|]();")]
    [InlineData("new Thread(() => { for (;;) { Poll(); Thread.Sleep(1000); } }).[|Start|]();")]
    public Task Fires(string statements) => Verify<TimerCapturesActivity>.FiresAsync(In(statements));

    [Theory]
    // It ends with the span, or somebody waits for its end.
    [InlineData("using var progress = new Timer(_ => Poll(), null, 0, 1000); await OnceAsync();")]
    [InlineData("await using (new Timer(_ => Poll(), null, 0, 1000)) await OnceAsync();")]
    [InlineData("var progress = new Timer(_ => Poll(), null, 0, 1000); try { await OnceAsync(); } finally { progress.Dispose(); }")]
    [InlineData("timer = new Timer(_ => Poll(), null, 0, 1000); await OnceAsync(); timer?.Dispose();")]
    [InlineData("var every = new System.Timers.Timer(1000); every.Elapsed += (_, _) => Poll(); every.Start(); await OnceAsync(); every.Stop();")]
    [InlineData("await PollAsync(); await Task.Run(PollAsync, stop); await PollEverySecondAsync(stop);")]
    [InlineData("var polling = Task.Run(PollAsync); await polling;")]
    [InlineData("await using var progress = TimeProvider.System.CreateTimer(_ => Poll(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1)); await OnceAsync();")]
    [InlineData("using var every = new System.Timers.Timer(1000); every.Elapsed += (_, _) => Poll(); every.Start(); await OnceAsync();")]
    [InlineData("using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await ticks.WaitForNextTickAsync(stop)) Poll();")]
    [InlineData("var polling = PollEverySecondAsync(stop); await OnceAsync(); await polling;")]
    [InlineData("var polling = new Thread(() => { while (!stop.IsCancellationRequested) Poll(); }); polling.Start(); polling.Join();")]
    [InlineData("await Task.WhenAny(PollAsync(), Task.Delay(1000)); await foreach (var number in Numbers()) Poll(); } static async IAsyncEnumerable<int> Numbers() { while (true) { yield return 1; await Task.Yield(); }")]
    // Nothing of it shows in a trace.
    [InlineData("timer = new Timer(_ => timers.Clear(), null, 0, 1000); timer = new Timer(_ => Console.WriteLine(Activity.Current?.Id), null, 0, 1000);")]
    [InlineData("component = new System.Timers.Timer(1000); component.Elapsed += (_, _) => busy = true; component.Start();")]
    [InlineData("timer = new Timer(_ => busy = false, null, 0, 1000); timer.Change(0, 5); loop = Task.Run(async () => { while (true) await Task.Delay(5); });")]
    // It does not go on.
    [InlineData("loop = Task.Run(OnceAsync); loop = OnceAsync();")]
    [InlineData("loop = Task.Run(async () => { foreach (var number in new[] { 1, 2 }) { Poll(); await Task.Delay(5); } });")]
    // The flow stops here, or the rounds have an origin of their own.
    [InlineData("using (ExecutionContext.SuppressFlow()) timer = new Timer(_ => Poll(), null, 0, 1000);")]
    [InlineData("timer = new Timer(_ => { Activity.Current = null; Poll(); }, null, 0, 1000);")]
    [InlineData("var link = new ActivityLink(activity!.Context); timer = new Timer(_ => { using var poll = source.StartActivity(ActivityKind.Internal, links: [link], name: \"poll\"); }, null, 0, 1000);")]
    // A lambda runs when it is called.
    [InlineData("Action later = () => timer = new Timer(_ => Poll(), null, 0, 1000);")]
    public Task Quiet(string statements) => Verify<TimerCapturesActivity>.QuietAsync(In(statements));

    [Theory]
    [InlineData("static void Start() => timer ??= new [|Timer|](_ => Poll(), null, 0, 1000);")]
    [InlineData("static void Start() { lock (timers) { if (timer == null) timer = new [|Timer|](_ => Poll(), null, 0, 1000); } }")]
    [InlineData("static void Start() { if (loop is null) { loop = Task.[|Run|](PollAsync); } }")]
    [InlineData("static Task Polling => loop ??= Task.[|Run|](PollAsync);")]
    [InlineData("static readonly Lazy<Timer> lazy = new(() => new [|Timer|](_ => Poll(), null, 0, 1000));")]
    [InlineData("static Timer Lazily() => LazyInitializer.EnsureInitialized(ref timer, () => new [|Timer|](_ => Poll(), null, 0, 1000));")]
    [InlineData("class Poller : Microsoft.AspNetCore.Mvc.ControllerBase { public void Post() => timer = new [|Timer|](_ => Poll(), null, 0, 1000); }")]
    public Task Fires_on_demand(string members) => Verify<TimerCapturesActivity>.FiresAsync(Given + members);

    [Theory]
    [InlineData("static readonly Timer always = new(_ => Poll(), null, 0, 1000);")]
    [InlineData("static void Start() { timer = new Timer(_ => Poll(), null, 0, 1000); loop = Task.Run(PollAsync); }")]
    [InlineData("static void Start() { using (ExecutionContext.SuppressFlow()) timer ??= new Timer(_ => Poll(), null, 0, 1000); }")]
    [InlineData("class Poller { readonly Timer always; Poller() { always = new Timer(_ => Poll(), null, 0, 1000); } }")]
    [InlineData("class Poller : Microsoft.Extensions.Hosting.IHostedService { Timer? own; public Task StartAsync(CancellationToken stop) { own ??= new Timer(_ => Poll(), null, 0, 1000); return Task.CompletedTask; } public Task StopAsync(CancellationToken stop) => Task.CompletedTask; }")]
    [InlineData("class Poller : Microsoft.Extensions.Hosting.BackgroundService { Task? own; protected override async Task ExecuteAsync(CancellationToken stop) { own ??= Task.Run(PollAsync); while (await new PeriodicTimer(TimeSpan.FromSeconds(1)).WaitForNextTickAsync(stop)) Poll(); } }")]
    [InlineData("static void Start() { using (source.StartActivity(\"start\")) { } timer = new Timer(_ => Poll(), null, 0, 1000); }")]
    [InlineData("class Poller { Timer? own; static Poller() { timer = new Timer(_ => Poll(), null, 0, 1000); } public void Stop() => own?.Dispose(); }")]
    [InlineData("static void Main() { timer ??= new Timer(_ => Poll(), null, 0, 1000); loop ??= Task.Run(PollAsync); }")]
    [InlineData("static Timer Make() => new(_ => Poll(), null, 0, 1000); static Timer Kept { get; } = Make();")]
    [InlineData("static void Start(bool again) { if (again) timer = new Timer(_ => Poll(), null, 0, 1000); if (timer != null) timer = new Timer(_ => Poll(), null, 0, 1000); }")]
    [InlineData("static readonly Lazy<Timer> lazy = new(() => new Timer(_ => busy = true, null, 0, 1000)); static void Start() => timer ??= new Timer(_ => GC.Collect(), null, 0, 1000);")]
    [InlineData("static readonly Lazy<Timer> lazy = new(() => { using (ExecutionContext.SuppressFlow()) return new Timer(_ => Poll(), null, 0, 1000); });")]
    [InlineData("class Timer2 { public Timer2(Action tick) => tick(); } static Timer2? own; static void Start() { using var activity = source.StartActivity(\"start\"); own ??= new Timer2(Poll); }")]
    public Task Quiet_at_start(string members) => Verify<TimerCapturesActivity>.QuietAsync(Given + members);

    [Theory]
    [InlineData("timer = new [|Timer|](_ => Poll(), null, 0, 1000);", "This timer keeps the span 'place' (Activity) as Activity.Current: all its spans join that one trace, long after its end. Start it inside 'ExecutionContext.SuppressFlow', so that each round begins a trace.")]
    [InlineData("loop = Task.[|Run|](() => PollEverySecondAsync(stop));", "This loop keeps the span 'place' (Activity) as Activity.Current: all its HTTP requests join that one trace, long after its end. Start it inside 'ExecutionContext.SuppressFlow', so that each round begins a trace.")]
    public Task Says_what_happens(string statements, string message) => Verify<TimerCapturesActivity>.SaysAsync(In(statements), message);

    [Theory]
    [InlineData(
        """
        static void Start()
        {
            timer ??= new [|Timer|](_ => Poll(), null, 0, 1000); // every second
            if (loop is null)
                loop = [|PollAsync|]();
        }
        static readonly Lazy<Timer> lazy = new(() => new [|Timer|](_ => Poll(), null, 0, 1000));
        """,
        """
        static void Start()
        {
            using (ExecutionContext.SuppressFlow())
            {
                timer ??= new Timer(_ => Poll(), null, 0, 1000); // every second
            }
            if (loop is null)
                using (ExecutionContext.SuppressFlow())
                {
                    loop = Task.Run(() => PollAsync());
                }
        }
        static readonly Lazy<Timer> lazy = new(() =>
        {
            using (ExecutionContext.SuppressFlow()) return new Timer(_ => Poll(), null, 0, 1000);
        });
        """)]
    [InlineData(
        """
        static Timer Start()
        {
            return timer ??= new [|Timer|](_ =>
            {
                Poll();
            });
        }
        """,
        """
        static Timer Start()
        {
            using (ExecutionContext.SuppressFlow())
            {
                return timer ??= new Timer(_ =>
                {
                    Poll();
                });
            }
        }
        """)]
    [InlineData("static Timer Timer => timer ??= new [|Timer|](_ => Poll(), null, 0, 1000);", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<TimerCapturesActivity>.OffersNoFixAsync(Given + before) : Verify<TimerCapturesActivity>.FixesAsync(Given + before, Given + after);
}

[Collection(nameof(Traces))]
public class TimerCapturesActivityProofs
{
    [Theory]
    [InlineData(0, "Test.Show(); await Task.Delay(300);", "show prices\n  refresh prices (parent ended)\n", "show prices\nrefresh prices\n")]
    [InlineData(1, TwoRounds, "show prices\n  refresh prices (parent ended)\n  refresh prices (parent ended)\n", "show prices\nrefresh prices\nrefresh prices\n")]
    public Task At_run_time_all_rounds_belong_to_the_first_caller(int example, string main, string bad, string good)
        => TracedRun.ProvesAsync("OBS3009", main, bad, good, example);

    private const string TwoRounds = """
        var (rounds, second) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var watch = new ActivityListener { ShouldListenTo = static _ => true };
        watch.ActivityStopped = round =>
        {
            if (round.OperationName != "refresh prices" || ++rounds < 2) return;
            Test.Stop();
            second.SetResult();
        };
        ActivitySource.AddActivityListener(watch);
        Test.Show();
        await second.Task;
        // The others that are told of its end.
        await Task.Delay(100);
        """;
}
