using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>In an IDE the projects of a solution are compilations that see each other's sources: values and spans are followed through them. Of a reference that is a file nothing is known.</summary>
public class AcrossProjectsTests
{
    private const string Names = "using Microsoft.AspNetCore.Http; namespace Shop.Names; public static class Paths { public static string Of(HttpRequest request) => Inner(request); private static string Inner(HttpRequest request) => request.Path; public static string Kind() => \"web\"; }";

    private const string Metrics = "using System.Collections.Generic; using System.Diagnostics.Metrics; using Microsoft.AspNetCore.Http; using Shop.Names; namespace Shop.Metrics; public static class Requests { private static readonly Counter<long> All = new Meter(\"Shop\").CreateCounter<long>(\"shop.requests\"); "
        + "public static void Count(HttpRequest request) { All.Add(1, new KeyValuePair<string, object?>(\"path\", Paths.Of(request))); All.Add(1, new KeyValuePair<string, object?>(\"kind\", Paths.Kind())); } }";

    private const string Audit = "using System.Diagnostics; using System.Threading.Tasks; namespace Shop.Auditing; public static class Audit { private static readonly ActivitySource Source = new(\"Shop\"); public static async Task WriteAsync() { await Task.Yield(); Begin(); } private static void Begin() { using var audit = Source.StartActivity(\"audit\"); } }";

    private const string Notify = "using System.Threading.Tasks; using Shop.Auditing; namespace Shop.Notifying; public interface INotifier { Task SendAsync(); } public sealed class Notifier : INotifier { public Task SendAsync() => Audit.WriteAsync(); }";

    private const string Orders = "using System.Diagnostics; using System.Threading.Tasks; using Shop.Notifying; class Orders(ActivitySource source, Notifier notifier) { void Place() { using var activity = source.StartActivity(\"place\"); _ = Task.Run(() => notifier.SendAsync()); } }";

    [Fact]
    public async Task A_value_is_followed_into_another_project()
        => Assert.Equal(["OBS2004"], await FoundAsync(new UnboundedLabelValue(), asSource: true, Names, Metrics));

    private const string Lanes = "using System.Collections.Generic; using Prometheus; namespace Shop.Lanes; public static class Lanes { private static readonly Counter A = Metrics.CreateCounter(\"a_total\", \"A.\", \"region\", \"tier\"), B = Metrics.CreateCounter(\"b_total\", \"B.\", \"region\", \"tier\"), Other = Metrics.CreateCounter(\"c_total\", \"C.\", \"region\"); "
        + "public static readonly Counter[] All = [A, B]; public static readonly List<Counter> Open = [A, B]; public static readonly Counter[] Mixed = [A, Other]; public static Counter Of(int i) => i == 0 ? A : B; }";

    [Theory]
    [InlineData("OBS2008", "Lanes.All[i].WithLabels(region).Inc();")]
    [InlineData("OBS2008", "foreach (var lane in Lanes.All) lane.WithLabels(region).Inc();")]
    [InlineData("OBS2008", "Lanes.Of(i).WithLabels(region).Inc();")]
    [InlineData("OBS2008", "var lane = Lanes.All[i]; lane.WithLabels(region).Inc();")]
    [InlineData("", "Lanes.All[i].WithLabels(region, tier).Inc();")]
    [InlineData("", "Lanes.Mixed[i].WithLabels(region).Inc();")]
    [InlineData("", "Lanes.Open[i].WithLabels(region).Inc();")]
    public async Task One_of_several_instruments_of_another_project(string expected, string statements)
    {
        var use = "using Shop.Lanes; class Use { void Do(int i, string region, string tier) { " + statements + " } }";
        Assert.Equal(expected, string.Join(' ', await FoundAsync(new LabelCountMismatch(), asSource: true, Lanes, use)));
        Assert.Empty(await FoundAsync(new LabelCountMismatch(), asSource: false, Lanes, use));
    }

