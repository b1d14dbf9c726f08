using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>A span that a helper of the program starts is, for whoever calls the helper, as good as one of its own.</summary>
public class GivenSpansTests
{
    private const string Given = """
        static class Telemetry
        {
            public static Activity? Begin(string name) => source.StartActivity(name, ActivityKind.Client);
            public static Activity? BeginOp(this ActivitySource source, string name) { var begun = source.StartActivity(name); begun?.SetTag("shop.kind", "op"); return begun; }
            public static Activity? Ended(string name) { using var ended = source.StartActivity(name); return ended; }
            public static Activity? Prepare(string name) => source.CreateActivity(name, ActivityKind.Client);
            public static Activity? Aside(string name) { var outer = Activity.Current; var begun = source.StartActivity(name); Activity.Current = outer; return begun; }
            public static Activity? AsideInFinally(string name) { var outer = Activity.Current; try { return source.StartActivity(name); } finally { Activity.Current = outer; } }
            public static Activity? AsideByParent(string name) { var begun = Begin(name); Activity.Current = begun?.Parent; return begun; }
            public static Activity? AsideRoot(string name) { var outer = Activity.Current; Activity.Current = null; var begun = source.StartActivity(name); Activity.Current = outer; return begun; }
            public static Activity? AsideUnless(string name, bool isCurrent = false) { var outer = Activity.Current; var begun = source.StartActivity(name); if (!isCurrent) Activity.Current = outer; return begun; }
            public static Activity? OnThread(string name) { Activity? begun = null; var thread = new Thread(() => begun = source.StartActivity(name)); thread.Start(); thread.Join(); return begun; }
            public static Activity? InContext(string name) { Activity? begun = null; ExecutionContext.Run(ExecutionContext.Capture()!, _ => begun = source.StartActivity(name), null); return begun; }
            public static Activity? Again(string name) { var outer = Activity.Current; var begun = source.StartActivity(name); Activity.Current = begun ?? outer; return begun; }
            public static Activity? OrBack(string name) { var outer = Activity.Current; Activity.Current = null; var begun = source.StartActivity(name); if (begun is null) Activity.Current = outer; return begun; }
            public static Activity? OrFail(string name) { var outer = Activity.Current; try { var begun = source.StartActivity(name); begun?.SetTag("a", 1); return begun; } catch { Activity.Current = outer; throw; } }
        }

        """;

    private static string In(string member) => Given + "class C(HttpClient client) { Timer? timer; " + member + " }";

    [Theory]
    [InlineData("async IAsyncEnumerable<string> Do(string[] ids) { using var a = [|Telemetry.Begin(\"x\")|]; foreach (var id in ids) yield return await client.GetStringAsync(id); }")]
    [InlineData("async IAsyncEnumerable<string> Do(string[] ids) { using var a = [|source.BeginOp(\"x\")|]; foreach (var id in ids) yield return await client.GetStringAsync(id); }")]
    public Task Across_yield(string member) => FiresAsync<ActivityAcrossYield>(member);

    [Theory]
    [InlineData("IEnumerable<string> Do(string[] ids) { using var a = [|Telemetry.Begin(\"x\")|]; foreach (var id in ids) yield return id; }")]
    public Task In_an_iterator(string member) => FiresAsync<ActivityLeaksFromIterator>(member);

    [Theory]
    [InlineData("Task<string> Do() { using var a = [|Telemetry.Begin(\"x\")|]; return client.GetStringAsync(\"/\"); }")]
    public Task Before_a_task(string member) => FiresAsync<ActivityEndsBeforeTask>(member);

    [Theory]
    [InlineData("async Task<Activity?> Do() { await Task.Yield(); return [|Telemetry.Begin(\"x\")|]; }")]
    public Task In_an_async_helper(string member) => FiresAsync<ActivityStartedInAsyncHelper>(member);

    [Theory]
    [InlineData("void Do() { using var a = Telemetry.Begin(\"x\"); _ = Task.[|Run|](() => client.GetStringAsync(\"/\")); }")]
    [InlineData("void Do() { using var a = Telemetry.Begin(\"x\"); Send(); } void Send() => _ = Task.[|Run|](() => client.GetStringAsync(\"/\"));")]
    [InlineData("void Do(ActivitySource? maybe) { using var a = maybe?.StartActivity(\"x\"); _ = Task.[|Run|](() => client.GetStringAsync(\"/\")); }")]
    [InlineData("void Do(ActivitySource? maybe) { using (maybe?.BeginOp(\"x\")) _ = Task.[|Run|](() => client.GetStringAsync(\"/\")); }")]
    public Task Around_work_that_nobody_awaits(string member) => FiresAsync<WorkOutlivesActivity>(member);

