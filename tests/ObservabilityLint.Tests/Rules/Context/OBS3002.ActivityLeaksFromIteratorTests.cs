using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class ActivityLeaksFromIteratorTests
{
    private const string Given = "static HttpClient client = new(); static int Ask(int n) { using var r = client.Send(new()); return n; } static List<int> Ids() => [];\n";

    [Theory]
    [InlineData("IEnumerable<int> Do(int[] ids) { using var a = [|source.StartActivity(\"x\")|]; foreach (var id in ids) yield return id; }")]
    [InlineData("IEnumerable<int> Do() { using (var a = [|source.StartActivity(\"x\", ActivityKind.Client)|]) { yield return 1; } }")]
    [InlineData("IEnumerable<int> Do() { using ([|source.StartActivity(\"x\")|]) yield return 1; }")]
    [InlineData("IEnumerable<int> Do() { var a = [|source.StartActivity(\"x\")|]; try { yield return 1; } finally { a?.Stop(); } }")]
    [InlineData("IEnumerable<int> Do() { var a = [|source.StartActivity(\"x\")|]; yield return 1; a?.Dispose(); }")]
    [InlineData("IEnumerable<int> Do(int[] ids) { foreach (var id in ids) { using var a = [|source.StartActivity(\"x\")|]; yield return Ask(id); } }")]
    [InlineData("IEnumerator<int> Do() { using var a = [|source.StartActivity(\"x\")|]; yield return 1; }")]
    [InlineData("IEnumerable<int> Do { get { using var a = [|source.StartActivity(\"x\")|]; yield return 1; } }")]
    [InlineData("IEnumerable<int> Do() { return Inner(); IEnumerable<int> Inner() { using var a = [|source.StartActivity(\"x\")|]; yield return 1; } }")]
    [InlineData("IEnumerable<int> Do(OpenTelemetry.Trace.Tracer tracer) { using var span = [|tracer.StartActiveSpan(\"x\")|]; yield return 1; }")]
    public Task Fires(string member) => Verify<ActivityLeaksFromIterator>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    // It ends before the first item.
    [InlineData("IEnumerable<int> Do() { List<int> all; using (source.StartActivity(\"x\")) all = Ids(); foreach (var one in all) yield return one; }")]
    [InlineData("IEnumerable<int> Do() { var a = source.StartActivity(\"x\"); var all = Ids(); a?.Stop(); foreach (var one in all) yield return one; }")]
    [InlineData("IEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); var all = Ids(); a?.Dispose(); foreach (var one in all) yield return one; }")]
    [InlineData("IEnumerable<int> Do(int[] ids) { foreach (var id in ids) { int n; using (source.StartActivity(\"x\")) n = Ask(id); yield return n; } }")]
    [InlineData("IEnumerable<int> Do() { yield return 1; using var a = source.StartActivity(\"x\"); Ask(1); }")]
    // The iterator says what is current.
    [InlineData("IEnumerable<int> Do() { var outer = Activity.Current; using var a = source.StartActivity(\"x\"); Activity.Current = outer; yield return 1; }")]
    [InlineData("IEnumerable<int> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { var n = Ask(id); Activity.Current = a?.Parent; yield return n; Activity.Current = a; } }")]
    // It is not current.
    [InlineData("IEnumerable<int> Do(OpenTelemetry.Trace.Tracer tracer) { using var span = tracer.StartSpan(\"x\"); yield return 1; }")]
    [InlineData("IEnumerable<int> Do() { using var a = source.CreateActivity(\"x\", ActivityKind.Internal); yield return 1; }")]
    // Other functions.
    [InlineData("IEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); return Ids().Select(n => n + 1); }")]
    [InlineData("IEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); foreach (var n in Inner()) Ask(n); return []; IEnumerable<int> Inner() { yield return 1; } }")]
    [InlineData("IEnumerable<int> Do() { Action work = () => { using var a = source.StartActivity(\"x\"); Ask(1); }; work(); yield return 1; }")]
    [InlineData("IEnumerable<int> Do() { foreach (var n in Ids()) { Traced(n); yield return n; } void Traced(int n) { using var a = source.StartActivity(\"x\"); Ask(n); } }")]
    [InlineData("async IAsyncEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); await Task.Yield(); yield return 1; }")]
    public Task Quiet(string member) => Verify<ActivityLeaksFromIterator>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<ActivityLeaksFromIterator>.QuietAsync(
        "class Source { public IDisposable? StartActivity(string name) => null; } class C { Activity? real = source.StartActivity(\"x\"); IEnumerable<int> Do(Source s) { using var a = s.StartActivity(\"x\"); yield return 1; } }");

    [Fact]
    public Task Says_what_happens() => Verify<ActivityLeaksFromIterator>.SaysAsync(
        "class C { IEnumerable<int> Do() { using var a = [|source.StartActivity(\"load\")|]; yield return 1; } }",
        "Span 'load' is still current while the consumer handles an item: what it starts becomes a child of this span");

    [Theory]
    // Nothing but the items is left: the span ends before them.
    [InlineData(
        "IEnumerable<int> Do() { using var a = [|source.StartActivity(\"x\")|]; var all = Ids(); foreach (var one in all) yield return one; }",
        "IEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); var all = Ids(); a?.Stop(); foreach (var one in all) yield return one; }")]
    [InlineData(
        "IEnumerable<int> Do() { using ([|source.StartActivity(\"x\")|]) { var all = Ids(); foreach (var one in all) yield return one; } }",
        "IEnumerable<int> Do() { using (var activity = source.StartActivity(\"x\")) { var all = Ids(); activity?.Stop(); foreach (var one in all) yield return one; } }")]
    // There is more to do for each item.
    [InlineData(
        "IEnumerable<int> Do(int[] ids) { using var a = [|source.StartActivity(\"x\")|]; foreach (var id in ids) { var n = Ask(id); yield return n; } }",
        "IEnumerable<int> Do(int[] ids) { var consumer = Activity.Current; using var a = source.StartActivity(\"x\"); foreach (var id in ids) { var n = Ask(id); Activity.Current = consumer; yield return n; Activity.Current = a ?? Activity.Current; } }")]
    [InlineData(
        "IEnumerable<int> Do(int[] ids) { using var a = [|source.StartActivity(\"x\")|]; foreach (var id in ids) yield return Ask(id); }",
        "IEnumerable<int> Do(int[] ids) { var consumer = Activity.Current; using var a = source.StartActivity(\"x\"); foreach (var id in ids) { var next = Ask(id); Activity.Current = consumer; yield return next; Activity.Current = a ?? Activity.Current; } }")]
    // The span wants to hear of what comes later.
    [InlineData(
        "IEnumerable<int> Do() { using var a = [|source.StartActivity(\"x\")|]; var all = Ids(); foreach (var one in all) yield return one; a?.SetTag(\"count\", all.Count); }",
        "IEnumerable<int> Do() { var consumer = Activity.Current; using var a = source.StartActivity(\"x\"); var all = Ids(); foreach (var one in all) { Activity.Current = consumer; yield return one; Activity.Current = a ?? Activity.Current; } a?.SetTag(\"count\", all.Count); }")]
    public Task Fixes(string before, string after) => Verify<ActivityLeaksFromIterator>.FixesAsync(Given + "class C { " + before + " }", Given + "class C { " + after + " }");

    [Theory]
    [InlineData("IEnumerable<int> Do(OpenTelemetry.Trace.Tracer tracer) { using var span = [|tracer.StartActiveSpan(\"x\")|]; yield return 1; }")]
    [InlineData("IEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); using var b = [|source.StartActivity(\"y\")|]; yield return Ask(1); }")]
    [InlineData("IEnumerable<int> Do() { using (var a = [|source.StartActivity(\"x\")|]) yield return Ask(1); using (var b = [|source.StartActivity(\"y\")|]) yield return Ask(2); }")]
    [InlineData("IEnumerable<int> Do() { using var a = [|source.StartActivity(\"x\")|]; yield return Ask(1); yield return Ask(2); }")]
    [InlineData("IEnumerable<Func<int>?> Do() { using var a = [|source.StartActivity(\"x\")|]; yield return () => 1; }")]
    [InlineData("IEnumerable<int> Do(int consumer) { using var a = [|source.StartActivity(\"x\")|]; yield return Ask(consumer); }")]
    public Task Offers_no_fix(string member) => Verify<ActivityLeaksFromIterator>.OffersNoFixAsync(Given + "class C { " + member + " }");
}

[Collection(nameof(Traces))]
public class ActivityLeaksFromIteratorProofs
{
    private const string Main = """using (Given.source.StartActivity("request")) foreach (var order in Orders.Load()) using (Given.source.StartActivity("ship")) { }""";

    [Fact]
    public Task At_run_time_the_consumers_spans_become_children_of_the_iterator() => TracedRun.ProvesAsync(
        "OBS3002", Main,
        "request\n  load orders\n    read\n    ship\n    read\n    ship\n",
        "request\n  load orders\n    read\n    read\n  ship\n  ship\n");

    [Fact]
    public Task At_run_time_a_span_that_has_ended_adopts_nobody() => TracedRun.ProvesAsync(
        "OBS3002", Main, "request\n  load orders\n    ship\n    ship\n", "request\n  load orders\n  ship\n  ship\n", example: 1);
}