    [Fact]
    public async Task Tags_that_a_method_of_another_project_makes_are_read()
    {
        const string tags = "using System.Diagnostics; using Microsoft.AspNetCore.Http; namespace Shop.Tags; public static class Tags { public static TagList Of(HttpRequest request) => new() { { \"badName\", 1 }, { \"path\", request.Path } }; }";
        const string metrics = "using System.Diagnostics.Metrics; using Microsoft.AspNetCore.Http; class Requests { static readonly Counter<long> All = new Meter(\"Shop\").CreateCounter<long>(\"shop.requests\"); void Count(HttpRequest request) => All.Add(1, Shop.Tags.Tags.Of(request)); }";
        Assert.Equal(["OBS2004"], await FoundAsync(new UnboundedLabelValue(), asSource: true, tags, metrics));
        Assert.Equal(["OBS2002"], await FoundAsync(new LabelNameCasing(), asSource: true, tags, metrics));
        Assert.Empty(await FoundAsync(new UnboundedLabelValue(), asSource: false, tags, metrics));
    }

    [Fact]
    public async Task A_text_that_a_library_makes_of_an_enum_is_one_of_few()
    {
        const string texts = "namespace Shop.Texts; public enum Kind { A, B } public static class Texts { public static string Named(this Kind kind, bool isLong) => kind.ToString(); public static string Shown(this Kind kind, string by) => by; }";
        const string metrics = "using System.Collections.Generic; using System.Diagnostics.Metrics; using Shop.Texts; class Requests { static readonly Counter<long> All = new Meter(\"Shop\").CreateCounter<long>(\"shop.requests\"); void Count(Kind kind, string by) { All.Add(1, new KeyValuePair<string, object?>(\"kind\", kind.Named(true))); ";
        Assert.Empty(await FoundAsync(new UnprovenLabelValue(), asSource: false, texts, metrics + "} }"));
        Assert.Equal(["OBS2014"], await FoundAsync(new UnprovenLabelValue(), asSource: false, texts, metrics + "All.Add(1, new KeyValuePair<string, object?>(\"kind\", kind.Shown(by))); } }"));
    }

    private const string Counting = "using System.Collections.Generic; using System.Diagnostics.Metrics; namespace Shop.Counting; public static class Counts { private static readonly Counter<long> All = new Meter(\"Shop\").CreateCounter<long>(\"shop.requests\"); public static readonly Counter<long> Shared = new Meter(\"Shop\").CreateCounter<long>(\"shop.shared\"); "
        + "public static void Add(string source) => All.Add(1, new KeyValuePair<string, object?>(\"source\", source)); public static void Twice(string source) { Add(source); Add(source); } public static Counter<long> Named(string name) => new Meter(\"Shop\").CreateCounter<long>(name); }";

    private const string Booking = "using Shop.Counting; namespace Shop.Booking; public static class Bookings { public static void Enter(string origin) => Counts.Twice(origin); public static void Known(string kind) { if (kind is \"a\" or \"b\") Counts.Add(kind); } }";

    [Theory]
    [InlineData("OBS2004", "void Add(HttpRequest request) => Counts.Add(request.Path);")]
    [InlineData("OBS2004", "void Add(HttpRequest request) => Bookings.Enter(request.Path);")]
    [InlineData("OBS2004", "void Add(HttpRequest request) => Local(request.Path); void Local(string source) => Bookings.Enter(source);")]
    [InlineData("OBS2004", "void Add(HttpRequest request) => Counts.Shared.Add(1, new System.Collections.Generic.KeyValuePair<string, object?>(\"path\", request.Path));")]
    [InlineData("", "void Add(HttpRequest request) => Bookings.Known(request.Path);")]
    [InlineData("", "void Add(HttpRequest request) => Bookings.Enter(\"web\");")]
    public async Task A_value_is_handed_to_a_method_of_another_project(string expected, string members)
    {
        var last = "using Microsoft.AspNetCore.Http; using Shop.Counting; using Shop.Booking; class Web { " + members + " }";
        Assert.Equal(expected, string.Join(' ', await FoundAsync(new UnboundedLabelValue(), asSource: true, Counting, Booking, last)));
        if (!members.Contains("Shared")) Assert.Empty(await FoundAsync(new UnboundedLabelValue(), asSource: false, Counting, Booking, last));
    }

