using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class ActivityAcrossYieldTests
{
    private const string Given = """
        static HttpClient client = new(); static DbCommand command = null!;
        static async Task<string> Ask(int n) => await client.GetStringAsync("/" + n);
        static async IAsyncEnumerable<string> Pages() { for (var n = 0; n < 9; n++) yield return await Ask(n); }
        static async IAsyncEnumerable<string> Lines() { var text = await client.GetStringAsync("/"); foreach (var line in text.Split('\n')) yield return line; }
        static async Task<List<int>> Ids() { await using var reader = await command.ExecuteReaderAsync(); return []; }

        """;

    /// <summary>Where there is no span, the consumer's is the right parent.</summary>
    [Theory]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = source.StartActivity(\"x\"); if (a is null) { foreach (var id in ids) yield return await Ask(id); yield break; } foreach (var id in ids) yield return \"\"; }")]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = source.StartActivity(\"x\"); if (a == null) foreach (var id in ids) yield return await Ask(id); else foreach (var id in ids) yield return \"\"; }")]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { if (a is null) { yield return await Ask(id); continue; } yield return \"\"; } }")]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = source.StartActivity(\"x\"); if (a is not null) { yield return \"\"; yield break; } foreach (var id in ids) yield return await Ask(id); }")]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) if (!(null != a) && id > 1) yield return await Ask(id); else yield return \"\"; }")]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using (var a = source.StartActivity(\"x\")) if (a is { } begun) yield return \"\"; else foreach (var id in ids) yield return await Ask(id); }")]
    public Task Quiet_where_the_span_is_null(string member) => Verify<ActivityAcrossYield>.QuietAsync(Given + "class C { async " + member + " }");

    [Theory]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = [|source.StartActivity(\"x\")|]; foreach (var id in ids) { if (a is not null) { yield return await Ask(id); continue; } yield return \"\"; } }")]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = [|source.StartActivity(\"x\")|]; foreach (var id in ids) if (a is null || id > 1) yield return await Ask(id); }")]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = [|source.StartActivity(\"x\")|]; foreach (var id in ids) if (a?.IsAllDataRequested != true) yield return await Ask(id); }")]
    public Task Fires_where_it_need_not_be_null(string member) => Verify<ActivityAcrossYield>.FiresAsync(Given + "class C { async " + member + " }");

    [Theory]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = [|source.StartActivity(\"x\")|]; foreach (var id in ids) yield return await client.GetStringAsync(\"/\"); }")]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = [|source.StartActivity(\"x\")|]; foreach (var id in ids) yield return await Ask(id); }")]
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { using (var a = [|source.StartActivity(\"x\")|]) { foreach (var id in ids) { using (source.StartActivity(\"y\")) await Task.Yield(); yield return id; } } }")]
    [InlineData("IAsyncEnumerable<int> Do() { using var a = [|source.StartActivity(name: \"x\")|]; yield return 1; await command.ExecuteNonQueryAsync(); yield return 2; }")]
    [InlineData("IAsyncEnumerable<int> Do() { using ([|source.StartActivity(\"x\")|]) { yield return 1; await command.ExecuteNonQueryAsync(); } }")]
    [InlineData("IAsyncEnumerable<int> Do() { var a = [|source.StartActivity(\"x\")|]; try { for (var n = 0; n < 3; n++) { await Ask(n); yield return n; } } finally { a?.Stop(); } }")]
    [InlineData("IAsyncEnumerable<string> Do() { using var a = [|source.StartActivity(\"x\")|]; string? page; while ((page = await Ask(1)) != null) yield return page; }")]
    [InlineData("IAsyncEnumerable<string> Do() { using var a = [|source.StartActivity(\"x\")|]; await foreach (var page in Pages()) yield return page; }")]
    [InlineData("IAsyncEnumerable<string> Do() { using var a = [|source.StartActivity(\"x\")|]; await foreach (var page in Pages().WithCancellation(default).ConfigureAwait(false)) yield return page; }")]
    [InlineData("IAsyncEnumerable<string> Do(int n) { using var a = [|source.StartActivity(\"x\")|]; if (n > 1) yield return \"\"; do { n--; yield return await Ask(n); } while (n > 0); }")]
    [InlineData("IAsyncEnumerable<int> Do() { using var outer = source.StartActivity(\"x\"); await Task.Yield(); using var inner = [|source.StartActivity(\"y\")|]; yield return 1; await Ask(1); }")]
    [InlineData("IAsyncEnumerator<string> Do(int[] ids) { using var a = [|source.StartActivity(\"x\")|]; foreach (var id in ids) yield return await Ask(id); }")]
    public Task Fires(string member) => Verify<ActivityAcrossYield>.FiresAsync(Given + "class C { async " + member + " }");

    [Theory]
    // Nothing that shows in a trace follows.
    [InlineData("IAsyncEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); foreach (var id in await Ids()) yield return id; }")]
    [InlineData("IAsyncEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); using var r = await command.ExecuteReaderAsync(); while (await r.ReadAsync()) yield return r.GetInt32(0); }")]
    [InlineData("IAsyncEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); await using (var r = await command.ExecuteReaderAsync()) while (await r.ReadAsync()) { a?.AddEvent(new(\"row\")); yield return 1; } a?.SetTag(\"b\", 1); }")]
    [InlineData("IAsyncEnumerable<int> Do(ChannelReader<int> r) { using var a = source.StartActivity(\"x\"); await foreach (var n in r.ReadAllAsync()) yield return n * 2; }")]
    [InlineData("IAsyncEnumerable<string> Do() { using var a = source.StartActivity(\"x\"); await foreach (var line in Lines()) yield return line; }")]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = source.StartActivity(\"x\"); var all = await Task.WhenAll(ids.Select(Ask)); foreach (var one in all) yield return one; }")]
    [InlineData("IAsyncEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); for (var n = (await Ids()).Count; n > 0; n--) yield return n; }")]
    [InlineData("IAsyncEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); yield return await Task.FromResult(1); await Task.Delay(1); yield return 2; }")]
    // Not while the span is live.
    [InlineData("IAsyncEnumerable<int> Do() { List<int> all; using (source.StartActivity(\"x\")) all = await Ids(); foreach (var one in all) { await Ask(one); yield return one; } }")]
    [InlineData("IAsyncEnumerable<int> Do() { var a = source.StartActivity(\"x\"); var all = await Ids(); a?.Stop(); foreach (var one in all) { await Ask(one); yield return one; } }")]
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { foreach (var id in ids) { using (var a = source.StartActivity(\"x\")) await Ask(id); yield return id; } }")]
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { foreach (var id in ids) { using var a = source.StartActivity(\"x\"); await Ask(id); yield return id; } }")]
    // The outer span is current again when the inner one has ended.
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { using var b = source.StartActivity(\"y\"); yield return id; } }")]
    // The parent is given, or the span is made current.
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { using (source.StartActivity(\"y\", ActivityKind.Internal, a?.Context ?? default)) { } yield return id; } }")]
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { using (source.StartActivity(\"y\", ActivityKind.Internal, a?.Id)) { } yield return id; } }")]
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { await Under(a, id); yield return id; } } Task Under(Activity? parent, int id) { Activity.Current = parent; return Ask(id); }")]
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { await Ask(id); yield return id; Activity.Current = a; } }")]
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { Activity.Current = a; await Ask(id); yield return id; } }")]
    // Alternatives.
    [InlineData("IAsyncEnumerable<int> Do(int n) { using var a = source.StartActivity(\"x\"); if (n > 0) yield return n; else await Ask(n); }")]
    [InlineData("IAsyncEnumerable<int> Do(int n) { using var a = source.StartActivity(\"x\"); if (n > 0) { yield return n; yield break; } await Ask(n); }")]
    // Runs elsewhere.
    [InlineData("IAsyncEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); yield return 1; Func<Task> later = () => client.GetAsync(\"/\"); yield return later.GetHashCode(); }")]
    [InlineData("IAsyncEnumerable<int> Do() { yield return 1; Task Inner() { using var a = source.StartActivity(\"x\"); return Task.CompletedTask; } await Inner(); }")]
    // A span that was only created.
    [InlineData("IAsyncEnumerable<int> Do() { using var a = source.CreateActivity(\"x\", ActivityKind.Internal); yield return 1; await Ask(1); }")]
    // Rows, lines and messages of what was asked for before the first item.
    [InlineData("IAsyncEnumerable<string[]> Do(System.IO.StreamReader r, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken t = default) { using var a = source.StartActivity(\"import\"); while (await r.ReadLineAsync(t) is { } line) { a?.AddEvent(new(\"row\")); yield return line.Split(';'); } }")]
    [InlineData("IAsyncEnumerable<(int, string)> Do() { var rows = 0; var a = source.StartActivity(\"x\"); try { await using var r = await command.ExecuteReaderAsync(); while (await r.ReadAsync()) { rows++; yield return (r.GetInt32(0), r.GetString(1)); } } finally { a?.SetTag(\"rows\", rows); a?.Dispose(); } }")]
    [InlineData("IAsyncEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); await using var r = await command.ExecuteReaderAsync(); do { while (await r.ReadAsync()) yield return r.GetInt32(0); } while (await r.NextResultAsync()); }")]
    [InlineData("IAsyncEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); await using var body = await client.GetStreamAsync(\"/\"); await foreach (var item in System.Text.Json.JsonSerializer.DeserializeAsyncEnumerable<int>(body)) yield return item; }")]
    [InlineData("IAsyncEnumerable<string> Do(string path) { using (var a = source.StartActivity(\"x\")) await foreach (var line in System.IO.File.ReadLinesAsync(path)) if (line.Length > 0) yield return line; }")]
    [InlineData("IAsyncEnumerable<Row> Do(Microsoft.EntityFrameworkCore.DbContext db) { using var a = source.StartActivity(\"x\"); await foreach (var row in Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AsAsyncEnumerable(db.Set<Row>())) yield return row; } class Row { public int Id { get; set; } }")]
    [InlineData("IAsyncEnumerable<int[]> Do(ChannelReader<int> r, int size) { using var a = source.StartActivity(\"batch\"); var batch = new List<int>(size); await foreach (var n in r.ReadAllAsync()) { batch.Add(n); if (batch.Count < size) continue; yield return batch.ToArray(); batch.Clear(); } if (batch.Count > 0) yield return batch.ToArray(); }")]
    [InlineData("IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken t = default) { using var a = source.StartActivity(\"x\"); foreach (var one in items) { await Task.Yield(); yield return one; } } List<int> items = [];")]
    [InlineData("IAsyncEnumerable<T> Do<T>(IEnumerable<T> items, IProgress<int> progress, SemaphoreSlim gate) { using var a = source.StartActivity(\"x\"); await gate.WaitAsync(); try { var n = 0; foreach (var one in items) { yield return one; progress.Report(++n); } } finally { gate.Release(); } }")]
    [InlineData("IAsyncEnumerable<DateTime> Do(TimeSpan period) { using var a = source.StartActivity(\"x\"); using var timer = new PeriodicTimer(period); while (await timer.WaitForNextTickAsync()) yield return DateTime.UtcNow; }")]
    [InlineData("IAsyncEnumerable<int> Do(Microsoft.Extensions.Logging.ILogger log) { using var a = source.StartActivity(\"x\"); foreach (var id in await Ids()) { yield return id; Microsoft.Extensions.Logging.LoggerExtensions.LogDebug(log, \"{Id} is done\", id); } }")]
    // All are under way before the first item.
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = source.StartActivity(\"x\"); var tasks = ids.Select(Ask).ToArray(); foreach (var task in tasks) yield return await task; }")]
    [InlineData("IAsyncEnumerable<string> Do(int[] ids) { using var a = source.StartActivity(\"x\"); await foreach (var task in Task.WhenEach(ids.Select(Ask).ToList())) yield return await task; }")]
    // The span is of one page, one message or the first question.
    [InlineData("IAsyncEnumerable<string> Do() { for (string? page = \"/\"; page != null;) { string text; using (source.StartActivity(\"page\")) text = await client.GetStringAsync(page); yield return text; page = text.Length > 0 ? text : null; } }")]
    [InlineData("IAsyncEnumerable<int> Do(ChannelReader<Message> r) { await foreach (var m in r.ReadAllAsync()) { using var a = source.StartActivity(\"process\", ActivityKind.Consumer, m.Sender); await Ask(m.Id); yield return m.Id; } } record Message(int Id, ActivityContext Sender);")]
    [InlineData("IAsyncEnumerable<int> Do() { List<int> all; var a = source.StartActivity(\"x\"); try { all = await Ids(); } catch (DbException e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } finally { a?.Dispose(); } foreach (var one in all) { yield return one; await Ask(one); } }")]
    // The work is inside another span, which is given its parent.
    [InlineData("IAsyncEnumerable<string> Do(string[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { string text; using (source.StartActivity(\"one\", ActivityKind.Internal, a?.Context ?? default)) text = await client.GetStringAsync(id); yield return text; } }")]
    // The parent is given, or the span is current again.
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { using var a = source.StartActivity(\"x\"); var parent = a?.Context ?? default; foreach (var id in ids) { using (var b = source.StartActivity(ActivityKind.Client, parentContext: parent, name: \"y\")) b?.SetTag(\"id\", id); yield return id; } }")]
    [InlineData("IAsyncEnumerable<int> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { try { await Ask(id); } catch (HttpRequestException) { continue; } yield return id; if (a != null) Activity.Current = a; } }")]
    // Alternatives.
    [InlineData("IAsyncEnumerable<string> Do(string? cached) { using var a = source.StartActivity(\"x\"); switch (cached) { case { Length: > 0 }: yield return cached; break; default: await Ask(1); break; } }")]
    public Task Quiet(string member) => Verify<ActivityAcrossYield>.QuietAsync(Given + "class C { async " + member + " }");

    [Theory]
    [InlineData("IEnumerable<int> Do() { using var a = source.StartActivity(\"x\"); yield return 1; client.Send(new()); }")]
    [InlineData("async Task Do() { using var a = source.StartActivity(\"x\"); await foreach (var page in Pages()) await Ask(1); }")]
    public Task Quiet_on_other_functions(string member) => Verify<ActivityAcrossYield>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Fires_on_current_spans_of_OpenTelemetry_only() => Verify<ActivityAcrossYield>.FiresAsync(Given +
        """
        class C(OpenTelemetry.Trace.Tracer tracer)
        {
            async IAsyncEnumerable<int> Active() { using var span = [|tracer.StartActiveSpan("x")|]; yield return 1; await Ask(1); }
            async IAsyncEnumerable<int> Repaired() { using var span = tracer.StartActiveSpan("x"); yield return 1; OpenTelemetry.Trace.Tracer.WithSpan(span); await Ask(1); }
            async IAsyncEnumerable<int> NotCurrent() { using var span = tracer.StartSpan("x"); yield return 1; await Ask(1); }
        }
        """);

    [Fact]
    public Task Fires_in_local_functions_and_top_level_statements() => Verify<ActivityAcrossYield>.FiresAsync(
        """
        var client = new HttpClient();
        await foreach (var page in Pages()) Console.WriteLine(page);
        async IAsyncEnumerable<string> Pages() { using var a = [|source.StartActivity("x")|]; while (true) yield return await client.GetStringAsync("/"); }
        class Other;
        """);

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<ActivityAcrossYield>.QuietAsync(Given +
        "class Source { public IDisposable? StartActivity(string name) => null; } class C { async IAsyncEnumerable<int> Do(Source s) { using var a = s.StartActivity(\"x\"); yield return 1; await Ask(1); } }");

    [Theory]
    [InlineData("await Ask(1);")]
    [InlineData("await Ask(1).ConfigureAwait(false);")]
    public Task Says_what_loses_its_parent(string work) => Verify<ActivityAcrossYield>.SaysAsync(
        Given + "class C { async IAsyncEnumerable<int> Do() { using var a = [|source.StartActivity(\"load\")|]; yield return 1; " + work + " } }",
        "Span 'load' (Activity) is no longer Activity.Current after 'yield return': 'Ask' becomes a child of the consumer's span. Set Activity.Current to it again after each 'yield return'.");

    [Theory]
    [InlineData(
        "IAsyncEnumerable<string> Do(int[] ids) { using var a = [|source.StartActivity(\"x\")|]; foreach (var id in ids) yield return await Ask(id); }",
        "IAsyncEnumerable<string> Do(int[] ids) { using var a = source.StartActivity(\"x\"); foreach (var id in ids) { yield return await Ask(id); Activity.Current = a ?? Activity.Current; } }")]
    [InlineData(
        "IAsyncEnumerable<int> Do() { using ([|source.StartActivity(\"x\")|]) { yield return 1; await Ask(1); yield return 2; } }",
        "IAsyncEnumerable<int> Do() { using (var activity = source.StartActivity(\"x\")) { yield return 1; Activity.Current = activity ?? Activity.Current; await Ask(1); yield return 2; Activity.Current = activity ?? Activity.Current; } }")]
    [InlineData(
        "IAsyncEnumerable<int> Do() { using (var a = [|source.StartActivity(\"x\")|]) { yield return 1; await Ask(1); } using (var b = [|source.StartActivity(\"y\")|]) { yield return 1; await Ask(1); } }",
        "IAsyncEnumerable<int> Do() { using (var a = source.StartActivity(\"x\")) { yield return 1; Activity.Current = a ?? Activity.Current; await Ask(1); } using (var b = source.StartActivity(\"y\")) { yield return 1; Activity.Current = b ?? Activity.Current; await Ask(1); } }")]
    [InlineData(
        "IAsyncEnumerable<int> Do(int n) { using var a = [|source.StartActivity(\"x\")|]; switch (n) { case 1: yield return 1; break; default: if (n > 9) yield return 9; else yield return 2; break; } await Ask(n); }",
        "IAsyncEnumerable<int> Do(int n) { using var a = source.StartActivity(\"x\"); switch (n) { case 1: yield return 1; Activity.Current = a ?? Activity.Current; break; default: if (n > 9) { yield return 9; Activity.Current = a ?? Activity.Current; } else { yield return 2; Activity.Current = a ?? Activity.Current; } break; } await Ask(n); }")]
    public Task Fixes(string before, string after) => Verify<ActivityAcrossYield>.FixesAsync(Given + "class C { async " + before + " }", Given + "class C { async " + after + " }");

    [Fact]
    public Task Fixes_with_comments_and_layout() => Verify<ActivityAcrossYield>.FixesAsync(
        Given + """
        class C
        {
            async IAsyncEnumerable<string> Do(int[] ids)
            {
                using var a = [|source.StartActivity("x")|];
                foreach (var id in ids)
                    // One.
                    yield return await Ask(id); // asked

                yield return await Ask(0); // last
            }
        }
        """,
        Given + """
        class C
        {
            async IAsyncEnumerable<string> Do(int[] ids)
            {
                using var a = source.StartActivity("x");
                foreach (var id in ids)
                    // One.
                {
                    yield return await Ask(id); // asked
                    Activity.Current = a ?? Activity.Current;
                }

                yield return await Ask(0); // last
                Activity.Current = a ?? Activity.Current;
            }
        }
        """);

    [Theory]
    [InlineData("async IAsyncEnumerable<int> Do(OpenTelemetry.Trace.Tracer tracer) { using var span = [|tracer.StartActiveSpan(\"x\")|]; yield return 1; await Ask(1); }")]
    [InlineData("Activity? kept; async IAsyncEnumerable<int> Do() { kept = [|source.StartActivity(\"x\")|]; yield return 1; await Ask(1); }")]
    public Task Offers_no_fix(string member) => Verify<ActivityAcrossYield>.OffersNoFixAsync(Given + "class C { " + member + " }");
}

[Collection(nameof(Traces))]
public class ActivityAcrossYieldProofs
{
    private const string Main = """using (Given.source.StartActivity("request")) await foreach (var order in Test.LoadAsync()) { }""";

    [Fact]
    public Task At_run_time_only_the_first_child_finds_its_parent() => TracedRun.ProvesAsync(
        "OBS3001", Main, "request\n  load orders\n    query\n  query\n  query\n", "request\n  load orders\n    query\n    query\n    query\n");

    /// <summary>Why the fix does not simply write <c>Activity.Current = activity</c>: a source that nobody listens to would cut the trace.</summary>
    [Fact]
    public async Task At_run_time_no_activity_must_not_become_current()
    {
        const string snippet = """
            static readonly ActivitySource unheard = new("Unheard");
            public static async IAsyncEnumerable<int> Naive() { using var a = unheard.StartActivity("x"); yield return 1; Activity.Current = a; using (source.StartActivity("child")) await Task.Yield(); }
            public static async IAsyncEnumerable<int> Fixed() { using var a = unheard.StartActivity("x"); yield return 1; Activity.Current = a ?? Activity.Current; using (source.StartActivity("child")) await Task.Yield(); }
            """;
        Assert.Equal("request\nchild\n", await TracedRun.TreeAsync(snippet, """using (Given.source.StartActivity("request")) await foreach (var _ in Test.Naive()) { }"""));
        Assert.Equal("request\n  child\n", await TracedRun.TreeAsync(snippet, """using (Given.source.StartActivity("request")) await foreach (var _ in Test.Fixed()) { }"""));
    }

    /// <summary>Why the outer of two nested spans is not reported: the end of the inner one makes it current again.</summary>
    [Fact]
    public async Task At_run_time_the_end_of_an_inner_span_brings_the_outer_one_back() => Assert.Equal(
        "request\n  export\n    item\n    item\n    item\n",
        await TracedRun.TreeAsync(
            """public static async IAsyncEnumerable<int> Export() { using var a = source.StartActivity("export"); for (var n = 0; n < 3; n++) { using var b = source.StartActivity("item"); await Task.Yield(); yield return n; } }""",
            """using (Given.source.StartActivity("request")) await foreach (var _ in Test.Export()) { }"""));
}
