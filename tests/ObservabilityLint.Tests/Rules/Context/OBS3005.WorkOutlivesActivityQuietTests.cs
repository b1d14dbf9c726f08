using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Code that teams write near the border of this rule, and that is right as it stands.</summary>
public class WorkOutlivesActivityQuietTests
{
    private const string Given = """
        using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Mvc;
        static class Work { public static void Audit() { using var audit = source.StartActivity("audit"); } public static async Task AuditAsync() { await Task.Yield(); Audit(); } public static async Task<int> PriceAsync(int item) { await Task.Yield(); Audit(); return item; } }

        """;

    [Theory]
    // Somebody may wait for the semaphore.
    [InlineData("class Import { readonly SemaphoreSlim gate = new(1); public async Task RunAsync() { using var activity = source.StartActivity(\"import\"); if (!await gate.WaitAsync(0)) return; _ = Task.Run(async () => { try { await Work.AuditAsync(); } finally { gate.Release(); } }); } public Task IdleAsync() => gate.WaitAsync(); }")]
    [InlineData("class Import { readonly SemaphoreSlim gate = new(1); public async Task RunAsync() { using var activity = source.StartActivity(\"import\"); if (!await gate.WaitAsync(100)) return; _ = Task.Run(async () => { try { await Work.AuditAsync(); } finally { gate.Release(); } }); } }")]
    [InlineData("class Import { internal readonly SemaphoreSlim gate = new(1); public async Task RunAsync() { using var activity = source.StartActivity(\"import\"); if (!await gate.WaitAsync(0)) return; _ = Task.Run(async () => { try { await Work.AuditAsync(); } finally { gate.Release(); } }); } }")]
    // The work ends the span that it was started under.
    [InlineData("class Import { public void Run() { var activity = source.StartActivity(\"import\"); var run = async () => { await Work.AuditAsync(); await Work.AuditAsync(); activity?.Stop(); }; _ = run(); } }")]
    [InlineData("class Import { public void Run() { var activity = source.StartActivity(\"import\"); async Task RunAsync() { await Work.AuditAsync(); await Work.AuditAsync(); activity?.Stop(); } _ = RunAsync(); } }")]
    [InlineData("class Cart { public async Task<int> TotalAsync(int[] items) { using var activity = source.StartActivity(\"total\"); var prices = items.Select(Work.PriceAsync).ToList(); var total = 0; foreach (var price in prices) total += await price; return total; } }")]
    [InlineData("class Cart { public async Task<int> TotalAsync(int[] items) { using var activity = source.StartActivity(\"total\"); var total = 0; await foreach (var price in Task.WhenEach(items.Select(item => Task.Run(() => Work.PriceAsync(item))))) total += await price; return total; } }")]
    [InlineData("class Import { public async Task RunAsync(IEnumerable<int> rows) { using var activity = source.StartActivity(\"import\"); var pending = new HashSet<Task>(); foreach (var row in rows) { pending.Add(Work.PriceAsync(row)); if (pending.Count == 10) pending.Remove(await Task.WhenAny(pending)); } await Task.WhenAll(pending); } }")]
    [InlineData("class Quote { public async Task<int> GetAsync(int item) { using var activity = source.StartActivity(\"quote\"); try { return await Task.Run(() => Work.PriceAsync(item)).WaitAsync(TimeSpan.FromSeconds(2)); } catch (TimeoutException) { return 0; } } }")]
    [InlineData("class Prices { readonly System.Collections.Concurrent.ConcurrentDictionary<int, Task<int>> cache = new(); public async Task<int> GetAsync(int item) { using var activity = source.StartActivity(\"price\"); return await cache.GetOrAdd(item, key => Task.Run(() => Work.PriceAsync(key))); } }")]
    [InlineData("class Shipper : IAsyncDisposable { Task last = Task.CompletedTask; public void Ship() { using var activity = source.StartActivity(\"ship\"); last = Task.Run(Work.AuditAsync); } public async ValueTask DisposeAsync() => await last; }")]
    [InlineData("record Started(int Id, Task Done); class Jobs { public Started Start(int id) { using var activity = source.StartActivity(\"start\"); return new Started(id, Task.Run(Work.Audit)); } }")]
    [InlineData("class Jobs { public bool TryStart(out Task done) { using var activity = source.StartActivity(\"start\"); done = Work.AuditAsync(); return true; } }")]
    // A thread that a field holds may be waited for wherever the field is seen, as the task of one.
    [InlineData("class Shipper : IDisposable { Thread? last; public void Ship() { using var activity = source.StartActivity(\"ship\"); last = new Thread(Work.Audit); last.Start(); } public void Dispose() => last?.Join(); }")]
    [InlineData("class Shipper { Thread? last; public void Ship() { using var activity = source.StartActivity(\"ship\"); last = new Thread(Work.Audit) { IsBackground = true }; last.Start(); } }")]
    [InlineData("class Shipper { Thread? last; public void Ship() { using var activity = source.StartActivity(\"ship\"); var thread = new Thread(() => Work.Audit()); last = thread; thread.Start(); } }")]
    [InlineData("class Shipper { Thread? last; public void Ship() { if (last != null) return; using var activity = source.StartActivity(\"ship\"); (last = new Thread(Work.Audit)).Start(); } }")]
    [InlineData("class Shipper { public Thread? Last { get; private set; } public void Ship() { using var activity = source.StartActivity(\"ship\"); Last = new Thread(Work.Audit); Last.Start(); } }")]
    [InlineData("class Shipper { readonly Thread own = new(Work.Audit); public void Ship() { using var activity = source.StartActivity(\"ship\"); own.Start(); } }")]
    [InlineData("interface ITaskTracker { void Track(Task work); } class Orders(ITaskTracker tracker) { public void Place() { using var activity = source.StartActivity(\"place\"); tracker.Track(Task.Run(Work.Audit)); } }")]
    [InlineData("static class Limits { public static async Task Within(this Task work, TimeSpan limit) => await work.WaitAsync(limit); } class Orders { public async Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); await Task.Run(Work.Audit).Within(TimeSpan.FromSeconds(1)); } }")]
    [InlineData("class Report { public async Task BuildAsync() { using var activity = source.StartActivity(\"build\"); await Task.Factory.StartNew(() => { Task.Factory.StartNew(Work.Audit, TaskCreationOptions.AttachedToParent); }); } }")]
    [InlineData("class Report { public void Build(int[] pages) { using var activity = source.StartActivity(\"build\"); Task.WaitAll(pages.Select(page => Task.Run(Work.Audit)).ToArray()); } }")]
    [InlineData("class Report { public void Build() { using var activity = source.StartActivity(\"build\"); var threads = Enumerable.Range(0, 4).Select(_ => new Thread(Work.Audit)).ToList(); foreach (var thread in threads) thread.Start(); foreach (var thread in threads) thread.Join(); } }")]
    [InlineData("class Import { public async Task RunAsync(int[] rows) { using var activity = source.StartActivity(\"import\"); using var slots = new SemaphoreSlim(4); foreach (var row in rows) { await slots.WaitAsync(); _ = Task.Run(async () => { try { await Work.PriceAsync(row); } finally { slots.Release(); } }); } for (var slot = 0; slot < 4; slot++) await slots.WaitAsync(); } }")]
    [InlineData("class Import { public void Run() { using var activity = source.StartActivity(\"import\"); using var rows = new System.Collections.Concurrent.BlockingCollection<int>(10); _ = Task.Run(() => { Work.Audit(); rows.Add(1); rows.CompleteAdding(); }); foreach (var row in rows.GetConsumingEnumerable()) Console.WriteLine(row); } }")]
    [InlineData("class Export { public async Task RunAsync() { using var activity = source.StartActivity(\"export\"); var pipe = new System.IO.Pipelines.Pipe(); var filling = FillAsync(pipe.Writer); await pipe.Reader.CopyToAsync(System.IO.Stream.Null); await filling; } static async Task FillAsync(System.IO.Pipelines.PipeWriter writer) { await Work.AuditAsync(); await writer.CompleteAsync(); } }")]
    [InlineData("class Window { async void OnClick(object? sender, EventArgs e) { using var activity = source.StartActivity(\"click\"); try { Console.WriteLine(await Task.Run(() => Work.PriceAsync(1))); } catch (InvalidOperationException wrong) { Console.WriteLine(wrong.Message); } } }")]
    [InlineData("static class Start { static void Map(WebApplication app) => app.MapGet(\"/prices/{id}\", (int id, CancellationToken stop) => Task.Run(() => Work.PriceAsync(id), stop)); }")]
    [InlineData("public class PricesController : ControllerBase { [HttpGet] public async Task<ActionResult<int[]>> Get([FromQuery] int[] ids) { var prices = new List<Task<int>>(ids.Length); foreach (var id in ids) prices.Add(Work.PriceAsync(id)); return await Task.WhenAll(prices); } }")]
    [InlineData("static class Tasks { public static void Join(this Task task) => task.Wait(); public static void Keep(this Task task) => All.Add(task); static readonly List<Task> All = []; } class Orders { public void Place() { using var activity = source.StartActivity(\"place\"); Work.AuditAsync().Join(); Work.AuditAsync().Keep(); } }")]
    [InlineData("class Orders { public async Task PlaceAsync(List<int> items) { using var activity = source.StartActivity(\"place\"); var prices = new List<Task>(); items.ForEach(item => prices.Add(Work.PriceAsync(item))); await Task.WhenAll(prices); Parallel.ForEach(items, item => Work.Audit()); } }")]
    [InlineData("class Orders { public void Place(List<int> items) { using var activity = source.StartActivity(\"place\"); if (activity == null) { _ = Work.AuditAsync(); return; } Console.WriteLine(); } }")]
    [InlineData("class Orders { public async Task PlaceAsync(int[] items) { using var activity = source.StartActivity(\"place\"); await Task.WhenAll(items.Select(item => Work.PriceAsync(item))); Task.WaitAll(items.Select(item => Work.PriceAsync(item)).ToArray()); _ = items.Select(item => Work.PriceAsync(item)); } }")]
    // A span that begins in time is a living parent, however deep the waiting.
    [InlineData("class Orders { public void Place(List<int> items) { using var activity = source.StartActivity(\"place\"); _ = TracedAsync(); items.ForEach(async item => await TracedAsync()); } static async Task TracedAsync() { using var traced = source.StartActivity(\"traced\"); await Work.AuditAsync(); } }")]
    [InlineData("class Orders { public async Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); Task work; await (work = Task.Run(Work.Audit)); } }")]
    [InlineData("class Orders { public async Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); Task first, second; first = second = Task.Run(Work.Audit); await first; } }")]
    [InlineData("class Orders { public async Task PlaceAsync(int kind) { using var activity = source.StartActivity(\"place\"); await (kind switch { 0 => Task.Run(Work.Audit), 1 => Work.AuditAsync(), _ => Task.CompletedTask }); } }")]
    [InlineData("class Orders { static Task WorkAsync(int kind) => kind switch { 0 => Task.Run(Work.Audit), _ => Work.AuditAsync() }; public async Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); await WorkAsync(1); } }")]
    [InlineData("static class Tasks { static readonly List<Task> All = []; extension(Task task) { public void Keep() => All.Add(task); public Task Same() => task; } } class Orders { public async Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); Task.Run(Work.Audit).Keep(); await Task.Run(Work.Audit).Same(); } }")]
    // What comes behind the work tells others.
    [InlineData("class Import { public async Task<int> RunAsync() { using var activity = source.StartActivity(\"import\"); var done = new TaskCompletionSource(); var n = 0; _ = Work.PriceAsync(1).ContinueWith(t => { try { n = t.Result; } finally { done.TrySetResult(); } }).ConfigureAwait(false); await done.Task; return n; } }")]
    [InlineData("class Turns { readonly System.Threading.Channels.Channel<int> done = System.Threading.Channels.Channel.CreateUnbounded<int>(); public void End() => done.Writer.TryComplete(); public async Task AllAsync() { await foreach (var n in done.Reader.ReadAllAsync()) Console.Write(n); } } class Import(Turns turns) { public async Task RunAsync() { using var activity = source.StartActivity(\"import\"); Work.AuditAsync().ContinueWith(_ => turns.End()); await turns.AllAsync(); } }")]
    public Task Quiet_where_somebody_waits(string code) => Verify<WorkOutlivesActivity>.QuietAsync(Given + code);