    [Fact]
    public async Task A_name_is_handed_to_a_method_of_another_project()
    {
        const string last = "using Shop.Counting; class Web { readonly object badName = Counts.Named(\"shop.badName\"); }";
        Assert.Equal(["OBS1002"], await FoundAsync(new MetricNameCasing(), asSource: true, Counting, last));
        Assert.Empty(await FoundAsync(new MetricNameCasing(), asSource: false, Counting, last));
    }

    private const string Timing = "using System.Diagnostics.Metrics; namespace Shop.Timing; public static class Signs { public const int Undo = -1; public static int Back => -1; } public sealed class Times { private readonly Histogram<double> time = new Meter(\"Shop\").CreateHistogram<double>(\"shop.time\", \"s\"); private readonly Counter<int> loads = new Meter(\"Shop\").CreateCounter<int>(\"shop.loads\"); "
        + "public void Took(double seconds) => time.Record(seconds); public void TookOf(double given) => time.Record(given / 1000); public void Loaded(int n) => loads.Add(n); public void Moved(int n) { if (n > 0) loads.Add(n); } }";

    [Theory]
    [InlineData("OBS1022", "times.Took(watch.ElapsedMilliseconds);")]
    [InlineData("", "times.Took(watch.Elapsed.TotalSeconds); times.TookOf(watch.ElapsedMilliseconds);")]
    public async Task A_number_is_handed_to_a_method_of_another_project_that_records_it(string expected, string statements)
    {
        var last = "using System.Diagnostics; using Shop.Timing; class Web { void Do(Times times, Stopwatch watch) { " + statements + " } }";
        Assert.Equal(expected, string.Join(' ', await FoundAsync(new RecordedUnitMismatch(), asSource: true, Timing, last)));
        Assert.Empty(await FoundAsync(new RecordedUnitMismatch(), asSource: false, Timing, last));
    }

    [Theory]
    [InlineData("OBS1020", "times.Loaded(-1);")]
    [InlineData("OBS1020", "times.Loaded(Signs.Undo);")]
    [InlineData("", "times.Loaded(1); times.Moved(-1);")]
    public async Task A_negative_number_is_handed_to_a_method_of_another_project_that_adds_it(string expected, string statements)
    {
        var last = "using Shop.Timing; class Web { void Do(Times times) { " + statements + " } }";
        Assert.Equal(expected, string.Join(' ', await FoundAsync(new NegativeCounterIncrement(), asSource: true, Timing, last)));
        Assert.Empty(await FoundAsync(new NegativeCounterIncrement(), asSource: false, Timing, last));
    }

    [Fact]
    public async Task An_instrument_that_another_project_holds_lazily_has_its_labels()
    {
        const string held = "using Prometheus; namespace Shop.Held; public sealed class Gauges { public Gauge Open => field ??= Metrics.CreateGauge(\"shop_open\", \"O.\", \"desk\"); }";
        Assert.Equal(["OBS2010"], await FoundAsync(new UnlabelledUse(), asSource: true, held, "using Shop.Held; class Web { void Do(Gauges gauges) { gauges.Open.Set(1); gauges.Open.WithLabels(\"a\").Set(1); } }"));
    }

    [Fact]
    public async Task A_value_out_of_a_file_is_unknown() => Assert.Empty(await FoundAsync(new UnboundedLabelValue(), asSource: false, Names, Metrics));

    [Fact]
    public async Task Work_is_followed_through_two_other_projects()
        => Assert.Equal(["OBS3005"], await FoundAsync(new WorkOutlivesActivity(), asSource: true, Audit, Notify, Orders));

    [Fact]
    public async Task Work_in_a_file_is_unknown() => Assert.Empty(await FoundAsync(new WorkOutlivesActivity(), asSource: false, Audit, Notify, Orders));

