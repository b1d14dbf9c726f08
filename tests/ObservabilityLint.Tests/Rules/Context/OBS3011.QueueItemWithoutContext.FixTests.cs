using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;
using static ObservabilityLint.Tests.Rules.Context.QueueItemWithoutContextTests;

namespace ObservabilityLint.Tests.Rules.Context;

public class QueueItemWithoutContextFixTests
{
    private const string Now = "Activity.Current?.Context ?? default";

    [Theory]
    [InlineData("internal sealed record Job(int Order);", "internal sealed record Job(int Order)\n{\n    internal ActivityContext TraceContext { get; init; }\n}")]
    [InlineData("internal sealed record Job(int Order) { }", "internal sealed record Job(int Order) { internal ActivityContext TraceContext { get; init; } }")]
    [InlineData("internal readonly record struct Job(int Order);", "internal readonly record struct Job(int Order)\n{\n    internal ActivityContext TraceContext { get; init; }\n}")]
    [InlineData("internal sealed class Job(int order)\n{\n    public int Order => order; // of the shop\n}", "internal sealed class Job(int order)\n{\n    public int Order => order; // of the shop\n    internal ActivityContext TraceContext { get; init; }\n}")]
    [InlineData("internal sealed class Job(int order)\n{\n    public int Order => order;\n\n    public int Shop => 1;\n}", "internal sealed class Job(int order)\n{\n    public int Order => order;\n\n    public int Shop => 1;\n\n    internal ActivityContext TraceContext { get; init; }\n}")]
    [InlineData("internal struct Job { public Job(int order) => Order = order; public int Order; }", "internal struct Job { public Job(int order) => Order = order; public int Order; internal ActivityContext TraceContext { get; init; } }")]
    public Task Fixes_items(string before, string after) => Verify<QueueItemWithoutContext>.FixesAsync(Shop(before), Fixed(after));

    [Theory]
    [InlineData("await Queue.Writer.[|WriteAsync|](new(order));", "await Queue.Writer.WriteAsync(new(order) { TraceContext = " + Now + " });")]
    [InlineData("await Queue.Writer.[|WriteAsync|](new Job(order) { Note = \"x\" });", "await Queue.Writer.WriteAsync(new Job(order) { Note = \"x\", TraceContext = " + Now + " });")]
    [InlineData("await Queue.Writer.[|WriteAsync|](new Job(order)\n{\n    Note = \"x\", // why\n});", "await Queue.Writer.WriteAsync(new Job(order)\n{\n    Note = \"x\",\n    TraceContext = " + Now + " // why\n});")]
    [InlineData("var job = new Job(order); if (!Queue.Writer.[|TryWrite|](job)) await Queue.Writer.[|WriteAsync|](item: job);", "var job = new Job(order); if (!Queue.Writer.TryWrite(job with { TraceContext = " + Now + " })) await Queue.Writer.WriteAsync(item: job with { TraceContext = " + Now + " });")]
    public Task Fixes_writes(string before, string after) => Verify<QueueItemWithoutContext>.FixesAsync(
        Shop("internal sealed record Job(int Order) { public string? Note { get; init; } }", place: Place(before)),
        Fixed("internal sealed record Job(int Order) { public string? Note { get; init; } internal ActivityContext TraceContext { get; init; } }", place: Place(after)));

    /// <summary>A class has no copy: its items are given the context where they are written.</summary>
    [Fact]
    public Task Fixes_writes_of_objects_that_exist() => Verify<QueueItemWithoutContext>.FixesAsync(
        Shop("internal sealed class Job(int order) { public int Order => order; }", place: "internal static async Task PlaceAsync(int order)\n{\n    using var activity = source.StartActivity(\"place\");\n    var job = new Job(order);\n    // Whoever reads it knows what to do.\n    if (!Queue.Writer.[|TryWrite|](job)) await EnqueueAsync(job);\n}\nstatic ValueTask EnqueueAsync(Job job) => Queue.Writer.[|WriteAsync|](job);"),
        Fixed("internal sealed class Job(int order) { public int Order => order; internal ActivityContext TraceContext { get; set; } }", place: "internal static async Task PlaceAsync(int order)\n{\n    using var activity = source.StartActivity(\"place\");\n    var job = new Job(order);\n    job.TraceContext = " + Now + ";\n    // Whoever reads it knows what to do.\n    if (!Queue.Writer.TryWrite(job)) await EnqueueAsync(job);\n}\nstatic ValueTask EnqueueAsync(Job job)\n{\n    job.TraceContext = " + Now + ";\n    return Queue.Writer.WriteAsync(job);\n}"));

