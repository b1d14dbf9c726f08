using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class ActivityMayBeNullTests
{
    private const string Given = "#nullable disable\nstatic class W { public static bool Quick; public static Activity Note(this Activity a) => a; }\n";

    [Theory]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); [|a.SetTag|](\"a\", 1); a.SetTag(\"b\", 2); }")]
    [InlineData("void Do() { using (var a = source.StartActivity(\"x\")) { [|a.SetTag|](\"a\", 1); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (W.Quick) [|a.SetStatus|](ActivityStatusCode.Ok); a?.Stop(); }")]
    [InlineData("void Do() { [|source.StartActivity(\"x\").SetTag|](\"a\", 1); }")]
    [InlineData("string Do() { using var a = source.StartActivity(\"x\"); return [|a.Id|]; }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); [|a.DisplayName|] = \"y\"; }")]
    [InlineData("void Do() { var a = source.CreateActivity(\"x\", ActivityKind.Client); [|a.Start|](); a.Stop(); }")]
    [InlineData("Activity Start() => source.StartActivity(\"x\"); void Do() { using var a = Start(); [|a.SetTag|](\"a\", 1); }")]
    [InlineData("void Do() { Activity a = null; if (W.Quick) a = source.StartActivity(\"x\"); else a = source.StartActivity(\"y\"); [|a.SetTag|](\"a\", 1); a.Stop(); }")]
    [InlineData("void Do(ActivitySource maybe) { using var a = maybe?.StartActivity(\"x\"); [|a.SetTag|](\"a\", 1); }")]
    [InlineData("Activity Start(bool b) => b ? source.StartActivity(\"x\") : source.StartActivity(\"y\"); void Do() { using var a = Start(true); [|a.SetTag|](\"a\", 1); }")]
    public Task Fires(string member) => Verify<ActivityMayBeNull>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); a?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); if (a != null) a.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); if (a == null) return; a.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); if (a is { IsAllDataRequested: true }) a.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); a?.SetEndTime(a.StartTimeUtc); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); a.Note(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\") ?? new Activity(\"x\"); a.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { var a = new Activity(\"x\"); a.SetTag(\"a\", 1); }")]
    [InlineData("class FactAttribute : Attribute; [Fact] void Records() { using var a = source.StartActivity(\"x\"); a.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { if (source.StartActivity(\"x\") is { } a) { a.SetTag(\"a\", 1); a.Stop(); } }")]
    [InlineData("Activity Start() => source.StartActivity(\"x\") ?? new Activity(\"x\").Start(); void Do() { using var a = Start(); a.SetTag(\"a\", 1); }")]
    [InlineData("Activity Start() => new Activity(\"x\").Start(); void Do() { using var a = Start(); a.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); var isThere = a != null; if (isThere) a.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (W.Quick) a = new Activity(\"y\"); a.SetTag(\"a\", 1); }")]
    [InlineData("void Do(ActivitySource maybe) { using var a = maybe?.StartActivity(\"x\") ?? new Activity(\"x\"); a.SetTag(\"a\", 1); }")]
    [InlineData("void Do(ActivitySource maybe) { using var a = maybe?.StartActivity(\"x\")?.SetTag(\"b\", 1) ?? new Activity(\"x\"); a.SetTag(\"a\", 1); }")]
    [InlineData("void Do(ActivitySource maybe) { if (maybe?.StartActivity(\"x\") is { } a) { a.SetTag(\"a\", 1); a.Stop(); } }")]
    [InlineData("Activity Start() => source.StartActivity(\"x\") ?? throw new InvalidOperationException(); void Do() { using var a = Start(); a.SetTag(\"a\", 1); }")]
    public Task Quiet(string member) => Verify<ActivityMayBeNull>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Quiet_where_the_compiler_says_it() => Verify<ActivityMayBeNull>.QuietAsync("using var a = source.StartActivity(\"x\"); a!.SetTag(\"a\", 1);");

    [Fact]
    public Task Says_when_it_throws() => Verify<ActivityMayBeNull>.SaysAsync(
        Given + "class C { void Do() { using var a = source.StartActivity(\"x\"); [|a.SetTag|](\"a\", 1); } }",
        "'SetTag' throws a NullReferenceException where the span (Activity) is not recorded: nobody listens to its source, or it is sampled out. Call 'SetTag' with '?.'.");

    [Fact]
    public Task Fixes_all_uses_of_the_span() => Verify<ActivityMayBeNull>.FixesAsync(
        Given + """
        class C
        {
            void Do()
            {
                using var a = source.StartActivity("x");
                [|a.SetTag|]("a", 1) // one
                    .SetTag("b", 2);
                a.SetTag("c", 3);
                if (a.Parent == null) a?.SetTag("d", 4);
            }
        }
        """,
        Given + """
        class C
        {
            void Do()
            {
                using var a = source.StartActivity("x");
                a?.SetTag("a", 1) // one
                    .SetTag("b", 2);
                a?.SetTag("c", 3);
                if (a?.Parent == null) a?.SetTag("d", 4);
            }
        }
        """);

    [Fact]
    public Task Offers_no_fix_where_a_value_is_needed() => Verify<ActivityMayBeNull>.OffersNoFixAsync(
        Given + "class C { bool Do() { using var a = source.StartActivity(\"x\"); return [|a.IsAllDataRequested|]; } }");
}