    private const string Polling = "using System; using System.Diagnostics; using System.Threading; namespace Shop.Polling; public static class Polls { private static readonly ActivitySource Source = new(\"Shop\"); public static void Poll(object? state) { using var poll = Source.StartActivity(\"poll\"); } "
        + "public static async System.Threading.Tasks.Task LoopAsync() { while (true) { await System.Threading.Tasks.Task.Delay(1000); Poll(null); } } } "
        + "public static class Flow { public static AsyncFlowControl Stop() => ExecutionContext.SuppressFlow(); } public static class Spans { public static void Finish(Activity? span) => span?.Stop(); public static void Detach() => Activity.Current = null; } public static class Retry { public static void Run(Action work) => work(); } "
        + "public class Worker(Action work) { private static readonly ActivitySource Source = new(\"Shop\"); public event Action? Changed; public Action? OnTick { get; set; } public void Run() { using var run = Source.StartActivity(\"run\"); work(); Changed?.Invoke(); OnTick?.Invoke(); } }";

    private const string Hosting = "using System.Threading.Tasks; using Shop.Polling; namespace Shop.Hosting; public interface IPolling { Task RunAsync(); } public sealed class Polling : IPolling { public Task RunAsync() => Polls.LoopAsync(); }";

    [Theory]
    [InlineData("OBS3009", "Timer? timer; void Place() { using var activity = source.StartActivity(\"place\"); timer = new Timer(Polls.Poll, null, 0, 1000); }")]
    [InlineData("OBS3009", "Task? loop; void Place() { using var activity = source.StartActivity(\"place\"); Start(); } void Start() => loop = Task.Run(() => polling.RunAsync());")]
    [InlineData("OBS3009", "Timer? timer; void Place() { using var activity = source.StartActivity(\"place\"); Retry.Run(() => timer = new Timer(Polls.Poll, null, 0, 1000)); }")]
    [InlineData("OBS3009", "Timer? timer; Worker Place() => new(() => timer = new Timer(Polls.Poll, null, 0, 1000));")]
    [InlineData("OBS3009", "Timer? timer; void Place(Worker worker) => worker.Changed += () => timer = new Timer(Polls.Poll, null, 0, 1000);")]
    [InlineData("OBS3009", "Timer? timer; void Place(Worker worker) => worker.OnTick = () => timer = new Timer(Polls.Poll, null, 0, 1000);")]
    [InlineData("", "Timer? timer; void Place() { using var activity = source.StartActivity(\"place\"); using (Flow.Stop()) timer = new Timer(Polls.Poll, null, 0, 1000); }")]
    [InlineData("", "Timer? timer; void Place() { using var activity = source.StartActivity(\"place\"); Spans.Detach(); timer = new Timer(Polls.Poll, null, 0, 1000); }")]
    [InlineData("", "Timer? timer; void Place() { var activity = source.StartActivity(\"place\"); Spans.Finish(activity); timer = new Timer(Polls.Poll, null, 0, 1000); }")]
    public async Task Timers_loops_and_helpers_are_known_two_projects_away(string expected, string members)
        => Assert.Equal(expected, string.Join(' ', await FoundAsync(new TimerCapturesActivity(), asSource: true, Polling, Hosting, In(members))));

    [Fact]
    public async Task Loops_in_files_are_unknown()
        => Assert.Empty(await FoundAsync(new TimerCapturesActivity(), asSource: false, Polling, Hosting, In("Task? loop; void Place() { using var activity = source.StartActivity(\"place\"); loop = Task.Run(() => polling.RunAsync()); }")));

    [Fact]
    public async Task A_flow_that_another_project_suppresses_must_not_be_awaited_in()
        => Assert.Equal(["OBS3008"], await FoundAsync(new AwaitInSuppressedFlow(), asSource: true, Polling, Hosting, In("async Task PlaceAsync() { using (Flow.Stop()) await Task.Delay(5); GC.KeepAlive((source, polling)); }")));

