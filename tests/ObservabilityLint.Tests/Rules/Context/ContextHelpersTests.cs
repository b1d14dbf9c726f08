using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Helpers that suppress the flow, set the current span, suppress instrumentation or end a span: at their calls it is as if it had been done there.</summary>
public class ContextHelpersTests
{
    private const string Given = """
        using OpenTelemetry;
        abstract class Works
        {
            protected static readonly ActivitySource source = new("Shop");
            protected static Timer? timer;
            protected static void Work() { using var work = source.StartActivity("work"); }
            protected static async Task WorkAsync() { await Task.Yield(); Work(); }
            protected static IDisposable Quietly() => SuppressInstrumentationScope.Begin();
        }
        static class Flow
        {
            public static AsyncFlowControl Stop() => ExecutionContext.SuppressFlow();
            public static AsyncFlowControl Hold() { var flow = Stop(); return flow; }
        }
        static class Span
        {
            public static void Detach() => Activity.Current = null;
            public static void Leave() { Detach(); }
            public static void Enter(Activity? span) => Activity.Current = span;
            public static void Finish(Activity? span) { span?.SetTag("done", true); span?.Stop(); }
            public static void Close(this Activity span) => span.Dispose();
            public static void FinishAll(Activity? span) { Finish(span); }
            public static void FinishSome(Activity? span, bool some) { if (some) span?.Stop(); }
        }
        sealed class Detached : IDisposable { readonly Activity? outer = Activity.Current; public Detached() { Activity.Current = null; } public void Dispose() => Activity.Current = outer; }

        """;

    private const string Pair = "static class Pair { public static void Begin() { ExecutionContext.SuppressFlow(); } public static void End() => ExecutionContext.RestoreFlow(); }\n";

    [Theory]
    [InlineData("async Task Do() { using (Flow.Stop()) [|await WorkAsync()|]; }")]
    [InlineData("async Task Do() { using var flow = Flow.Hold(); [|await WorkAsync()|]; }")]
    [InlineData("async Task Do() { Pair.Begin(); [|await WorkAsync()|]; Pair.End(); }")]
    public Task Fires_on_an_await_in_a_flow_that_a_helper_suppresses(string member) => Verify<AwaitInSuppressedFlow>.FiresAsync(Given + Pair + Method(member));

    [Theory]
    [InlineData("async Task Do() { Task work; using (Flow.Stop()) work = Task.Run(WorkAsync); await work; }")]
    [InlineData("async Task Do() { Pair.Begin(); var work = Task.Run(WorkAsync); Pair.End(); await work; }")]
    [InlineData("async Task Do() { using (Flow.Stop()) { } await WorkAsync(); }")]
    public Task Quiet_on_an_await_behind_it(string member) => Verify<AwaitInSuppressedFlow>.QuietAsync(Given + Pair + Method(member));

    [Theory]
    [InlineData("void Do() { [|Flow.Stop()|]; Task.Run(Work); }")]
    [InlineData("void Do() { var flow = [|Flow.Hold()|]; Task.Run(Work); }")]
    public Task Fires_on_a_helper_whose_flow_is_not_restored(string member) => Verify<SuppressFlowNotRestored>.FiresAsync(In(member));

    [Theory]
    [InlineData("void Do() { using (Flow.Stop()) Task.Run(Work); }")]
    [InlineData("void Do() { var flow = Flow.Hold(); try { Task.Run(Work); } finally { flow.Undo(); } }")]
    [InlineData("void Do() { Pair.Begin(); Task.Run(Work); Pair.End(); }")]
    [InlineData("void Do() { Flow.Stop(); try { Task.Run(Work); } finally { Pair.End(); } }")]
    [InlineData("AsyncFlowControl Do() => Flow.Stop();")]
    public Task Quiet_on_a_helper_whose_flow_is_restored(string member) => Verify<SuppressFlowNotRestored>.QuietAsync(Given + Pair + Method(member));

    [Fact]
    public Task Fixes_with_using() => Verify<SuppressFlowNotRestored>.FixesAsync(In("void Do()\n{\n    [|Flow.Stop()|];\n    Task.Run(Work);\n}"), In("void Do()\n{\n    using var flow = Flow.Stop();\n    Task.Run(Work);\n}"));

    [Theory]
    [InlineData("void Do() { [|Span.Detach()|]; Work(); }")]
    [InlineData("void Do() { [|Span.Leave()|]; Work(); }")]
    [InlineData("void Do(Activity other) { [|Span.Enter(other)|]; Work(); }")]
    public Task Fires_on_a_helper_that_sets_the_current_span(string member) => Verify<CurrentNotRestored>.FiresAsync(In(member));

    [Theory]
    [InlineData("void Do() { var outer = Activity.Current; Span.Detach(); try { Work(); } finally { Activity.Current = outer; } }")]
    [InlineData("void Do() { var outer = Activity.Current; Span.Detach(); try { Work(); } finally { Span.Enter(outer); } }")]
    [InlineData("void Do() { using (new Detached()) Work(); }")]
    [InlineData("async Task Do() { Span.Detach(); await WorkAsync(); }")]
    [InlineData("void Do() { Span.Detach(); }")]
    public Task Quiet_on_a_helper_where_it_is_restored(string member) => Verify<CurrentNotRestored>.QuietAsync(In(member));

