using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class QueueItemWithoutContextTests
{
    /// <summary>A shop with a queue, whose parts each test may replace.</summary>
    internal static string Shop(
        string item = "internal sealed record Job(int Order);",
        string queue = "internal static readonly Channel<Job> Queue = Channel.CreateUnbounded<Job>();",
        string place = "internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); await Queue.Writer.[|WriteAsync|](new Job(order)); }",
        string type = "BackgroundService", string read = "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = source.StartActivity(\"process\"); }", string more = "")
        => $$"""
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.DependencyInjection;
        using System.Collections.Concurrent;

        {{item}}

        internal static class Jobs
        {
            {{queue}}
            internal static readonly HttpClient http = new();
            internal static readonly DbCommand command = null!;
            {{place}}
        }

        internal sealed class Worker : {{type}}
        {
            protected override async Task ExecuteAsync(CancellationToken stop)
            {
                await Task.Yield();
                {{read}}
            }
        }

        {{more}}
        """;

    [Fact]
    public Task Fires_on_a_channel() => Verify<QueueItemWithoutContext>.FiresAsync(Shop());

    [Theory]
    [InlineData("internal sealed class Job(int order) { public int Order => order; public TimeSpan Within { get; set; } }")]
    [InlineData("internal readonly record struct Job(int Order, string? Note = null);")]
    [InlineData("internal struct Job { public Job(int order) => Order = order; public int Order; }")]
    [InlineData("internal record Job(int Order, List<Line>? Lines = null); internal record Line(string Product, Job? Parent = null);")]
    public Task Fires_on_items(string item) => Verify<QueueItemWithoutContext>.FiresAsync(Shop(item));

    [Theory]
    [InlineData("while (await Jobs.Queue.Reader.WaitToReadAsync(stop)) while (Jobs.Queue.Reader.TryRead(out var job)) { await Jobs.http.GetStringAsync(\"http://shop\"); }")]
    [InlineData("while (!stop.IsCancellationRequested) { var job = await Jobs.Queue.Reader.ReadAsync(stop); await Jobs.command.ExecuteNonQueryAsync(stop); }")]
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) Process(job); void Process(Job job) { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer); }")]
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, default(ActivityContext)); }")]
    [InlineData("var batch = new List<Job>(); while (await Jobs.Queue.Reader.WaitToReadAsync(stop)) { while (Jobs.Queue.Reader.TryRead(out var job)) batch.Add(job); using var activity = source.StartActivity(\"store\"); batch.Clear(); }")]
    public Task Fires_for_readers(string read) => Verify<QueueItemWithoutContext>.FiresAsync(Shop(read: read));

    [Theory]
    [InlineData("internal static async Task PlaceAsync(int order) { using (source.StartActivity(\"place\")) { if (!Queue.Writer.[|TryWrite|](new(order))) await Queue.Writer.[|WriteAsync|](item: new(order)); } }")]
    [InlineData("internal static void Place(int order) { var activity = source.StartActivity(\"place\"); var job = new Job(order); Queue.Writer.[|TryWrite|](job); activity?.Stop(); }")]
    [InlineData("internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); await EnqueueAsync(new Job(order)); } static ValueTask EnqueueAsync(Job job) => Queue.Writer.[|WriteAsync|](job);")]
    [InlineData("internal static void Map(Microsoft.AspNetCore.Builder.WebApplication app) => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(app, \"/orders\", async (int order) => await Queue.Writer.[|WriteAsync|](new Job(order)));")]
    public Task Fires_at_writes(string place) => Verify<QueueItemWithoutContext>.FiresAsync(Shop(place: place));

    [Theory]
    [InlineData("BlockingCollection", "Queue.[|Add|](new Job(order));", "foreach (var job in Jobs.Queue.GetConsumingEnumerable(stop)) { using var activity = source.StartActivity(\"process\"); }")]
    [InlineData("BlockingCollection", "Queue.[|TryAdd|](new Job(order), 10);", "while (!stop.IsCancellationRequested) { var job = Jobs.Queue.Take(stop); using var activity = source.StartActivity(\"process\"); }")]
    [InlineData("ConcurrentQueue", "Queue.[|Enqueue|](new Job(order));", "while (!stop.IsCancellationRequested) { while (Jobs.Queue.TryDequeue(out var job)) { using var activity = source.StartActivity(\"process\"); } await Task.Delay(5, stop); }")]
    public Task Fires_on_collections(string type, string write, string read) => Verify<QueueItemWithoutContext>.FiresAsync(Shop(
        queue: $"internal static readonly {type}<Job> Queue = new();", place: "internal static void Place(int order) { using var activity = source.StartActivity(\"place\"); " + write + " }", read: read));

    [Theory]
    [InlineData("(int Order, string Note)", "(order, \"\")")]
    [InlineData("Uri", "new Uri(\"http://shop\")")]
    public async Task Fires_on_types_of_others(string item, string value)
    {
        var code = Shop(
            item: "", queue: $"internal static readonly Channel<{item}> Queue = Channel.CreateUnbounded<{item}>();",
            place: $"internal static async Task PlaceAsync(int order) {{ using var activity = source.StartActivity(\"place\"); await Queue.Writer.[|WriteAsync|]({value}); }}");
        if (item == "Uri") await Verify<QueueItemWithoutContext>.QuietAsync(code.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
        else await Verify<QueueItemWithoutContext>.FiresAsync(code);
    }

    /// <summary>The two ends have nothing in common but the type of the items.</summary>
    [Fact]
    public Task Fires_on_injected_queues() => Verify<QueueItemWithoutContext>.FiresAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.DependencyInjection;

        public sealed record Job(int Order);

        public sealed class OrdersController(Channel<Job> jobs) : ControllerBase
        {
            public async Task<IActionResult> Place(int order) { await jobs.Writer.[|WriteAsync|](new Job(order)); return Accepted(); }
        }
        === Worker.cs
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.DependencyInjection;

        public sealed class Worker : BackgroundService
        {
            private readonly ChannelReader<Job> jobs;
            public Worker(ChannelReader<Job> jobs) => this.jobs = jobs;
            protected override async Task ExecuteAsync(CancellationToken stop)
            {
                await foreach (var job in jobs.ReadAllAsync(stop)) await ProcessAsync(job);
            }
            private async Task ProcessAsync(Job job) { using var activity = source.StartActivity("process"); await Task.Yield(); }
        }

        public static class Setup
        {
            public static void Add(IServiceCollection services) => services.AddSingleton(Channel.CreateUnbounded<Job>()).AddSingleton(s => s.GetRequiredService<Channel<Job>>().Reader).AddHostedService<Worker>();
        }
        """);

    /// <summary>A class around the queue, as most programs have it; the span is at the call.</summary>
    [Fact]
    public Task Fires_in_a_wrapper() => Verify<QueueItemWithoutContext>.FiresAsync(
        """
        using Microsoft.Extensions.Hosting;

        public sealed class Job { public int Order { get; init; } }
        public interface IJobQueue { ValueTask EnqueueAsync(Job job); IAsyncEnumerable<Job> ReadAllAsync(CancellationToken stop); }
        public sealed class JobQueue : IJobQueue
        {
            private readonly Channel<Job> channel = Channel.CreateBounded<Job>(100);
            public ValueTask EnqueueAsync(Job job) => channel.Writer.[|WriteAsync|](job);
            public IAsyncEnumerable<Job> ReadAllAsync(CancellationToken stop) => channel.Reader.ReadAllAsync(stop);
        }
        public sealed class Orders(IJobQueue queue)
        {
            public async Task PlaceAsync(int order) { using var activity = source.StartActivity("place"); await queue.EnqueueAsync(new Job { Order = order }); }
        }
        public sealed class Worker(IJobQueue queue) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stop)
            {
                await foreach (var job in queue.ReadAllAsync(stop)) { using var activity = source.StartActivity("process"); }
            }
        }
        """);

    /// <summary>A loop that the constructor of a singleton begins.</summary>
    [Fact]
    public Task Fires_where_the_constructor_begins_the_loop() => Verify<QueueItemWithoutContext>.FiresAsync(
        """
        public sealed class Mailer
        {
            public static readonly Mailer Instance = new();
            private readonly Channel<Mail> mails = Channel.CreateUnbounded<Mail>();
            private Mailer() => Task.Run(SendAllAsync);
            public void Send(string to) { using var activity = source.StartActivity("request"); mails.Writer.[|TryWrite|](new Mail(to)); }
            private async Task SendAllAsync() { await foreach (var mail in mails.Reader.ReadAllAsync()) { using var activity = source.StartActivity("send"); } }
            private sealed record Mail(string To);
        }
        """);

    [Theory]
    // The item may hold a context, in one form or another.
    [InlineData("internal sealed record Job(int Order) { public ActivityContext Parent { get; init; } }")]
    [InlineData("internal sealed record Job(int Order) { public Activity? Current { get; init; } }")]
    [InlineData("internal sealed record Job(int Order, OpenTelemetry.Context.Propagation.PropagationContext? Context = null);")]
    [InlineData("internal sealed record Job(int Order, string? TraceParent = null);")]
    [InlineData("internal sealed record Job(int Order, string? CorrelationId = null);")]
    [InlineData("internal sealed record Job(int Order, Dictionary<string, string>? Map = null);")]
    [InlineData("internal sealed record Job(int Order, Envelope? Envelope = null); internal sealed record Envelope(ActivityContext Context);")]
    [InlineData("internal sealed record Job(int Order) : Message; internal record Message { public ActivityContext Origin { get; init; } }")]
    [InlineData("internal sealed record Job(int Order, Func<Task>? Work = null);")]
    [InlineData("internal sealed record Job(int Order, object? Payload = null);")]
    public Task Quiet_on_items(string item) => Verify<QueueItemWithoutContext>.QuietAsync(Unmarked(Shop(item)));

    [Theory]
    [InlineData("int", "order")]
    [InlineData("string", "\"\"")]
    [InlineData("Guid", "Guid.NewGuid()")]
    [InlineData("byte[]", "[]")]
    [InlineData("Func<Task>", "() => Task.CompletedTask")]
    [InlineData("Exception", "new Exception()")]
    [InlineData("IDisposable", "new MemoryStream()")]
    [InlineData("(int Order, ActivityContext Context)", "(order, Activity.Current!.Context)")]
    [InlineData("HttpRequestMessage", "new HttpRequestMessage()")]
    public Task Quiet_on_types(string item, string value) => Verify<QueueItemWithoutContext>.QuietAsync("using System.IO;\n" + Shop(
        item: "", queue: $"internal static readonly Channel<{item}> Queue = Channel.CreateUnbounded<{item}>();",
        place: $"internal static async Task PlaceAsync(int order) {{ using var activity = source.StartActivity(\"place\"); await Queue.Writer.WriteAsync({value}); }}"));

    [Theory]
    // No span is known to be current.
    [InlineData("internal static async Task PlaceAsync(int order) { await Queue.Writer.WriteAsync(new Job(order)); }")]
    [InlineData("internal static async Task PlaceAsync(int order) { using (source.StartActivity(\"check\")) { } await Queue.Writer.WriteAsync(new Job(order)); }")]
    [InlineData("internal static async Task PlaceAsync(int order) { await Queue.Writer.WriteAsync(new Job(order)); using var activity = source.StartActivity(\"place\"); }")]
    [InlineData("internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); Activity.Current = null; await Queue.Writer.WriteAsync(new Job(order)); }")]
    // The function hands on what it has read.
    [InlineData("internal static async Task RetryAsync() { using var activity = source.StartActivity(\"retry\"); var job = await Queue.Reader.ReadAsync(); await Queue.Writer.WriteAsync(job); }")]
    [InlineData("internal static async Task WaitAsync() { using var activity = source.StartActivity(\"wait\"); await Queue.Writer.WaitToWriteAsync(); Queue.Writer.Complete(); }")]
    public Task Quiet_at_writes(string place) => Verify<QueueItemWithoutContext>.QuietAsync(Shop(place: place));

    [Theory]
    // Nothing of the work shows in a trace, or its spans have parents or links of their own.
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { Console.WriteLine(job); }")]
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, Find(job)); } static ActivityContext Find(Job job) => default;")]
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, default(ActivityContext), links: Find(job)); } static ActivityLink[]? Find(Job job) => null;")]
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { Process(job); } static void Process(Job job) { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, Find(job)); } static ActivityContext Find(Job job) => default;")]
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { Activity.Current = null; using var activity = source.StartActivity(\"process\"); }")]
    [InlineData("await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = source.StartActivity(\"process\"); activity?.AddLink(new(Find(job))); } static ActivityContext Find(Job job) => default;")]
    [InlineData("using (source.StartActivity(\"warm up\")) { } await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { Console.WriteLine(job); }")]
    // Not a loop.
    [InlineData("var first = await Jobs.Queue.Reader.ReadAsync(stop); using var activity = source.StartActivity(\"process\");")]
    [InlineData("_ = Jobs.Queue.Reader.Count; using var activity = source.StartActivity(\"count\");")]
    public Task Quiet_for_readers(string read) => Verify<QueueItemWithoutContext>.QuietAsync(Unmarked(Shop(read: read)));

    /// <summary>The function that writes starts those who read, in its own context.</summary>
    [Theory]
    [InlineData("var rows = Channel.CreateBounded<Job>(10);", "rows", "await Task.WhenAll(reading);")]
    [InlineData("var rows = new BlockingCollection<Job>();", "rows", "await reading;")]
    public Task Quiet_on_queues_of_a_function(string queue, string name, string end) => Verify<QueueItemWithoutContext>.QuietAsync(
        $$"""
        using System.Collections.Concurrent;
        record Job(int Order);
        static class Import
        {
            public static async Task RunAsync()
            {
                using var activity = source.StartActivity("import");
                {{queue}}
                var reading = Task.Run(async () =>
                {
                    {{(queue.Contains("Channel", StringComparison.Ordinal) ? $"await foreach (var row in {name}.Reader.ReadAllAsync())" : $"foreach (var row in {name}.GetConsumingEnumerable())")}} { using var store = source.StartActivity("store"); await Task.Yield(); }
                });
                {{(queue.Contains("Channel", StringComparison.Ordinal) ? $"await {name}.Writer.WriteAsync(new Job(1)); {name}.Writer.Complete();" : $"{name}.Add(new Job(1)); {name}.CompleteAdding();")}}
                {{end}}
            }
        }
        """);

    /// <summary>An object for each run: its loop runs in the span of the run.</summary>
    [Fact]
    public Task Quiet_where_the_loop_is_begun_by_whoever_writes() => Verify<QueueItemWithoutContext>.QuietAsync(
        """
        record Row(int Number);
        sealed class Import
        {
            private readonly Channel<Row> rows = Channel.CreateUnbounded<Row>();
            public async Task RunAsync()
            {
                using var activity = source.StartActivity("import");
                var storing = StoreAsync();
                for (var i = 0; i < 10; i++) await rows.Writer.WriteAsync(new Row(i));
                rows.Writer.Complete();
                await storing;
            }
            private async Task StoreAsync() { await foreach (var row in rows.Reader.ReadAllAsync()) { using var store = source.StartActivity("store"); } }
        }
        """);

    /// <summary>What is taken is given back: the queue holds tools, not work.</summary>
    [Fact]
    public Task Quiet_on_pools() => Verify<QueueItemWithoutContext>.QuietAsync(
        """
        using System.Collections.Concurrent;
        class Connection { public void Send() { using var activity = source.StartActivity("send"); } }
        static class Pool
        {
            static readonly ConcurrentQueue<Connection> Free = new();
            static Connection Rent() => Free.TryDequeue(out var free) ? free : new Connection();
            static void Return(Connection connection) => Free.Enqueue(connection);
            public static void Send() { using var activity = source.StartActivity("request"); var connection = Rent(); connection.Send(); Return(connection); }
        }
        """);

    /// <summary>A scoped service begins its loop in the span of a request, and nothing tells which one.</summary>
    [Fact]
    public Task Quiet_where_it_is_not_known_who_begins_the_loop() => Verify<QueueItemWithoutContext>.QuietAsync(
        """
        public sealed class Mailer
        {
            private readonly Channel<Mail> mails = Channel.CreateUnbounded<Mail>();
            private Task? loop;
            public Mailer() => Task.Run(SendAllAsync);
            public void Send(string to) { using var activity = source.StartActivity("request"); loop ??= SendAllAsync(); mails.Writer.TryWrite(new Mail(to)); }
            private async Task SendAllAsync() { await foreach (var mail in mails.Reader.ReadAllAsync()) { using var activity = source.StartActivity("send"); } }
            private sealed record Mail(string To);
        }
        """);

    /// <summary>Two queues of one type of item: the one that is written to is read without spans.</summary>
    [Fact]
    public Task Quiet_on_another_queue_of_the_same_items() => Verify<QueueItemWithoutContext>.QuietAsync(Shop(
        queue: "internal static readonly Channel<Job> Queue = Channel.CreateUnbounded<Job>(); internal static readonly Channel<Job> Other = Channel.CreateUnbounded<Job>();",
        place: "internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); await Other.Writer.WriteAsync(new Job(order)); }"));

    /// <summary>Before anything runs.</summary>
    [Fact]
    public Task Quiet_at_start_up() => Verify<QueueItemWithoutContext>.QuietAsync(Shop(
        place: "internal static async Task PlaceAsync(int order) => await Queue.Writer.WriteAsync(new Job(order));",
        more: "internal sealed class Seed : IHostedService { public async Task StartAsync(CancellationToken stop) => await Jobs.PlaceAsync(1); public Task StopAsync(CancellationToken stop) => Task.CompletedTask; }"));

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<QueueItemWithoutContext>.QuietAsync(Shop(
        queue: "internal static readonly Lookalike Queue = new();", place: "internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); await Queue.Writer.WriteAsync(new Job(order)); }",
        more: "class Lookalike { public Lookalike Writer => this; public Lookalike Reader => this; public Task WriteAsync(Job job) => Task.CompletedTask; public async IAsyncEnumerable<Job> ReadAllAsync(CancellationToken stop) { await Task.Yield(); yield break; } } class Channel { }"));

    private const string Now = "Activity.Current?.Context ?? default";

    [Theory]
    [InlineData("internal sealed record Job(int Order);", "internal sealed record Job(int Order)\n{\n    internal ActivityContext TraceContext { get; init; }\n}")]
    [InlineData("internal sealed record Job(int Order) { }", "internal sealed record Job(int Order) { internal ActivityContext TraceContext { get; init; } }")]
    [InlineData("internal readonly record struct Job(int Order);", "internal readonly record struct Job(int Order)\n{\n    internal ActivityContext TraceContext { get; init; }\n}")]
    [InlineData("internal sealed class Job(int order)\n{\n    public int Order => order; // of the shop\n}", "internal sealed class Job(int order)\n{\n    public int Order => order; // of the shop\n    internal ActivityContext TraceContext { get; init; }\n}")]
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

    [Fact]
    public Task Says_what_happens() => Verify<QueueItemWithoutContext>.SaysAsync(Shop(), "The trace of span 'place' ends here: 'Job' carries no span context, and its reader's spans know nothing of it");

    private static string Place(string write) => "internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); " + write + " }";

    /// <summary>The shop as the fix leaves it.</summary>
    private static string Fixed(
        string item = "internal sealed record Job(int Order)\n{\n    internal ActivityContext TraceContext { get; init; }\n}", string queue = "internal static readonly Channel<Job> Queue = Channel.CreateUnbounded<Job>();",
        string? place = null, string read = "await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = source.StartActivity(\"process\", ActivityKind.Internal, job.TraceContext); }")
        => Shop(item, queue, place ?? Place("await Queue.Writer.WriteAsync(new Job(order) { TraceContext = " + Now + " });"), read: read);

    internal static string Unmarked(string code) => code.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
