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

    /// <summary>Not all that is done in the loop's function is suppressed, nor every call of it.</summary>
    [Theory]
    [InlineData("""using (OpenTelemetry.SuppressInstrumentationScope.Begin()) await Jobs.http.GetStringAsync("http://telemetry", stop); await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) await Jobs.http.GetStringAsync("http://shop", stop);""")]
    [InlineData("""using (OpenTelemetry.SuppressInstrumentationScope.Begin()) await Jobs.http.GetStringAsync("http://telemetry", stop); await ReadAsync(stop); } private static async Task ReadAsync(CancellationToken stop) { await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) await Jobs.http.GetStringAsync("http://shop", stop);""")]
    public Task Fires_where_the_loop_is_not_suppressed(string read) => Verify<QueueItemWithoutContext>.FiresAsync(Shop(read: read));

    /// <summary>The start of the program begins the loop by way of other methods; a chain that a request begins may read in its context.</summary>
    /// <summary>A class of queues for any item: what its items are, those tell who write to it.</summary>
    [Theory]
    [InlineData("", "AnyQueue<Job>", true)]
    [InlineData("", "IAnyQueue<Job>", true)]
    [InlineData("internal sealed class Mailer(AnyQueue<Mail> mails) { public async Task SendAsync() => await mails.PushAsync(new Mail(default)); } internal sealed record Mail(ActivityContext Sender);", "AnyQueue<Job>", false)]
    public Task Looks_into_generic_queues(string more, string type, bool fires)
    {
        var code = $$"""
            using Microsoft.Extensions.Hosting;
            internal sealed record Job(int Order);
            internal interface IAnyQueue<TItem> { ValueTask PushAsync(TItem item); IAsyncEnumerable<TItem> All(); }
            internal sealed class AnyQueue<T> : IAnyQueue<T>
            {
                private readonly Channel<T> items = Channel.CreateUnbounded<T>();
                public ValueTask PushAsync(T item) => items.Writer.{{(fires ? "[|WriteAsync|]" : "WriteAsync")}}(item);
                public IAsyncEnumerable<T> All() => items.Reader.ReadAllAsync();
            }
            internal sealed class Orders({{type}} jobs) { public async Task PlaceAsync() { using var activity = source.StartActivity("place"); await jobs.PushAsync(new Job(1)); } }
            internal sealed class Worker({{type}} jobs) : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stop) { await foreach (var job in jobs.All()) { using var activity = source.StartActivity("process"); } }
            }
            {{more}}
            """;
        return fires ? Verify<QueueItemWithoutContext>.FiresAsync(code) : Verify<QueueItemWithoutContext>.QuietAsync(code);
    }

    [Theory]
    [InlineData(true, "Reader.Begin(stop);", "")]
    [InlineData(false, "Reader.Begin(stop);", "public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase { public void Post() => Reader.Begin(default); }")]
    [InlineData(false, "", "")]
    public Task Asks_who_begins_the_loop_however_far_away(bool fires, string read, string more)
    {
        var source = Shop(read: read, more: "internal static class Reader { public static void Begin(CancellationToken stop) => Middle(stop); private static void Middle(CancellationToken stop) => Last(stop).Wait(); "
            + "private static async Task Last(CancellationToken stop) { await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = new ActivitySource(\"Shop\").StartActivity(\"process\"); } } } " + more);
        return fires ? Verify<QueueItemWithoutContext>.FiresAsync(source) : Verify<QueueItemWithoutContext>.QuietAsync(source.Replace("[|", "").Replace("|]", ""));
    }

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
    [InlineData("await Parallel.ForEachAsync(Jobs.Queue.Reader.ReadAllAsync(stop), stop, async (job, _) => { await Task.Yield(); using var activity = source.StartActivity(\"process\", ActivityKind.Consumer); });")]
    public Task Fires_for_readers(string read) => Verify<QueueItemWithoutContext>.FiresAsync(Shop(read: read));

    [Theory]
    [InlineData("while (!stop.IsCancellationRequested) { var batch = Batches.TakeAll(); using var activity = source.StartActivity(\"store\"); await Task.Delay(batch.Count, stop); }", "public static List<Job> TakeAll() { var batch = new List<Job>(); while (Jobs.Queue.Reader.TryRead(out var job)) batch.Add(job); return batch; }")]
    [InlineData("while (!stop.IsCancellationRequested) { foreach (var job in await Batches.TakeAsync(stop)) { using var activity = source.StartActivity(\"store\"); } }", "public static async Task<Job[]> TakeAsync(CancellationToken stop) { var batch = new List<Job>(); while (batch.Count < 10) { var job = await Jobs.Queue.Reader.ReadAsync(stop); batch.Add(job); } return batch.ToArray(); }")]
    [InlineData("await foreach (var batch in Batches.AllAsync()) { using var activity = source.StartActivity(\"store\"); }", "public static async IAsyncEnumerable<Job[]> AllAsync() { var batch = new List<Job>(); await foreach (var job in Jobs.Queue.Reader.ReadAllAsync()) { batch.Add(job); if (batch.Count < 10) continue; yield return [.. batch]; batch.Clear(); } }")]
    public Task Fires_on_batches_that_a_method_takes_out(string read, string take) => Verify<QueueItemWithoutContext>.FiresAsync(Shop(read: read, more: "internal static class Batches { " + take + " }"));

    [Theory]
    [InlineData("while (!stop.IsCancellationRequested) { var batch = Batches.TakeAll(); Console.WriteLine(batch.Count); }", "public static List<Job> TakeAll() { var batch = new List<Job>(); while (Jobs.Queue.Reader.TryRead(out var job)) batch.Add(job); return batch; }")]
    [InlineData("while (!stop.IsCancellationRequested) { var count = Batches.Drain(); using var activity = source.StartActivity(\"count\"); activity?.SetTag(\"count\", count); }", "public static int Drain() { var batch = new List<Job>(); while (Jobs.Queue.Reader.TryRead(out var job)) batch.Add(job); return batch.Count; }")]
    [InlineData("while (!stop.IsCancellationRequested) { var batch = Batches.TakeAll(); using var activity = source.StartActivity(\"store\", ActivityKind.Consumer, default(ActivityContext), links: batch.Select(Batches.Find)); }", "public static List<Job> TakeAll() { var batch = new List<Job>(); while (Jobs.Queue.Reader.TryRead(out var job)) batch.Add(job); return batch; } public static ActivityLink Find(Job job) => default;")]
    public Task Quiet_on_batches_that_are_linked_or_show_nothing(string read, string take) => Verify<QueueItemWithoutContext>.QuietAsync(Shop(read: read, more: "internal static class Batches { " + take + " }").Replace("[|", "").Replace("|]", ""));

    [Theory]
    [InlineData("internal static async Task PlaceAsync(int order) { using (source.StartActivity(\"place\")) { if (!Queue.Writer.[|TryWrite|](new(order))) await Queue.Writer.[|WriteAsync|](item: new(order)); } }")]
    [InlineData("internal static void Place(int order) { var activity = source.StartActivity(\"place\"); var job = new Job(order); Queue.Writer.[|TryWrite|](job); activity?.Stop(); }")]
    [InlineData("internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); await EnqueueAsync(new Job(order)); } static ValueTask EnqueueAsync(Job job) => Queue.Writer.[|WriteAsync|](job);")]
    [InlineData("internal static void Map(Microsoft.AspNetCore.Builder.WebApplication app) => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(app, \"/orders\", async (int order) => await Queue.Writer.[|WriteAsync|](new Job(order)));")]
    [InlineData("internal sealed class Holder { public Channel<Job> Jobs => Queue; } internal static void Place(Holder? holder, int order) { using var activity = source.StartActivity(\"place\"); holder?.Jobs.Writer.[|TryWrite|](new Job(order)); }")]
    [InlineData("internal static void Place(int order) { using var activity = source.StartActivity(\"place\"); Queue?.Writer.[|TryWrite|](new Job(order)); }")]
    public Task Fires_at_writes(string place) => Verify<QueueItemWithoutContext>.FiresAsync(Shop(place: place));

    [Theory]
    [InlineData("BlockingCollection", "Queue.[|Add|](new Job(order));", "foreach (var job in Jobs.Queue.GetConsumingEnumerable(stop)) { using var activity = source.StartActivity(\"process\"); }")]
    [InlineData("BlockingCollection", "Queue.[|TryAdd|](new Job(order), 10);", "while (!stop.IsCancellationRequested) { var job = Jobs.Queue.Take(stop); using var activity = source.StartActivity(\"process\"); }")]
    [InlineData("ConcurrentQueue", "Queue.[|Enqueue|](new Job(order));", "while (!stop.IsCancellationRequested) { while (Jobs.Queue.TryDequeue(out var job)) { using var activity = source.StartActivity(\"process\"); } await Task.Delay(5, stop); }")]
    [InlineData("BlockingCollection", "Queue?.[|Add|](new Job(order));", "foreach (var job in Jobs.Queue.GetConsumingEnumerable(stop)) { using var activity = source.StartActivity(\"process\"); }")]
    public Task Fires_on_collections(string type, string write, string read) => Verify<QueueItemWithoutContext>.FiresAsync(Shop(
        queue: $"internal static readonly {type}<Job> Queue = new();", place: "internal static void Place(int order) { using var activity = source.StartActivity(\"place\"); " + write + " }", read: read));

    [Fact]
    public Task Fires_on_types_of_others() => Verify<QueueItemWithoutContext>.FiresAsync(Shop(
        item: "", queue: "internal static readonly Channel<(int Order, string Note)> Queue = Channel.CreateUnbounded<(int Order, string Note)>();",
        place: "internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); await Queue.Writer.[|WriteAsync|]((order, \"\")); }"));

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

    [Fact]
    public Task Says_what_happens() => Verify<QueueItemWithoutContext>.SaysAsync(Shop(), "The trace of the span 'place' (Activity) ends at this queue: 'Job' does not carry its context, so the reader's spans belong to other traces. Add an ActivityContext to the item, and let the reader's span take it as parent or link.");

    internal static string Unmarked(string code) => code.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