    private const string Queueing = "using System; using System.Collections.Concurrent; using System.Threading; using System.Threading.Channels; using System.Threading.Tasks; using Microsoft.Extensions.Hosting; namespace Shop.Queueing; public interface IWorkQueue { ValueTask QueueAsync(Func<CancellationToken, Task> item); } "
        + "public sealed class WorkQueue : IWorkQueue { private readonly Channel<Func<CancellationToken, Task>> items = Channel.CreateUnbounded<Func<CancellationToken, Task>>(); public ValueTask QueueAsync(Func<CancellationToken, Task> item) => items.Writer.WriteAsync(item); public ValueTask<Func<CancellationToken, Task>> NextAsync(CancellationToken stop) => items.Reader.ReadAsync(stop); } "
        + "public sealed class Unread { private readonly ConcurrentQueue<Func<CancellationToken, Task>> items = new(); public void Queue(Func<CancellationToken, Task> item) => items.Enqueue(item); public Func<CancellationToken, Task>? Next() { items.TryDequeue(out var item); return item; } }";

    private const string Working = "using System.Threading; using System.Threading.Tasks; using Microsoft.Extensions.Hosting; namespace Shop.Queueing; public sealed class WorkService(WorkQueue queue) : BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => RunAsync(stop); private async Task RunAsync(CancellationToken stop) { while (!stop.IsCancellationRequested) { var item = await queue.NextAsync(stop); await item(stop); } } }";

    /// <summary>The queue of delegates, and the loop that runs them, stand in libraries; what is run in the program.</summary>
    [Theory]
    [InlineData("OBS3011", "async Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); await queue.QueueAsync(MailAsync); }")]
    [InlineData("OBS3011", "async Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); await queue.QueueAsync(async stop => { using var mail = source.StartActivity(\"mail\"); await Task.Delay(5, stop); }); }")]
    [InlineData("", "async Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); var origin = activity?.Context ?? default; await queue.QueueAsync(async stop => { using var mail = source.StartActivity(\"mail\", ActivityKind.Internal, origin); await Task.Delay(5, stop); }); }")]
    [InlineData("", "async Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); await queue.QueueAsync(stop => Task.Delay(5, stop)); }")]
    [InlineData("", "async Task PlaceAsync() => await queue.QueueAsync(MailAsync);")]
    // Nobody is in sight who takes these out.
    [InlineData("", "void Place(Unread unread) { using var activity = source.StartActivity(\"place\"); unread.Queue(MailAsync); }")]
    [InlineData("OBS3011", "void Place(Unread unread) { using var activity = source.StartActivity(\"place\"); unread.Queue(MailAsync); } class Runs(Unread unread) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stop) { while (!stop.IsCancellationRequested) { if (unread.Next() is { } item) await item(stop); } } }")]
    public async Task Queues_of_delegates_are_known_two_projects_away(string expected, string members)
        => Assert.Equal(expected, string.Join(' ', await FoundAsync(new QueueItemWithoutContext(), asSource: true, Queueing, Working, "using System; using System.Diagnostics; using System.Threading; using System.Threading.Tasks; using Microsoft.Extensions.Hosting; using Shop.Queueing; class Orders(ActivitySource source, IWorkQueue queue) { async Task MailAsync(CancellationToken stop) { await Task.Delay(5, stop); using var mail = source.StartActivity(\"mail\"); } " + members + " public void Keep() => GC.KeepAlive((object)queue); }")));

    private const string Parents = "using System.Diagnostics; namespace Shop.Parents; public static class Origins { public static readonly ActivityContext None = default; public static ActivityContext Mutable = default; public static ActivityContext Fresh { get; } = new(); public static ActivityContext Root() => default; public static string? NoId() => null; public static string? Header(bool given) { if (given) return \"00-\"; return null; } "
        + "public static ActivityContext Of(string? header) => ActivityContext.TryParse(header, null, out var context) ? context : default; public static ActivityContext Received(ActivityTraceId trace, ActivitySpanId span) => new(trace, span, ActivityTraceFlags.None); public static ActivityContext Kept(ActivityTraceId trace, ActivitySpanId span) => new(trace, span, ActivityTraceFlags.Recorded); public static readonly ActivityTraceFlags Unset = ActivityTraceFlags.None; }";