    [Theory]
    [InlineData("void Do() { using var a = Telemetry.Begin(\"x\"); ThreadPool.[|UnsafeQueueUserWorkItem|](_ => client.Send(new()), null); }")]
    public Task Around_work_without_context(string member) => FiresAsync<ContextFreeScheduling>(member);

    [Theory]
    [InlineData("void Do() { using var a = Telemetry.Begin(\"x\"); timer = new [|Timer|](_ => client.Send(new()), null, 0, 1000); }")]
    [InlineData("void Do(ActivitySource? maybe) { using var a = maybe?.StartActivity(\"x\"); timer = new [|Timer|](_ => client.Send(new()), null, 0, 1000); }")]
    public Task Around_a_timer(string member) => FiresAsync<TimerCapturesActivity>(member);

    [Theory]
    [InlineData("[|Telemetry.Begin(\"load\")|]", "Span 'load' (Activity)")]
    [InlineData("[|source.BeginOp(name: \"load\")|]", "Span 'load' (Activity)")]
    [InlineData("[|Telemetry.Begin(Environment.MachineName)|]", "The span (Activity)")]
    public Task Is_named_by_what_the_helper_is_given(string begin, string span) => Verify<ActivityEndsBeforeTask>.SaysAsync(In("Task<string> Do() { using var a = " + begin + "; return client.GetStringAsync(\"/\"); }"),
        span + " ends when the function returns, before the task that it returns is complete: the rest of the work hangs under a finished parent. Make the function async, and await the task.");

    /// <summary>It has ended when the helper returns, or has not begun.</summary>
    [Theory]
    [InlineData("Task<string> Do() { using var a = Telemetry.Ended(\"x\"); return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using var a = Telemetry.Prepare(\"x\"); return client.GetStringAsync(\"/\"); }")]
    [InlineData("async Task<string> Do() { using var a = Telemetry.Begin(\"x\"); return await client.GetStringAsync(\"/\"); }")]
    public Task Quiet(string member) => Verify<ActivityEndsBeforeTask>.QuietAsync(In(member));

    /// <summary>The helper makes another one current again, or has started it in a flow of its own.</summary>
    [Theory]
    [InlineData("Aside")]
    [InlineData("AsideInFinally")]
    [InlineData("AsideByParent")]
    [InlineData("AsideRoot")]
    [InlineData("AsideUnless")]
    [InlineData("OnThread")]
    [InlineData("InContext")]
    public async Task Quiet_where_it_is_not_current_for_the_caller(string helper)
    {
        var begin = $"Telemetry.{helper}(\"x\")";
        await QuietAsync<ActivityAcrossYield>($"async IAsyncEnumerable<string> Do(string[] ids) {{ using var a = {begin}; foreach (var id in ids) yield return await client.GetStringAsync(id); }}");
        await QuietAsync<ActivityLeaksFromIterator>($"IEnumerable<string> Do(string[] ids) {{ using var a = {begin}; foreach (var id in ids) yield return id; }}");
        await QuietAsync<ActivityStartedInAsyncHelper>($"async Task<Activity?> Do() {{ await Task.Yield(); return {begin}; }}");
        await QuietAsync<WorkOutlivesActivity>($"void Do() {{ using var a = {begin}; _ = Task.Run(() => client.GetStringAsync(\"/\")); }}");
        await QuietAsync<ContextFreeScheduling>($"void Do() {{ using var a = {begin}; ThreadPool.UnsafeQueueUserWorkItem(_ => client.Send(new()), null); }}");
        await QuietAsync<TimerCapturesActivity>($"void Do() {{ using var a = {begin}; timer = new Timer(_ => client.Send(new()), null, 0, 1000); }}");
        await QuietAsync<SpanLeaksIntoCaller>($"Task Do(Task work) {{ var a = {begin}; return work.ContinueWith(_ => a?.Stop()); }}");
    }

    [Theory]
    [InlineData("Again")]
    [InlineData("OrBack")]
    [InlineData("OrFail")]
    public Task Fires_where_it_stays_current(string helper) => FiresAsync<WorkOutlivesActivity>($"void Do() {{ using var a = Telemetry.{helper}(\"x\"); _ = Task.[|Run|](() => client.GetStringAsync(\"/\")); }}");

    private static Task QuietAsync<T>(string member) where T : Rule, new() => Verify<T>.QuietAsync(In(member));

    private static Task FiresAsync<T>(string member) where T : Rule, new() => Verify<T>.FiresAsync(In(member));
}
