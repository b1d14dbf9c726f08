using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class StoppedBeforeChildTests
{
    private const string Given = "static class W { public static bool Quick; public static void Work() { } public static Activity? Begin(string name) => source.StartActivity(name); }\n";

    [Theory]
    [InlineData("void Do() { var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\"); W.Work(); a?[|.Stop()|]; b?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"a\"); using var b = source.StartActivity(\"b\"); a?[|.Dispose()|]; W.Work(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"a\"); using (var b = source.StartActivity(\"b\")) { [|a!.Stop()|]; } }")]
    [InlineData("void Do(OpenTelemetry.Trace.Tracer t) { var a = t.StartActiveSpan(\"a\"); var b = t.StartActiveSpan(\"b\"); [|a.End()|]; b.End(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\"); a?.SetTag(\"a\", 1)?[|.Stop()|]; b?.Stop(); }")]
    [InlineData("void Do() { Activity? a = source.StartActivity(\"a\"), b = source.StartActivity(\"b\"); a?[|.Stop()|]; b?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\"); if (a != null) [|a.Stop()|]; if (b is not null) { b.Stop(); } }")]
    [InlineData("void Do() { var a = W.Begin(\"a\"); using var b = W.Begin(\"b\"); W.Work(); a?[|.Stop()|]; }")]
    [InlineData("void Do(ActivitySource? maybe) { var a = maybe?.StartActivity(\"a\"); var b = maybe?.StartActivity(\"b\"); W.Work(); a?[|.Stop()|]; b?.Stop(); }")]
    public Task Fires(string member) => Verify<StoppedBeforeChild>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\"); W.Work(); b?.Stop(); a?.Stop(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"a\"); using var b = source.StartActivity(\"b\"); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"a\"); a?.Stop(); var b = source.StartActivity(\"b\"); b?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\"); if (W.Quick) { a?.Stop(); return; } b?.Stop(); a?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"a\"); var outer = Activity.Current; var b = source.StartActivity(\"b\"); a?.Stop(); b?.Stop(); Activity.Current = outer; }")]
    [InlineData("void Do(OpenTelemetry.Trace.Tracer t) { var a = t.StartSpan(\"a\"); var b = t.StartSpan(\"b\"); a.End(); b.End(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\"); if (a?.Duration > TimeSpan.Zero) a.Stop(); b?.Stop(); a?.Stop(); }")]
    public Task Quiet(string member) => Verify<StoppedBeforeChild>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Says_what_is_current_then() => Verify<StoppedBeforeChild>.SaysAsync(
        "class C { void Do() { var a = source.StartActivity(\"order\"); var b = source.StartActivity(\"pay\"); a?[|.Stop()|]; b?.Stop(); } }",
        "Span 'order' (Activity) is ended before the inner 'b': when that ends, Activity.Current is a span that has ended already, and what starts next hangs under it. End 'b' first.");

    [Fact]
    public Task Fixes_with_comments() => Verify<StoppedBeforeChild>.FixesAsync(
        "class C { void Do() { var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\"); a?[|.Stop()|]; /* one */ b?.Stop(); /* all */ } }",
        "class C { void Do() { var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\"); b?.Stop(); /* one */ a?.Stop(); /* all */ } }");

    [Fact]
    public Task Fixes_with_comments_at_the_ends_of_lines() => Verify<StoppedBeforeChild>.FixesAsync(
        """
        class C { void Do()
        {
            var a = source.StartActivity("a"); var b = source.StartActivity("b");
            // The ends.
            a?[|.Stop()|]; // all
            b?.Stop();
        } }
        """,
        """
        class C { void Do()
        {
            var a = source.StartActivity("a"); var b = source.StartActivity("b");
            // The ends.
            b?.Stop();
            a?.Stop(); // all
        } }
        """);

    [Theory]
    [InlineData("void Do() { var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\"); a?[|.Stop()|]; W.Work(); b?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"a\"); using var b = source.StartActivity(\"b\"); a?[|.Stop()|]; }")]
    public Task Offers_no_fix(string member) => Verify<StoppedBeforeChild>.OffersNoFixAsync(Given + "class C { " + member + " }");
}
