using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class ForeignActivityEndedTests
{
    private const string Given = "static class W { public static bool Quick; public static void Work() { } }\n";

    [Theory]
    [InlineData("void Do() { Activity.Current?[|.Stop()|]; }")]
    [InlineData("void Do() { Activity.Current?[|.Dispose()|]; W.Work(); }")]
    [InlineData("void Do() { if (Activity.Current != null) [|Activity.Current.Stop()|]; }")]
    [InlineData("void Do(Microsoft.AspNetCore.Http.HttpRequest request) { if (request.Path.StartsWithSegments(\"/health\")) Activity.Current?[|.Stop()|]; W.Work(); }")]
    [InlineData("void Do(Microsoft.AspNetCore.Http.HttpRequest request) { if (request.Path == \"/health\") { Activity.Current?[|.Dispose()|]; } }")]
    [InlineData("void Do(Uri address) { var a = Activity.Current; if (address.Host.EndsWith(\".local\")) a?[|.Stop()|]; }")]
    [InlineData("void Do() { var a = Activity.Current; a?.SetTag(\"a\", 1); a?[|.Stop()|]; }")]
    [InlineData("void Do() { while (Activity.Current != null) [|Activity.Current.Stop()|]; }")]
    [InlineData("void Do() { using var [|a = Activity.Current|]; W.Work(); }")]
    [InlineData("void Do() { using (var a = source.StartActivity(\"x\")) W.Work(); Activity.Current?[|.Stop()|]; }")]
    [InlineData("void Do() { if (Activity.Current is { } a) [|a.Stop()|]; }")]
    [InlineData("void Do() { while (Activity.Current is { } a) { [|a.Stop()|]; } }")]
    [InlineData("void Do() { [|Activity.Current!.Dispose()|]; }")]
    [InlineData("void Do() { var a = Activity.Current; while (a != null) { [|a.Stop()|]; a = a.Parent; } }")]
    [InlineData("void Do() { [|OpenTelemetry.Trace.Tracer.CurrentSpan.End()|]; }")]
    [InlineData("void Do() { Activity.Current?[|.SetEndTime(DateTime.UtcNow).Stop()|]; }")]
    [InlineData("void Do() { var a = Activity.Current; a?.SetTag(\"a\", 1)?[|.Stop()|]; }")]
    // In place of a span of its own that is not recorded.
    [InlineData("async Task Do(Func<Activity?, Task> work) { using var [|a = source.CreateActivity(\"x\", ActivityKind.Internal)?.Start() ?? Activity.Current|]; await work(a); }")]
    [InlineData("async Task Do(Func<Activity?, Task> work) { var a = source.StartActivity(\"x\") ?? Activity.Current; await work(a); a?[|.Stop()|]; }")]
    [InlineData("Activity? Begin() => source.StartActivity(\"open\"); void Do() { using var [|a = source.StartActivity(\"x\") ?? Activity.Current|]; W.Work(); }")]
    [InlineData("void Do(bool on) { var a = on ? source.StartActivity(\"x\") : Activity.Current; try { W.Work(); } finally { a?[|.Dispose()|]; } }")]
    [InlineData("void Do(bool off) { using var [|a = off ? Activity.Current : source.StartActivity(\"x\")|]; W.Work(); }")]
    // Behind other calls.
    [InlineData("void Do() { Activity.Current?[|.SetTag(\"a\", 1).Stop()|]; }")]
    [InlineData("void Do() { [|Activity.Current!.SetTag(\"a\", 1).Dispose()|]; }")]
    [InlineData("void Do() { Activity.Current\n    ?[|.SetStatus(ActivityStatusCode.Error)\n    .AddTag(\"a\", 1)\n    .Dispose()|]; }")]
    [InlineData("void Do() { System.Diagnostics.Activity.Current?.SetTag(\"a\", 1)?[|.Stop()|]; }")]
    public Task Fires(string member) => Verify<ForeignActivityEnded>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { Activity.Current?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { var a = Activity.Current; if (a == null) return; if (a.OperationName == \"job\") a.Stop(); }")]
    [InlineData("void Do() { var a = Activity.Current; if (a!.DisplayName.StartsWith(\"job\")) a.Stop(); }")]
    [InlineData("void Do(bool began) { if (began) Activity.Current?.Stop(); }")]
    [InlineData("void Do(IDictionary<string, object> items) { if (items.ContainsKey(\"began\")) Activity.Current?.Stop(); }")]
    [InlineData("void Do(int kind) { if (kind == 3) Activity.Current?.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); W.Work(); Activity.Current?.Stop(); }")]
    [InlineData("void Begin() { source.StartActivity(\"x\"); } void End() { Activity.Current?.Stop(); }")]
    [InlineData("Activity? Begin() => source.StartActivity(\"x\"); void End() { Activity.Current?.Dispose(); }")]
    [InlineData("void End() { if (Activity.Current?.Source.Name == \"Shop\") Activity.Current.Stop(); }")]
    [InlineData("void End(Activity mine) { if (Activity.Current == mine) Activity.Current.Stop(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); a?.Stop(); }")]
    [InlineData("class FactAttribute : Attribute; [Fact] void Clears() { Activity.Current?.Stop(); }")]
    // The process ends, and with it what would be exported.
    [InlineData("static void Crash(object sender, UnhandledExceptionEventArgs e) { var a = Activity.Current; while (a != null) { a.AddException((Exception)e.ExceptionObject); a.Dispose(); a = a.Parent; } }")]
    [InlineData("void Do() { AppDomain.CurrentDomain.UnhandledException += (_, e) => { W.Work(); Activity.Current?.Stop(); }; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\") ?? Activity.Current; a?.SetTag(\"a\", 1); }")]
    [InlineData("void Do(Activity mine) { mine.SetTag(\"a\", 1).Stop(); Activity.Current?.SetTag(\"a\", 1); }")]
    [InlineData("void Do(IEnumerator<System.IO.Stream> files, Activity mine) { files.Current.Dispose(); Activity.Current?.Source.Dispose(); }")]
    [InlineData("void Do(bool on) { var a = on ? source.StartActivity(\"x\") : Activity.Current; W.Work(); if (on) a?.Dispose(); }")]
    [InlineData("void Do(bool on) { var a = on ? source.StartActivity(\"x\") : Activity.Current; a?.SetTag(\"a\", 1); }")]
    [InlineData("void Do(bool on) { var a = on ? source.StartActivity(\"x\") : Activity.Current; W.Work(); if (!on) return; a?.Dispose(); }")]
    public Task Quiet(string member) => Verify<ForeignActivityEnded>.QuietAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("Activity.Current?[|.Stop()|];", "This ends Activity.Current, which other code has started: its time is cut short, and what is added to it later is lost. End only a span (Activity) that you have started.")]
    [InlineData("while (Activity.Current != null) { [|Activity.Current.Stop()|]; }", "This ends Activity.Current, which other code has started: and the loop never ends once a span that has been ended is Activity.Current. End only a span (Activity) that you have started.")]
    public Task Says_what_becomes_of_it(string code, string message) => Verify<ForeignActivityEnded>.SaysAsync("class C { void Do() { " + code + " } }", message);

    [Fact]
    public Task Quiet_where_a_method_of_another_file_has_started_it() => Verify<ForeignActivityEnded>.QuietAsync(
        "class C { void Do() { var a = Tracing.Begin(\"x\"); Activity.Current?.Stop(); } }\n=== Tracing.cs\nusing System.Diagnostics; static class Tracing { static readonly ActivitySource shop = new(\"Shop\"); public static Activity? Begin(string name) => shop.StartActivity(name); }");

    [Fact]
    public Task Fixes_with_what_is_around() => Verify<ForeignActivityEnded>.FixesAsync(
        Given + """
        class C
        {
            void One()
            {
                W.Work(); // work
                Activity.Current?[|.Stop()|];
                W.Work();
            }

            void All()
            {
                while (Activity.Current != null)
                {
                    [|Activity.Current.Stop()|];
                }
                W.Work();
            }
        }
        """,
        Given + """
        class C
        {
            void One()
            {
                W.Work(); // work
                W.Work();
            }

            void All()
            {
                W.Work();
            }
        }
        """);

    [Theory]
    [InlineData("void Do(int kind) { switch (kind) { case 1: Activity.Current?[|.Stop()|]; break; } }", "void Do(int kind) { switch (kind) { case 1: break; } }")]
    // What is said of the statement may be true of more than that.
    [InlineData("void Do() { if (Activity.Current != null) { /* all */ [|Activity.Current.Stop()|]; } }", "void Do() { if (Activity.Current != null) { /* all */ } }")]
    // What else the chain does stays.
    [InlineData("void Do() { Activity.Current?[|.SetTag(\"a\", 1).Stop()|]; }", "void Do() { Activity.Current?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { Activity.Current?.SetTag(\"a\", 1)?[|.Dispose()|]; }", "void Do() { Activity.Current?.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { if (Activity.Current is { } a) [|a.SetTag(\"a\", 1).SetEndTime(DateTime.UtcNow).Stop()|]; }", "void Do() { if (Activity.Current is { } a) a.SetTag(\"a\", 1); }")]
    [InlineData("void Do() { Activity.Current?[|.SetEndTime(DateTime.UtcNow).Stop()|]; W.Work(); }", "void Do() { W.Work(); }")]
    public Task Fixes(string before, string after) => Verify<ForeignActivityEnded>.FixesAsync(Given + "class C { " + before + " }", Given + "class C { " + after + " }");

    [Theory]
    [InlineData("void Do() { using var [|a = Activity.Current|]; W.Work(); }")]
    // The loop does something else, and is not left to run for ever.
    [InlineData("void Do(Queue<int> queue) { while (queue.TryDequeue(out _)) { Activity.Current?[|.Stop()|]; } }")]
    [InlineData("void Do(Queue<int> queue) { while (queue.Dequeue() > 0) Activity.Current?[|.Stop()|]; }")]
    [InlineData("void Do() { while (Activity.Current != null) { /* all */ [|Activity.Current.Stop()|]; } }")]
    // It is not the statement's business.
    [InlineData("void Do(List<int> all) { all.ForEach(one => Activity.Current?[|.Stop()|]); }")]
    [InlineData("void Do() { while (Activity.Current is { } a) [|a.SetTag(\"a\", 1).Stop()|]; }")]
    // Where it is the function's own, it has to be ended.
    [InlineData("async Task Do(Func<Activity?, Task> work) { var a = source.StartActivity(\"x\") ?? Activity.Current; await work(a); a?[|.Stop()|]; }")]
    [InlineData("void Do(bool on) { var a = on ? source.StartActivity(\"x\") : Activity.Current; try { W.Work(); } finally { a?[|.SetTag(\"a\", 1).Dispose()|]; } }")]
    public Task Offers_no_fix(string member) => Verify<ForeignActivityEnded>.OffersNoFixAsync(Given + "class C { " + member + " }");
}