    [Theory]
    [InlineData("void Do() { using var activity = source.StartActivity(\"do\"); Span.Detach(); timer = new Timer(_ => Work(), null, 0, 1000); }")]
    [InlineData("void Do() { using var activity = source.StartActivity(\"do\"); using (new Detached()) timer = new Timer(_ => Work(), null, 0, 1000); }")]
    [InlineData("void Do() { using var activity = source.StartActivity(\"do\"); timer = new Timer(_ => { Span.Detach(); Work(); }, null, 0, 1000); }")]
    [InlineData("void Do() { using var activity = source.StartActivity(\"do\"); using (Flow.Stop()) timer = new Timer(_ => Work(), null, 0, 1000); }")]
    [InlineData("void Do() { var activity = source.StartActivity(\"do\"); Span.Finish(activity); timer = new Timer(_ => Work(), null, 0, 1000); }")]
    public Task Quiet_on_a_timer_that_a_helper_starts_apart(string member) => Verify<TimerCapturesActivity>.QuietAsync(In(member));

    [Theory]
    [InlineData("void Do() { [|Quietly()|]; Work(); }")]
    [InlineData("void Do() { var scope = [|Quietly()|]; Work(); }")]
    public Task Fires_on_a_helper_that_suppresses_instrumentation(string member) => Verify<SuppressionNotDisposed>.FiresAsync(In(member));

    [Theory]
    [InlineData("void Do() { using (Quietly()) Work(); }")]
    [InlineData("IDisposable Do() => Quietly();")]
    [InlineData("async Task Do() { Quietly(); await WorkAsync(); }")]
    public Task Quiet_on_a_helper_whose_scope_is_disposed_of(string member) => Verify<SuppressionNotDisposed>.QuietAsync(In(member));

    [Theory]
    [InlineData("Task Do() { var activity = [|source.StartActivity(\"do\")|]; try { return WorkAsync(); } finally { Span.Finish(activity); } }")]
    [InlineData("Task Do() { var activity = [|source.StartActivity(\"do\")|]; try { return WorkAsync(); } finally { activity?.Close(); } }")]
    [InlineData("Task Do() { var activity = [|source.StartActivity(\"do\")|]; try { return WorkAsync(); } finally { Span.FinishAll(activity); } }")]
    public Task Fires_where_a_helper_ends_the_span_before_the_task(string member) => Verify<ActivityEndsBeforeTask>.FiresAsync(In(member));

    [Theory]
    [InlineData("Task Do(bool some) { var activity = source.StartActivity(\"do\"); try { return WorkAsync(); } finally { Span.FinishSome(activity, some); } }")]
    [InlineData("Task Do() { var activity = source.StartActivity(\"do\"); Span.Finish(activity); return WorkAsync(); }")]
    public Task Quiet_where_the_end_is_not_certain_or_comes_first(string member) => Verify<ActivityEndsBeforeTask>.QuietAsync(In(member));

    [Theory]
    [InlineData("IEnumerable<int> Do() { var activity = source.StartActivity(\"do\"); Span.Finish(activity); yield return 1; }")]
    [InlineData("IEnumerable<int> Do() { var activity = source.StartActivity(\"do\"); activity?.Close(); yield return 1; }")]
    public Task Quiet_in_an_iterator_where_a_helper_ends_the_span_before_the_item(string member) => Verify<ActivityLeaksFromIterator>.QuietAsync(In(member));

    [Fact]
    public Task Fires_in_an_iterator_where_a_helper_ends_the_span_after_the_item()
        => Verify<ActivityLeaksFromIterator>.FiresAsync(In("IEnumerable<int> Do() { var activity = [|source.StartActivity(\"do\")|]; yield return 1; Span.Finish(activity); }"));

    private static string In(string member) => Given + Method(member);

    private static string Method(string member) => "class C : Works { public " + member + " }";
}

/// <summary>The same at run time.</summary>
[Collection(nameof(Traces))]
public class ContextHelpersProofs
{
    private const string Given = """
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Helpers");
            static AsyncFlowControl Stop() => ExecutionContext.SuppressFlow();
            static void Detach() => Activity.Current = null;
            static void Finish(Activity? span) => span?.Stop();
            static void Work(string name) { using var work = source.StartActivity(name); }
            static async Task WorkAsync() { await Task.Delay(50); Work("work"); }
            public static async Task AwaitAsync() { using var activity = source.StartActivity("do"); try { using (Stop()) await Task.Delay(50); } catch (InvalidOperationException) { Work("thrown"); } }
            static void Set() { Detach(); Work("own"); }
            public static void Leak() { using var activity = source.StartActivity("do"); Set(); Work("next"); }
            static Task Early() { var activity = source.StartActivity("do"); try { return WorkAsync(); } finally { Finish(activity); } }
            public static Task EarlyAsync() => Early();
            static void Silence() { Stop(); }
            public static async Task ForgetAsync() { using var activity = source.StartActivity("do"); Silence(); var work = Task.Run(() => Work("apart")); ExecutionContext.RestoreFlow(); await work; }
        }
        """;

    [Theory]
    [InlineData("await Shop.AwaitAsync();", "do\nthrown\n")]
    [InlineData("Shop.Leak();", "do\nown\nnext\n")]
    [InlineData("await Shop.EarlyAsync();", "do\n  work (parent ended)\n")]
    [InlineData("await Shop.ForgetAsync();", "do\napart\n")]
    public async Task What_a_helper_does_holds_for_its_caller(string main, string tree) => Assert.Equal(tree, await TracedRun.TreeAsync(Given, main));
}
