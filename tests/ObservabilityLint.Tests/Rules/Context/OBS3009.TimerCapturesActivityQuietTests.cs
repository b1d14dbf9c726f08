using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Code that teams write near the border of this rule, and that is right as it stands.</summary>
public class TimerCapturesActivityQuietTests
{
    private const string Given = """
        static class Work { public static void Audit() { using var audit = source.StartActivity("audit"); } public static async Task AuditAsync() { await Task.Yield(); Audit(); } public static async Task<int> PriceAsync(int item) { await Task.Yield(); Audit(); return item; } }
        static class Polls { public static readonly HttpClient Http = new(); public static async Task EverySecondAsync(CancellationToken stop) { using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await ticks.WaitForNextTickAsync(stop)) await Http.GetStringAsync("http://shop"); } }

        """;

    [Theory]
    [InlineData("class Import { public async Task RunAsync() { using var activity = source.StartActivity(\"import\"); using var stop = new CancellationTokenSource(); var polling = Polls.EverySecondAsync(stop.Token); try { await Work.AuditAsync(); } finally { stop.Cancel(); await polling; } } }")]
    [InlineData("class Import { public async Task RunAsync() { using var activity = source.StartActivity(\"import\"); var progress = new Timer(_ => Work.Audit(), null, 0, 1000); try { await Work.AuditAsync(); } finally { await progress.DisposeAsync(); } } }")]
    [InlineData("sealed class Lease(Timer renewal) : IDisposable { public void Dispose() => renewal.Dispose(); } class Import { public async Task RunAsync() { using var activity = source.StartActivity(\"import\"); using var lease = new Lease(new Timer(_ => Work.Audit(), null, 0, 1000)); await Work.AuditAsync(); } }")]
    [InlineData("class Import { public async Task RunAsync(CancellationToken stop) { using var activity = source.StartActivity(\"import\"); var polling = Task.Run(async () => { while (true) { if (await Work.PriceAsync(1) > 0) return; await Task.Delay(1000, stop); } }, stop); await polling.WaitAsync(TimeSpan.FromMinutes(1)); } }")]
    [InlineData("class Import { public async Task RunAsync(ChannelReader<int> rows) { using var activity = source.StartActivity(\"import\"); var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () => { while (await rows.WaitToReadAsync()) while (rows.TryRead(out var row)) await Work.PriceAsync(row); })); await Task.WhenAll(workers); } }")]
    [InlineData("class Import { public void Run() { using var activity = source.StartActivity(\"import\"); var running = true; var watch = new Thread(() => { while (Volatile.Read(ref running)) { Work.Audit(); Thread.Sleep(1000); } }); watch.Start(); try { Work.Audit(); } finally { Volatile.Write(ref running, false); watch.Join(); } } }")]
    [InlineData("class Import { public Timer Watch() { using var activity = source.StartActivity(\"watch\"); return new Timer(_ => Work.Audit(), null, 0, 1000); } }")]
    [InlineData("class Import { public Task WatchAsync(CancellationToken stop) { using var activity = source.StartActivity(\"watch\"); return Polls.EverySecondAsync(stop); } }")]
    [InlineData("static class Tool { static Timer? timer; static void Main() { using var activity = source.StartActivity(\"tool\"); timer = new Timer(_ => Work.Audit(), null, 0, 1000); Console.ReadLine(); } }")]
    public Task Quiet_where_it_ends_in_time(string code) => Verify<TimerCapturesActivity>.QuietAsync(Given + code);

