using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class ParentFlagsDroppedTests
{
    [Theory]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, [|new ActivityContext(t, s, ActivityTraceFlags.None)|]);""")]
    // What a comment speaks of is no decision.
    [InlineData("/* No ActivityListener, no SetSampler. */ source.StartActivity(\"x\", ActivityKind.Consumer, [|new ActivityContext(t, s, ActivityTraceFlags.None)|]);")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, parentContext: [|new(t, s, default)|]);""")]
    [InlineData("""source.StartActivity("x", parentContext: [|new ActivityContext(traceFlags: ActivityTraceFlags.None, spanId: s, traceId: t, isRemote: true)|], kind: ActivityKind.Consumer);""")]
    [InlineData("""var parent = new ActivityContext(t, s, ActivityTraceFlags.None); using var a = source.StartActivity("x", ActivityKind.Consumer, [|parent|]);""")]
    [InlineData("""var parent = new ActivityContext(t, s, Flags.Nothing); using (source.StartActivity(ActivityKind.Server, [|parent|])) { }""")]
    [InlineData("""source.CreateActivity("x", ActivityKind.Consumer, [|new ActivityContext(t, s, ActivityTraceFlags.None, "a=b")|])?.Start();""")]
    [InlineData("""Action work = () => { using var a = source.StartActivity("x", ActivityKind.Consumer, [|new ActivityContext(t, s, 0)|]); };""")]
    [InlineData("""var none = ActivityTraceFlags.None; source.StartActivity("x", ActivityKind.Consumer, [|new ActivityContext(t, s, none)|]);""")]
    [InlineData("""ActivityContext Parent() => new(t, s, ActivityTraceFlags.None); using var a = source.StartActivity("x", ActivityKind.Consumer, [|Parent()|]);""")]
    [InlineData("""static ActivityContext Parent(ActivityTraceId? t, ActivitySpanId s) { if (t is null) return default; return new ActivityContext(t.Value, s, default); } using var a = source.StartActivity("x", ActivityKind.Consumer, [|Parent(t, s)|]);""")]
    public Task Fires(string code) => Verify<ParentFlagsDropped>.FiresAsync(InMethod(code));

    [Theory]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, ActivityTraceFlags.Recorded));""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, flags));""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, caller.TraceFlags));""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, (ActivityTraceFlags)byte.Parse("01")));""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, caller); source.StartActivity("x", ActivityKind.Consumer, default(ActivityContext));""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, Activity.Current!.Context); source.StartActivity("x");""")]
    // As a link it is harmless.
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, default(ActivityContext), links: new[] { new ActivityLink(new ActivityContext(t, s, ActivityTraceFlags.None)) });""")]
    [InlineData("""var link = new ActivityContext(t, s, ActivityTraceFlags.None); source.StartActivity("x", ActivityKind.Consumer, caller, links: [new(link)]);""")]
    [InlineData("""Activity.Current?.AddLink(new ActivityLink(new ActivityContext(t, s, ActivityTraceFlags.None)));""")]
    // Which of the two is said somewhere else.
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, flags == 0 ? ActivityTraceFlags.None : ActivityTraceFlags.Recorded));""")]
    [InlineData("""var parent = flags == 0 ? new ActivityContext(t, s, ActivityTraceFlags.None) : caller; source.StartActivity("x", ActivityKind.Consumer, parent);""")]
    [InlineData("""var f = ActivityTraceFlags.None; if (DateTime.Now.Second > 1) f |= ActivityTraceFlags.Recorded; source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, f));""")]
    [InlineData("""if (flags == 0) source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, ActivityTraceFlags.None)); else source.StartActivity("x", ActivityKind.Consumer, caller);""")]
    [InlineData("""var parent = new ActivityContext(t, s, ActivityTraceFlags.None); parent = caller; source.StartActivity("x", ActivityKind.Consumer, parent);""")]
    [InlineData("""ActivityContext Parent() => flags == 0 ? new(t, s, ActivityTraceFlags.None) : new(t, s, flags); using var a = source.StartActivity("x", ActivityKind.Consumer, Parent());""")]
    [InlineData("""ActivityContext Parent() { if (flags == 0) return caller; return new ActivityContext(t, s, ActivityTraceFlags.None); } using var a = source.StartActivity("x", ActivityKind.Consumer, Parent());""")]
    [InlineData("""ActivityContext Parent() { if (flags == 0) return new ActivityContext(t, s, ActivityTraceFlags.None); return default; } using var a = source.StartActivity("x", ActivityKind.Consumer, Parent());""")]
    // Another way to sample.
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, ActivityTraceFlags.None)); ActivitySource.AddActivityListener(new ActivityListener { Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData });""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, ActivityTraceFlags.None)); OpenTelemetry.Trace.TracerProviderBuilderExtensions.SetSampler(null!, new OpenTelemetry.Trace.AlwaysOnSampler());""")]
    [InlineData("""_ = new ActivityContext(t, s, ActivityTraceFlags.None); _ = new Lookalike().StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, ActivityTraceFlags.None));""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, caller.TraceFlags & ActivityTraceFlags.Recorded)); source.StartActivity("y", ActivityKind.Consumer, new ActivityContext(t, s, ActivityTraceFlags.None | flags));""")]
    [InlineData("""ActivityContext Parent(ActivityTraceFlags f = ActivityTraceFlags.None) => new(t, s, f); using var a = source.StartActivity("x", ActivityKind.Consumer, Parent(flags));""")]
    [InlineData("""var received = (Trace: t, Span: s, Flags: ActivityTraceFlags.None); received.Flags = flags; using var a = source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(received.Trace, received.Span, received.Flags));""")]
    [InlineData("""var parent = new ActivityContext(t, s, ActivityTraceFlags.None); if (caller.IsRemote) parent = new ActivityContext(t, s, ActivityTraceFlags.Recorded, isRemote: true); using var a = source.StartActivity("x", ActivityKind.Consumer, parent);""")]
    [InlineData("""ActivityContext parent; try { parent = ActivityContext.Parse(t.ToString(), null); } catch (FormatException) { parent = new ActivityContext(t, s, ActivityTraceFlags.None); } using var a = source.StartActivity("x", ActivityKind.Consumer, parent);""")]
    // Compared, sent on, or given to an activity that no sampler sees.
    [InlineData("""var none = new ActivityContext(t, s, ActivityTraceFlags.None); if (caller != none) { using var a = source.StartActivity("x", ActivityKind.Consumer, caller); }""")]
    [InlineData("""var headers = new Dictionary<string, string>(); OpenTelemetry.Context.Propagation.Propagators.DefaultTextMapPropagator.Inject(new(new ActivityContext(t, s, ActivityTraceFlags.None), default), headers, (h, key, value) => h[key] = value); using var a = source.StartActivity("send", ActivityKind.Producer);""")]
    [InlineData("""using var a = new Activity("x").SetParentId(t, s, ActivityTraceFlags.None).Start();""")]
    // The sampler of the program takes what its parent does not.
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, ActivityTraceFlags.None)); OpenTelemetry.Trace.TracerProviderBuilderExtensions.SetSampler(null!, new OpenTelemetry.Trace.ParentBasedSampler(new OpenTelemetry.Trace.AlwaysOnSampler(), localParentNotSampled: new OpenTelemetry.Trace.AlwaysOnSampler(), remoteParentNotSampled: new OpenTelemetry.Trace.AlwaysOnSampler()));""")]
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, ActivityTraceFlags.None)); OpenTelemetry.Trace.TracerProviderBuilderExtensions.SetSampler(null!, new KeepAll(new OpenTelemetry.Trace.ParentBasedSampler(new OpenTelemetry.Trace.AlwaysOnSampler())));""")]
    // A listener takes it, whatever the sampler says.
    [InlineData("""source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, ActivityTraceFlags.None)); OpenTelemetry.Trace.TracerProviderBuilderExtensions.SetSampler(null!, new OpenTelemetry.Trace.ParentBasedSampler(new OpenTelemetry.Trace.AlwaysOnSampler())); ActivitySource.AddActivityListener(new ActivityListener());""")]
    public Task Quiet(string code) => Verify<ParentFlagsDropped>.QuietAsync(InMethod(code));

    [Fact]
    public Task Fires_where_the_sampler_that_is_set_follows_the_parent() => Verify<ParentFlagsDropped>.FiresAsync(InMethod(
        """source.StartActivity("x", ActivityKind.Consumer, [|new ActivityContext(t, s, ActivityTraceFlags.None)|]); OpenTelemetry.Trace.TracerProviderBuilderExtensions.SetSampler(null!, new OpenTelemetry.Trace.ParentBasedSampler(new OpenTelemetry.Trace.AlwaysOnSampler()));"""));

    [Theory]
    [InlineData(
        """source.StartActivity("x", ActivityKind.Consumer, [|new ActivityContext(t, s, ActivityTraceFlags.None)|]);""",
        """source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(t, s, ActivityTraceFlags.Recorded));""")]
    [InlineData(
        """source.StartActivity("x", ActivityKind.Consumer, [|new ActivityContext(caller.TraceId, caller.SpanId, ActivityTraceFlags.None /* always */)|]);""",
        """source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(caller.TraceId, caller.SpanId, caller.TraceFlags /* always */));""")]
    [InlineData(
        """var began = Activity.Current!; var parent = new ActivityContext(began.TraceId, began.SpanId, traceFlags: ActivityTraceFlags.None); source.StartActivity("x", ActivityKind.Consumer, [|parent|]); source.StartActivity("y", ActivityKind.Consumer, [|parent|]);""",
        """var began = Activity.Current!; var parent = new ActivityContext(began.TraceId, began.SpanId, traceFlags: began.ActivityTraceFlags); source.StartActivity("x", ActivityKind.Consumer, parent); source.StartActivity("y", ActivityKind.Consumer, parent);""")]
    [InlineData(
        """source.StartActivity("x", ActivityKind.Consumer, [|new ActivityContext(Get().TraceId, Get().SpanId, default)|]);""",
        """source.StartActivity("x", ActivityKind.Consumer, new ActivityContext(Get().TraceId, Get().SpanId, ActivityTraceFlags.Recorded));""")]
    public Task Fixes(string before, string after) => Verify<ParentFlagsDropped>.FixesAsync(InMethod(before), InMethod(after));

    [Fact]
    public Task Says_what_happens() => Verify<ParentFlagsDropped>.SaysAsync(
        InMethod("""var parent = new ActivityContext(t, s, ActivityTraceFlags.None); source.StartActivity("x", ActivityKind.Consumer, [|parent|]);"""),
        "The parent 'parent' is made without ActivityTraceFlags.Recorded, and by default sampling follows the parent: this span (Activity) is never recorded. Pass on the flags that came with its ids.");

    private static string InMethod(string code) =>
        "static ActivityContext Get() => default; static void Do(ActivityTraceId t, ActivitySpanId s, ActivityTraceFlags flags, ActivityContext caller) { " + code + " }\n"
        + "class Lookalike { public object? StartActivity(string name, ActivityKind kind, ActivityContext parentContext) => null; } class KeepAll(OpenTelemetry.Trace.Sampler inner) : OpenTelemetry.Trace.Sampler { public override OpenTelemetry.Trace.SamplingResult ShouldSample(in OpenTelemetry.Trace.SamplingParameters p) => inner.ShouldSample(p).Decision == OpenTelemetry.Trace.SamplingDecision.Drop ? new(OpenTelemetry.Trace.SamplingDecision.RecordOnly) : inner.ShouldSample(p); } static class Flags { public const ActivityTraceFlags Nothing = ActivityTraceFlags.None; }";
}
