namespace ObservabilityLint.Tests.Harness;

/// <summary>The judge of all run-time claims about spans must see what is there.</summary>
[Collection(nameof(Traces))]
public class TracedRunTests
{
    [Fact]
    public async Task Shows_parents_and_children() => Assert.Equal(
        "request\n  first\n  second\n    inner\n",
        await TracedRun.TreeAsync(
            """public static void Work() { using (source.StartActivity("request")) { using (source.StartActivity("first")) { } using (source.StartActivity("second")) using (source.StartActivity("inner")) { } } }""",
            "Test.Work();"));

    [Fact]
    public async Task Shows_what_is_broken() => Assert.Equal(
        "request\n  late (parent ended)\norphan (parent lost)\nother (links to request)\n",
        await TracedRun.TreeAsync(
            """
            public static async Task Work()
            {
                ActivityContext request;
                using (var activity = source.StartActivity("request")!) request = activity.Context;
                await Task.Delay(5);
                using (source.StartActivity("late", ActivityKind.Internal, request)) { }
                using (source.StartActivity("orphan", ActivityKind.Internal, new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded))) { }
                using (source.StartActivity("other", ActivityKind.Internal, default(ActivityContext), links: [new ActivityLink(request)])) { }
            }
            """,
            "await Test.Work();"));
}
