using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class InvalidParentIdTests
{
    [Theory]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|"order-17"|]);""")]
    // What a comment speaks of is no decision.
    [InlineData("/* Never Hierarchical. */ source.StartActivity(\"x\", ActivityKind.Consumer, [|\"order-17\"|]);")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, parentId: [|Ids.Wrong|]);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, parentId: [|Ids.Made()|]);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|"00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01"|]);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|caller.TraceId.ToString()|]);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|Activity.Current?.TraceId.ToHexString()|]);""")]
    [InlineData("""source.StartActivity(kind: ActivityKind.Consumer, parentId: [|caller.SpanId.ToString()|], name: "x");""")]
    [InlineData("""var id = caller.RootId; using var a = source.StartActivity("x", ActivityKind.Consumer, [|id|]);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|Guid.NewGuid().ToString()|]);""")]
    [InlineData("""source.CreateActivity("x", ActivityKind.Consumer, [|context.TraceId.ToString()|])?.Start();""")]
    [InlineData("""new Activity("x").SetParentId([|caller.TraceId.ToString()|]).Start();""")]
    // After the start.
    [InlineData("""using var a = source.StartActivity("x"); a?.SetParentId([|given|]);""")]
    [InlineData("""source.StartActivity("x")?.SetTag("a", 1).SetParentId([|given|]);""")]
    [InlineData("""new Activity("x").Start().SetParentId(parentId: [|given|]);""")]
    [InlineData("""Activity.Current?.SetParentId([|given|]);""")]
    [InlineData("""if (Activity.Current is { } a) a.SetParentId([|given|]);""")]
    [InlineData("""if (source.StartActivity("x") is Activity a) { a.SetParentId([|given|]); a.Stop(); }""")]
    [InlineData("""var a = new Activity("x"); a.Start(); if (given != "") { a.SetParentId([|given|]); }""")]
    [InlineData("""using var a = Begin("x"); a?.SetParentId([|given|]); static Activity? Begin(string name) => source.StartActivity(name, ActivityKind.Consumer);""")]
    [InlineData("""Begin()?.SetParentId([|given|]); static Activity? Begin() { if (Environment.Is64BitProcess) return null; var a = source.StartActivity("x"); a?.SetTag("b", 1); return a; }""")]
    [InlineData("""var a = Outer(); a?.SetParentId([|given|]); static Activity? Outer() => Begin(); static Activity? Begin() => new Activity("x").Start();""")]
    [InlineData("""var a = source.StartActivity("x"); Action late = () => a!.SetParentId([|context.TraceId|], context.SpanId);""")]
    public Task Fires(string code) => Verify<InvalidParentId>.FiresAsync(InMethod(code));

    [Theory]
    [InlineData("class Scope { readonly Activity? own; public Scope(string id) { own = source.StartActivity(\"x\"); own?.SetParentId([|id|]); } }")]
    [InlineData("class Scope { readonly Activity? own = source.StartActivity(\"x\"); public void Under(string id) => own?.SetParentId([|id|]); }")]
    [InlineData("class Scope { Activity? Own { get; } = Open(); static Activity? Open() => source.StartActivity(\"x\"); public void Under(Activity a) { Own?.SetTag(\"a\", 1).SetParentId([|a.TraceId|], a.SpanId); } }")]
    public Task Fires_on_members_that_hold_a_started_span(string type) => Verify<InvalidParentId>.FiresAsync(type);

    [Theory]
    [InlineData("class Scope { readonly Activity own = new(\"x\"); public void Begin(string id) { own.SetParentId(id); own.Start(); } }")]
    [InlineData("class Scope { readonly Activity? own; public Scope(string id) { own = source.CreateActivity(\"x\", ActivityKind.Client); own?.SetParentId(id); own?.Start(); } }")]
    [InlineData("class Scope { Activity? own = source.StartActivity(\"x\"); public void Again(string id) { own?.Stop(); own = source.CreateActivity(\"y\", ActivityKind.Client); own?.SetParentId(id); own?.Start(); } }")]
    [InlineData("class Scope(Activity own) { public Activity Own { get; } = own; public void Begin(string id) => Own.SetParentId(id); }")]
    public Task Quiet_on_members_that_may_hold_one_that_is_not_started(string type) => Verify<InvalidParentId>.QuietAsync(type);

    [Theory]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, "|7e5a.1.2."); source.StartActivity("x", ActivityKind.Consumer, (string?)null);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, given); source.StartActivity("x", ActivityKind.Consumer, parentId: Ids.Read());""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, caller.Id); source.StartActivity("x", ActivityKind.Consumer, Activity.Current?.Id);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, caller.ParentId); source.StartActivity("x", ActivityKind.Consumer, context);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, $"00-{caller.TraceId}-{caller.SpanId}-01");""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, "00-" + caller.TraceId + "-" + caller.SpanId + "-01");""")]
    [InlineData("""source.StartActivity(caller.TraceId.ToString()); source.StartActivity("x")?.SetTag("trace", caller.TraceId.ToString());""")]
    [InlineData("""using var a = Make("x"); a?.SetParentId(given); a?.Start(); static Activity? Make(string name) => source.CreateActivity(name, ActivityKind.Consumer);""")]
    [InlineData("""using var a = Make(); a?.SetParentId(given); static Activity? Make() => Environment.Is64BitProcess ? source.StartActivity("x") : new Activity("x");""")]
    [InlineData("""var id = caller.TraceId.ToString(); id = caller.Id; source.StartActivity("x", ActivityKind.Consumer, id);""")]
    // What a middleware, or the sender, may have made an id of a span.
    [InlineData("""void Handle(Microsoft.AspNetCore.Http.HttpContext http) => source.StartActivity("x", ActivityKind.Server, http.TraceIdentifier); Handle(null!);""")]
    [InlineData("""void Handle(Microsoft.AspNetCore.Http.HttpContext http) => source.StartActivity("x", ActivityKind.Server, http.Request.Headers["traceparent"].ToString()); Handle(null!);""")]
    [InlineData("""var headers = new Dictionary<string, string>(); using var a = source.StartActivity("x", ActivityKind.Consumer, headers.GetValueOrDefault("traceparent")); using var b = source.StartActivity("y", ActivityKind.Consumer, headers["Diagnostic-Id"]);""")]
    [InlineData("""var parts = given.Split('-'); source.StartActivity("x", ActivityKind.Consumer, string.Join('-', parts)); source.StartActivity("x", ActivityKind.Consumer, given ?? caller.TraceId.ToString());""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, ActivityContext.TryParse(given, null, out var parsed) ? parsed : default); source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(caller.TraceId, caller.SpanId, caller.ActivityTraceFlags));""")]
    [InlineData("""source.StartActivity("x")?.AddTag("parent", caller.TraceId.ToString()).SetTag("root", caller.RootId); Console.WriteLine(caller.TraceId.ToString());""")]
    // Before the start.
    [InlineData("""new Activity("x").SetParentId(given).Start(); new Activity("x").SetParentId(context.TraceId, context.SpanId, context.TraceFlags).Start();""")]
    [InlineData("""var a = new Activity("x"); a.SetParentId(given); a.Start();""")]
    [InlineData("""using var a = source.CreateActivity("x", ActivityKind.Consumer); a?.SetParentId(given); a?.Start();""")]
    [InlineData("""var a = new Activity("x"); if (given == "") a.Start(); else a.SetParentId(given);""")]
    [InlineData("""var a = new Activity("x"); a.Start(); a.Stop(); a = new Activity("y"); a.SetParentId(given); a.Start();""")]
    [InlineData("""void Prepare(Activity a) => a.SetParentId(given); Prepare(new Activity("x"));""")]
    [InlineData("""var a = new Activity("x"); Action start = () => a.Start(); a.SetParentId(given); start();""")]
    // Not this API, or ids of the older form.
    [InlineData("""new Lookalike().StartActivity("x", ActivityKind.Consumer, "order-17"); new Lookalike().SetParentId("order-17");""")]
    [InlineData("""Activity.DefaultIdFormat = ActivityIdFormat.Hierarchical; source.StartActivity("x", ActivityKind.Consumer, "order-17");""")]
    // Ids that are put together, in all the ways there are.
    [InlineData("""using var a = source.StartActivity("x", ActivityKind.Consumer, string.Format("00-{0}-{1}-{2:x2}", caller.TraceId, caller.SpanId, (int)caller.ActivityTraceFlags));""")]
    [InlineData("""using var a = source.StartActivity("x", ActivityKind.Consumer, $"00-{context.TraceId.ToHexString()}-{context.SpanId.ToHexString()}-{(byte)context.TraceFlags:x2}");""")]
    [InlineData("""var text = new System.Text.StringBuilder("00-").Append(caller.TraceId).Append('-').Append(caller.SpanId).Append("-01"); using var a = source.StartActivity("x", ActivityKind.Consumer, text.ToString());""")]
    [InlineData("""using var a = source.StartActivity("x", ActivityKind.Consumer, string.Join("-", "00", context.TraceId.ToString(), context.SpanId.ToString(), "01"));""")]
    [InlineData("""const string trace = "0af7651916cd43dd8448eb211c80319c"; using var a = source.StartActivity("x", ActivityKind.Consumer, "00-" + trace + "-b7ad6b7169203331-01");""")]
    [InlineData("""const string span = "b7ad6b7169203331"; using var a = source.StartActivity("x", ActivityKind.Consumer, $"00-0af7651916cd43dd8448eb211c80319c-{span}-00");""")]
    [InlineData("""using var a = source.StartActivity("x", ActivityKind.Consumer, "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");""")]
    // Ids that are valid on the way that is taken.
    [InlineData("""string? id = null; if (given.Length == 55) id = given; using var a = source.StartActivity("x", ActivityKind.Consumer, id);""")]
    [InlineData("""using var a = source.StartActivity("x", ActivityKind.Consumer, given.StartsWith("00-", StringComparison.Ordinal) ? given : null);""")]
    [InlineData("""if (given is { Length: 55 } id) { using var a = source.StartActivity("x", ActivityKind.Consumer, id); }""")]
    [InlineData("""using var a = source.StartActivity("x", ActivityKind.Consumer, caller.IdFormat == ActivityIdFormat.Hierarchical ? caller.RootId : caller.Id);""")]
    [InlineData("""Activity.Current = null; using var a = source.StartActivity("x", ActivityKind.Consumer, parentId: null);""")]
    // Ids from files, the environment, messages.
    [InlineData("""using var a = source.StartActivity("x", ActivityKind.Consumer, Environment.GetEnvironmentVariable("TRACEPARENT"));""")]
    [InlineData("""using var a = source.StartActivity("x", ActivityKind.Consumer, System.Text.Json.JsonDocument.Parse(given).RootElement.GetProperty("traceparent").GetString());""")]
    [InlineData("""async Task HandleAsync(Task<string> received) { using var a = source.StartActivity("x", ActivityKind.Consumer, await received); } _ = HandleAsync(Task.FromResult(given));""")]
    [InlineData("""var message = new { Order = 17, Parent = caller.Id }; using var a = source.StartActivity("x", ActivityKind.Consumer, message.Parent);""")]
    [InlineData("""using var request = new HttpRequestMessage(); using var a = source.StartActivity("x", ActivityKind.Consumer, request.Headers.TryGetValues("traceparent", out var values) ? values.FirstOrDefault() : null);""")]
    // A trace id, or a Guid, that becomes part of a context or of something else.
    [InlineData("""using var a = source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(ActivityTraceId.CreateFromString(Guid.NewGuid().ToString("N")), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded));""")]
    [InlineData("""using var a = source.StartActivity(caller.RootId ?? "x", ActivityKind.Consumer, caller.Id, tags: [new("order", Guid.NewGuid().ToString())]);""")]
    [InlineData("""using var a = source.StartActivity("x", ActivityKind.Consumer, context, links: [new(new ActivityContext(ActivityTraceId.CreateFromString(caller.TraceId.ToHexString()), caller.SpanId, default))]);""")]
    // Before each start, wherever the activity is kept.
    [InlineData("""foreach (var id in new[] { given, caller.Id! }) { var a = new Activity("x"); a.SetParentId(id); a.Start(); a.Stop(); }""")]
    [InlineData("""var a = new Activity("x").SetIdFormat(ActivityIdFormat.W3C).SetParentId(given).AddTag("a", "b"); try { a.Start(); } finally { a.Stop(); }""")]
    [InlineData("""Activity Create() => new Activity("x").SetParentId(given); Create().Start();""")]
    [InlineData("""var listener = new DiagnosticListener("shop"); if (listener.IsEnabled("x")) listener.StartActivity(new Activity("x").SetParentId(given), null);""")]
    [InlineData("""var a = new Activity("x"); if (Activity.Current is null) a.SetParentId(given); a.Start();""")]
    [InlineData("""if (Activity.Current is { } a) { a = new Activity("x"); a.SetParentId(given); a.Start(); }""")]
    [InlineData("""if (source.CreateActivity("x", ActivityKind.Consumer) is { } a) { a.SetParentId(given); a.SetTag("late", false); a.Start(); }""")]
    [InlineData("""var pending = new Dictionary<string, Activity> { [given] = new Activity("x") }; pending[given].SetParentId(given); pending[given].Start();""")]
    [InlineData("""Activity? a = null; foreach (var id in new[] { given }) { a?.Stop(); a = new Activity("x"); a.SetParentId(id); a.Start(); }""")]
    [InlineData("""var a = new Activity("x"); switch (given) { case "": a.Start(); break; default: a.SetParentId(given); a.Start(); break; }""")]
    public Task Quiet(string code) => Verify<InvalidParentId>.QuietAsync(InMethod(code));

    [Theory]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|caller.TraceId.ToString()|]);""", """source.StartActivity("x", ActivityKind.Consumer, caller.Id);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, parentId: [|Activity.Current?.TraceId.ToHexString()|]);""", """source.StartActivity("x", ActivityKind.Consumer, parentId: Activity.Current?.Id);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|caller.RootId|]);""", """source.StartActivity("x", ActivityKind.Consumer, caller.Id);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|context.SpanId.ToString()|]);""", """source.StartActivity("x", ActivityKind.Consumer, context);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, parentId: [|context.TraceId.ToString()|], tags: null);""", """source.StartActivity("x", ActivityKind.Consumer, parentContext: context, tags: null);""")]
    [InlineData("""new Activity("x").SetParentId([|context.TraceId.ToString()|]).Start();""", """new Activity("x").SetParentId(context.TraceId, context.SpanId, context.TraceFlags).Start();""")]
    [InlineData(
        """
        using var a = source.StartActivity("x"); // received
        a?.SetParentId([|given|]);
        a?.SetTag("x", 1);
        """,
        """
        using var a = source.StartActivity("x", kind: ActivityKind.Internal, parentId: given); // received
        a?.SetTag("x", 1);
        """)]
    [InlineData(
        """
        using var a = source.StartActivity("x", ActivityKind.Consumer);
        a?.SetParentId([|context.TraceId|], context.SpanId, context.TraceFlags);
        """,
        """
        using var a = source.StartActivity("x", ActivityKind.Consumer, parentContext: new ActivityContext(context.TraceId, context.SpanId, context.TraceFlags));
        """)]
    [InlineData(
        """
        var a = new Activity("x");
        a.Start();
        a.SetParentId([|given|]);
        """,
        """
        var a = new Activity("x");
        a.SetParentId(given);
        a.Start();
        """)]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|"order-17"|]);""", null)]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|Guid.NewGuid().ToString()|]);""", null)]
    [InlineData("""using var a = source.StartActivity("x"); var id = Ids.Read(); a?.SetParentId([|id|]);""", null)]
    [InlineData("""Activity.Current?.SetParentId([|given|]);""", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<InvalidParentId>.OffersNoFixAsync(InMethod(before)) : Verify<InvalidParentId>.FixesAsync(InMethod(before), InMethod(after));

    [Fact]
    public Task Says_what_happens() => Verify<InvalidParentId>.SaysAsync(
        InMethod("""source.StartActivity("x", ActivityKind.Consumer, [|caller.TraceId.ToString()|]);"""),
        "'caller.TraceId.ToString()' does not become the parent: it is not the id of a span (Activity), so that a new trace begins. Pass the whole id, of the form '00-trace-span-flags', or an ActivityContext.");

    private static string InMethod(string code) =>
        "static void Do(string given, Activity caller, ActivityContext context)\n{\n" + code + "\n}\n"
        + "class Lookalike { public object? StartActivity(string name, ActivityKind kind, string parentId) => null; public void SetParentId(string parentId) { } } static class Ids { public const string Wrong = \"4711\"; public static string Made() => Wrong; public static string Read() => Environment.CommandLine; }";
}
