using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class DataflowInheritsPosterTests
{
    private const string Process = "job => { using var activity = source.StartActivity(\"process\"); }";

    private static string Shop(string block, string place = "using var activity = source.StartActivity(\"place\"); Block.Post(new Job(order));", string item = "internal sealed record Job(int Order);")
        => $$"""
        using System.Threading.Tasks.Dataflow;
        {{item}}
        internal sealed class Jobs
        {
            internal static readonly HttpClient http = new();
            {{block}}
            internal static async Task PlaceAsync(int order) { await Task.Yield(); {{place}} }
            private static void Handle(Job job) { using var activity = source.StartActivity("process"); }
            private static ActivityContext Find(Job job) => default;
        }
        """;

    [Theory]
    [InlineData("private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](" + Process + ");")]
    [InlineData("private static readonly ActionBlock<Job> Block = [|new(" + Process + ")|];")]
    [InlineData("private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](dataflowBlockOptions: new() { MaxDegreeOfParallelism = 4 }, action: async job => await http.GetStringAsync(\"http://shop\"));")]
    [InlineData("private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](Handle);")]
    [InlineData("private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](job => Handle(job));")]
    [InlineData("private static readonly TransformBlock<Job, int> Block = new [|TransformBlock<Job, int>|](job => { using var activity = source.StartActivity(\"process\"); return job.Order; });")]
    [InlineData("private static readonly TransformManyBlock<Job, int> Block; static Jobs() => Block = new [|TransformManyBlock<Job, int>|](job => { using var activity = source.StartActivity(\"process\"); return [job.Order]; });")]
    [InlineData("private static ActionBlock<Job> Block { get; } = new [|ActionBlock<Job>|](job => { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, default(ActivityContext)); });")]
    public Task Fires(string block) => Verify<DataflowInheritsPoster>.FiresAsync(Shop(block));

    [Theory]
    [InlineData("using (source.StartActivity(\"place\")) await Block.SendAsync(new(order));")]
    [InlineData("using (source.StartActivity(\"place\")) Enqueue(order); } static void Enqueue(int order) { Block.Post(new Job(order));")]
    public Task Fires_at_posts(string place) => Verify<DataflowInheritsPoster>.FiresAsync(Shop("private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](" + Process + ");", place));

    [Theory]
    // No work that shows in a trace, or its spans have parents or links of their own.
    [InlineData("private static readonly ActionBlock<Job> Block = new(job => Console.WriteLine(job));")]
    [InlineData("private static readonly BufferBlock<Job> Block = new();")]
    [InlineData("private static readonly ActionBlock<Job> Block = new(job => { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, Find(job)); });")]
    [InlineData("private static readonly ActionBlock<Job> Block = new(job => { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, default(ActivityContext), links: [new(Find(job))]); });")]
    [InlineData("private static readonly ActionBlock<Job> Block = new(job => { Activity.Current = null; using var activity = source.StartActivity(\"process\"); });")]
    [InlineData("private static readonly ActionBlock<Job> Block = Create(); private static ActionBlock<Job> Create() => new(" + Process + ");")]
    // The delegate counts, stores in memory or hands on, and whoever has the result works on it.
    [InlineData("""private static int total; private static readonly ActionBlock<Job> Block = new(job => Interlocked.Add(ref total, job.Order), new() { MaxDegreeOfParallelism = 4 });""")]
    [InlineData("""private static readonly TransformBlock<Job, int> Block = new(async job => { await Task.Delay(job.Order); return job.Order; });""")]
    [InlineData("""private static readonly BatchBlock<Job> Block = new(10);""")]
    [InlineData("""private static readonly Channel<Job> done = Channel.CreateUnbounded<Job>(); private static readonly ActionBlock<Job> Block = new(async job => await done.Writer.WriteAsync(job));""")]
    // Who the parent is, the delegate decides.
    [InlineData("""private static readonly ActionBlock<Job> Block = new(Process); private static void Process(Job job) { using var activity = source.StartActivity("process", ActivityKind.Consumer, Find(job)); http.Send(new HttpRequestMessage()); }""")]
    [InlineData("""private static readonly ActionBlock<Job> Block = new(async job => { var before = Activity.Current; Activity.Current = null; try { await http.GetStringAsync("http://shop"); } finally { Activity.Current = before; } });""")]
    [InlineData("""private static readonly ActionBlock<Job> Block = new(job => { using var activity = source.StartActivity("process", ActivityKind.Consumer); activity?.AddLink(new ActivityLink(Find(job))); });""")]
    [InlineData("""private static readonly ActionBlock<Job> Block = new(job => { using (OpenTelemetry.SuppressInstrumentationScope.Begin()) http.Send(new HttpRequestMessage()); });""")]
    [InlineData("""private static readonly ActionBlock<Job> Block = new(job => { using (ExecutionContext.SuppressFlow()) return Task.Run(() => { using var activity = source.StartActivity("process"); }); });""")]
    [InlineData("""private static readonly ActionBlock<Job> Block = new(job => { Leave(); using var activity = source.StartActivity("process"); }); private static void Leave() => Activity.Current = null;""")]
    public Task Quiet_on_blocks(string block) => Verify<DataflowInheritsPoster>.QuietAsync(Shop(block));

    [Theory]
    // No span is known to be current at a post, or the block is the function's own.
    [InlineData("Block.Post(new Job(order));")]
    [InlineData("using (source.StartActivity(\"check\")) { } Block.Post(new Job(order)); Block.Complete(); await Block.Completion;")]
    [InlineData("using var activity = source.StartActivity(\"place\"); using (ExecutionContext.SuppressFlow()) Block.Post(new Job(order));")]
    [InlineData("using var activity = source.StartActivity(\"import\"); var block = new ActionBlock<Job>(" + Process + "); block.Post(new Job(order)); block.Complete(); await block.Completion;")]
    [InlineData("""var check = source.StartActivity("check"); try { await Task.Delay(order); } finally { check?.Dispose(); } Block.Post(new Job(order));""")]
    [InlineData("""using var activity = source.StartActivity("place"); Activity.Current = null; await Block.SendAsync(new Job(order)); Activity.Current = activity;""")]
    [InlineData("""await SaveAsync(); await Block.SendAsync(new Job(order)); async Task SaveAsync() { using var save = source.StartActivity("save"); await Task.Delay(order); }""")]
    [InlineData("""using var activity = source.CreateActivity("place", ActivityKind.Internal); Block.Post(new Job(order)); activity?.Start();""")]
    [InlineData("""using var activity = source.StartActivity("stop"); Block.Complete(); await Block.Completion;""")]
    public Task Quiet_at_posts(string place) => Verify<DataflowInheritsPoster>.QuietAsync(Shop("private static readonly ActionBlock<Job> Block = new(" + Process + ");", place));

    [Theory]
    [InlineData("internal sealed record Job(int Order) { public ActivityContext Parent { get; init; } }")]
    [InlineData("internal sealed record Job(int Order, Activity? Activity = null);")]
    [InlineData("internal sealed record Job(int Order, Dictionary<string, string>? Headers = null);")]
    [InlineData("""internal sealed record Job(int Order) : Message; internal abstract record Message { public string? TraceParent { get; init; } }""")]
    [InlineData("""internal readonly record struct Job(int Order, OpenTelemetry.Context.Propagation.PropagationContext Origin = default);""")]
    [InlineData("""internal sealed class Job(int order) { private readonly ActivityContext origin = Activity.Current?.Context ?? default; public int Order => order; public ActivityLink Link => new(origin); }""")]
    [InlineData("""internal sealed record Job(int Order, Func<CancellationToken, Task>? Run = null);""")]
    public Task Quiet_on_items(string item) => Verify<DataflowInheritsPoster>.QuietAsync(Shop("private static readonly ActionBlock<Job> Block = new(" + Process + ");", item: item));

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<DataflowInheritsPoster>.QuietAsync(
        "record Job(int Order); class ActionBlock<T>(Action<T> action) { public bool Post(T item) { action(item); return true; } } static class Jobs { static readonly ActionBlock<Job> Block = new(" + Process + "); static void Place() { using var activity = source.StartActivity(\"place\"); Block.Post(new Job(1)); } }");

    [Theory]
    [InlineData(
        "private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](job => { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer); });",
        "private static readonly ActionBlock<Job> Block = new ActionBlock<Job>(job => { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, job.TraceContext); });")]
    [InlineData("private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](async job => await http.GetStringAsync(\"http://shop\"));", null)]
    [InlineData(
        "private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](async job => { await http.GetStringAsync(\"http://shop\"); });",
        "private static readonly ActionBlock<Job> Block = new ActionBlock<Job>(async job => { using var activity = source.StartActivity(\"process Job\", ActivityKind.Consumer, job.TraceContext); await http.GetStringAsync(\"http://shop\"); });")]
    public Task Fixes(string before, string? after) => after is null ? Verify<DataflowInheritsPoster>.OffersNoFixAsync(Shop(before)) : Verify<DataflowInheritsPoster>.FixesAsync(
        Shop(before),
        Shop(after, "using var activity = source.StartActivity(\"place\"); Block.Post(new Job(order) { TraceContext = Activity.Current?.Context ?? default });", "internal sealed record Job(int Order)\n{\n    internal ActivityContext TraceContext { get; init; }\n}"));

    [Fact]
    public Task Fixes_delegates_that_are_methods() => Verify<DataflowInheritsPoster>.FixesAsync(
        Shop("private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](Handle);"),
        Shop("private static readonly ActionBlock<Job> Block = new ActionBlock<Job>(Handle);", "using var activity = source.StartActivity(\"place\"); Block.Post(new Job(order) { TraceContext = Activity.Current?.Context ?? default });", "internal sealed record Job(int Order)\n{\n    internal ActivityContext TraceContext { get; init; }\n}")
            .Replace("{ using var activity = source.StartActivity(\"process\"); }", "{ using var activity = source.StartActivity(\"process\", ActivityKind.Internal, job.TraceContext); }", StringComparison.Ordinal));

    [Fact]
    public Task Fixes_as_a_link() => Verify<DataflowInheritsPoster>.ChosenFixesAsync("link",
        Shop("private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](job =>\n    {\n        using var activity = source.StartActivity(\"process\", ActivityKind.Consumer);\n    });"),
        Shop(
            "private static readonly ActionBlock<Job> Block = new ActionBlock<Job>(job =>\n    {\n        var outer = Activity.Current;\n        Activity.Current = null;\n        try\n        {\n            using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, parentContext: default, links: job.TraceContext == default ? null : new[] { new ActivityLink(job.TraceContext) });\n        }\n        finally\n        {\n            Activity.Current = outer;\n        }\n    });",
            "using var activity = source.StartActivity(\"place\"); Block.Post(new Job(order) { TraceContext = Activity.Current?.Context ?? default });", "internal sealed record Job(int Order)\n{\n    internal ActivityContext TraceContext { get; init; }\n}"));

    [Fact]
    public Task Says_what_happens() => Verify<DataflowInheritsPoster>.SaysAsync(
        Shop("private static readonly ActionBlock<Job> Block = new [|ActionBlock<Job>|](" + Process + ");"),
        "The spans of this block belong to whichever post woke it, that of the span 'place' (Activity) or another: 'Job' carries no context. Add an ActivityContext to the item, and let the block's span take it as parent or link.");
}
