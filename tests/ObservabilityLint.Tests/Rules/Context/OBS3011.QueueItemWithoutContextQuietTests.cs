using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;
using static ObservabilityLint.Tests.Rules.Context.QueueItemWithoutContextTests;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Queues of working programs, each one thing away from losing a context.</summary>
public class QueueItemWithoutContextQuietTests
{
    /// <summary>The item takes something along that may be, or lead to, its context.</summary>
    [Theory]
    [InlineData("""internal sealed class Job(int order) { private readonly ActivityContext origin = Activity.Current?.Context ?? default; public int Order => order; public ActivityLink Link => new(origin); }""")]
    [InlineData("""internal sealed record Job(int Order, IReadOnlyList<ActivityLink>? Links = null, ActivityLink? First = null);""")]
    [InlineData("""internal readonly record struct Job(int Order) { public ExecutionContext? Flow { get; } = ExecutionContext.Capture(); }""")]
    [InlineData("""internal sealed class Job(int order) { public int Order => order; public System.Collections.Specialized.NameValueCollection Extra { get; } = []; }""")]
    [InlineData("""internal class Job(int order) : Envelope<int>(order); internal class Envelope<T>(T body) { public T Body => body; public ActivityContext Sender { get; init; } = Activity.Current?.Context ?? default; }""")]
    [InlineData("""internal sealed record Job(int Order) { public string? W3CTraceState { get; init; } public byte[] Body { get; init; } = []; }""")]
    [InlineData("""internal sealed record Job(int Order, Microsoft.AspNetCore.Http.HttpContext? Http = null);""")]
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

    /// <summary>No work of its own, or work that runs by itself.</summary>
    [Theory]
    [InlineData("""Task""", """Task.Delay(order)""")]
    [InlineData("""DayOfWeek""", """DayOfWeek.Friday""")]
    [InlineData("""ReadOnlyMemory<byte>""", """new byte[order]""")]
    [InlineData("""Activity""", """activity!""")]
    [InlineData("""KeyValuePair<string, string>""", """new("traceparent", activity!.Id!)""")]
    [InlineData("""Lazy<Task>""", """new(() => Task.Delay(order))""")]
    [InlineData("""IEnumerable<int>""", """Enumerable.Range(0, order)""")]
    [InlineData("""(int Order, Action<int> Done)""", """(order, _ => { })""")]
    [InlineData("int", "order")]
    [InlineData("string", "\"\"")]
    [InlineData("Guid", "Guid.NewGuid()")]
    [InlineData("byte[]", "[]")]
    [InlineData("Func<Task>", "() => Task.CompletedTask")]
    [InlineData("Exception", "new Exception()")]
    [InlineData("IDisposable", "new MemoryStream()")]
    [InlineData("(int Order, ActivityContext Context)", "(order, Activity.Current!.Context)")]
    [InlineData("HttpRequestMessage", "new HttpRequestMessage()")]
    [InlineData("Uri", "new Uri(\"http://shop\")")]
    public Task Quiet_on_types(string item, string value) => Verify<QueueItemWithoutContext>.QuietAsync("using System.IO;\n" + Shop(
        item: "", queue: $"internal static readonly Channel<{item}> Queue = Channel.CreateUnbounded<{item}>();",
        place: $"internal static async Task PlaceAsync(int order) {{ using var activity = source.StartActivity(\"place\"); await Queue.Writer.WriteAsync({value}); }}"));

    /// <summary>The span has ended, or has not begun, or was taken away.</summary>
    [Theory]
    [InlineData("""internal static async Task PlaceAsync(int order) { var save = source.StartActivity("save"); try { await Task.Delay(order); } finally { save?.Dispose(); } await Queue.Writer.WriteAsync(new Job(order)); }""")]
    [InlineData("""internal static async Task PlaceAsync(int order) { await SaveAsync(); if (!Queue.Writer.TryWrite(new Job(order))) throw new InvalidOperationException("full"); async Task SaveAsync() { using var save = source.StartActivity("save"); await Task.Delay(order); } }""")]
    [InlineData("""internal static async Task PlaceAsync(int order) { for (var i = 0; i < order; i++) { using (source.StartActivity("check")) await Task.Yield(); await Queue.Writer.WriteAsync(new Job(i)); } }""")]
    [InlineData("""internal static async Task PlaceAsync(int order) { using var timer = new PeriodicTimer(TimeSpan.FromSeconds(order)); while (await timer.WaitForNextTickAsync()) await Queue.Writer.WriteAsync(new(order)); }""")]
    [InlineData("""internal static async Task PlaceAsync(int order) { using var activity = source.CreateActivity("place", ActivityKind.Producer); await Queue.Writer.WriteAsync(new Job(order)); activity?.Start(); }""")]
    [InlineData("""internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity("place"); var before = Activity.Current; try { Activity.Current = null; Queue.Writer.TryWrite(new Job(order)); } finally { Activity.Current = before; } await Task.Yield(); }""")]
    // No span is known to be current.
    [InlineData("internal static async Task PlaceAsync(int order) { await Queue.Writer.WriteAsync(new Job(order)); }")]
    [InlineData("internal static async Task PlaceAsync(int order) { using (source.StartActivity(\"check\")) { } await Queue.Writer.WriteAsync(new Job(order)); }")]
    [InlineData("internal static async Task PlaceAsync(int order) { await Queue.Writer.WriteAsync(new Job(order)); using var activity = source.StartActivity(\"place\"); }")]
    [InlineData("internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); Activity.Current = null; await Queue.Writer.WriteAsync(new Job(order)); }")]
    // The function hands on what it has read.
    [InlineData("internal static async Task RetryAsync() { using var activity = source.StartActivity(\"retry\"); var job = await Queue.Reader.ReadAsync(); await Queue.Writer.WriteAsync(job); }")]
    [InlineData("internal static async Task WaitAsync() { using var activity = source.StartActivity(\"wait\"); await Queue.Writer.WaitToWriteAsync(); Queue.Writer.Complete(); }")]
    public Task Quiet_at_writes(string place) => Verify<QueueItemWithoutContext>.QuietAsync(Shop(place: place));