    [Theory]
    [InlineData("static class Background { public static void Run(Func<Task> work) { using (ExecutionContext.SuppressFlow()) _ = Task.Run(work); } } class Orders { public void Place() { using var activity = source.StartActivity(\"place\"); Background.Run(Work.AuditAsync); } }")]
    [InlineData("class Orders { public void Place() { using var activity = source.StartActivity(\"place\"); AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow(); try { _ = Task.Run(Work.Audit); } finally { flow?.Undo(); } } }")]
    [InlineData("class Orders { static readonly ExecutionContext clean = ExecutionContext.Capture()!; public void Place() { using var activity = source.StartActivity(\"place\"); ExecutionContext.Run(clean, _ => Task.Run(Work.Audit), null); } }")]
    [InlineData("class Orders(Channel<Func<Task>> jobs) { public void Place() { using var activity = source.StartActivity(\"place\"); jobs.Writer.TryWrite(() => Task.Run(Work.Audit)); jobs.Writer.TryWrite(Work.AuditAsync); } }")]
    [InlineData("public interface IJobQueue { void Enqueue(Func<CancellationToken, Task> job); } public class OrdersController(IJobQueue jobs) : ControllerBase { [HttpPost] public IActionResult Post() { jobs.Enqueue(async stop => await Work.AuditAsync()); return Accepted(); } }")]
    [InlineData("record Job(int Id, ActivityContext Parent); class Jobs { public void Start(int id) { using var activity = source.StartActivity(\"start\"); var job = new Job(id, activity?.Context ?? default); _ = Task.Run(() => Process(job)); } static void Process(Job job) { using var process = source.StartActivity(\"process\", ActivityKind.Consumer, job.Parent); } }")]
    [InlineData("class Orders { public void Place() { try { using var activity = source.StartActivity(\"place\"); activity?.SetTag(\"kind\", \"new\"); } finally { _ = Task.Run(Work.Audit); } } }")]
    [InlineData("class Orders { public void Place() { var activity = source.StartActivity(\"import\"); _ = Task.Run(async () => { using (activity) await Work.AuditAsync(); }); } }")]
    [InlineData("class Orders { public void Place() { var activity = source.StartActivity(\"place\"); _ = FinishAsync(activity); } static async Task FinishAsync(Activity? activity) { try { await Work.AuditAsync(); } finally { activity?.Dispose(); } } }")]
    [InlineData("class Orders(OpenTelemetry.Trace.Tracer tracer) { public void Place() { using var span = tracer.StartSpan(\"place\"); _ = Task.Run(Work.Audit); } }")]
    [InlineData("class Orders { public void Place() { using var draft = source.CreateActivity(\"place\", ActivityKind.Internal); draft?.SetTag(\"kind\", \"new\"); _ = Task.Run(Work.Audit); } }")]
    [InlineData("interface IMailer { Task SendAsync(int order); } class Orders(IMailer mailer) { public void Place(int order) { using var activity = source.StartActivity(\"place\"); _ = mailer.SendAsync(order); } }")]
    [InlineData("class Orders { public void Place(int order) { using var activity = source.StartActivity(\"place\"); _ = System.IO.File.AppendAllTextAsync(\"orders.log\", $\"{order}\\n\"); _ = Task.Run(() => System.IO.File.Delete(\"orders.tmp\")); } }")]
    [InlineData("public class OrdersController(IServiceProvider services) : ControllerBase { [HttpPost] public IActionResult Post(int id) { _ = Task.Run(() => { Activity.Current = null; using var work = source.StartActivity(\"work\"); services.GetService(typeof(IDisposable)); }); return Accepted(); } }")]
    [InlineData("class Orders { public void Place() { using var activity = source.StartActivity(\"place\"); if (!ExecutionContext.IsFlowSuppressed()) { ExecutionContext.SuppressFlow(); } _ = Task.Run(Work.Audit); ExecutionContext.RestoreFlow(); } }")]
    [InlineData("static class Clean { public static void Run(Action action) { using (ExecutionContext.SuppressFlow()) { action(); } } } class Orders { public void Place() { using var activity = source.StartActivity(\"place\"); Clean.Run(() => { _ = Task.Run(Work.Audit); }); } }")]
    // A helper leaves the flow suppressed, of which OBS3007 speaks.
    [InlineData("static class Flow { public static void Suppress() => ExecutionContext.SuppressFlow(); public static void Both() => Suppress(); } class Import { public void Run() { using var activity = source.StartActivity(\"import\"); Flow.Suppress(); _ = Task.Run(Work.AuditAsync); } public void RunBoth() { using var activity = source.StartActivity(\"import\"); Flow.Both(); _ = Task.Run(Work.AuditAsync); } }")]
    public Task Quiet_where_the_work_is_apart(string code) => Verify<WorkOutlivesActivity>.QuietAsync(Given + code);

