using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>A span that an object of the program's own starts and ends, or that a method gives out as an <c>IDisposable</c> or in a tuple, is for whoever holds it as good as one of its own.</summary>
public class WrappedSpansTests
{
    private const string Given = """
        using Microsoft.Extensions.Logging;
        sealed class Scope : IDisposable { readonly Activity? begun; public Scope(string name) => begun = source.StartActivity(name); public Scope Tag(string key) { begun?.SetTag(key, 1); return this; } public void Dispose() => begun?.Dispose(); }
        readonly struct Quick(string name) : IDisposable { readonly Activity? begun = source.StartActivity(name); public void Dispose() { if (begun != null) begun.Stop(); } }
        sealed class Both : IDisposable { readonly Activity? begun; readonly IDisposable? logged; public Both(ILogger logger) { begun = Telemetry.Begin("x"); logged = logger.BeginScope("x"); } public void Dispose() { logged?.Dispose(); begun?.Dispose(); } }
        interface IScope : IDisposable { void Tag(string key); }
        sealed class Named : IScope { readonly Activity? begun; public Named(string name) { begun = source.StartActivity(name); } public void Tag(string key) => begun?.SetTag(key, 1); public void Dispose() => begun?.Dispose(); }
        interface ITracing { IScope Open(string name); IDisposable? Plain(string name); }
        sealed class Tracing : ITracing { public IScope Open(string name) => new Named(name); public IDisposable? Plain(string name) => source.StartActivity(name); }
        sealed class Nothing : IDisposable { public static readonly Nothing Instance = new(); public void Dispose() { } }
        static class Telemetry
        {
            public static Activity? Begin(string name) => source.StartActivity(name);
            public static IDisposable Always(string name) => (IDisposable?)source.StartActivity(name) ?? Nothing.Instance;
            public static Scope Make(string name) { var made = new Scope(name); made.Tag("a"); return made; }
            public static (Activity? Span, Stopwatch Watch) Timed(string name) => (source.StartActivity(name), Stopwatch.StartNew());
            public static (Activity? Span, Stopwatch Watch) TimedLater(string name) { var begun = source.StartActivity(name); return (begun, Stopwatch.StartNew()); }
        }
        // Not such objects.
        sealed class Taken(Activity? begun) : IDisposable { public void Dispose() => begun?.Dispose(); }
        sealed class Maybe : IDisposable { readonly Activity? begun; public Maybe(bool isOn) { if (isOn) begun = source.StartActivity("x"); } public void Dispose() => begun?.Dispose(); }
        sealed class Completed : IDisposable { readonly Activity? begun = source.StartActivity("x"); public void Complete() => begun?.SetTag("a", 1).Stop(); public void Dispose() => begun?.Dispose(); }
        sealed class Closed : IDisposable { readonly Activity? begun = source.StartActivity("x"); public void Close() => Dispose(); public void Dispose() => begun?.Dispose(); }
        sealed class Aside : IDisposable { readonly Activity? begun; public Aside() { var outer = Activity.Current; begun = source.StartActivity("x"); Activity.Current = outer; } public void Dispose() => begun?.Dispose(); }
        sealed class Shown : IDisposable { public Activity? Span { get; } = source.StartActivity("x"); public void Dispose() => Span?.Dispose(); }
        sealed class Keeper { Activity? kept; public IDisposable? Begin() { var begun = source.StartActivity("x"); kept = begun; return begun; } public void End() => kept?.Dispose(); }

        """;

    private static string In(string member) => Given + "class C(HttpClient client, ILogger logger, ITracing tracing) { " + member + " }";

    [Theory]
    [InlineData("Task<string> Do() { using var a = [|new Scope(\"x\")|]; return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using var a = [|new Scope(\"x\")|].Tag(\"a\"); return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using ([|new Quick(\"x\")|]) return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using Quick a = [|new(\"x\")|]; return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using var a = [|new Both(logger)|]; return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using var a = [|tracing.Open(\"x\")|]; return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using (tracing.Plain(\"y\")) { } using var a = [|tracing.Plain(\"x\")|]; return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using var a = [|Telemetry.Always(\"x\")|]; return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using var a = [|Telemetry.Make(\"x\")|]; return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { var (a, watch) = [|Telemetry.Timed(\"x\")|]; using (a) return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using var a = [|new Shown()|]; return client.GetStringAsync(\"/\"); }")]
    public Task Before_a_task(string member) => FiresAsync<ActivityEndsBeforeTask>(member);

    [Theory]
    [InlineData("IEnumerable<int> Do() { using var a = [|new Scope(\"x\")|]; yield return 1; yield return 2; }")]
    [InlineData("IEnumerable<int> Do() { using (tracing.Plain(\"y\")) { } using ([|tracing.Plain(\"x\")|]) { yield return 1; yield return 2; } }")]
    public Task In_an_iterator(string member) => FiresAsync<ActivityLeaksFromIterator>(member);

    [Theory]
    [InlineData("async IAsyncEnumerable<string> Do(string[] ids) { using var a = [|new Scope(\"x\")|]; foreach (var id in ids) yield return await client.GetStringAsync(id); }")]
    public Task Across_yield(string member) => FiresAsync<ActivityAcrossYield>(member);

    [Theory]
    [InlineData("void Do() { using var a = new Scope(\"x\"); _ = Task.[|Run|](() => client.GetStringAsync(\"/\")); }")]
    [InlineData("void Do() { using var a = tracing.Plain(\"x\"); _ = Task.[|Run|](() => client.GetStringAsync(\"/\")); }")]
    public Task Around_work_that_nobody_awaits(string member) => FiresAsync<WorkOutlivesActivity>(member);

