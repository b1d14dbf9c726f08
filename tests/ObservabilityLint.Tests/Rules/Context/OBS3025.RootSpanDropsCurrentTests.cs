using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class RootSpanDropsCurrentTests
{
    private const string Given = """
        using OpenTelemetry.Trace;
        static class Given2 { public static Tracer tracer = null!; public static bool Quick = true; public static HttpClient client = new(); public static void Nothing() { } public static Task Ask() => client.GetStringAsync("/"); }

        """;

    private static string File(string member) => "using static Given2;\n" + Given + "class C(HttpClient http) { " + member + " }";

    private static string InController(string member) => "using static Given2;\n" + Given + "public class C(HttpClient http) : Microsoft.AspNetCore.Mvc.ControllerBase { " + member + " }";

    [Theory]
    [InlineData("public async Task Do() { using (var a = [|tracer.StartRootSpan(\"a\")|]) { a.SetAttribute(\"k\", 1); } await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Do() { using ([|tracer.StartRootSpan(\"a\")|]) Nothing(); await Ask(); }")]
    [InlineData("public async Task Do() { var a = [|tracer.StartRootSpan(\"a\", SpanKind.Internal)|]; a.End(); using var b = source.StartActivity(\"b\"); }")]
    [InlineData("public async Task Do() { if (Quick) { using var a = [|tracer.StartRootSpan(\"a\")|]; Nothing(); } await Ask(); }")]
    [InlineData("public async Task Do() { var a = [|tracer.StartRootSpan(\"a\")|]; try { Nothing(); } finally { a.Dispose(); } await Ask(); }")]
    // What makes it current ends it.
    [InlineData("public async Task Do() { var a = [|tracer.StartRootSpan(\"a\")|]; using (Tracer.WithSpan(a)) Nothing(); await Ask(); }")]
    [InlineData("public async Task Do() { using (Tracer.WithSpan([|tracer.StartRootSpan(\"a\")|])) Nothing(); await Ask(); }")]
    // In the next round of a loop.
    [InlineData("public async Task Do(int[] all) { foreach (var one in all) { using var a = [|tracer.StartRootSpan(\"a\")|]; await Ask(); } }")]
    [InlineData("public async Task Do(int[] all) { foreach (var one in all) { await Ask(); tracer.StartRootSpan(\"x\").End(); using var a = [|tracer.StartRootSpan(\"a\")|]; } }")]
    // In the caller of a function that is not async.
    [InlineData("public async Task Do() { Audit(); await Ask(); } void Audit() { using var a = [|tracer.StartRootSpan(\"a\")|]; Nothing(); }")]
    [InlineData("public async Task Do() { await AuditAsync(); await Ask(); } Task AuditAsync() { using var a = [|tracer.StartRootSpan(\"a\")|]; Nothing(); return Task.CompletedTask; }")]
    [InlineData("public async Task Do() { Outer(); await Ask(); } void Outer() => Audit(); void Audit() { using var a = [|tracer.StartRootSpan(\"a\")|]; Nothing(); }")]
    public Task Fires_under_a_request(string member) => Verify<RootSpanDropsCurrent>.FiresAsync(InController(member));

    [Fact]
    public Task Fires_in_a_filter() => Verify<RootSpanDropsCurrent>.FiresAsync("using static Given2;\n" + Given
        + "class Audited : Microsoft.AspNetCore.Mvc.Filters.IAsyncActionFilter { public async Task OnActionExecutionAsync(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context, Microsoft.AspNetCore.Mvc.Filters.ActionExecutionDelegate next) { using ([|tracer.StartRootSpan(\"a\")|]) Nothing(); await Ask(); await next(); } }");

    [Theory]
    [InlineData("void Do() { using var outer = source.StartActivity(\"outer\"); using ([|tracer.StartRootSpan(\"a\")|]) Nothing(); client.Send(new()); }")]
    [InlineData("void Do() { using var outer = tracer.StartActiveSpan(\"outer\"); using ([|tracer.StartRootSpan(\"a\")|]) Nothing(); using var b = tracer.StartSpan(\"b\"); }")]
    [InlineData("void Do() { using var outer = source.StartActivity(\"outer\"); Inner(); client.Send(new()); } void Inner() { using ([|tracer.StartRootSpan(\"a\")|]) Nothing(); }")]
    public Task Fires_under_a_span(string member) => Verify<RootSpanDropsCurrent>.FiresAsync(File(member));

    [Theory]
    // Nothing follows that shows in a trace.
    [InlineData("public async Task Do() { await Ask(); using var a = tracer.StartRootSpan(\"a\"); await Ask(); }")]
    [InlineData("public async Task Do() { await Ask(); using (tracer.StartRootSpan(\"a\")) { await Ask(); } Nothing(); }")]
    [InlineData("public async Task Do() { if (Quick) { using var a = tracer.StartRootSpan(\"a\"); return; } await Ask(); }")]
    [InlineData("public async Task Do() { if (Quick) { using var a = tracer.StartRootSpan(\"a\"); } else await Ask(); }")]
    [InlineData("public async Task Do() { using (tracer.StartRootSpan(\"a\")) { } using (tracer.StartRootSpan(\"b\")) { } }")]
    [InlineData("public async Task Do() { foreach (var one in (await http.GetStringAsync(\"/\")).Split(' ')) { using var a = tracer.StartRootSpan(\"a\"); Nothing(); } }")]
    [InlineData("public async Task Do() { await Ask(); var a = tracer.StartRootSpan(\"a\"); using (Tracer.WithSpan(a)) await Ask(); }")]
    // What follows has a parent of its own.
    [InlineData("public async Task Do(ActivityContext given) { using (tracer.StartRootSpan(\"a\")) { } using var b = source.StartActivity(\"b\", ActivityKind.Internal, given); await Ask(); }")]
    // An async function changes nothing for its caller.
    [InlineData("public async Task Do() { await AuditAsync(); await Ask(); } async Task AuditAsync() { using var a = tracer.StartRootSpan(\"a\"); await Task.Yield(); }")]
    // It is restored, or set.
    [InlineData("public async Task Do() { var outer = Activity.Current; using (tracer.StartRootSpan(\"a\")) { } Activity.Current = outer; await Ask(); }")]
    [InlineData("public async Task Do() { var outer = Activity.Current; try { using var a = tracer.StartRootSpan(\"a\"); } finally { Activity.Current = outer; } await Ask(); }")]
    [InlineData("public async Task Do() { Audit(); await Ask(); } void Audit() { var outer = Activity.Current; try { using var a = tracer.StartRootSpan(\"a\"); } finally { Activity.Current = outer; } }")]
    [InlineData("public async Task Do() { var outer = Activity.Current; Audit(); Activity.Current = outer; await Ask(); } void Audit() { using var a = tracer.StartRootSpan(\"a\"); }")]
    [InlineData("public async Task Do() { Activity.Current = null; using (tracer.StartRootSpan(\"a\")) { } await Ask(); }")]
    // Its end is out of sight.
    [InlineData("TelemetrySpan? kept; public async Task Do() { kept = tracer.StartRootSpan(\"a\"); await Ask(); }")]
    // These restore what was there.
    [InlineData("public async Task Do() { using (tracer.StartSpan(\"a\")) { } await Ask(); }")]
    [InlineData("public async Task Do() { using (tracer.StartActiveSpan(\"a\", SpanKind.Internal, default(SpanContext))) { } await Ask(); }")]
    public Task Quiet_under_a_request(string member) => Verify<RootSpanDropsCurrent>.QuietAsync(InController(member));

    [Theory]
    // No span is current.
    [InlineData("public async Task Do() { using (tracer.StartRootSpan(\"a\")) { } await Ask(); }")]
    [InlineData("static async Task Main() { using (tracer.StartRootSpan(\"a\")) { } await Ask(); }")]
    // The span around ends before, or is begun anew in each round, and brings back what was there.
    [InlineData("void Do() { using (source.StartActivity(\"outer\")) { using (tracer.StartRootSpan(\"a\")) Nothing(); } client.Send(new()); }")]
    [InlineData("void Do(int[] all) { foreach (var one in all) { using var outer = source.StartActivity(\"outer\"); client.Send(new()); using var a = tracer.StartRootSpan(\"a\"); } }")]
    // Another's method.
    [InlineData("class Tracer { public IDisposable StartRootSpan(string n) => null!; } void Do(Tracer own) { using var outer = source.StartActivity(\"outer\"); using (own.StartRootSpan(\"a\")) { } client.Send(new()); }")]
    public Task Quiet(string member) => Verify<RootSpanDropsCurrent>.QuietAsync(File(member));

    [Fact]
    public Task Says_what_loses_which_parent() => Verify<RootSpanDropsCurrent>.SaysAsync(
        InController("public async Task Do() { using ([|tracer.StartRootSpan(\"audit\")|]) { } await http.GetStringAsync(\"/\"); }"),
        "Span 'audit' (Activity) leaves Activity.Current null when it ends: 'GetStringAsync' is no child of the span (Activity) of the request or message, and begins a new trace. Keep Activity.Current before the start, and restore it after the end.");

    [Fact]
    public Task Fixes_all_of_a_file() => Verify<RootSpanDropsCurrent>.FixesAsync(
        InController("""

                public async Task One()
                {
                    // The audit.
                    using (var audit = [|tracer.StartRootSpan("audit")|]) // its own trace
                    {
                        audit.SetAttribute("k", 1);
                    }
                    var second = [|tracer.StartRootSpan("second")|];
                    Nothing();
                    second.End(); // done
                    await http.GetStringAsync("/");
                }

                public async Task Two()
                {
                    if (Quick)
                    {
                        using var audit = [|tracer.StartRootSpan("audit")|];
                        Nothing();
                    }
                    await http.GetStringAsync("/");
                }
            """),
        InController("""

                public async Task One()
                {
                    // The audit.
                    var outer = Activity.Current;
                    try
                    {
                        using (var audit = tracer.StartRootSpan("audit")) // its own trace
                        {
                            audit.SetAttribute("k", 1);
                        }
                    }
                    finally
                    {
                        Activity.Current = outer;
                    }
                    var outer2 = Activity.Current;
                    var second = tracer.StartRootSpan("second");
                    Nothing();
                    second.End(); // done
                    Activity.Current = outer2;
                    await http.GetStringAsync("/");
                }

                public async Task Two()
                {
                    if (Quick)
                    {
                        var outer = Activity.Current;
                        try
                        {
                            using var audit = tracer.StartRootSpan("audit");
                            Nothing();
                        }
                        finally
                        {
                            Activity.Current = outer;
                        }
                    }
                    await http.GetStringAsync("/");
                }
            """));

    [Fact]
    public Task Offers_no_fix_where_it_ends_in_several_places() => Verify<RootSpanDropsCurrent>.OffersNoFixAsync(
        InController("public async Task Do() {\n var a = [|tracer.StartRootSpan(\"a\")|];\n if (Quick) a.End();\n a.End();\n await Ask();\n }"));
}
