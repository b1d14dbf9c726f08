using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class ContextFreeSchedulingTests
{
    private const string Given = """
        static readonly HttpClient http = new(); static bool busy;
        static void Audit() { using var audit = source.StartActivity("audit"); }
        sealed class AuditItem : IThreadPoolWorkItem { public void Execute() => Audit(); }
        sealed class QuietItem : IThreadPoolWorkItem { public void Execute() => busy = false; }
        sealed class LinkedItem(ActivityContext parent) : IThreadPoolWorkItem { public void Execute() { using var audit = source.StartActivity("audit", ActivityKind.Internal, parent); } }

        """;

    private static string In(string statements) => Given + "static void Place(WaitHandle handle) { using var activity = source.StartActivity(\"place\"); " + statements + " }";

    [Theory]
    [InlineData("ThreadPool.[|UnsafeQueueUserWorkItem|](_ => Audit(), null);")]
    [InlineData("ThreadPool.[|UnsafeQueueUserWorkItem|](static number => { using var audit = source.StartActivity(\"audit\"); }, 1, preferLocal: true);")]
    [InlineData("ThreadPool.[|UnsafeQueueUserWorkItem|](state: null, callBack: async _ => await http.GetStringAsync(\"http://shop\"));")]
    [InlineData("ThreadPool.[|UnsafeQueueUserWorkItem|](new AuditItem(), preferLocal: false);")]
    [InlineData("using var done = new CountdownEvent(1); ThreadPool.[|UnsafeQueueUserWorkItem|](_ => { Audit(); done.Signal(); }, null); done.Wait();")]
    [InlineData("ThreadPool.[|UnsafeRegisterWaitForSingleObject|](handle, (_, _) => Audit(), null, 1000, true);")]
    [InlineData("var thread = new Thread(Audit); thread.[|UnsafeStart|](); thread.Join();")]
    [InlineData("new Thread(() => Audit()).[|UnsafeStart|]();")]
    [InlineData("Thread thread = Make(); thread.[|UnsafeStart|](); static Thread Make() => new(Audit);")]
    public Task Fires(string statements) => Verify<ContextFreeScheduling>.FiresAsync(In(statements));

    [Theory]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => Audit()); Task.Run(Audit); new Thread(Audit).Start();")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(_ => busy = false, null); ThreadPool.UnsafeQueueUserWorkItem(new QuietItem(), preferLocal: false);")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(new LinkedItem(activity!.Context), preferLocal: false);")]
    [InlineData("var parent = activity!.Context; ThreadPool.UnsafeQueueUserWorkItem(_ => { using var audit = source.StartActivity(\"audit\", ActivityKind.Internal, parent); }, null);")]
    [InlineData("var links = new[] { new ActivityLink(activity!.Context) }; ThreadPool.UnsafeQueueUserWorkItem(_ => { using var audit = source.StartActivity(ActivityKind.Internal, links: links, name: \"audit\"); }, null);")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(state => { Activity.Current = (Activity?)state; Audit(); }, activity);")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(_ => { using var quiet = OpenTelemetry.SuppressInstrumentationScope.Begin(); Audit(); }, null);")]
    [InlineData("WaitCallback later = _ => Audit(); Action queue = () => ThreadPool.UnsafeQueueUserWorkItem(later, null);")]
    [InlineData("CancellationToken.None.UnsafeRegister(_ => Audit(), null);")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(state => ((Action)state!)(), (Action)(() => { }));")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(_ => Console.WriteLine(activity?.Id), null); new Thread(() => GC.Collect()).UnsafeStart();")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(_ => new Activity(\"hidden\").Start(), null);")]
    [InlineData("ThreadPool.UnsafeRegisterWaitForSingleObject(handle, (_, timedOut) => busy = timedOut, null, 1000, true);")]
    [InlineData("ThreadPool.RegisterWaitForSingleObject(handle, (_, _) => Audit(), null, 1000, true);")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(parent => { using var audit = source.StartActivity(\"audit\", ActivityKind.Internal, parent); }, activity!.Context, preferLocal: true);")]
    public Task Quiet(string statements) => Verify<ContextFreeScheduling>.QuietAsync(In(statements));

    [Theory]
    // No span is current: nothing is left behind, and a start-up that queues that way takes care.
    [InlineData("static void Start() => ThreadPool.UnsafeQueueUserWorkItem(_ => Audit(), null);")]
    [InlineData("class Worker { Worker() { ThreadPool.UnsafeQueueUserWorkItem(_ => Audit(), null); } }")]
    [InlineData("static void Start() { using (source.StartActivity(\"start\")) { } ThreadPool.UnsafeQueueUserWorkItem(_ => Audit(), null); }")]
    [InlineData("class Worker : Microsoft.Extensions.Hosting.IHostedService { public Task StartAsync(CancellationToken stop) { ThreadPool.UnsafeQueueUserWorkItem(_ => Audit(), null); return Task.CompletedTask; } public Task StopAsync(CancellationToken stop) => Task.CompletedTask; }")]
    [InlineData("static void Start() { var activity = source.StartActivity(\"start\"); activity?.Stop(); new Thread(Audit).UnsafeStart(); }")]
    [InlineData("static readonly bool started = ThreadPool.UnsafeQueueUserWorkItem(_ => Audit(), null);")]
    [InlineData("static class Pool { public static void UnsafeQueueUserWorkItem(Action work) => work(); } static void Place() { using var activity = source.StartActivity(\"place\"); Pool.UnsafeQueueUserWorkItem(Audit); }")]
    public Task Quiet_without_a_span(string members) => Verify<ContextFreeScheduling>.QuietAsync(Given + members);

    [Fact]
    public Task Fires_in_requests() => Verify<ContextFreeScheduling>.FiresAsync(
        "public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase { public void Post() => ThreadPool.[|UnsafeQueueUserWorkItem|](_ => { using var audit = source.StartActivity(\"audit\"); }, null); }");

    [Fact]
    public Task Says_what_happens() => Verify<ContextFreeScheduling>.SaysAsync(
        In("ThreadPool.[|UnsafeQueueUserWorkItem|](_ => Audit(), null);"), "'UnsafeQueueUserWorkItem' leaves the span 'place' (Activity) behind, so that Activity.Current is null in this work: its spans begin traces of their own. Call 'QueueUserWorkItem', or link them to this trace if nobody waits for the work.");

    [Theory]
    [InlineData(
        """
        static void Place()
        {
            using var activity = source.StartActivity("place");
            using var done = new CountdownEvent(2);
            ThreadPool.[|UnsafeQueueUserWorkItem|](_ => { Audit(); done.Signal(); }, null); // first
            ThreadPool.[|UnsafeQueueUserWorkItem<int>|](_ => { Audit(); done.Signal(); }, 1, preferLocal: true);
            done.Wait();
            var thread = new Thread(Audit);
            thread.[|UnsafeStart|]();
            thread.Join();
        }
        """,
        """
        static void Place()
        {
            using var activity = source.StartActivity("place");
            using var done = new CountdownEvent(2);
            ThreadPool.QueueUserWorkItem(_ => { Audit(); done.Signal(); }, null); // first
            ThreadPool.QueueUserWorkItem<int>(_ => { Audit(); done.Signal(); }, 1, preferLocal: true);
            done.Wait();
            var thread = new Thread(Audit);
            thread.Start();
            thread.Join();
        }
        """)]
    [InlineData(
        """
        static void Place()
        {
            using var activity = source.StartActivity("place");
            ThreadPool.[|UnsafeQueueUserWorkItem|](_ => Audit(), null);
        }
        """,
        """
        static void Place()
        {
            using var activity = source.StartActivity("place");
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Audit");
                    Audit();
                }, null);
            }
        }
        """)]
    public Task Fixes(string before, string after) => Verify<ContextFreeScheduling>.FixesAsync(Given + before, Given + after);

    /// <summary>A work item is an object that would have to carry the context itself.</summary>
    [Fact]
    public Task Offers_no_fix() => Verify<ContextFreeScheduling>.OffersNoFixAsync(In("ThreadPool.[|UnsafeQueueUserWorkItem|](new AuditItem(), preferLocal: false);"));
}

[Collection(nameof(Traces))]
public class ContextFreeSchedulingProofs
{
    [Theory]
    [InlineData(0, "place order\ncheck stock\n", "place order\n  check stock\n")]
    [InlineData(1, "place order\naudit\n", "place order\nAudit (links to place order)\n  audit\n")]
    public Task At_run_time_the_work_is_cut_off(int example, string bad, string good)
        => TracedRun.ProvesAsync("OBS3006", "Test.Place(); await Task.Delay(100);", bad, good, example);
}
