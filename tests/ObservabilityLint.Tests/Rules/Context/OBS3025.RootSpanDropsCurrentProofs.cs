using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class RootSpanDropsCurrentProofs
{
    [Fact]
    public Task At_run_time_what_follows_begins_a_new_trace() => TracedRun.ProvesAsync(
        "OBS3025",
        """Test.Checkout(OpenTelemetry.Trace.TracerProvider.Default.GetTracer("Shop.Tracer"));""",
        "checkout\naudit\nreply\n", "checkout\n  reply\naudit\n");

    /// <summary>While it lives the span before it stays current, and the other starts of the API bring that back.</summary>
    [Theory]
    [InlineData("using (tracer.StartRootSpan(\"a\")) { using (Given.source.StartActivity(\"inner\")) { } }", "request\n  inner\na\nlater\n")]
    [InlineData("var outer = Activity.Current; using (tracer.StartRootSpan(\"a\")) { } Activity.Current = outer;", "request\n  later\na\n")]
    [InlineData("using (tracer.StartSpan(\"a\")) { }", "request\n  a\n  later\n")]
    [InlineData("using (tracer.StartActiveSpan(\"a\")) { }", "request\n  a\n  later\n")]
    [InlineData("using (tracer.StartActiveSpan(\"a\", OpenTelemetry.Trace.SpanKind.Internal, default(OpenTelemetry.Trace.SpanContext))) { }", "request\n  a\n  later\n")]
    // A using of what makes it current ends it.
    [InlineData("using (OpenTelemetry.Trace.Tracer.WithSpan(tracer.StartRootSpan(\"a\"))) { }", "request\na\nlater\n")]
    [InlineData("var a = tracer.StartSpan(\"a\"); using (OpenTelemetry.Trace.Tracer.WithSpan(a)) { }", "request\n  a\n  later\n")]
    public async Task At_run_time_only_a_root_leaves_nothing(string code, string tree) => Assert.Equal(tree, await TracedRun.TreeAsync(
        "class None;",
        $$"""
        var tracer = OpenTelemetry.Trace.TracerProvider.Default.GetTracer("Shop.Tracer");
        using (Given.source.StartActivity("request")) { {{code}} using (Given.source.StartActivity("later")) { } }
        """));
}
