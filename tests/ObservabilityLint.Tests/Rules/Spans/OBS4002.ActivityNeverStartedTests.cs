using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class ActivityNeverStartedTests
{
    private const string Given = "static class W { public static void Begin(Activity? a) => a?.Start(); public static void Tag(Activity? a) => a?.SetTag(\"b\", 2); public static void Keep(object? a) { } }\n";

    [Theory]
    [InlineData("void Do() { var a = [|source.CreateActivity(\"x\", ActivityKind.Client)|]; a?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { using var a = [|source.CreateActivity(\"x\", ActivityKind.Client)|]; }")]
    [InlineData("void Do() { using ([|source.CreateActivity(\"x\", ActivityKind.Client)|]) { } }")]
    [InlineData("void Do() { [|source.CreateActivity(\"x\", ActivityKind.Client)|]; }")]
    [InlineData("void Do() { var a = [|source.CreateActivity(\"x\", ActivityKind.Client)|]; W.Tag(a); a?.Stop(); }")]
    [InlineData("void Do(ActivitySource? maybe) { var a = maybe?[|.CreateActivity(\"x\", ActivityKind.Client)|]; a?.SetTag(\"a\", 1); }")]
    public Task Fires(string member) => Verify<ActivityNeverStarted>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { using var a = source.CreateActivity(\"x\", ActivityKind.Client)?.Start(); }")]
    [InlineData("void Do() { using var a = source.CreateActivity(\"x\", ActivityKind.Client)?.SetTag(\"a\", 1).Start(); }")]
    [InlineData("void Do() { using var a = source.CreateActivity(\"x\", ActivityKind.Client); a?.SetTag(\"a\", 1); a?.Start(); }")]
    [InlineData("void Do() { using var a = source.CreateActivity(\"x\", ActivityKind.Client); W.Begin(a); }")]
    [InlineData("Activity? Make() => source.CreateActivity(\"x\", ActivityKind.Client);")]
    [InlineData("Activity? Make() { var a = source.CreateActivity(\"x\", ActivityKind.Client); a?.SetTag(\"a\", 1); return a; }")]
    [InlineData("Activity? made; void Make() => made = source.CreateActivity(\"x\", ActivityKind.Client);")]
    [InlineData("void Do(List<Activity?> all) { var a = source.CreateActivity(\"x\", ActivityKind.Client); all.Add(a); }")]
    [InlineData("Action Do() { var a = source.CreateActivity(\"x\", ActivityKind.Client); return () => a?.Start(); }")]
    [InlineData("void Do(DiagnosticListener l) { var a = source.CreateActivity(\"x\", ActivityKind.Client); if (a != null) l.StartActivity(a, null); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); }")]
    [InlineData("void Do() { using var a = source.CreateActivity(\"x\", ActivityKind.Client)?.SetTag(\"a\", 1)?.Start(); }")]
    [InlineData("void Do() { using var a = (source.CreateActivity(\"x\", ActivityKind.Client) ?? new Activity(\"y\")).Start(); }")]
    [InlineData("void Do(ActivitySource? maybe) { using var a = maybe?.CreateActivity(\"x\", ActivityKind.Client)?.Start(); }")]
    [InlineData("void Do(ActivitySource? maybe) { using var a = maybe?.CreateActivity(\"x\", ActivityKind.Client); a?.Start(); }")]
    public Task Quiet(string member) => Verify<ActivityNeverStarted>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Says_what_is_missing() => Verify<ActivityNeverStarted>.SaysAsync(
        "using var a = [|source.CreateActivity(\"pay\", ActivityKind.Client)|];",
        "Span 'pay' (Activity) is created and never started: it is not exported, and nothing becomes its child. Use StartActivity.");

    [Fact]
    public Task Fixes_with_comments() => Verify<ActivityNeverStarted>.FixesAsync(
        "using var a = [|source.CreateActivity(/* name */ \"x\", ActivityKind.Client)|]; // made\n",
        "using var a = source.StartActivity(/* name */ \"x\", ActivityKind.Client); // made\n");

    [Fact]
    public Task Offers_no_fix_where_the_format_of_ids_is_given() => Verify<ActivityNeverStarted>.OffersNoFixAsync(
        "using var a = [|source.CreateActivity(\"x\", ActivityKind.Client, default(ActivityContext), idFormat: ActivityIdFormat.W3C)|];");
}
