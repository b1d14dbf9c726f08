using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class EndedSpanHandedOnTests
{
    private const string Given = "static class W { public static void Work() { } public static readonly Dictionary<string, Activity?> Bag = []; public static Activity? Last; }\n";

    [Theory]
    [InlineData("Activity? Do() { using var a = source.StartActivity(\"x\"); return [|a|]; }")]
    [InlineData("Activity? Do() { using (var a = source.StartActivity(\"x\")) { a?.SetTag(\"a\", 1); return [|a|]; } }")]
    [InlineData("(Activity?, int) Do() { using var a = source.StartActivity(\"x\"); return ([|a|], 1); }")]
    [InlineData("Task<Activity?> Do() { using var a = source.StartActivity(\"x\"); return Task.FromResult([|a|]); }")]
    [InlineData("async Task<Activity?> Do() { using var a = source.StartActivity(\"x\"); await Task.Yield(); return [|a|]; }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); W.Work(); W.Bag[\"x\"] = [|a|]; }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); W.Bag.Add(\"x\", [|a|]); }")]
    [InlineData("Activity? last; void Do() { using var a = source.StartActivity(\"x\"); last = [|a|]; }")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); W.Work(); a?.Stop(); return [|a|]; }")]
    public Task Fires(string member) => Verify<EndedSpanHandedOn>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("ActivityContext? Do() { using var a = source.StartActivity(\"x\"); return a?.Context; }")]
    [InlineData("string? Do() { using var a = source.StartActivity(\"x\"); return a?.Id; }")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); return a; }")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); a?.Stop(); return a; } void All() { Do(); Do(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); W.Bag[\"x\"] = a; W.Work(); }")]
    [InlineData("async Task Do(Func<Task> next) { using var a = source.StartActivity(\"x\"); W.Last = a; await next(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); W.Last = a; W.Last = null; }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Activity.Current = a; }")]
    [InlineData("bool Do() { using var a = source.StartActivity(\"x\"); return a != null; }")]
    public Task Quiet(string member) => Verify<EndedSpanHandedOn>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Says_what_is_lost() => Verify<EndedSpanHandedOn>.SaysAsync(
        "class C { Activity? Do() { using var a = source.StartActivity(\"pay\"); return [|a|]; } }",
        "Span 'pay' (Activity) is returned here, but has ended when others use it: what they set on it is lost, and what they start under it begins after its end. Let it end with their work, or give them its Context.");

    [Fact]
    public Task Fixes_with_comments() => Verify<EndedSpanHandedOn>.FixesAsync(
        "class C { Activity? Do() { /* one */ using var a = source.StartActivity(\"x\"); a?.SetTag(\"a\", 1); return [|a|]; /* all */ } }",
        "class C { Activity? Do() { /* one */ var a = source.StartActivity(\"x\"); a?.SetTag(\"a\", 1); return a; /* all */ } }");

    [Theory]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); W.Bag[\"x\"] = [|a|]; }")]
    [InlineData("Activity? Do() { using (var a = source.StartActivity(\"x\")) return [|a|]; }")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); a?.Stop(); return [|a|]; }")]
    public Task Offers_no_fix(string member) => Verify<EndedSpanHandedOn>.OffersNoFixAsync(Given + "class C { " + member + " }");
}