    [Theory]
    [InlineData("bool Do(bool isEmpty) { var a = [|new Scope(\"x\")|]; if (isEmpty) return false; a.Dispose(); return true; }")]
    [InlineData("bool Do(bool isEmpty) { var a = [|tracing.Open(\"x\")|]; if (isEmpty) return false; a.Dispose(); return true; }")]
    [InlineData("bool Do(bool isEmpty) { var a = [|tracing.Plain(\"x\")|]; if (isEmpty) return false; a?.Dispose(); return true; }")]
    [InlineData("async Task Do() { var a = [|new Scope(\"x\")|]; await client.GetStringAsync(\"/\"); a.Dispose(); }")]
    [InlineData("void Do() { _ = [|new Scope(\"x\")|]; }")]
    [InlineData("bool Do(bool isEmpty) { var (a, watch) = [|Telemetry.Timed(\"x\")|]; if (isEmpty) return false; a?.Dispose(); return true; }")]
    [InlineData("void Do() { var (_, watch) = [|Telemetry.TimedLater(\"x\")|]; }")]
    public Task Not_ended(string member) => FiresAsync<ActivityNotStopped>(member);

    [Theory]
    [InlineData("void Do() { var a = new Scope(\"x\"); var b = tracing.Open(\"y\"); [|a.Dispose()|]; b.Dispose(); }")]
    public Task In_the_wrong_order(string member) => FiresAsync<StoppedBeforeChild>(member);

    [Theory]
    [InlineData("bool Do(bool isEmpty) { var a = new Taken(null); return isEmpty; }")]
    [InlineData("bool Do(bool isOn) { var a = new Maybe(isOn); return isOn; }")]
    [InlineData("bool Do(bool isEmpty) { var a = new Completed(); if (isEmpty) { a.Complete(); return false; } a.Dispose(); return true; }")]
    [InlineData("bool Do(bool isEmpty) { var a = new Closed(); if (isEmpty) { a.Close(); return false; } a.Dispose(); return true; }")]
    [InlineData("bool Do(bool isEmpty) { var a = new Shown(); if (isEmpty) { a.Span?.Stop(); return false; } a.Dispose(); return true; }")]
    [InlineData("void Do(Keeper keeper) { keeper.Begin(); client.Send(new()); keeper.End(); }")]
    [InlineData("readonly List<IDisposable> all = []; void Do() { all.Add(new Scope(\"x\")); var a = tracing.Open(\"y\"); all.Add(a); }")]
    [InlineData("IScope Do() { var a = tracing.Open(\"x\"); a.Tag(\"a\"); return a; }")]
    [InlineData("void Do() { var a = tracing.Open(\"x\"); try { client.Send(new()); } finally { a.Dispose(); } }")]
    [InlineData("void Do() { var (a, watch) = Telemetry.Timed(\"x\"); try { client.Send(new()); } finally { a?.Dispose(); } }")]
    [InlineData("(Activity?, int) Do() { var (a, watch) = Telemetry.Timed(\"x\"); return (a, 1); }")]
    public Task Ended_by_somebody(string member) => QuietAsync<ActivityNotStopped>(member);

    [Theory]
    [InlineData("async Task<string> Do() { using var a = new Scope(\"x\"); return await client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using var a = new Taken(null); return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using var a = logger.BeginScope(\"x\"); return client.GetStringAsync(\"/\"); }")]
    [InlineData("Task<string> Do() { using (new Scope(\"x\")) { } return client.GetStringAsync(\"/\"); }")]
    public Task Of_no_task(string member) => QuietAsync<ActivityEndsBeforeTask>(member);

    [Theory]
    [InlineData("IEnumerable<int> Do() { using var a = new Aside(); yield return 1; yield return 2; }")]
    public Task Put_aside(string member) => QuietAsync<ActivityLeaksFromIterator>(member);

    /// <summary>An object that lives on need not be current for those who get it.</summary>
    [Theory]
    [InlineData("async Task<Scope> Do() { var a = new Scope(\"x\"); await client.GetStringAsync(\"/\"); return a; }")]
    [InlineData("Scope? kept; async Task Do() { kept = new Scope(\"x\"); await client.GetStringAsync(\"/\"); }")]
    public Task Handed_on(string member) => QuietAsync<ActivityStartedInAsyncHelper>(member);

    [Fact]
    public Task No_span_to_make_current_again() => Verify<ActivityAcrossYield>.OffersNoFixAsync(In("async IAsyncEnumerable<string> Do(string[] ids) { using var a = [|new Scope(\"x\")|]; foreach (var id in ids) yield return await client.GetStringAsync(id); }"));

    [Fact]
    public Task Awaits_the_task_under_an_object() => Verify<ActivityEndsBeforeTask>.FixesAsync(
        In("\n    Task<string> Do()\n    {\n        using var a = [|new Scope(\"x\")|];\n        return client.GetStringAsync(\"/\");\n    }\n"),
        In("\n    async Task<string> Do()\n    {\n        using var a = new Scope(\"x\");\n        return await client.GetStringAsync(\"/\");\n    }\n"));

    private static Task FiresAsync<TRule>(string member) where TRule : Rule, new() => Verify<TRule>.FiresAsync(In(member));

    private static Task QuietAsync<TRule>(string member) where TRule : Rule, new() => Verify<TRule>.QuietAsync(In(member));
}
