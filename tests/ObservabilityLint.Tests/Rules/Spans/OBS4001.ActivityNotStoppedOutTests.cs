using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

/// <summary>Spans that a method of the program gives out by an <c>out</c> parameter.</summary>
public class ActivityNotStoppedOutTests
{
    private const string Given = """
        class T
        {
            Activity? kept;
            public static bool TryStart(string name, out Activity? a) { a = source.StartActivity(name); return a != null; }
            public static void Begin(string name, out Activity? a) { a = source.StartActivity(name); a?.SetTag("k", 1); }
            public static void Maybe(bool on, out Activity? a) { if (on) a = source.StartActivity("x"); else a = null; }
            public void Keep(string name, out Activity? a) { a = source.StartActivity(name); kept = a; }
            public static void Ended(string name, out Activity? a) { a = source.StartActivity(name); a?.Stop(); }
            public static void Foreign(out Activity? a) { a = Activity.Current; }
            public static void Either(bool own, out Activity? a) { if (own) a = source.StartActivity("x"); else a = Activity.Current; }
            public static void Two(out Activity? a, out Activity? b) { a = source.StartActivity("a"); b = source.StartActivity("b"); }
            public static void Work() { }
            public static async Task SendAsync() { await Task.Delay(10); using var sent = source.StartActivity("send"); await Task.Delay(1); }
        }

        """;

    [Theory]
    [InlineData("void Do() { [|T.Begin(\"a\", out var a)|]; T.Work(); }")]
    [InlineData("void Do() { Activity? a; [|T.Begin(\"a\", out a)|]; T.Work(); }")]
    [InlineData("void Do() { [|T.TryStart(\"a\", out var a)|]; T.Work(); }")]
    [InlineData("void Do(bool b) { [|T.Begin(\"a\", out var a)|]; if (b) return; a?.Stop(); }")]
    [InlineData("void Do(bool b) { [|T.Maybe(b, out var a)|]; if (b) return; a?.Stop(); }")]
    public Task Fires(string member) => Verify<ActivityNotStopped>.OffersNoFixAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { T.Begin(\"a\", out var a); try { T.Work(); } finally { a?.Dispose(); } }")]
    [InlineData("void Do() { T.Begin(\"a\", out var a); using (a) T.Work(); }")]
    [InlineData("void Do(T t) { t.Keep(\"a\", out var a); T.Work(); }")]
    [InlineData("void Do() { T.Ended(\"a\", out var a); T.Work(); }")]
    [InlineData("void Do() { T.Foreign(out var a); a?.SetTag(\"k\", 1); }")]
    [InlineData("void Do() { T.Either(true, out var a); a?.SetTag(\"k\", 1); }")]
    [InlineData("void Do() { T.Two(out var a, out var b); a?.SetTag(\"k\", b); }")]
    [InlineData("void Do() { T.Begin(\"a\", out _); T.Work(); }")]
    [InlineData("Activity? kept; void Do() { T.Begin(\"a\", out kept); T.Work(); }")]
    [InlineData("Activity? Do() { T.Begin(\"a\", out var a); return a; }")]
    // A condition tells whether there is one.
    [InlineData("void Do() { if (!T.TryStart(\"a\", out var a)) return; T.Work(); a?.Stop(); }")]
    [InlineData("void Do() { if (T.TryStart(\"a\", out var a)) { T.Work(); a?.Stop(); } }")]
    public Task Quiet(string member) => Verify<ActivityNotStopped>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Is_current_for_work_that_nobody_awaits() => Verify<WorkOutlivesActivity>.FiresAsync(Given + "class C { void Do() { T.Begin(\"a\", out var a); _ = Task.[|Run|](T.SendAsync); a?.Stop(); } void Other() { T.Ended(\"a\", out var a); _ = Task.Run(T.SendAsync); } void None() { if (!T.TryStart(\"a\", out var a)) { _ = Task.Run(T.SendAsync); return; } a?.Stop(); } }");

    [Theory]
    [InlineData("void Do() { if (T.TryStart(\"a\", out var a)) using (a) { _ = Task.[|Run|](T.SendAsync); } }")]
    [InlineData("void Do() { if (T.TryStart(\"a\", out var a)) { _ = Task.[|Run|](T.SendAsync); a?.Stop(); } _ = Task.Run(T.SendAsync); }")]
    public Task Is_current_where_a_condition_has_tried(string member) => Verify<WorkOutlivesActivity>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { if (T.TryStart(\"a\", out var a)) { T.Work(); a?.Stop(); } else _ = Task.Run(T.SendAsync); }")]
    [InlineData("void Do() { if (T.TryStart(\"a\", out var a) || Environment.TickCount > 5) { _ = Task.Run(T.SendAsync); a?.Stop(); } }")]
    public Task Quiet_where_it_may_not_be_there(string member) => Verify<WorkOutlivesActivity>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Gets_the_status_of_what_fails() => Verify<ErrorStatusNotRecorded>.FixesAsync(
        Given + "class C { void Do() { T.Begin(\"a\", out var a); try { T.Work(); } [|catch|] (Exception e) { Console.WriteLine(e); throw; } finally { a?.Dispose(); } } }",
        Given + "class C { void Do() { T.Begin(\"a\", out var a); try { T.Work(); } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); a?.AddException(e); Console.WriteLine(e); throw; } finally { a?.Dispose(); } } }");

    [Fact]
    public Task Is_kept_by_an_async_method() => Verify<ActivityStartedInAsyncHelper>.FiresAsync(Given + "class C { Activity? kept; async Task BeginAsync() { [|T.Begin(\"a\", out var a)|]; await Task.Delay(1); kept = a; } void End() => kept?.Stop(); }");
}
