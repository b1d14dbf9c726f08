using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Queues of work items, as the documentation of background tasks shows them: what is run stands where it is queued.</summary>
public class QueueItemWithoutContextDelegatesTests
{
    private const string Channeled = """
        public sealed class WorkQueue : IWorkQueue
        {
            private readonly Channel<Func<CancellationToken, ValueTask>> items;
            public WorkQueue(int capacity) { items = Channel.CreateBounded<Func<CancellationToken, ValueTask>>(new BoundedChannelOptions(capacity)); }
            public async ValueTask QueueAsync(Func<CancellationToken, ValueTask> item) { ArgumentNullException.ThrowIfNull(item); await items.Writer.WriteAsync(item); }
            public async ValueTask<Func<CancellationToken, ValueTask>> DequeueAsync(CancellationToken stop) { Func<CancellationToken, ValueTask>? item = await items.Reader.ReadAsync(stop); return item; }
        }
        """;

    private const string Signalled = """
        public sealed class WorkQueue : IWorkQueue
        {
            private readonly System.Collections.Concurrent.ConcurrentQueue<Func<CancellationToken, ValueTask>> items = [];
            private readonly SemaphoreSlim signal = new(0);
            public ValueTask QueueAsync(Func<CancellationToken, ValueTask> item) { items.Enqueue(item); signal.Release(); return default; }
            public async ValueTask<Func<CancellationToken, ValueTask>> DequeueAsync(CancellationToken stop) { await signal.WaitAsync(stop); items.TryDequeue(out var item); return item!; }
        }
        """;

    private const string Plain = "await item(stop);";

    private static string Shop(string action, string run = Plain, string queue = Channeled, string service = "BackgroundService") => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Hosting;

        public interface IWorkQueue { ValueTask QueueAsync(Func<CancellationToken, ValueTask> item); ValueTask<Func<CancellationToken, ValueTask>> DequeueAsync(CancellationToken stop); }
        {{queue}}
        public sealed class WorkService(IWorkQueue queue) : {{service}}
        {
            protected override Task ExecuteAsync(CancellationToken stop) => RunAsync(stop);
            private async Task RunAsync(CancellationToken stop) { while (!stop.IsCancellationRequested) { try { var item = await queue.DequeueAsync(stop); {{run}} } catch (OperationCanceledException) { } } }
        }
        public class Other { protected virtual Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; }
        === Controller.cs
        using Microsoft.AspNetCore.Mvc;

