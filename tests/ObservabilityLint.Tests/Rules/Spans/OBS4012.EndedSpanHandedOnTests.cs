using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class EndedSpanHandedOnTests
{
    private const string Given = "static class W { public static void Work() { } public static Activity? Begin(string name) => source.StartActivity(name); public static readonly Dictionary<string, Activity?> Bag = []; public static Activity? Last; }\n";

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
    [InlineData("void Do(out Activity? given) { using var a = source.StartActivity(\"x\"); given = [|a|]; }")]
    [InlineData("Scope Do() { using var a = source.StartActivity(\"x\"); return new Scope([|a|]); } record Scope(Activity? Span);")]
    [InlineData("Scope Do() { using var a = source.StartActivity(\"x\"); return new Scope([|a|]); } class Scope(Activity? span) { public void Tag() => span?.SetTag(\"a\", 1); }")]
    [InlineData("Scope Do() { using var a = source.StartActivity(\"x\"); return new Scope([|a|]); } class Scope { public readonly Activity? Span; public Scope(Activity? span) { Span = span ?? Activity.Current; } }")]
    [InlineData("void Do(Queue<Activity?> all) { using var a = source.StartActivity(\"x\"); all.Enqueue([|a|]); }")]
    [InlineData("Activity? Do() { using var a = W.Begin(\"x\"); return [|a|]; }")]
    [InlineData("Activity? Do(ActivitySource? maybe) { using var a = maybe?.StartActivity(\"x\"); return [|a|]; }")]
    [InlineData("Activity? Do() { using var a = source.StartActivity(\"x\"); return [|a|]; } void Use() { Console.WriteLine(Do()?.Duration); Do()?.SetTag(\"a\", 1); }")]
    [InlineData("Activity? Do() { using var a = source.StartActivity(\"x\"); return [|a|]; } void Use() { var b = Do(); Console.WriteLine(b?.Duration); b!.DisplayName = \"b\"; }")]
    [InlineData("Activity? Do() { using var a = source.StartActivity(\"x\"); return [|a|]; } void Use() { using var b = source.StartActivity(\"b\", ActivityKind.Internal, Do()?.Context ?? default); }")]
    public Task Fires(string member) => Verify<EndedSpanHandedOn>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("ActivityContext? Do() { using var a = source.StartActivity(\"x\"); return a?.Context; }")]
    [InlineData("string? Do() { using var a = source.StartActivity(\"x\"); return a?.Id; }")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); return a; }")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); a?.Stop(); return a; } void All() { Do(); Do(); }")]
    [InlineData("Activity? Do() { using var a = source.StartActivity(\"x\"); return a; } void Use() { Console.WriteLine(Do()?.Duration); var b = Do(); if (b != null) Console.WriteLine(b.GetTagItem(\"k\")); }")]
    [InlineData("async Task<Activity?> Do() { using var a = source.StartActivity(\"x\"); await Task.Yield(); return a; } async Task Use() { var b = await Do(); Console.WriteLine(b!.OperationName + b?.Status); }")]
    [InlineData("class FactAttribute : Attribute; Activity? Do() { using var a = source.StartActivity(\"x\"); return a; } [Fact] void Ends() { W.Last = Do(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); W.Bag[\"x\"] = a; W.Work(); }")]
    [InlineData("async Task Do(Func<Task> next) { using var a = source.StartActivity(\"x\"); W.Last = a; await next(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); W.Last = a; W.Last = null; }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Activity.Current = a; }")]
    [InlineData("bool Do() { using var a = source.StartActivity(\"x\"); return a != null; }")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); if (a?.IsAllDataRequested != true) { a?.Stop(); return null; } return a; }")]
    // An object that only reads it, or is given it by a constructor that nobody has seen.
    [InlineData("Receipt Do() { using var a = source.StartActivity(\"x\"); return new Receipt(a); } class Receipt(Activity? span) { public string? Trace { get; } = span?.TraceId.ToString(); }")]
    [InlineData("Receipt Do() { using var a = source.StartActivity(\"x\"); return new Receipt(a); } class Receipt { public string? Trace; public Receipt(Activity? span) { Trace = span?.Id; } public void Tag(Activity? span) => span?.Stop(); }")]
    [InlineData("Part Do() { using var a = source.StartActivity(\"x\"); return new Part(a); } class Whole { protected Whole(Activity? span) { } } class Part(Activity? span) : Whole(span);")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); a?.Stop(); a = source.StartActivity(\"y\"); return a; }")]
    [InlineData("Activity? Do() { using var a = source.StartActivity(\"x\"); return a?.Source.StartActivity(\"y\"); }")]
    public Task Quiet(string member) => Verify<EndedSpanHandedOn>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Says_what_is_lost() => Verify<EndedSpanHandedOn>.SaysAsync(
        "class C { Activity? Do() { using var a = source.StartActivity(\"pay\"); return [|a|]; } }",
        "Span 'pay' (Activity) is returned here, but has ended when others use it: what they set on it is lost, and what they start under it begins after its end. Let it end with their work, or give them its Context.");

    [Fact]
    public Task Fixes_with_comments() => Verify<EndedSpanHandedOn>.FixesAsync(
        "class C { Activity? Do() { /* one */ using var a = source.StartActivity(\"x\"); a?.SetTag(\"a\", 1); return [|a|]; /* all */ } }",
        "class C { Activity? Do() { /* one */ var a = source.StartActivity(\"x\"); a?.SetTag(\"a\", 1); return a; /* all */ } }");

    /// <summary>Whoever gets it wants the context only: then that is what is handed on.</summary>
    [Theory]
    [InlineData("Activity? last; void Do() { using var a = source.StartActivity(\"x\"); last = [|a|]; /* all */ } void Use() { using var b = source.StartActivity(\"b\", ActivityKind.Internal, last?.Context ?? default); }",
        "ActivityContext? last; void Do() { using var a = source.StartActivity(\"x\"); last = a?.Context; /* all */ } void Use() { using var b = source.StartActivity(\"b\", ActivityKind.Internal, last ?? default); }")]
    [InlineData("Activity? Last { get; set; } void Do() { using var a = source.StartActivity(\"x\"); this.Last = [|a|]; } void Use() { if (Last == null) return; if (this.Last is not null) Console.WriteLine(this.Last?.Context); var seen = Last; Console.WriteLine(seen?.Context.TraceId); } void Reset() { Last = null; }", "")]
    [InlineData("Activity? Last { get; set; } void Do() { using var a = source.StartActivity(\"x\"); this.Last = [|a|]; } void Use() { if (Last == null) return; if (this.Last is not null) Console.WriteLine(this.Last?.Context); var seen = Last; Console.WriteLine(seen?.Context); }",
        "ActivityContext? Last { get; set; } void Do() { using var a = source.StartActivity(\"x\"); this.Last = a?.Context; } void Use() { if (Last == null) return; if (this.Last is not null) Console.WriteLine(this.Last); var seen = Last; Console.WriteLine(seen); }")]
    [InlineData("Activity? Do(bool on) { if (!on) return null; using var a = source.StartActivity(\"x\"); return [|a|]; } void Use() { var parent = Do(true); using var b = source.StartActivity(\"b\", ActivityKind.Internal, parent?.Context ?? default); Console.WriteLine(Do(false)?.Context); Do(true); }",
        "ActivityContext? Do(bool on) { if (!on) return null; using var a = source.StartActivity(\"x\"); return a?.Context; } void Use() { var parent = Do(true); using var b = source.StartActivity(\"b\", ActivityKind.Internal, parent ?? default); Console.WriteLine(Do(false)); Do(true); }")]
    // Somebody wants more of it, or more than the span is kept there.
    [InlineData("Activity? last; void Do() { using var a = source.StartActivity(\"x\"); last = [|a|]; } void Use() { last?.SetTag(\"a\", 1); }", "")]
    [InlineData("Activity? last; void Do() { using var a = source.StartActivity(\"x\"); last = [|a|]; } void Use(Activity other) { last = other; Console.WriteLine(last?.Context); }", "")]
    [InlineData("Activity? last = Activity.Current; void Do() { using var a = source.StartActivity(\"x\"); last = [|a|]; } void Use() { Console.WriteLine(last?.Context); }", "")]
    public Task Fixes_by_the_context(string before, string after)
        => after.Length == 0 ? Verify<EndedSpanHandedOn>.OffersNoFixAsync("class C { " + before + " }") : Verify<EndedSpanHandedOn>.FixesAsync("class C { " + before + " }", "class C { " + after + " }");

    /// <summary>What a library shows to the world is read by code out of sight.</summary>
    [Fact]
    public Task Does_not_change_what_a_library_shows() => Verify<EndedSpanHandedOn>.OffersNoFixAsync("public class C { public Activity? Last; void Do() { using var a = source.StartActivity(\"x\"); Last = [|a|]; } }");

    [Theory]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); W.Bag[\"x\"] = [|a|]; }")]
    [InlineData("Activity? Do() { using (var a = source.StartActivity(\"x\")) return [|a|]; }")]
    // It would not be current for the caller.
    [InlineData("async Task<Activity?> Do() { using var a = source.StartActivity(\"x\"); await Task.Yield(); return [|a|]; }")]
    // Nobody would end it on another path.
    [InlineData("Activity? Do(bool on) { using var a = source.StartActivity(\"x\"); if (!on) return null; return [|a|]; }")]
    [InlineData("Activity? Do(bool on) { using var a = source.StartActivity(\"x\"); if (!on) throw new InvalidOperationException(); return [|a|]; }")]
    [InlineData("Activity? Do(bool on) { using var a = source.StartActivity(\"x\"); return on ? [|a|] : null; }")]
    [InlineData("Activity? Do() { var a = source.StartActivity(\"x\"); a?.Stop(); return [|a|]; }")]
    public Task Offers_no_fix(string member) => Verify<EndedSpanHandedOn>.OffersNoFixAsync(Given + "class C { " + member + " }");
}