    [Theory]
    [InlineData("OBS3013", "Origins.None")]
    [InlineData("OBS3013", "Origins.Fresh")]
    [InlineData("OBS3013", "Origins.Root()")]
    [InlineData("OBS3013", "Origins.NoId()")]
    // Somebody may set it, or it comes with the message.
    [InlineData("", "Origins.Mutable")]
    [InlineData("", "Origins.Of(message)")]
    [InlineData("", "Origins.Header(message.Length > 0)")]
    public async Task A_parent_of_another_project_is_empty(string expected, string parent)
        => Assert.Equal(expected, string.Join(' ', await FoundAsync(new DefaultParentIsNotRoot(), asSource: true, Parents,
            "using System.Diagnostics; using System.Threading.Channels; using System.Threading.Tasks; using Shop.Parents; class Consumer(ActivitySource source, ChannelReader<string> messages) { async Task RunAsync() { using var worker = source.StartActivity(\"worker\"); await foreach (var message in messages.ReadAllAsync()) { using var a = source.StartActivity(\"process\", ActivityKind.Consumer, " + parent + "); } } }")));

    [Theory]
    [InlineData("OBS3014", "Origins.Received(trace, span)")]
    [InlineData("OBS3014", "new ActivityContext(trace, span, Origins.Unset)")]
    [InlineData("", "Origins.Kept(trace, span)")]
    [InlineData("", "Origins.Root()")]
    public async Task A_parent_of_another_project_has_flags(string expected, string parent)
        => Assert.Equal(expected, string.Join(' ', await FoundAsync(new ParentFlagsDropped(), asSource: true, Parents,
            "using System.Diagnostics; using Shop.Parents; class Consumer(ActivitySource source) { void Receive(ActivityTraceId trace, ActivitySpanId span) { using var a = source.StartActivity(\"process\", ActivityKind.Consumer, " + parent + "); } }")));

    [Theory]
    [InlineData("OBS3017", "Known.None")]
    [InlineData("OBS3017", "Known.Off()")]
    [InlineData("", "Known.Default()")]
    public async Task A_propagator_of_another_project_writes_nothing(string expected, string propagator)
        => Assert.Equal(expected, string.Join(' ', await FoundAsync(new HttpPropagationDisabled(), asSource: true,
            "using System.Diagnostics; namespace Shop.Propagation; public static class Known { public static readonly DistributedContextPropagator None = DistributedContextPropagator.CreateNoOutputPropagator(); public static DistributedContextPropagator Off() => None; public static DistributedContextPropagator Default() => DistributedContextPropagator.CreateDefaultPropagator(); }",
            "using System.Diagnostics; using System.Net.Http; using Shop.Propagation; class Client(ActivitySource source) { HttpClient Make() => new(new SocketsHttpHandler { ActivityHeadersPropagator = " + propagator + " }); void Do() { using var a = source.StartActivity(\"a\"); } }")));

    [Theory]
    [InlineData("OBS3026", "OpenTelemetry.Baggage.GetBaggage(Tenants.Key)")]
    [InlineData("OBS3026", "Activity.Current?.GetBaggageItem(\"shop.plan\")")]
    [InlineData("", "Activity.Current?.GetBaggageItem(\"shop.user\")")]
    [InlineData("", "Activity.Current?.GetBaggageItem(Tenants.Key)")]
    public async Task Baggage_is_set_in_another_project(string expected, string read)
        => Assert.Equal(expected, string.Join(' ', await FoundAsync(new TwoBaggages(), asSource: true,
            "using System.Diagnostics; using OpenTelemetry; namespace Shop.Tenants; public static class Tenants { public const string Key = \"shop.tenant\"; public static void Set(string tenant) => Activity.Current?.SetBaggage(Key, tenant); public static void SetPlan(string plan) => Baggage.SetBaggage(\"shop.plan\", plan); public static void SetUser(string user) { Activity.Current?.SetBaggage(\"shop.user\", user); Baggage.SetBaggage(\"shop.user\", user); } }",
            "using System.Diagnostics; using Shop.Tenants; class Reader(ActivitySource source) { string? Read() => " + read + "; void Do() { using var a = source.StartActivity(\"a\"); } }")));