        public sealed class WorkController(IWorkQueue queue, HttpClient http) : ControllerBase
        {
            private async ValueTask SendAsync(CancellationToken ct) => await http.GetStringAsync("https://mail.example/send", ct);
            private ValueTask ClearAsync(CancellationToken ct) => default;
            private ValueTask QueueFurther(Func<CancellationToken, ValueTask> item) => queue.QueueAsync(item);
            public async Task Post(List<int> counts) { {{action}} }
        }
        """;

    [Theory]
    [InlineData("await queue.[|QueueAsync|](async ct => { using var activity = source.StartActivity(\"mail\"); await Task.Yield(); });")]
    [InlineData("await queue.[|QueueAsync|](async ct => await http.GetStringAsync(\"https://mail.example\", ct));")]
    [InlineData("await queue.[|QueueAsync|](SendAsync);")]
    [InlineData("Func<CancellationToken, ValueTask> item = ct => SendAsync(ct); await queue.[|QueueAsync|](item);")]
    [InlineData("await [|QueueFurther|](ct => SendAsync(ct));")]
    [InlineData("foreach (var count in counts) await queue.[|QueueAsync|](async ct => { await Task.Delay(count, ct); await SendAsync(ct); });")]
    public async Task Fires_where_the_delegate_is_given(string action)
    {
        await Verify<QueueItemWithoutContext>.FiresAsync(Shop(action));
        await Verify<QueueItemWithoutContext>.FiresAsync(Shop(action, queue: Signalled));
    }

    [Fact]
    public Task Fires_where_the_loop_has_a_span_of_its_own() => Verify<QueueItemWithoutContext>.FiresAsync(Shop("await queue.[|QueueAsync|](SendAsync);", "using var activity = source.StartActivity(\"work\"); await item.Invoke(stop);"));

    [Fact]
    public Task Fires_at_the_write_itself() => Verify<QueueItemWithoutContext>.FiresAsync(
        """
        using Microsoft.Extensions.Hosting;
        static class Jobs { internal static readonly Channel<Action> Queue = Channel.CreateUnbounded<Action>(); internal static void Place() { using var activity = source.StartActivity("place"); Queue.Writer.[|TryWrite|](() => { using var mail = source.StartActivity("mail"); }); } }
        sealed class Worker : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stop) { await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) job(); } }
        """);

    [Theory]
    // It brings a parent or a link, or decides by itself.
    [InlineData("var request = Activity.Current?.Context ?? default; await queue.QueueAsync(async ct => { using var activity = source.StartActivity(\"mail\", ActivityKind.Internal, request); await SendAsync(ct); });")]
    [InlineData("var links = new[] { new ActivityLink(Activity.Current!.Context) }; await queue.QueueAsync(async ct => { using var activity = source.StartActivity(ActivityKind.Internal, links: links, name: \"mail\"); await SendAsync(ct); });")]
    [InlineData("var request = Activity.Current; await queue.QueueAsync(async ct => { Activity.Current = request; await SendAsync(ct); });")]
    [InlineData("var request = Activity.Current; await queue.QueueAsync(async ct => { Console.WriteLine(request?.Id); await SendAsync(ct); });")]
    [InlineData("var context = ExecutionContext.Capture()!; await queue.QueueAsync(ct => { ExecutionContext.Run(context, _ => SendAsync(ct), null); return default; });")]
    // Nothing of it shows in a trace.
    [InlineData("await queue.QueueAsync(ct => { counts.Clear(); return default; });")]
    [InlineData("await queue.QueueAsync(ClearAsync);")]
    // No span is current.
    [InlineData("await Task.Yield(); using (ExecutionContext.SuppressFlow()) _ = queue.QueueAsync(SendAsync); Activity.Current = null; await queue.QueueAsync(SendAsync);")]
    public Task Quiet_where_nothing_is_lost(string action) => Verify<QueueItemWithoutContext>.QuietAsync(Shop(action.Replace("using (ExecutionContext.SuppressFlow()) _ = queue.QueueAsync(SendAsync); ", "")));

    [Theory]
    [InlineData("Activity.Current = null; await item(stop);", "BackgroundService")]
    [InlineData("_ = item;", "BackgroundService")]
    [InlineData("using var activity = source.StartActivity(\"work\", ActivityKind.Internal, parentContext: new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), default)); await item(stop);", "BackgroundService")]
    [InlineData(Plain, "Other")]
    public Task Quiet_where_the_loop_is_not_known_to_run_it_apart(string run, string service) => Verify<QueueItemWithoutContext>.QuietAsync(Shop("await queue.QueueAsync(SendAsync);", run, service: service));

    [Fact]
    public Task Quiet_where_a_record_brings_the_context() => Verify<QueueItemWithoutContext>.QuietAsync(
        """
        using Microsoft.Extensions.Hosting;
        record Job(Action Run, ActivityContext Origin);
        static class Jobs { internal static readonly Channel<Job> Queue = Channel.CreateUnbounded<Job>(); internal static void Place() { using var activity = source.StartActivity("place"); Queue.Writer.TryWrite(new(() => { using var mail = source.StartActivity("mail"); }, activity?.Context ?? default)); } }
        sealed class Worker : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stop) { await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = source.StartActivity("job", ActivityKind.Internal, job.Origin); job.Run(); } } }
        """);

    private const string Generic = """
        public abstract class Queue<T> { private readonly Channel<T> items = Channel.CreateUnbounded<T>(); public ValueTask AddAsync(T item) => items.Writer.WriteAsync(item); public IAsyncEnumerable<T> AllAsync(CancellationToken stop) => items.Reader.ReadAllAsync(stop); }
        public sealed class Jobs : Queue<Func<CancellationToken, Task>>;
        public sealed class Runner(Jobs jobs) : Microsoft.Extensions.Hosting.BackgroundService { protected override async Task ExecuteAsync(CancellationToken stop) { await foreach (var job in jobs.AllAsync(stop)) await job(stop); } }
        public sealed class Shop(Jobs jobs, HttpClient http) { public async Task PlaceAsync() { using var placing = source.StartActivity("place"); await jobs.JOB; } }

        """;

    [Theory]
    [InlineData("[|AddAsync|](async stop => await http.GetStringAsync(\"http://mail\", stop))", "")]
    [InlineData("[|AddAsync|](async stop => { using var mail = source.StartActivity(\"mail\"); await Task.Delay(1, stop); })", "public sealed class Other { public ValueTask AddAsync(Jobs jobs) => jobs.AddAsync(_ => Task.CompletedTask); }")]
    public Task Fires_in_a_generic_class_of_queues(string job, string more) => Verify<QueueItemWithoutContext>.FiresAsync("using System.Threading.Channels;\n" + Generic.Replace("JOB", job, StringComparison.Ordinal) + more);

    // Nothing of it shows, it brings its parent, or several types of delegates are queued in such classes.
    [Theory]
    [InlineData("AddAsync(_ => Task.CompletedTask)", "")]
    [InlineData("AddAsync(async stop => { using var mail = source.StartActivity(\"mail\", ActivityKind.Internal, placing?.Context ?? default); await http.GetStringAsync(\"http://mail\", stop); })", "")]
    [InlineData("AddAsync(async stop => await http.GetStringAsync(\"http://mail\", stop))", "public sealed class Names : Queue<string>; public sealed class Other { public ValueTask AddAsync(Names names) => names.AddAsync(\"x\"); }")]
    public Task Quiet_in_a_generic_class_of_queues(string job, string more) => Verify<QueueItemWithoutContext>.QuietAsync("using System.Threading.Channels;\n" + Generic.Replace("JOB", job, StringComparison.Ordinal) + more);

    [Fact]
    public Task Says_what_to_do() => Verify<QueueItemWithoutContext>.SaysAsync(Shop("await queue.[|QueueAsync|](SendAsync);"),
        "The trace of the span (Activity) of the request or message ends at this queue: the delegate does not carry its context, so its HTTP requests belong to other traces. Read Activity.Current's context before, and let the delegate's span take it as parent or link.");

    [Fact]
    public Task Offers_no_fix() => Verify<QueueItemWithoutContext>.OffersNoFixAsync(Shop("await queue.[|QueueAsync|](SendAsync);"));
}

[Collection(nameof(Traces))]
public class QueueItemWithoutContextDelegatesProofs
{
    private const string Shop = """
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Work");
            static readonly Channel<Func<CancellationToken, ValueTask>> items = Channel.CreateUnbounded<Func<CancellationToken, ValueTask>>();
            public static async Task ReadAsync() { await foreach (var item in items.Reader.ReadAllAsync()) await item(default); }
            static async ValueTask SendAsync(ActivityContext origin) { using var mail = source.StartActivity("mail", ActivityKind.Internal, origin); await Task.Yield(); }
            public static async Task QueueAsync() { using var activity = source.StartActivity("queue"); await items.Writer.WriteAsync(ct => SendAsync(default)); }
            public static async Task QueueCapturedAsync() { using var activity = source.StartActivity("queue"); var origin = activity!.Context; await items.Writer.WriteAsync(ct => SendAsync(origin)); }
        }
        """;

    [Theory]
    [InlineData("QueueAsync", "queue\nmail\n")]
    [InlineData("QueueCapturedAsync", "queue\n  mail (parent ended)\n")]
    public async Task At_run_time_what_is_queued_has_no_parent(string method, string tree)
        => Assert.Equal(tree, await TracedRun.TreeAsync(Shop, $"_ = Shop.ReadAsync(); await Task.Delay(50); await Shop.{method}(); await Task.Delay(200);"));
}