    /// <summary>Work without a span, or with one whose place is chosen by hand.</summary>
    [Theory]
    [InlineData("""var counter = new Meter("shop").CreateCounter<int>("jobs"); await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) counter.Add(job.Order);""")]
    [InlineData("""var lines = new List<string>(); while (await Jobs.Queue.Reader.WaitToReadAsync(stop)) { while (Jobs.Queue.Reader.TryRead(out var job)) lines.Add(job.ToString()); await System.IO.File.AppendAllLinesAsync("audit.log", lines, stop); lines.Clear(); }""")]
    [InlineData("""using (source.StartActivity("connect")) await Jobs.http.GetStringAsync("http://shop", stop); await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) await Console.Out.WriteLineAsync(job.ToString());""")]
    [InlineData("""await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using (OpenTelemetry.SuppressInstrumentationScope.Begin()) await Jobs.http.GetStringAsync("http://telemetry", stop); }""")]
    [InlineData("""while (!stop.IsCancellationRequested) { var job = await Jobs.Queue.Reader.ReadAsync(stop); var before = Activity.Current; try { Activity.Current = null; await Jobs.command.ExecuteNonQueryAsync(stop); } finally { Activity.Current = before; } }""")]
    [InlineData("""var batch = new List<Job>(); await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { batch.Add(job); if (batch.Count < 100) continue; using var activity = source.StartActivity("store", ActivityKind.Consumer, default(ActivityContext), links: batch.Select(Link)); batch.Clear(); } static ActivityLink Link(Job job) => default;""")]
    [InlineData("""await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { var parent = OpenTelemetry.Context.Propagation.Propagators.DefaultTextMapPropagator.Extract(default, job, (_, _) => []); using var activity = source.StartActivity("process", ActivityKind.Consumer, parent.ActivityContext); await Jobs.command.ExecuteNonQueryAsync(stop); }""")]
    [InlineData("""await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { Leave(); using var activity = source.StartActivity("process"); } static void Leave() => Activity.Current = null;""")]
    [InlineData("""await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => { using var activity = source.StartActivity("process"); }); }""")]
    [InlineData("""await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) { using var activity = Begin(job); await Jobs.http.GetStringAsync("http://shop", stop); } static Activity? Begin(Job job) => source.StartActivity("process", ActivityKind.Consumer, Origins.TryGetValue(job, out var origin) ? origin.Context : default); } private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Job, Activity> Origins = []; static void Nothing() {""")]
    [InlineData("""using var quiet = OpenTelemetry.SuppressInstrumentationScope.Begin(); await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) await Jobs.http.GetStringAsync("http://telemetry", stop);""")]
    [InlineData("""using (OpenTelemetry.SuppressInstrumentationScope.Begin()) { await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) await Jobs.http.GetStringAsync("http://telemetry", stop); }""")]
    [InlineData("""using var quiet = OpenTelemetry.SuppressInstrumentationScope.Begin(); await ReadAsync(stop); } private static async Task ReadAsync(CancellationToken stop) { await foreach (var job in Jobs.Queue.Reader.ReadAllAsync(stop)) await Jobs.http.GetStringAsync("http://telemetry", stop);""")]
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

    /// <summary>A pool: who takes one out under a span works with it there. The loop sees to what nobody has taken.</summary>
    [Theory]
    [InlineData("""internal static Job Rent() => Queue.TryDequeue(out var job) ? job : new Job(0); internal static void Use() { using var activity = source.StartActivity("use"); var job = Rent(); Queue.Enqueue(job); }""")]
    [InlineData("""internal static Job? Rent() { Queue.TryDequeue(out var job); return job; } internal static void Return(Job job) => Queue.Enqueue(job); internal static void Use() { using var activity = source.StartActivity("use"); Return(Rent() ?? new Job(0)); }""")]
    public Task Quiet_where_requests_take_items_out_too(string place) => Verify<QueueItemWithoutContext>.QuietAsync(Shop(
        queue: "internal static readonly ConcurrentQueue<Job> Queue = new();", place: place,
        read: "while (!stop.IsCancellationRequested) { await Task.Delay(1000, stop); while (Jobs.Queue.TryDequeue(out var job)) await Jobs.http.DeleteAsync(\"http://shop/\" + job.Order, stop); }"));

    /// <summary>What is thrown away at the end is taken out under no span.</summary>
    [Fact]
    public Task Fires_where_others_take_items_out_without_a_span() => Verify<QueueItemWithoutContext>.FiresAsync(Shop(
        place: "internal static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); await Queue.Writer.[|WriteAsync|](new Job(order)); } internal static int Drain() { var count = 0; while (Queue.Reader.TryRead(out _)) count++; return count; }"));

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
}