    private const string Parcels = "using System.Diagnostics; using System.Threading; using System.Threading.Channels; using System.Threading.Tasks; using Microsoft.Extensions.Hosting; namespace Shop.Parcels; public sealed record Parcel(int Number); public sealed record Traced(int Number, ActivityContext Context); public interface IParcels { ValueTask SendAsync(Parcel parcel); } "
        + "public sealed class Sending(ActivitySource source) : BackgroundService, IParcels { public Channel<Parcel> Waiting { get; } = Channel.CreateUnbounded<Parcel>(); private readonly Channel<Traced> traced = Channel.CreateUnbounded<Traced>(); public ValueTask SendAsync(Parcel parcel) => Waiting.Writer.WriteAsync(parcel); public ValueTask SendAsync(Traced parcel) => traced.Writer.WriteAsync(parcel); "
        + "protected override async Task ExecuteAsync(CancellationToken stop) { await foreach (var parcel in Waiting.Reader.ReadAllAsync(stop)) { using var a = source.StartActivity(\"send\"); } } } public sealed class Unread { public Channel<Parcel> Waiting { get; } = Channel.CreateUnbounded<Parcel>(); }";

    [Theory]
    [InlineData("OBS3011", "async Task PlaceAsync() { using var a = source.StartActivity(\"place\"); await parcels.SendAsync(new Parcel(1)); }")]
    [InlineData("OBS3011", "async Task PlaceAsync(Sending sending) { using var a = source.StartActivity(\"place\"); await sending.Waiting.Writer.WriteAsync(new Parcel(1)); }")]
    [InlineData("", "async Task PlaceAsync() => await parcels.SendAsync(new Parcel(1));")]
    [InlineData("", "async Task PlaceAsync(Sending sending) { using var a = source.StartActivity(\"place\"); await sending.SendAsync(new Traced(1, a?.Context ?? default)); }")]
    [InlineData("", "async Task PlaceAsync(Unread unread) { using var a = source.StartActivity(\"place\"); await unread.Waiting.Writer.WriteAsync(new Parcel(1)); }")]
    public async Task Items_are_given_to_the_queue_of_another_project(string expected, string members)
        => Assert.Equal(expected, string.Join(' ', await FoundAsync(new QueueItemWithoutContext(), asSource: true, Parcels, "using System; using System.Diagnostics; using System.Threading.Channels; using System.Threading.Tasks; using Shop.Parcels; class Orders(ActivitySource source, IParcels parcels) { " + members + " public void Keep() => GC.KeepAlive((object)parcels); }")));

    private static string In(string members) => "using System; using System.Diagnostics; using System.Threading; using System.Threading.Tasks; using Shop.Polling; using Shop.Hosting; class Orders(ActivitySource source, IPolling polling) { " + members + " }";

    /// <summary>Each source is a project that refers to all before it; the findings are those in the last.</summary>
    private static async Task<IEnumerable<string>> FoundAsync(Rule rule, bool asSource, params string[] sources)
    {
        var last = TestProject.Create([("Last.cs", sources[^1])]);
        var solution = last.Solution;
        var before = new List<ProjectId>();
        foreach (var (number, source) in sources[..^1].Index())
        {
            var id = ProjectId.CreateNewId();
            solution = solution.AddProject(id, $"Project{number}", $"Project{number}", LanguageNames.CSharp)
                .WithProjectCompilationOptions(id, last.CompilationOptions!).WithProjectParseOptions(id, last.ParseOptions!).WithProjectMetadataReferences(id, TestProject.AllReferences)
                .AddDocument(DocumentId.CreateNewId(id), $"File{number}.cs", SourceText.From(source), filePath: $"/{number}/File{number}.cs");
            foreach (var earlier in before) solution = solution.AddProjectReference(id, new ProjectReference(earlier));
            before.Add(id);
        }
        foreach (var id in before) solution = asSource ? solution.AddProjectReference(last.Id, new ProjectReference(id)) : solution.AddMetadataReference(last.Id, await FileOfAsync(solution.GetProject(id)!));
        var project = solution.GetProject(last.Id)!;
        await TestProject.AssertCompilesAsync(project);
        return from diagnostic in await TestProject.DiagnosticsAsync(project, rule) select diagnostic.Id;
    }

    private static async Task<MetadataReference> FileOfAsync(Project project)
    {
        using var image = new MemoryStream();
        Assert.True((await project.GetCompilationAsync())!.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
