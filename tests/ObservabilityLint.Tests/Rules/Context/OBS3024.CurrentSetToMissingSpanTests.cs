using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class CurrentSetToMissingSpanTests
{
    private const string Given = "static bool Quick = true; static void Nothing() { } static void Tell(Activity? a) { }\n";

    [Theory]
    // At once, by a local, behind casts and "!", and what chains give back.
    [InlineData("void Do() { Activity.Current = [|source.StartActivity(\"x\")|]; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); Nothing(); Activity.Current = [|a|]; }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Nothing(); System.Diagnostics.Activity.Current = [|a|]; }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Nothing(); Activity.Current = [|a|]!; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\")!; Activity.Current = [|a|]; }")]
    [InlineData("void Do() { var a = source.CreateActivity(\"x\", ActivityKind.Client); Activity.Current = [|a?.Start()|]; }")]
    [InlineData("void Do() { var a = source.CreateActivity(\"x\", ActivityKind.Client)?.SetTag(\"k\", 1).Start(); Activity.Current = [|a|]; }")]
    [InlineData("void Do() { Activity? a; a = source.StartActivity(\"x\"); var b = a; Activity.Current = [|b|]; }")]
    // The source, or who asks it, may be missing too.
    [InlineData("void Do(ActivitySource? maybe) { using var a = Quick ? null : maybe?.StartActivity(\"x\"); Nothing(); Activity.Current = [|a|]; }")]
    [InlineData("void Do(ActivitySource? maybe) { var a = maybe?.StartActivity(\"x\")?.SetTag(\"k\", 1); Nothing(); Activity.Current = [|a|]; }")]
    [InlineData("class Tracing { public Activity? Begin() => source.StartActivity(\"x\"); } void Do(Tracing? tracing) { using var a = tracing?.Begin(); Nothing(); Activity.Current = [|a|]; }")]
    // Only sometimes one at all.
    [InlineData("void Do() { var a = Quick ? source.StartActivity(\"x\") : null; Activity.Current = [|a|]; }")]
    [InlineData("void Do() { Activity.Current = [|Quick ? source.StartActivity(\"x\") : null|]; }")]
    [InlineData("void Do(int n) { Activity.Current = [|n switch { 1 => source.StartActivity(\"x\"), 2 => source.StartActivity(\"y\"), _ => null }|]; }")]
    [InlineData("void Do() { Activity? a = null; if (Quick) a = source.StartActivity(\"x\"); Nothing(); Activity.Current = [|a|]; }")]
    [InlineData("void Do() { Activity? a = null; try { a = source.StartActivity(\"x\"); Nothing(); Activity.Current = [|a|]; } finally { a?.Stop(); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\") ?? source.StartActivity(\"y\"); Activity.Current = [|a|]; }")]
    // That somebody listens does not say that it is sampled.
    [InlineData("void Do() { if (source.HasListeners()) { var a = source.StartActivity(\"x\"); Activity.Current = [|a|]; } }")]
    // What is asked for something else.
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a != null) a.SetTag(\"k\", 1); Activity.Current = [|a|]; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); a?.SetTag(\"k\", 1); var id = a != null ? a.Id : \"\"; Tell(a); Activity.Current = [|a|]; }")]
    // Members, and methods of the program.
    [InlineData("Activity? a; void Begin() { a = source.StartActivity(\"x\"); } void Go() { Activity.Current = [|a|]; } void End() { a?.Stop(); a = null; }")]
    [InlineData("readonly Activity? a = source.StartActivity(\"x\"); void Go() => Activity.Current = [|a|];")]
    [InlineData("Activity? A { get; set; } void Begin() => A = source.StartActivity(\"x\"); void Go() => Activity.Current = [|this.A|];")]
    [InlineData("Activity? Begin() => source.StartActivity(\"x\"); void Do() { using var a = Begin(); Nothing(); Activity.Current = [|a|]; }")]
    [InlineData("Activity? Begin(string n) { var a = source.StartActivity(n); a?.SetTag(\"k\", 1); return a; } void Do() => Activity.Current = [|Begin(\"x\")|];")]
    [InlineData("Activity? Begin(string n) { var a = source.StartActivity(n); if (a == null) return null; a.SetTag(\"k\", 1); return source.StartActivity(n); } void Do() => Activity.Current = [|Begin(\"x\")|];")]
    [InlineData("Task<Activity?> Begin() => Task.FromResult(source.StartActivity(\"x\")); async Task Do() { var a = await Inner(); Activity.Current = [|a|]; } async Task<Activity?> Inner() { await Task.Yield(); return source.StartActivity(\"x\"); }")]
    [InlineData("interface IStarts { Activity? Begin(); } class Starts : IStarts { public Activity? Begin() => source.StartActivity(\"x\"); } void Do(IStarts s) { var a = s.Begin(); Activity.Current = [|a|]; }")]
    // After each item, in a lambda, and where a local of the function around is used.
    [InlineData("async IAsyncEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); await Task.Yield(); yield return 1; Activity.Current = [|a|]; }")]
    [InlineData("Action Do() { var a = source.StartActivity(\"x\"); return () => Activity.Current = [|a|]; }")]
    public Task Fires(string member) => Verify<CurrentSetToMissingSpan>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    // Something stands in for it.
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); Activity.Current = a ?? Activity.Current; }")]
    [InlineData("void Do() { var outer = Activity.Current; var a = source.StartActivity(\"x\"); Activity.Current = a ?? outer; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\") ?? Activity.Current; Activity.Current = a; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); a ??= new Activity(\"x\").Start(); Activity.Current = a; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a == null) a = new Activity(\"x\").Start(); Activity.Current = a; }")]
    [InlineData("void Do() { Activity.Current = source.StartActivity(\"x\") ?? throw new Exception(); }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); Activity.Current = a != null ? a : Activity.Current; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); Nothing(); a = new Activity(\"y\").Start(); Activity.Current = a; }")]
    // It is looked at before.
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a != null) Activity.Current = a; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a is { } b) Activity.Current = b; }")]
    [InlineData("void Do() { if (source.StartActivity(\"x\") is { } a) { Nothing(); Activity.Current = a; } }")]
    [InlineData("void Do() { if (source.StartActivity(\"x\") is not { } a) return; Activity.Current = a; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a is null) return; Nothing(); Activity.Current = a; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a is null) throw new Exception(); Activity.Current = a; }")]
    [InlineData("void Do() { foreach (var n in new[] { 1 }) { var a = source.StartActivity(\"x\"); if (null == a) continue; Activity.Current = a; } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (a?.IsAllDataRequested == true) { Nothing(); Activity.Current = a; } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); if (Quick && a != null) Activity.Current = a; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); _ = a != null && (Activity.Current = a) != null; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); ArgumentNullException.ThrowIfNull(a); Activity.Current = a; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); Debug.Assert(a != null); Activity.Current = a; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); switch (a) { case { }: Activity.Current = a; break; } }")]
    // Without one there would have been an exception.
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); a!.SetTag(\"k\", 1); Activity.Current = a; }")]
    [InlineData("void Do() { var a = source.CreateActivity(\"x\", ActivityKind.Client); Activity.Current = a!.Start(); }")]
    [InlineData("Activity? a; void Begin() { a = source.StartActivity(\"x\"); } void Go() { if (a != null) Activity.Current = a; } void Go2() { if (this.a is null) return; Activity.Current = this.a; }")]
    [InlineData("Activity? Begin() { var a = source.StartActivity(\"x\"); if (a == null) return Activity.Current; return a; } void Do() => Activity.Current = Begin();")]
    // What was there before, whoever kept it.
    [InlineData("void Do() { var previous = Activity.Current; using (source.StartActivity(\"x\")) { } Activity.Current = previous; }")]
    [InlineData("Activity? previous; void Begin() { previous = Activity.Current; Activity.Current = null; } void End() => Activity.Current = previous;")]
    [InlineData("Activity? a; void Begin(bool own) { if (own) a = source.StartActivity(\"x\"); else a = Activity.Current; } void Go() => Activity.Current = a;")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Activity.Current = a?.Parent; }")]
    // Spans that are always there, given ones, and none on purpose.
    [InlineData("void Do() { var a = new Activity(\"x\").Start(); Nothing(); Activity.Current = a; }")]
    [InlineData("void Do(Activity? a) { Nothing(); Activity.Current = a; }")]
    [InlineData("void Do() { Activity.Current = null; Nothing(); Activity.Current = default; }")]
    [InlineData("async IAsyncEnumerable<int> Do() { Activity.Current = null; using var root = source.StartActivity(\"x\"); await Task.Yield(); yield return 1; Activity.Current = root; }")]
    // Only where nothing is current yet.
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); Activity.Current ??= a; }")]
    [InlineData("async Task Do() { using var a = source.StartActivity(\"x\"); await Task.Yield(); if (Activity.Current is null) Activity.Current = a; }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); Nothing(); if (Quick && Activity.Current == null) { Activity.Current = a; } }")]
    // By a name of one's own.
    [InlineData("static class Ambient { public static Activity? Current { get; set; } } void Do() { Ambient.Current = source.StartActivity(\"x\"); }")]
    public Task Quiet(string member) => Verify<CurrentSetToMissingSpan>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Fires_without_nullable_annotations() => Verify<CurrentSetToMissingSpan>.FiresAsync(
        "#nullable disable\nclass C { void Do(bool quick) { var a = source.StartActivity(\"x\"); Activity.Current = [|a|]; } void Checked() { var a = source.StartActivity(\"x\"); if (a != null) Activity.Current = a; } }");

    [Fact]
    public Task Says_when_and_what_then() => Verify<CurrentSetToMissingSpan>.SaysAsync(
        "class C { void Do() { using var activity = source.StartActivity(\"x\"); Activity.Current = [|activity|]; } }",
        "'activity' is null where nobody listens to its source, or where the span (Activity) is sampled out: then Activity.Current is null, and what starts next begins a new trace. Add '?? Activity.Current'.");

    [Theory]
    [InlineData("void Do() { using (Activity.Current = [|source.StartActivity(\"x\")|]) { } }")]
    [InlineData("void Do() { using var a = Activity.Current = [|source.StartActivity(\"x\")|]; }")]
    public Task Offers_no_fix_where_the_span_is_used_as_well(string member) => Verify<CurrentSetToMissingSpan>.OffersNoFixAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Fixes_all_of_a_file() => Verify<CurrentSetToMissingSpan>.FixesAsync(
        Given + """
        class C
        {
            Activity? kept;

            async IAsyncEnumerable<int> Read(bool traced)
            {
                using var activity = traced ? source.StartActivity("x") : null; // before
                await Task.Yield();
                yield return 1;
                Activity.Current = [|activity|]!; // the iterator's own
                yield return 2;
                System.Diagnostics.Activity.Current = [|activity|];
                Activity.Current = /* or none */ [|traced ? activity : null|];
                kept = source.StartActivity("y");
                Nothing(); Activity.Current = [|kept|]; Nothing();
            }
        }
        """,
        Given + """
        class C
        {
            Activity? kept;

            async IAsyncEnumerable<int> Read(bool traced)
            {
                using var activity = traced ? source.StartActivity("x") : null; // before
                await Task.Yield();
                yield return 1;
                Activity.Current = activity ?? Activity.Current; // the iterator's own
                yield return 2;
                System.Diagnostics.Activity.Current = activity ?? System.Diagnostics.Activity.Current;
                Activity.Current = /* or none */ (traced ? activity : null) ?? Activity.Current;
                kept = source.StartActivity("y");
                Nothing(); Activity.Current = kept ?? Activity.Current; Nothing();
            }
        }
        """);
}