    [Theory]
    [InlineData("source.StartActivity(\"process\")", "source.StartActivity(\"process\", ActivityKind.Internal, job.TraceContext)")]
    [InlineData("source.StartActivity(\"process\", ActivityKind.Consumer)", "source.StartActivity(\"process\", ActivityKind.Consumer, job.TraceContext)")]
    [InlineData("source.StartActivity(\"process\", kind: ActivityKind.Consumer)", "source.StartActivity(\"process\", kind: ActivityKind.Consumer, parentContext: job.TraceContext)")]
    [InlineData("source.StartActivity(ActivityKind.Consumer)", "source.StartActivity(ActivityKind.Consumer, job.TraceContext)")]
    [InlineData("source.StartActivity(\"process\", ActivityKind.Consumer, default(ActivityContext), tags: null)", "source.StartActivity(\"process\", ActivityKind.Consumer, job.TraceContext, tags: null)")]
    [InlineData("source.StartActivity(\"process\", ActivityKind.Consumer, parentId: null)", "source.StartActivity(\"process\", ActivityKind.Consumer, parentContext: job.TraceContext)")]
    public Task Fixes_starts(string before, string after) => Verify<QueueItemWithoutContext>.FixesAsync(
        Shop(read: "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = " + before + "; }"),
        Fixed(read: "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = " + after + "; }"));