    [Theory]
    [InlineData("class Debounce { readonly Timer timer = new(_ => Work.Audit()); public void Touch() { using var activity = source.StartActivity(\"touch\"); timer.Change(500, Timeout.Infinite); } }")]
    [InlineData("class Poller { PeriodicTimer? ticks; public void Reset(TimeSpan period) { using var activity = source.StartActivity(\"reset\"); ticks?.Dispose(); ticks = new PeriodicTimer(period); } public async Task RunAsync() { while (await ticks!.WaitForNextTickAsync()) Work.Audit(); } }")]
    [InlineData("class Poller { readonly System.Timers.Timer timer = new(1000); public void Set(double period) { using var activity = source.StartActivity(\"set\"); timer.Interval = period; timer.Elapsed += (_, _) => Work.Audit(); } }")]
    [InlineData("class Poller { Timer? timer; public void Start() { using var activity = source.StartActivity(\"start\"); using var flow = ExecutionContext.SuppressFlow(); timer = new Timer(_ => Work.Audit(), null, 0, 1000); } }")]
    [InlineData("static class Uncaptured { public static Timer Create(TimerCallback tick, TimeSpan period) { var suppressed = false; try { if (!ExecutionContext.IsFlowSuppressed()) { ExecutionContext.SuppressFlow(); suppressed = true; } return new Timer(tick, null, period, period); } finally { if (suppressed) ExecutionContext.RestoreFlow(); } } } class Poller { Timer? timer; public void Start() { using var activity = source.StartActivity(\"start\"); timer ??= Uncaptured.Create(_ => Work.Audit(), TimeSpan.FromSeconds(1)); } }")]
    [InlineData("class Poller { Timer? timer; public void Start() { using var activity = source.StartActivity(\"start\"); timer = new Timer(Tick, null, 0, 1000); } static void Tick(object? state) { Activity.Current = null; using var tick = source.StartActivity(\"tick\"); } }")]
    [InlineData("class Poller { Task? loop; public void Start(CancellationToken stop) { using var activity = source.StartActivity(\"start\"); using (ExecutionContext.SuppressFlow()) loop = Task.Run(() => Polls.EverySecondAsync(stop), stop); } }")]
    [InlineData("class Poller { Timer? timer; public void Start() { using (var activity = source.StartActivity(\"configure\")) activity?.SetTag(\"period\", 1000); timer ??= Once(); static Timer Once() { using (ExecutionContext.SuppressFlow()) return new Timer(_ => Work.Audit(), null, 0, 1000); } } }")]
    [InlineData("class Poller { Timer? timer; public void Start() { using var activity = source.StartActivity(\"start\"); var before = Activity.Current; Activity.Current = null; timer = new Timer(_ => Work.Audit(), null, 0, 1000); Activity.Current = before; } }")]
    [InlineData("class Poller { Timer? timer; public void Start() { using var activity = source.StartActivity(\"start\"); timer = new Timer(_ => { using (OpenTelemetry.SuppressInstrumentationScope.Begin()) Work.Audit(); }, null, 0, 1000); } }")]
    public Task Quiet_where_nothing_is_captured(string code) => Verify<TimerCapturesActivity>.QuietAsync(Given + code);

    [Theory]
    [InlineData("class Cache { readonly System.Collections.Concurrent.ConcurrentDictionary<int, DateTime> entries = new(); Timer? sweep; public void Add(int key) { using var activity = source.StartActivity(\"add\"); entries[key] = DateTime.UtcNow; sweep ??= new Timer(_ => { foreach (var (old, at) in entries) if (at < DateTime.UtcNow.AddMinutes(-5)) entries.TryRemove(old, out DateTime _); }, null, 0, 1000); } }")]
    [InlineData("class Session { Timer? expiry; public void Begin(CancellationTokenSource session) { using var activity = source.StartActivity(\"begin\"); expiry = new Timer(static state => ((CancellationTokenSource)state!).Cancel(), session, 60000, Timeout.Infinite); } }")]
    [InlineData("class Load { static readonly System.Diagnostics.Metrics.Counter<long> ticks = new System.Diagnostics.Metrics.Meter(\"Shop\").CreateCounter<long>(\"ticks\"); Timer? timer; public void Watch() { using var activity = source.StartActivity(\"watch\"); timer ??= new Timer(_ => ticks.Add(1), null, 0, 1000); } }")]
    [InlineData("class Limit { readonly SemaphoreSlim slots = new(0, 10); Task? refill; public void Start() { using var activity = source.StartActivity(\"start\"); refill ??= Task.Run(async () => { using var every = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await every.WaitForNextTickAsync()) if (slots.CurrentCount < 10) slots.Release(); }); } }")]
    public Task Quiet_where_nothing_shows(string code) => Verify<TimerCapturesActivity>.QuietAsync(Given + code);

    [Theory]
    [InlineData("class Poller(TimeProvider clock) : Microsoft.Extensions.Hosting.BackgroundService { protected override async Task ExecuteAsync(CancellationToken stop) { using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1), clock); while (await ticks.WaitForNextTickAsync(stop)) { using var activity = source.StartActivity(\"tick\"); Work.Audit(); } } }")]
    [InlineData("class Sessions : IDisposable { readonly System.Threading.ITimer sweep; public Sessions(TimeProvider clock) => sweep = clock.CreateTimer(_ => Work.Audit(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1)); public void Dispose() => sweep.Dispose(); }")]
    [InlineData("static class Beats { static Timer? timer; [System.Runtime.CompilerServices.ModuleInitializer] internal static void Start() => timer = new Timer(_ => Work.Audit(), null, 0, 1000); }")]
    [InlineData("class Poller : Microsoft.Extensions.Hosting.IHostedService, IDisposable { Timer? timer; public Task StartAsync(CancellationToken stop) { timer = new Timer(_ => Work.Audit(), null, TimeSpan.Zero, TimeSpan.FromSeconds(5)); return Task.CompletedTask; } public Task StopAsync(CancellationToken stop) { timer?.Change(Timeout.Infinite, 0); return Task.CompletedTask; } public void Dispose() => timer?.Dispose(); }")]
    public Task Quiet_at_start(string code) => Verify<TimerCapturesActivity>.QuietAsync(Given + code);
}
