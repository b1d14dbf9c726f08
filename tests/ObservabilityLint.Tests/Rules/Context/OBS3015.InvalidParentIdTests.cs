using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class InvalidParentIdTests
{
    [Theory]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|"order-17"|]);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, parentId: [|Ids.Wrong|]);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|"00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01"|]);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|caller.TraceId.ToString()|]);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|Activity.Current?.TraceId.ToHexString()|]);""")]
    [InlineData("""source.StartActivity(kind: ActivityKind.Consumer, parentId: [|caller.SpanId.ToString()|], name: "x");""")]
    [InlineData("""var id = caller.RootId; using var a = source.StartActivity("x", ActivityKind.Consumer, [|id|]);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|Guid.NewGuid().ToString()|]);""")]
    [InlineData("""source.CreateActivity("x", ActivityKind.Consumer, [|context.TraceId.ToString()|])?.Start();""")]
    [InlineData("""new Activity("x").SetParentId([|caller.TraceId.ToString()|]).Start();""")]
    [InlineData("""void Handle(Microsoft.AspNetCore.Http.HttpContext http) => source.StartActivity("x", ActivityKind.Server, [|http.TraceIdentifier|]); Handle(null!);""")]
    // After the start.
    [InlineData("""using var a = source.StartActivity("x"); a?.SetParentId([|given|]);""")]
    [InlineData("""source.StartActivity("x")?.SetTag("a", 1).SetParentId([|given|]);""")]
    [InlineData("""new Activity("x").Start().SetParentId(parentId: [|given|]);""")]
    [InlineData("""Activity.Current?.SetParentId([|given|]);""")]
    [InlineData("""var a = new Activity("x"); a.Start(); if (given != "") { a.SetParentId([|given|]); }""")]
    [InlineData("""var a = source.StartActivity("x"); Action late = () => a!.SetParentId([|context.TraceId|], context.SpanId);""")]
    public Task Fires(string code) => Verify<InvalidParentId>.FiresAsync(InMethod(code));

    [Theory]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, "|7e5a.1.2."); source.StartActivity("x", ActivityKind.Consumer, (string?)null);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, given); source.StartActivity("x", ActivityKind.Consumer, parentId: Ids.Read());""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, caller.Id); source.StartActivity("x", ActivityKind.Consumer, Activity.Current?.Id);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, caller.ParentId); source.StartActivity("x", ActivityKind.Consumer, context);""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, $"00-{caller.TraceId}-{caller.SpanId}-01");""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, "00-" + caller.TraceId + "-" + caller.SpanId + "-01");""")]
    [InlineData("""source.StartActivity(caller.TraceId.ToString()); source.StartActivity("x")?.SetTag("trace", caller.TraceId.ToString());""")]
    [InlineData("""var id = caller.TraceId.ToString(); id = caller.Id; source.StartActivity("x", ActivityKind.Consumer, id);""")]
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
        "'caller.TraceId.ToString()' does not become the parent: it is not the id of a span, so the span begins a trace of its own");

    private static string InMethod(string code) =>
        "static void Do(string given, Activity caller, ActivityContext context)\n{\n" + code + "\n}\n"
        + "class Lookalike { public object? StartActivity(string name, ActivityKind kind, string parentId) => null; public void SetParentId(string parentId) { } } static class Ids { public const string Wrong = \"4711\"; public static string Read() => Wrong; }";
}