    [Theory]
    [InlineData(
        "while (await Jobs.Queue.Reader.WaitToReadAsync(stop)) while (Jobs.Queue.Reader.TryRead(out var job)) { using (source.StartActivity(\"process\", ActivityKind.Consumer)) using (source.StartActivity(\"store\")) { } }",
        "while (await Jobs.Queue.Reader.WaitToReadAsync(stop)) while (Jobs.Queue.Reader.TryRead(out var job)) { using (source.StartActivity(\"process\", ActivityKind.Consumer, job.TraceContext)) using (source.StartActivity(\"store\")) { } }")]
    [InlineData(
        "while (!stop.IsCancellationRequested) { var job = await Jobs.Queue.Reader.ReadAsync(stop).ConfigureAwait(false); Console.WriteLine(job); using var activity = source.StartActivity(\"process\", ActivityKind.Consumer); }",
        "while (!stop.IsCancellationRequested) { var job = await Jobs.Queue.Reader.ReadAsync(stop).ConfigureAwait(false); Console.WriteLine(job); using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, job.TraceContext); }")]
    [InlineData(
        "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) Process(job); static void Process(Job order) { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer); using var store = source.StartActivity(\"store\"); }",
        "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) Process(job); static void Process(Job order) { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, order.TraceContext); using var store = source.StartActivity(\"store\"); }")]
    [InlineData(
        "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop))\n{\n    // Tell the customer.\n    await Jobs.http.GetStringAsync(\"http://shop\");\n}",
        "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop))\n{\n    using var activity = source.StartActivity(\"process Job\", ActivityKind.Consumer, job.TraceContext);\n    // Tell the customer.\n    await Jobs.http.GetStringAsync(\"http://shop\");\n}")]
    // What is put back has its context.
    [InlineData(
        "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) try { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer); } catch (Exception) { await Jobs.Queue.Writer.WriteAsync(job, stop); }",
        "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) try { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, job.TraceContext); } catch (Exception) { await Jobs.Queue.Writer.WriteAsync(job, stop); }")]
    // The work cannot be reached from the item.
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) Process(); static void Process() { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer); }", null)]
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) await Task.Run(() => { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer); });", null)]
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) await Jobs.http.GetStringAsync(\"http://shop\");", null)]
    // Two overloads could be meant.
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = source.StartActivity(kind: ActivityKind.Consumer, name: \"process\"); }", null)]
    public async Task Fixes_readers(string before, string? after)
    {
        if (after is null) await Verify<QueueItemWithoutContext>.OffersNoFixAsync(Shop(read: before));
        else await Verify<QueueItemWithoutContext>.FixesAsync(Shop(read: before), Fixed(read: after));
    }

    [Fact]
    public Task Fixes_as_a_link() => Verify<QueueItemWithoutContext>.ChosenFixesAsync("link",
        Shop(read: "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop))\n        {\n            using var activity = source.StartActivity(\"process\", ActivityKind.Consumer);\n            Console.WriteLine(job);\n        }"),
        Fixed(read: "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop))\n        {\n            var outer = Activity.Current;\n            Activity.Current = null;\n            try\n            {\n                using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, parentContext: default, links: job.TraceContext == default ? null : new[] { new ActivityLink(job.TraceContext) });\n                Console.WriteLine(job);\n            }\n            finally\n            {\n                Activity.Current = outer;\n            }\n        }"));

    /// <summary>A batch belongs to many traces: links are all that is offered.</summary>
    [Fact]
    public async Task Fixes_batches_with_links()
    {
        const string Read = "var batch = new List<Job>();\n        while (await Jobs.Queue.Reader.WaitToReadAsync(stop))\n        {\n            while (Jobs.Queue.Reader.TryRead(out var job)) batch.Add(job);\n            using (source.StartActivity(\"store\"))\n            {\n                batch.Clear();\n            }\n        }";
        const string After = "var batch = new List<Job>();\n        while (await Jobs.Queue.Reader.WaitToReadAsync(stop))\n        {\n            while (Jobs.Queue.Reader.TryRead(out var job)) batch.Add(job);\n            var outer = Activity.Current;\n            Activity.Current = null;\n            try\n            {\n                using (source.StartActivity(\"store\", ActivityKind.Internal, parentContext: default, links: batch.Where(job => job.TraceContext != default).Select(job => new ActivityLink(job.TraceContext))))\n                {\n                    batch.Clear();\n                }\n            }\n            finally\n            {\n                Activity.Current = outer;\n            }\n        }";
        await Verify<QueueItemWithoutContext>.OffersAsync(Shop(read: Read), "link");
        await Verify<QueueItemWithoutContext>.FixesAsync(Shop(read: Read), Fixed(read: After));
    }

    [Theory]
    [InlineData("(int Order, string Note)", "(order, \"\")", "(var job)", "(int Order, string Note, ActivityContext TraceContext)", "(order, \"\", " + Now + ")", "(var job)", "job.TraceContext")]
    [InlineData("(int Order, string Note)", "(order, \"\")", "(var (number, note))", "(int Order, string Note, ActivityContext TraceContext)", "(order, \"\", " + Now + ")", "(var (number, note, traceContext))", "traceContext")]
    [InlineData("System.Net.Mail.MailAddress", "new System.Net.Mail.MailAddress(\"a@b\")", "(var to)", "(System.Net.Mail.MailAddress Item, ActivityContext TraceContext)", "(new System.Net.Mail.MailAddress(\"a@b\"), " + Now + ")", "(var (to, traceContext))", "traceContext")]
    public Task Fixes_types_of_others(string type, string value, string variable, string newType, string newValue, string newVariable, string context) => Verify<QueueItemWithoutContext>.FixesAsync(
        Shop(
            item: "", queue: $"internal static readonly Channel<{type}> Queue = Channel.CreateUnbounded<{type}>();", place: Place($"await Queue.Writer.[|WriteAsync|]({value});"),
            read: $"await foreach {variable[..^1]} in Jobs.Queue.Reader.ReadAllAsync(stop)) {{ using var activity = source.StartActivity(\"process\", ActivityKind.Consumer); }}"),
        Fixed(
            item: "", queue: $"internal static readonly Channel<{newType}> Queue = Channel.CreateUnbounded<{newType}>();", place: Place($"await Queue.Writer.WriteAsync({newValue});"),
            read: $"await foreach {newVariable[..^1]} in Jobs.Queue.Reader.ReadAllAsync(stop)) {{ using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, {context}); }}"));

    [Fact]
    public Task Fixes_in_all_files() => Verify<QueueItemWithoutContext>.FixesAsync(
        """
        namespace Shop.Web;
        internal sealed class Orders(IJobQueue queue)
        {
            public async Task PlaceAsync(int order) { using var activity = source.StartActivity("place"); await queue.EnqueueAsync(new Job { Order = order }); }
        }
        === Job.cs
        namespace Shop;
        internal sealed class Job
        {
            public int Order { get; init; }
        }
        === JobQueue.cs
        namespace Shop;
        internal interface IJobQueue { ValueTask EnqueueAsync(Job job); IAsyncEnumerable<Job> ReadAllAsync(CancellationToken stop); }
        internal sealed class JobQueue : IJobQueue
        {
            private readonly Channel<Job> channel = Channel.CreateBounded<Job>(100);

            public ValueTask EnqueueAsync(Job job) => channel.Writer.[|WriteAsync|](job);

            public IAsyncEnumerable<Job> ReadAllAsync(CancellationToken stop) => channel.Reader.ReadAllAsync(stop);
        }
        === Worker.cs
        using Microsoft.Extensions.Hosting;
        namespace Shop;
        internal sealed class Worker(IJobQueue queue) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stop)
            {
                await foreach (var job in queue.ReadAllAsync(stop)) { using var activity = source.StartActivity("process", ActivityKind.Consumer); }
            }
        }
        """,
        """
        namespace Shop.Web;
        internal sealed class Orders(IJobQueue queue)
        {
            public async Task PlaceAsync(int order) { using var activity = source.StartActivity("place"); await queue.EnqueueAsync(new Job { Order = order }); }
        }
        === Job.cs
        namespace Shop;
        internal sealed class Job
        {
            public int Order { get; init; }
            internal ActivityContext TraceContext { get; set; }
        }
        === JobQueue.cs
        namespace Shop;
        internal interface IJobQueue { ValueTask EnqueueAsync(Job job); IAsyncEnumerable<Job> ReadAllAsync(CancellationToken stop); }
        internal sealed class JobQueue : IJobQueue
        {
            private readonly Channel<Job> channel = Channel.CreateBounded<Job>(100);

            public ValueTask EnqueueAsync(Job job)
            {
                job.TraceContext = Activity.Current?.Context ?? default;
                return channel.Writer.WriteAsync(job);
            }

            public IAsyncEnumerable<Job> ReadAllAsync(CancellationToken stop) => channel.Reader.ReadAllAsync(stop);
        }
        === Worker.cs
        using Microsoft.Extensions.Hosting;
        namespace Shop;
        internal sealed class Worker(IJobQueue queue) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stop)
            {
                await foreach (var job in queue.ReadAllAsync(stop)) { using var activity = source.StartActivity("process", ActivityKind.Consumer, job.TraceContext); }
            }
        }
        """);

    /// <summary>A library shows the queue, or its items, to programs that nobody has opened.</summary>
    [Theory]
    [InlineData("public sealed record Job(int Order);", "public static readonly Channel<Job> Queue = Channel.CreateUnbounded<Job>();")]
    public Task Offers_no_fix_where_others_may_write(string item, string queue)
        => Verify<QueueItemWithoutContext>.OffersNoFixAsync(Shop(item, queue).Replace("internal static class Jobs", "public static class Jobs", StringComparison.Ordinal));

    /// <summary>One write that is not understood, and none is changed.</summary>
    [Theory]
    [InlineData("await Queue.Writer.[|WriteAsync|](order > 0 ? new Job(order) : new Job(0));")]
    [InlineData("await Queue.Writer.[|WriteAsync|](new Job(order)); Func<Job, bool> write = job => Queue.Writer.TryWrite(job);")]
    [InlineData("await Queue.Writer.[|WriteAsync|](new Job(order)); foreach (var job in new[] { new Job(1) }) if (order > 1) Queue.Writer.[|TryWrite|](job);")]
    public Task Offers_no_fix_where_a_write_is_not_understood(string write)
        => Verify<QueueItemWithoutContext>.OffersNoFixAsync(Shop("internal sealed class Job(int order) { public int Order => order; }", place: Place(write)));

    private static string Place(string write) => "internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); " + write + " }";

    /// <summary>The shop as the fix leaves it.</summary>
    private static string Fixed(
        string item = "internal sealed record Job(int Order)\n{\n    internal ActivityContext TraceContext { get; init; }\n}", string queue = "internal static readonly Channel<Job> Queue = Channel.CreateUnbounded<Job>();",
        string? place = null, string read = "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = source.StartActivity(\"process\", ActivityKind.Internal, job.TraceContext); }")
        => Shop(item, queue, place ?? Place("await Queue.Writer.WriteAsync(new Job(order) { TraceContext = " + Now + " });"), read: read);
}
