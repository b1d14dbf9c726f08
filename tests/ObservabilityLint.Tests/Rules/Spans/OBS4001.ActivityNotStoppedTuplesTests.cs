using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

/// <summary>Spans that stand in a tuple which is taken apart where it stands.</summary>
public class ActivityNotStoppedTuplesTests
{
    private const string Given = "static class W { public static bool Quick = true; public static void Keep((Activity?, int) pair) { } }\n";

    [Theory]
    [InlineData("void Do() { var (a, b) = ([|source.StartActivity(\"a\")|], [|source.StartActivity(\"b\")|]); a?.SetTag(\"k\", 1); b?.SetTag(\"k\", 1); }")]
    [InlineData("void Do() { var (a, n) = ([|source.StartActivity(\"a\")|], 1); if (W.Quick) return; a?.Stop(); Console.WriteLine(n); }")]
    [InlineData("void Do() { Activity? a; int n; (n, a) = (1, [|source.StartActivity(\"a\")|]); a?.SetTag(\"k\", n); }")]
    [InlineData("void Do() { (_, var n) = ([|source.StartActivity(\"a\")|], 1); Console.WriteLine(n); }")]
    public Task Fires(string member) => Verify<ActivityNotStopped>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { var (a, b) = (source.StartActivity(\"a\"), source.StartActivity(\"b\")); using (a) using (b) Console.WriteLine(1); }")]
    [InlineData("void Do() { var (a, n) = (source.StartActivity(\"a\"), 1); try { Console.WriteLine(n); } finally { a?.Stop(); } }")]
    [InlineData("(Activity?, int) Do() { var (a, n) = (source.StartActivity(\"a\"), 1); return (a, n); }")]
    [InlineData("Activity? kept; void Do() { (kept, var n) = (source.StartActivity(\"a\"), 1); Console.WriteLine(n); } void End() => kept?.Stop();")]
    // The tuple stays one.
    [InlineData("void Do() { var pair = (source.StartActivity(\"a\"), 1); W.Keep(pair); }")]
    [InlineData("void Do() => W.Keep((source.StartActivity(\"a\"), 1));")]
    [InlineData("(Activity?, int) Do() => (source.StartActivity(\"a\"), 1);")]
    public Task Quiet(string member) => Verify<ActivityNotStopped>.QuietAsync(Given + "class C { " + member + " }");
}
