using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Work that is given as a delegate to a method of the program, which runs it apart.</summary>
public class WorkOutlivesActivityHelperTests
{
    private const string Given = """
        using Microsoft.AspNetCore.Mvc;
        public abstract class Orders : ControllerBase
        {
            protected Task? last;
            protected static void Audit() { using var audit = source.StartActivity("audit"); }
            protected static async Task AuditAsync() { await Task.Yield(); Audit(); }
        }
        interface IJobs { void Start(Action job); Task StartAsync(Func<Task> job); }
        class Jobs : IJobs { public void Start(Action job) { ArgumentNullException.ThrowIfNull(job); var thread = new Thread(() => { try { job(); } catch (Exception e) { Console.WriteLine(job.Method.Name + e); } }); thread.Start(); } public Task StartAsync(Func<Task> job) => Task.Factory.StartNew(job).Unwrap(); }
        static class Flow { public static AsyncFlowControl Off() => ExecutionContext.SuppressFlow(); }
        static class Background
        {
            static readonly SemaphoreSlim gate = new(1); static readonly List<Task> all = []; static readonly Queue<Func<Task>> queue = new(); static Action? kept;
            public static void Run(Func<Task> work) => Task.Run(work);
            public static void Caught(Func<Task> work) { _ = Task.Run(async () => { try { await work(); } catch (Exception e) { Console.WriteLine(nameof(work) + e); } }); }
            public static void Plain(Action work) => ThreadPool.QueueUserWorkItem(_ => work());
            public static async void Forget(Action work) => await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            public static void Forget<T>(Func<T> work) => Forget(void () => work());
            public static async void Fire(Func<Task> work) { try { await work(); } catch (Exception e) { Console.WriteLine(e); } }
            public static async void Locked(Func<Task> work) { await gate.WaitAsync(); try { await work(); } finally { lock (gate) gate.Release(); } }
            public static async void AfterAWhile(Action work) { await Task.Delay(10); work(); }
            public static void Drop(Func<Task> work) { _ = work(); }
            public static void Outer(Func<Task> work) => _ = Try(work);
            public static async Task Try(Func<Task> work, Action<Exception>? onError = null) { try { await work().ConfigureAwait(false); } catch (Exception e) { onError?.Invoke(e); } }
            public static Task Give(Func<Task> work) => Task.Run(work);
            public static void Either(Action work, bool isLong) { if (isLong) Task.Factory.StartNew(work, TaskCreationOptions.LongRunning); else Task.Run(work); }
            public static void With<T>(T item, Func<T, Task> work) => Task.Run(() => work(item));

            public static void Apart(Func<Task> work) { using (ExecutionContext.SuppressFlow()) Task.Run(work); }
            public static void ApartToo(Func<Task> work) { using (Flow.Off()) Task.Run(work); }
            public static void Null(Func<Task> work) { Task.Run(async () => { Activity.Current = null; await work(); }); }
            public static void Linked(Func<Task> work) { var links = new[] { new ActivityLink(Activity.Current!.Context) }; Task.Run(async () => { using var root = source.StartActivity("root", ActivityKind.Internal, default(ActivityContext), links: links); await work(); }); }
            public static void Wait(Func<Task> work) => Task.Run(work).Wait();
            public static void Join(Action work) { var thread = new Thread(() => work()); thread.Start(); thread.Join(); }
            public static Task<int> Result(Func<int> work) { var result = new TaskCompletionSource<int>(); ThreadPool.QueueUserWorkItem(_ => result.SetResult(work())); return result.Task; }
            public static void Signalled(Action work) { using var done = new ManualResetEventSlim(); ThreadPool.QueueUserWorkItem(_ => { work(); done.Set(); }); done.Wait(); }
            public static async void Gated(Func<Task> work) { try { await work(); } finally { gate.Release(); } }
            public static void Queue(Func<Task> work) { queue.Enqueue(work); _ = Task.Run(() => { }); }
            public static void Keep(Action work) { kept = work; _ = Task.Run(() => { }); }
            public static void NowOrLater(Func<Task> work, bool now) { if (now) work().Wait(); else Task.Run(work); }
            public static void OnTick(System.Timers.Timer timer, Action work) => timer.Elapsed += (_, _) => Task.Run(work);
            public static void Store(Func<Task> work) => all.Add(Task.Run(work));
            public static void AtOnce(Action work) => work();
            public static async Task Retry(Func<Task> work) { for (var i = 0; i < 3; i++) try { await work(); return; } catch (TimeoutException) { await Task.Delay(10); } }
        }

        """;

    private static string InController(string action) => Given + "class OrdersController(IJobs jobs) : Orders { [HttpPost] public async Task<IActionResult> Post(int order) { await Task.Yield(); " + action + " return Accepted(); } }";

