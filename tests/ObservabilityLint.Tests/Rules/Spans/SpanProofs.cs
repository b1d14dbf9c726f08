using System.Diagnostics;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace ObservabilityLint.Tests.Rules.Spans;

/// <summary>What the sections on spans say of run time, seen with the examples that stand there.</summary>
[Collection(nameof(Traces))]
public class SpanProofs
{
    [Fact]
    public Task A_span_that_is_not_ended_is_missing_and_stays_current() => TracedRun.ProvesAsync(
        "OBS4001",
        """using (Given.source.StartActivity("request")) { Test.Reserve(true); using (Given.source.StartActivity("reply")) { } }""",
        "request\nreply (parent lost)\n", "request\n  reserve\n  reply\n");

    [Fact]
    public async Task A_span_is_lost_where_an_exception_passes_its_end()
    {
        const string main = """try { Test.Do(); } catch (Exception) { }""";
        Assert.Equal("", await TracedRun.TreeAsync("public static void Do() { var a = source.StartActivity(\"work\"); Fail(); a?.Stop(); } static void Fail() => throw new InvalidOperationException();", main));
        Assert.Equal("work\n", await TracedRun.TreeAsync("public static void Do() { using var a = source.StartActivity(\"work\"); Fail(); a?.Stop(); } static void Fail() => throw new InvalidOperationException();", main));
    }

    [Fact]
    public Task Only_the_last_of_a_loop_is_ended() => TreeIsAsync(
        "public static void Do() { Activity? a = null; for (var i = 0; i < 3; i++) a = source.StartActivity(\"round \" + i); a?.Stop(); }", "Test.Do();", "round 2 (parent lost)\n");

    [Fact]
    public Task A_span_that_is_not_started_is_missing() => TracedRun.ProvesAsync(
        "OBS4002", "Test.Pay();", "send\n", "pay\n  send\n");

    [Fact]
    public Task A_span_without_source_takes_its_children_with_it() => TracedRun.ProvesAsync(
        "OBS4003", "Test.Import();", "", "import\n  row\n");

    [Fact]
    public async Task A_span_that_nobody_listens_to_is_null()
    {
        var shown = Manual.Find("OBS4004")!.Examples[0];
        const string main = """try { Shop.Pay("card"); using (Given.source.StartActivity("went well")) { } } catch (NullReferenceException) { using (Given.source.StartActivity("threw")) { } }""";
        // A source of another name, which no pipeline adds.
        static string Unheard(string code) => code.Replace("source.StartActivity", "unheard.StartActivity", StringComparison.Ordinal).Replace("static class Shop\n{", "static class Shop\n{\n    static readonly ActivitySource unheard = new(\"Other\");", StringComparison.Ordinal);
        Assert.Equal("threw\n", await TracedRun.TreeAsync(Unheard(shown.Bad), main));
        Assert.Equal("went well\n", await TracedRun.TreeAsync(Unheard(shown.Good), main));
    }

    [Fact]
    public async Task A_handler_leaves_the_status_unset_and_so_does_the_event()
    {
        var shown = Manual.Find("OBS4005")!.Examples[0];
        var seen = new Statuses();
        await TracedRun.TreeAsync(shown.Bad, "Test.Pay();", builder => builder.AddProcessor(seen));
        await TracedRun.TreeAsync(shown.Good.Replace("activity?.SetStatus", "if (activity == null) activity?.SetStatus", StringComparison.Ordinal), "Test.Pay();", builder => builder.AddProcessor(seen));
        await TracedRun.TreeAsync(shown.Good, "Test.Pay();", builder => builder.AddProcessor(seen));
        Assert.Equal(["Unset 0", "Unset 1", "Error 1"], seen.All);
    }

    [Fact]
    public Task A_span_that_others_end_is_cut_short() => TracedRun.ProvesAsync(
        "OBS4007",
        """using (Given.source.StartActivity("request")) { using (Given.source.StartActivity("step")) { Test.Reset(); using (Given.source.StartActivity("rest")) { } } }""",
        "request\n  step\n  rest\n", "request\n  step\n    rest\n");

    [Fact]
    public Task A_loop_that_ends_what_is_current_does_not_come_to_an_end() => TreeIsAsync(
        "public static int Rounds; public static void Do() { var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\"); a?.Stop(); b?.Stop(); while (Activity.Current != null && Rounds < 1000) { Activity.Current.Stop(); Rounds++; } if (Rounds == 1000) { Activity.Current = null; using (source.StartActivity(\"gave up\")) { } } }",
        "Test.Do();", "a\n  b\ngave up\n");

    [Fact]
    public Task A_span_that_has_ended_gets_children_after_its_end() => TracedRun.ProvesAsync(
        "OBS4012",
        """var given = Test.Accept(); Thread.Sleep(5); using (Given.source.StartActivity("work", ActivityKind.Internal, given!.Context)) { } given.Dispose();""",
        "accept\n  work (parent ended)\n", "accept\n  work\n");

    [Fact]
    public Task A_span_that_has_ended_is_current_after_the_wrong_order() => TracedRun.ProvesAsync(
        "OBS4013", "Test.Place();", "order\n  payment\n  reply (parent ended)\n", "order\n  payment\nreply\n");

    private static async Task TreeIsAsync(string code, string main, string tree) => Assert.Equal(tree, await TracedRun.TreeAsync(code, main));

    private sealed class Statuses : BaseProcessor<Activity>
    {
        public List<string> All { get; } = [];

        public override void OnEnd(Activity data) => All.Add($"{data.Status} {data.Events.Count()}");
    }
}
