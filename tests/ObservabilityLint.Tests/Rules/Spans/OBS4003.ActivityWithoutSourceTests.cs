using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class ActivityWithoutSourceTests
{
    [Theory]
    [InlineData("void Do() { using var a = [|new Activity(\"x\")|].Start(); }")]
    [InlineData("void Do() { var a = [|new Activity(\"x\")|]; a.SetTag(\"a\", 1); a.Start(); a.Stop(); }")]
    [InlineData("Activity Begin() => [|new Activity(\"x\")|].SetTag(\"a\", 1).Start();")]
    [InlineData("Activity? kept; void Begin() { kept = [|new Activity(\"x\")|]; kept.Start(); }")]
    // However the type is written.
    [InlineData("void Do() { Activity a = [|new(\"x\")|]; a.Start(); a.Stop(); }")]
    [InlineData("void Do() { using var a = [|new System.Diagnostics.Activity(\"x\")|].Start(); }")]
    [InlineData("void Do() { System.Diagnostics.Activity a = [|new(\"x\")|]; a.Start(); a.Stop(); }")]
    public Task Fires(string member) => Verify<ActivityWithoutSource>.FiresAsync("class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); }")]
    [InlineData("void Do() { var a = new Activity(\"x\"); }")]
    [InlineData("void Do(DiagnosticListener l) { var a = new Activity(\"x\"); l.StartActivity(a, null); l.StopActivity(a, null); }")]
    [InlineData("void Do(DiagnosticListener l) { l.StartActivity(new Activity(\"x\"), null); }")]
    [InlineData("Activity Make() => new Activity(\"x\");")]
    [InlineData("void Do(OpenTelemetry.Trace.TracerProviderBuilder b) { OpenTelemetry.Trace.TracerProviderBuilderExtensions.AddConsole(b); using var a = new Activity(\"x\").Start(); } }\nnamespace OpenTelemetry.Trace { static class TracerProviderBuilderExtensions { public static void AddConsole(TracerProviderBuilder b) => b.AddLegacySource(\"x\"); }")]
    [InlineData("class FactAttribute : Attribute; [Fact] void Records() { using var a = new Activity(\"x\").Start(); }")]
    [InlineData("void Do() { Activity a = new(\"x\"); Console.WriteLine(a.OperationName); }")]
    [InlineData("void Do() { Own.Activity a = new(\"x\"); a.Start(); } } namespace Own { class Activity(string name) { public void Start() => Console.WriteLine(name); }")]
    public Task Quiet(string member) => Verify<ActivityWithoutSource>.QuietAsync("class C { " + member + " }");

    [Fact]
    public async Task Quiet_without_OpenTelemetry()
    {
        var project = TestProject.Create([("C.cs", "using System.Diagnostics; class C { void Do() { using var a = new Activity(\"x\").Start(); } }")], references: TestProject.FrameworkReferences);
        await TestProject.AssertCompilesAsync(project);
        Assert.Empty(await TestProject.DiagnosticsAsync(project, new ActivityWithoutSource()));
    }

    [Theory]
    [InlineData("void Do() { using var a = [|new Activity(\"x\")|].Start(); /* kept */ a.SetTag(\"a\", 1); a?.SetTag(\"b\", 2); }", "void Do() { using var a = source.StartActivity(\"x\"); /* kept */ a?.SetTag(\"a\", 1); a?.SetTag(\"b\", 2); }")]
    [InlineData("void Do(int id) { using ([|new Activity(\"x\" + id)|].Start()) { } }", "void Do(int id) { using (source.StartActivity(\"x\" + id)) { } }")]
    [InlineData("void Do() { using (var a = [|new Activity(\"x\")|].Start()) { Action then = () => a.AddEvent(new(\"a\")); a.Stop(); then(); } }", "")]
    [InlineData("void Do() { var a = [|new Activity(\"x\")|]\n    .Start();\n    a.Stop(); }", "void Do() { var a = source.StartActivity(\"x\");\n    a?.Stop(); }")]
    [InlineData("void Do() { using Activity a = [|new Activity(\"x\")|].Start(); }", "void Do() { using Activity? a = source.StartActivity(\"x\"); }")]
    [InlineData("void Do() { Activity? a = [|new Activity(\"x\")|]; a.Start(); a.Stop(); }", "void Do() { Activity? a = source.StartActivity(\"x\"); a?.Stop(); }")]
    [InlineData("void Do() { using var a = [|new Activity(\"x\")|].SetTag(\"a\", 1)\n    .AddEvent(new(\"b\"))\n    .Start(); }", "void Do() { using var a = source.StartActivity(\"x\")?.SetTag(\"a\", 1)\n    .AddEvent(new(\"b\")); }")]
    [InlineData("void Do() { using var a = [|new Activity(\"x\")|]\n    .Start()\n    .SetTag(\"a\", 1); }", "void Do() { using var a = source.StartActivity(\"x\")\n    ?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { [|new Activity(\"x\")|].SetTag(\"a\", 1).Start(); }", "void Do() { source.StartActivity(\"x\")?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() {\n    var a = [|new Activity(\"x\")|]; // kept\n    a.SetTag(\"a\", 1).SetTag(\"b\", 2);\n    a.Start();\n    a.Stop();\n}", "void Do() {\n    var a = source.StartActivity(\"x\"); // kept\n    a?.SetTag(\"a\", 1).SetTag(\"b\", 2);\n    a?.Stop();\n}")]
    [InlineData("static readonly ActivitySource own = new(\"Own\"); void Do() { using var a = [|new Activity(\"x\")|].Start(); }", "static readonly ActivitySource own = new(\"Own\"); void Do() { using var a = own.StartActivity(\"x\"); }")]
    [InlineData("static readonly ActivitySource own = new(\"Own\"), other = new(\"Other\"); void Do() { using var a = [|new Activity(\"x\")|].Start(); }", "")]
    // What is done with it needs an activity that is there.
    [InlineData("void Do() { using var a = [|new Activity(\"x\")|].Start(); a.DisplayName = \"b\"; }", "")]
    [InlineData("string? Do() { using var a = [|new Activity(\"x\")|].Start(); return a.Id; }", "")]
    [InlineData("void Do(Action<Activity> work) { using var a = [|new Activity(\"x\")|].Start(); work(a); }", "")]
    [InlineData("void Do() { using var a = [|new Activity(\"x\")|].SetParentId(\"a\").Start(); }", "")]
    [InlineData("void Do() { var a = [|new Activity(\"x\")|]; a.SetParentId(\"a\"); a.Start(); a.Stop(); }", "")]
    [InlineData("void Do(bool b) { var a = [|new Activity(\"x\")|]; if (b) a.Start(); a.Stop(); }", "")]
    [InlineData("Activity Do() => [|new Activity(\"x\")|].SetTag(\"a\", 1).Start();", "")]
    [InlineData("void Do() { using var a = [|new Activity(operationName: \"x\")|].Start(); }", "")]
    public Task Fixes(string before, string after)
        => after.Length == 0 ? Verify<ActivityWithoutSource>.OffersNoFixAsync("class C { " + before + " }") : Verify<ActivityWithoutSource>.FixesAsync("class C { " + before + " }", "class C { " + after + " }");

    [Fact]
    public Task Says_what_is_lost() => Verify<ActivityWithoutSource>.SaysAsync(
        "using var a = [|new Activity(\"pay\")|].Start();",
        "Span 'pay' (Activity) comes from no ActivitySource: it is never exported, and what starts under it has a parent that nobody knows, or is not recorded either. Start it from a source.");
}