    /// <summary>A span around the loop of a hosted service is there until the service is stopped.</summary>
    [Theory]
    [InlineData("using var life = source.StartActivity(\"life\"); while (!stop.IsCancellationRequested) { _ = Work.AuditAsync(); await Task.Delay(1000, stop); }", true)]
    [InlineData("using var life = source.StartActivity(\"life\"); while (!stop.IsCancellationRequested) { await RoundAsync(); }", true)]
    [InlineData("while (!stop.IsCancellationRequested) { using var round = source.StartActivity(\"round\"); _ = Work.[|AuditAsync|](); await Task.Delay(1000, stop); }", false)]
    [InlineData("using var life = source.StartActivity(\"life\"); _ = Work.[|AuditAsync|](); await Task.Delay(1000, stop);", false)]
    public Task Is_quiet_under_the_span_of_a_service(string run, bool isQuiet)
    {
        var code = Given + "sealed class Rounds : Microsoft.Extensions.Hosting.BackgroundService { protected override async Task ExecuteAsync(CancellationToken stop) { " + run + " } static async Task RoundAsync() { _ = Work.AuditAsync(); await Task.Delay(1000); } }";
        return isQuiet ? Verify<WorkOutlivesActivity>.QuietAsync(code) : Verify<WorkOutlivesActivity>.FiresAsync(run.Contains("RoundAsync") ? code : code.Replace("static async Task RoundAsync() { _ = Work.AuditAsync(); await Task.Delay(1000); }", ""));
    }
}
