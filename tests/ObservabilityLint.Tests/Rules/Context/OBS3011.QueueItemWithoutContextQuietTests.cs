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
    public Task Quiet_on_types(string item, string value) => Verify<QueueItemWithoutContext>.QuietAsync(Shop(
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
    public Task Quiet_for_readers(string read) => Verify<QueueItemWithoutContext>.QuietAsync(Unmarked(Shop(read: read)));
}
