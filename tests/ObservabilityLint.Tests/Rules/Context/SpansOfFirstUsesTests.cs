using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>A static class is initialized by whoever uses it first. Something is said only where each use that may be the first has a span.</summary>
public class SpansOfFirstUsesTests
{
    private const string Given = "static void Poll() { using var poll = source.StartActivity(\"poll\"); } static readonly Timer? other; ";

    private const string Span = "using var activity = source.StartActivity(\"go\");";

    [Theory]
    [InlineData("static class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); } class C { void Go() { SPAN Once.Touch(); } }")]
    [InlineData("static class Once { public static Timer Always { get; } = START; } class C { Timer Go() { SPAN return Once.Always; } void Again() { SPAN GC.KeepAlive(Once.Always); } }")]
    [InlineData("static class Once { static readonly Timer always; static Once() { always = START; Touch(); } public const int Size = 3; public static void Touch() => GC.KeepAlive(always); } class C { string name = nameof(Once) + nameof(Once.Touch); void Go() { SPAN Test.Once.Touch(); } }")]
    [InlineData("static class Once { static readonly Timer always; static Once() => Begin(out always); static void Begin(out Timer timer) => timer = START; public static int N { get; set; } } class C { void Go() { SPAN Once.N++; } }")]
    [InlineData("static class Once { static readonly Timer always; static Once() { always = START; } public static void Touch() { using (ExecutionContext.SuppressFlow()) GC.KeepAlive(() => always); } } class C { void Go() { SPAN Once.Touch(); } }")]
    public Task Fires(string code) => Verify<TimerCapturesActivity>.SaysAsync(Given + code.Replace("START", "new [|Timer|](_ => Poll(), null, 0, 1000)").Replace("SPAN", Span),
        "This timer keeps the span (Activity) of the first use of 'Once' as Activity.Current: all its spans join that one trace, long after its end. Start it inside 'ExecutionContext.SuppressFlow', so that each round begins a trace.");

    [Theory]
    // Another use may be the first.
    [InlineData("static class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); } class C { void Go() { SPAN Once.Touch(); } void Other() => Once.Touch(); }")]
    [InlineData("static class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); } class C { void Go() { Once.Touch(); SPAN Once.Touch(); } }")]
    [InlineData("static class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); } class C { void Go() { SPAN Once.Touch(); } Action other = Once.Touch; }")]
    [InlineData("static class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); } class C { void Go() { SPAN Once.Touch(); System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Once).TypeHandle); } }")]
    [InlineData("static class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); public static class Inner { public static void Touch() => GC.KeepAlive(always); } } class C { void Go() { SPAN Once.Touch(); } }")]
    [InlineData("static class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); [Obsolete] public static void Found() { } } class C { void Go() { SPAN Once.Touch(); } }")]
    // It does not run at the use, or not under that span.
    [InlineData("static class Once { static readonly Timer always = START; public static Action Later() => () => GC.KeepAlive(always); } class C { Action Go() { SPAN return Once.Later(); } }")]
    [InlineData("static class Once { static readonly Timer always = START; public static void Touch() { using (ExecutionContext.SuppressFlow()) GC.KeepAlive(always); } } class C { void Go() { SPAN Once.Touch(); } }")]
    [InlineData("static class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); } class C { void Go() { SPAN using (ExecutionContext.SuppressFlow()) Once.Touch(); } }")]
    [InlineData("static class Once { static readonly Timer always = START; public const int Size = 3; } class C { int Size() => Once.Size; }")]
    // Objects are made in more ways than are in sight.
    [InlineData("class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); } class C { void Go() { SPAN Once.Touch(); } }")]
    [InlineData("static class Once<T> { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); } class C { void Go() { SPAN Once<int>.Touch(); } }")]
    public Task Quiet_where_no_span_is_certain(string code) => QuietAsync(Given + Ready(code));

    [Theory]
    [InlineData("public static class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); } class C(ActivitySource source) { void Go() { SPAN Once.Touch(); } }")]
    [InlineData("static class Once { static readonly Timer always = START; public static void Touch(this string text) => GC.KeepAlive(always); } class C(ActivitySource source) { void Go() { SPAN Once.Touch(\"\"); } void Other() => \"\".Touch(); }")]
    [InlineData("class C(ActivitySource source) { void Go() { SPAN Once.Touch(); } void Other() => Touch(); } static class Once { static readonly Timer always = START; public static void Touch() => GC.KeepAlive(always); }", "using static Once; ")]
    public Task Quiet_where_uses_are_out_of_sight(string code, string usings = "") => QuietAsync(usings + "static class Polls { public static void Poll() { using var poll = new ActivitySource(\"Shop\").StartActivity(\"poll\"); } } " + Ready(code).Replace("Poll()", "Polls.Poll()"));

    private static string Ready(string code) => code.Replace("START", "new Timer(_ => Poll(), null, 0, 1000)").Replace("SPAN", Span);

    private static Task QuietAsync(string code) => Verify<TimerCapturesActivity>.QuietAsync(code);
}

/// <summary>What is said of first uses is seen at run time.</summary>
[Collection(nameof(Traces))]
public class SpansOfFirstUsesProofs
{
    private const string Given = """
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Polls");
            static Timer Start(string name) => new(_ => { using var poll = source.StartActivity(name); }, null, 50, Timeout.Infinite);
            static class Lazily { static readonly Timer always = Start("poll"); public static void Touch() => GC.KeepAlive(always); public static void Apart() { using (ExecutionContext.SuppressFlow()) GC.KeepAlive(always); } }
            static class Exactly { static readonly Timer always; static Exactly() { always = Start("poll"); } public static void Touch() { using (ExecutionContext.SuppressFlow()) GC.KeepAlive(always); } }
            public static void Go(string how)
            {
                using (source.StartActivity("earlier")) { }
                using (var activity = source.StartActivity("go")) { if (how == "lazily") Lazily.Touch(); else if (how == "apart") Lazily.Apart(); else Exactly.Touch(); }
                using (source.StartActivity("later")) { Lazily.Touch(); Exactly.Touch(); }
            }
        }
        """;

    [Theory]
    [InlineData("lazily", "earlier\ngo\n  poll (parent ended)\nlater\n  poll (parent ended)\n")]
    [InlineData("exactly", "earlier\ngo\n  poll (parent ended)\nlater\n  poll (parent ended)\n")]
    [InlineData("apart", "earlier\ngo\nlater\n  poll (parent ended)\npoll\n")]
    public async Task The_timer_belongs_to_whoever_uses_the_class_first(string how, string tree)
        => Assert.Equal(tree, await TracedRun.TreeAsync(Given, $"Shop.Go(\"{how}\"); await Task.Delay(250);"));
}
