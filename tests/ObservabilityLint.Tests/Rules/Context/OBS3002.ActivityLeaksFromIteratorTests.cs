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
    // The question has its span, the items have none.
    [InlineData("IEnumerable<int> Do() { List<int> all; var a = source.StartActivity(\"x\"); try { all = Ids(); } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } finally { a?.Dispose(); } foreach (var one in all) yield return one; }")]
    [InlineData("IEnumerable<int> Do(DbCommand command) { DbDataReader rows; using (source.StartActivity(\"query\", ActivityKind.Client)) rows = command.ExecuteReader(); using (rows) while (rows.Read()) yield return rows.GetInt32(0); }")]
    [InlineData("IEnumerable<Row> Do(Microsoft.EntityFrameworkCore.DbContext db) { Row[] all; using (var a = source.StartActivity(\"x\")) { all = db.Set<Row>().ToArray(); a?.SetTag(\"rows\", all.Length); } foreach (var row in all) yield return row; } class Row { public int Id { get; set; } }")]
    [InlineData("IEnumerable<int> Do() { for (var page = 0; ; page++) { int[] rows; using (source.StartActivity(\"page\")) rows = [.. Ids().Skip(page * 10).Take(10)]; if (rows.Length == 0) yield break; foreach (var row in rows) yield return row; } }")]
    [InlineData("IEnumerator<int> GetEnumerator() { using (source.StartActivity(\"load\")) items ??= Ids(); foreach (var one in items) yield return one; } List<int>? items;")]
    [InlineData("IEnumerable<int> Do() { List<int>? all = null; for (var n = 0; n < 3 && all is null; n++) { using var a = source.StartActivity(\"try\"); try { all = Ids(); } catch (HttpRequestException e) { a?.AddException(e); } } foreach (var one in all ?? []) yield return one; }")]
    [InlineData("IEnumerable<int> Do(int[] ids) { using (source.StartActivity(\"open\")) Ask(0); foreach (var id in ids) yield return id; using (source.StartActivity(\"close\")) Ask(1); }")]
    [InlineData("IEnumerable<int> Do() { using (source.StartActivity(\"x\")) { if (Ids().Count == 0) yield break; } yield return 1; }")]
    [InlineData("IEnumerable<int> Do(Dictionary<int, int> cache, int key) { if (cache.TryGetValue(key, out var hit)) { yield return hit; yield break; } using var a = source.StartActivity(\"miss\"); hit = cache[key] = Ask(key); a?.Stop(); yield return hit; }")]
    // The iterator says what is current.
    [InlineData("IEnumerable<int> Do(int[] ids) { var consumer = Activity.Current; using var a = source.StartActivity(\"x\"); foreach (var id in ids) { Activity.Current = a; var n = Ask(id); Activity.Current = consumer; yield return n; } }")]
    [InlineData("IEnumerable<int> Do(int[] ids) { var a = source.StartActivity(\"x\"); if (a != null) Activity.Current = a.Parent; try { foreach (var id in ids) { a?.AddEvent(new(\"item\")); yield return id; } } finally { a?.Stop(); } }")]
    // It is not current.
    [InlineData("IEnumerable<int> Do(OpenTelemetry.Trace.Tracer tracer, int[] ids) { var span = tracer.StartRootSpan(\"x\"); try { foreach (var id in ids) { span.AddEvent(\"item\"); yield return id; } } finally { span.End(); } }")]
    // Other functions.
    [InlineData("IEnumerable<int> Do() { foreach (var one in Traced(\"load\", Ids)) yield return one; static T Traced<T>(string name, Func<T> work) { using var a = source.StartActivity(name); return work(); } }")]
    [InlineData("IEnumerable<int> Do() { foreach (var n in Ids().Select(id => { using var a = source.StartActivity(\"x\"); return Ask(id); })) yield return n; }")]
    [InlineData("IEnumerable<Task> Do(int[] ids) { foreach (var id in ids) yield return One(id); async Task One(int n) { using var a = source.StartActivity(\"x\"); await client.GetAsync(\"/\" + n); } }")]
    [InlineData("IEnumerable<Action> Do(int[] ids) { foreach (var id in ids) yield return () => { using var a = source.StartActivity(\"x\"); Ask(id); }; }")]
    [InlineData("IReadOnlyList<int> Do() { using var a = source.StartActivity(\"x\"); return Even().ToList(); IEnumerable<int> Even() { foreach (var n in Ids()) if (n % 2 == 0) yield return n; } }")]
    public Task Quiet(string member) => Verify<ActivityLeaksFromIterator>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<ActivityLeaksFromIterator>.QuietAsync(
        "class Source { public IDisposable? StartActivity(string name) => null; } class C { Activity? real = source.StartActivity(\"x\"); IEnumerable<int> Do(Source s) { using var a = s.StartActivity(\"x\"); yield return 1; } }");

    [Fact]
    public Task Says_what_happens() => Verify<ActivityLeaksFromIterator>.SaysAsync(
        "class C { IEnumerable<int> Do() { using var a = [|source.StartActivity(\"load\")|]; yield return 1; } }",
        "Span 'load' (Activity) stays Activity.Current while the consumer handles an item: what that starts becomes a child of this span. End it before the first item, or give the consumer its own back around each 'yield return'.");

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
    // Several items of one block, and one that is nothing.
    [InlineData(
        "IEnumerable<object?> Do() { using var a = [|source.StartActivity(\"x\")|]; yield return Ask(1); yield return null; if (a != null) yield return Ask(2); }",
        "IEnumerable<object?> Do() { var consumer = Activity.Current; using var a = source.StartActivity(\"x\"); var next = Ask(1); Activity.Current = consumer; yield return next; Activity.Current = a ?? Activity.Current; Activity.Current = consumer; yield return null; Activity.Current = a ?? Activity.Current; if (a != null) { var next2 = Ask(2); Activity.Current = consumer; yield return next2; Activity.Current = a ?? Activity.Current; } }")]
    [InlineData(
        "IEnumerable<int> Do(bool all) { using var a = [|source.StartActivity(\"x\")|]; if (all) { yield return Ask(1); } else { yield return Ask(2); } }",
        "IEnumerable<int> Do(bool all) { var consumer = Activity.Current; using var a = source.StartActivity(\"x\"); if (all) { var next = Ask(1); Activity.Current = consumer; yield return next; Activity.Current = a ?? Activity.Current; } else { var next = Ask(2); Activity.Current = consumer; yield return next; Activity.Current = a ?? Activity.Current; } }")]
    // The span wants to hear of what comes later.
    [InlineData(
        "IEnumerable<int> Do() { using var a = [|source.StartActivity(\"x\")|]; var all = Ids(); foreach (var one in all) yield return one; a?.SetTag(\"count\", all.Count); }",
        "IEnumerable<int> Do() { var consumer = Activity.Current; using var a = source.StartActivity(\"x\"); var all = Ids(); foreach (var one in all) { Activity.Current = consumer; yield return one; Activity.Current = a ?? Activity.Current; } a?.SetTag(\"count\", all.Count); }")]
    public Task Fixes(string before, string after) => Verify<ActivityLeaksFromIterator>.FixesAsync(Given + "class C { " + before + " }", Given + "class C { " + after + " }");

    [Theory]
    [InlineData("IEnumerable<int> Do(OpenTelemetry.Trace.Tracer tracer) { using var span = [|tracer.StartActiveSpan(\"x\")|]; yield return 1; }")]
    [InlineData("IEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); using var b = [|source.StartActivity(\"y\")|]; yield return Ask(1); }")]
    [InlineData("IEnumerable<int> Do() { using (var a = [|source.StartActivity(\"x\")|]) yield return Ask(1); using (var b = [|source.StartActivity(\"y\")|]) yield return Ask(2); }")]
    [InlineData("IEnumerable<int> Do(int next2) { using var a = [|source.StartActivity(\"x\")|]; yield return Ask(1); yield return Ask(2); }")]
    [InlineData("IEnumerable<Func<int>?> Do() { using var a = [|source.StartActivity(\"x\")|]; yield return () => 1; }")]
    [InlineData("IEnumerable<int> Do(int consumer) { using var a = [|source.StartActivity(\"x\")|]; yield return Ask(consumer); }")]
    public Task Offers_no_fix(string member) => Verify<ActivityLeaksFromIterator>.OffersNoFixAsync(Given + "class C { " + member + " }");
}

[Collection(nameof(Traces))]
public class ActivityLeaksFromIteratorProofs
{
    private const string Main = """using (Given.source.StartActivity("request")) foreach (var order in Test.Load()) using (Given.source.StartActivity("ship")) { }""";

    [Fact]
    public Task At_run_time_the_consumers_spans_become_children_of_the_iterator() => TracedRun.ProvesAsync(
        "OBS3002", Main,
        "request\n  load orders\n    read\n    ship\n    read\n    ship\n",
        "request\n  load orders\n    read\n    read\n  ship\n  ship\n");

    [Fact]
    public Task At_run_time_a_span_that_has_ended_adopts_nobody() => TracedRun.ProvesAsync(
        "OBS3002", Main, "request\n  load orders\n    ship\n    ship\n", "request\n  load orders\n  ship\n  ship\n", example: 1);
}