    [Theory]
    [InlineData("Background.[|Run|](AuditAsync);")]
    [InlineData("Background.[|Run|](() => AuditAsync());")]
    [InlineData("Background.[|Run|](async () => { await Task.Delay(10); await AuditAsync(); });")]
    [InlineData("Background.[|Caught|](AuditAsync);")]
    [InlineData("Background.[|Plain|](Audit);")]
    [InlineData("Background.[|Forget|](Audit);")]
    [InlineData("Background.[|Forget|](() => AuditAsync());")]
    [InlineData("Background.[|Fire|](AuditAsync);")]
    [InlineData("Background.[|Fire|](() => AuditAsync());")]
    [InlineData("Background.[|Fire|](async () => { await Task.Delay(10); Audit(); });")]
    [InlineData("Background.[|Locked|](AuditAsync);")]
    [InlineData("Background.[|AfterAWhile|](Audit);")]
    [InlineData("Background.[|Drop|](AuditAsync);")]
    [InlineData("Background.[|Outer|](AuditAsync);")]
    [InlineData("_ = Background.[|Try|](AuditAsync, wrong => Audit());")]
    [InlineData("_ = Background.[|Give|](AuditAsync);")]
    [InlineData("Background.[|Either|](Audit, true);")]
    [InlineData("Background.[|With|](order, async number => { await Task.Delay(number); Audit(); });")]
    [InlineData("jobs.[|Start|](Audit);")]
    [InlineData("_ = jobs.[|StartAsync|](AuditAsync);")]
    [InlineData("new List<int> { order }.ForEach(_ => Background.[|Run|](AuditAsync));")]
    [InlineData("Local(Audit); void Local(Action work) => Task.Run(work);", "Local")]
    public Task Fires(string action, string? helper = null) => Verify<WorkOutlivesActivity>.FiresAsync(InController(helper is null ? action : "[|" + helper + "|]" + action[helper.Length..]));

    /// <summary>The same without a word in the file that speaks of tasks.</summary>
    [Fact]
    public Task Fires_in_a_helper_of_what_has_the_span() => Verify<WorkOutlivesActivity>.FiresAsync(
        Given + "class OrdersController(Mail mail) : Orders { [HttpPost] public IActionResult Post() { mail.Send(); return Accepted(); } }\n=== Mail.cs\nclass Mail(HttpClient http) { public void Send() => Background.[|Plain|](Post); void Post() => http.Send(new()); }");

    [Theory]
    [InlineData("Background.Apart(AuditAsync); Background.ApartToo(AuditAsync); Background.Null(AuditAsync); Background.Linked(AuditAsync);")]
    [InlineData("using (ExecutionContext.SuppressFlow()) Background.Run(AuditAsync);")]
    [InlineData("Background.Wait(AuditAsync); Background.Join(Audit); await Background.Result(() => { Audit(); return 1; }); Background.Signalled(Audit); Background.Gated(AuditAsync);")]
    [InlineData("await Background.Give(AuditAsync); var given = Background.Give(AuditAsync); await given; await Background.Try(AuditAsync); await jobs.StartAsync(AuditAsync);")]
    [InlineData("last = Background.Give(AuditAsync); await Task.WhenAll(new[] { 1, 2 }.Select(_ => Background.Give(AuditAsync))); Background.Store(AuditAsync);")]
    [InlineData("Background.Queue(AuditAsync); Background.Keep(Audit); Background.NowOrLater(AuditAsync, true); Background.OnTick(new System.Timers.Timer(), Audit);")]
    [InlineData("Background.AtOnce(Audit); await Background.Retry(AuditAsync); Background.Run(() => Task.Delay(order)); Background.Plain(() => Console.WriteLine(order));")]
    public Task Quiet(string action) => Verify<WorkOutlivesActivity>.QuietAsync(InController(action));

    [Fact]
    public Task Quiet_where_no_span_is_in_sight() => Verify<WorkOutlivesActivity>.QuietAsync(Given + "class Shop(HttpClient http) { public void Open() { Background.Run(SendAsync); Background.Fire(SendAsync); } async Task SendAsync() { await Task.Yield(); await http.GetAsync(\"x\"); } }");

    /// <summary>Whether anybody waits is a setting.</summary>
    [Theory]
    [InlineData("var audit = Task.[|Run|](Audit); if (Settings.IsTest) audit.Wait();")]
    [InlineData("var audit = Task.[|Run|](AuditAsync); if (Settings.Minimum == 0) { Console.WriteLine(order); await audit; }")]
    [InlineData("var audit = Task.[|Run|](Audit); if (Settings.IsTest) await Task.WhenAll(audit, Task.Delay(10));")]
    public Task Fires_where_only_a_setting_makes_it_wait(string action) => Verify<WorkOutlivesActivity>.FiresAsync(InController(action) + Settings);

    [Theory]
    [InlineData("var audit = Task.Run(Audit); if (Settings.IsTest) await audit; else audit.Wait();")]
    [InlineData("var audit = Task.Run(Audit); if (Settings.IsTest) { await audit; return Ok(); } await audit;")]
    [InlineData("var audit = Task.Run(Audit); if (Settings.IsTest) await audit; if (!Settings.IsTest) await audit;")]
    [InlineData("var audit = Settings.IsTest ? Task.Run(Audit) : null; if (Settings.IsTest) await audit!;")]
    [InlineData("Task? audit = null; if (Settings.IsTest) audit = Task.Run(Audit); if (Settings.IsTest) await audit!;")]
    [InlineData("var audit = Task.Run(Audit); if (order > 1) await audit;")]
    [InlineData("var audit = Task.Run(Audit); if (!audit.IsCompleted) await audit;")]
    [InlineData("var audit = Task.Run(Audit); last = audit; if (Settings.IsTest) await audit;")]
    public Task Quiet_where_it_may_always_wait(string action) => Verify<WorkOutlivesActivity>.QuietAsync(InController(action) + Settings);

    private const string Settings = " static class Settings { public static bool IsTest; public static int Minimum = 10; }";
}
