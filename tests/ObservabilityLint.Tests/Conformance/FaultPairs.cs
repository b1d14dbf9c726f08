namespace ObservabilityLint.Tests.Conformance;

/// <summary>
/// Small pieces of code with two faults each, at one place: a metric's declaration and use with holes, and for every two holes what can be wrong in both.
/// Behind them pairs of faults of spans, work and queues that stand in one another.
/// </summary>
internal static class FaultPairs
{
    /// <summary>A hole, and what can be written there that some rule minds; the first is what none minds.</summary>
    private sealed record Hole(string Mark, params string[] Texts);

    private const string Prometheus = """
        using Microsoft.AspNetCore.Http;
        class Shop
        {
            private static readonly Counter Orders = Metrics.CreateCounter("$name", "$help", "$label", "$other");
            static void Count(HttpContext context, Exception ex, Guid id, string method, string path, string email, string userId) => Orders.WithLabels($values).Inc($by);
        }
        """;

    private static readonly Hole[] PrometheusHoles =
    [
        new("$name", "shop_orders_total", "shop_orders", "shopOrders_total", "total_orders", "shop_orders_count", "shop_orders_counter_total", "shop:orders_total", "shop-orders_total", "process_orders_total", "shop_active_orders_total", "shop_sent_kb_total"),
        new("$help", "Orders.", ""),
        new("$label", "method", "Method", "order-method", "job", "email", "path", "user_id"),
        new("$other", "path", "requestPath", "method", "user_id", "email"),
        new("$values", "method, \"/\"", "path, method", "context.Request.Path, context.Request.Method", "context.Request.Method, context.Request.Path", "id.ToString(), method", "ex.Message, path", "email, method", "method, userId", "method"),
        new("$by", "", "-1"),
    ];

    private const string OpenTelemetry = """
        using Microsoft.AspNetCore.Http;
        class Shop
        {
            private static readonly Counter<$type> Orders = meter.CreateCounter<$type>("$name"$unit$help);
            static void Count(HttpContext context, Exception ex, Guid id, string text) => Orders.Add($by, new KeyValuePair<string, object?>("$key", $value), new KeyValuePair<string, object?>("$second", $given));
        }
        """;

    private static readonly Hole[] OpenTelemetryHoles =
    [
        new("$type", "long", "uint"),
        new("$name", "shop.orders", "shop.orders.total", "ShopOrders", "shop orders", "shop.orders_counter", "shop.active_orders", "shop.sent.bytes", "http.client.orders"),
        new("$unit", ", \"{order}\"", ", \"orders\"", ", null"),
        new("$help", ", \"Orders.\"", ", \"\""),
        new("$by", "1", "-1"),
        new("$key", "kind", "orderKind", "", "user.id", "email", "job"),
        new("$value", "\"new\"", "context.Request.Path", "ex.Message", "id", "text"),
        new("$second", "region", "kind", "Region"),
        new("$given", "\"eu\"", "\"new\"", "text", "context.Request.Method == \"GET\" ? \"a\" : \"b\""),
    ];

    private const string Recorded = """
        class Shop
        {
            private static readonly Histogram<double> Waits = meter.CreateHistogram<double>("$name"$unit);
            private static readonly Histogram Times = Metrics.CreateHistogram("$long", "$help", new HistogramConfiguration { Buckets = [10, 100], LabelNames = ["$label"] });
            static void Record(Stopwatch watch, Exception ex) { Waits.Record($value); Times.WithLabels($given).Observe($value); }
        }
        """;

    private static readonly Hole[] RecordedHoles =
    [
        new("$name", "shop.wait", "shop.wait_seconds", "shopWaitMs", "shop.wait.duration"),
        new("$unit", ", \"s\", \"Waits.\"", ", \"seconds\", \"Waits.\"", ", null, \"Waits.\"", ", \"s\""),
        new("$long", "shop_wait_seconds", "shop_wait_milliseconds", "shop_wait_ms", "shopWait_seconds", "shop_wait_histogram_ms", "shop_wait_ms_total"),
        new("$help", "Waits.", ""),
        new("$label", "error", "Error", "le"),
        new("$given", "\"none\"", "ex.Message"),
        new("$value", "watch.Elapsed.TotalSeconds", "watch.ElapsedMilliseconds"),
    ];

    private static readonly string[] Work =
    [
        // Spans with more than one fault: their names, ends, attributes and errors.
        "class A { public void Do(Guid id, bool isFull) { var a = source.StartActivity($\"order {id}\"); a?.SetTag(\"orderKind\", \"online\"); a?.SetTag(\"http.method\", \"GET\"); if (isFull) return; try { Console.WriteLine(); } catch (Exception) { throw; } a?.Stop(); } }",
        "class A { public void Do(int code) { using var a = new Activity(\"import\").Start(); a.SetTag(\"http.response.status_code\", code.ToString()); try { Console.WriteLine(); } catch (Exception e) { a.AddException(e); } } }",
        "class A { public Activity? Do(Guid id) { using var a = source.CreateActivity($\"order {id}\", ActivityKind.Client); a?.SetTag(\"db.statement\", \"SELECT 1\"); return a; } }",
        "class A { public void Do() { var a = source.StartActivity(\"order\"); var b = source.StartActivity(\"payment\"); a?.Stop(); Activity.Current?.Stop(); b?.Stop(); } }",
        // Detached work in a suppressed flow that is not restored, and without its token.
        "class A(HttpClient http) : Microsoft.AspNetCore.Mvc.ControllerBase { public async Task<int> Post(CancellationToken cancellation) { ExecutionContext.SuppressFlow(); _ = Task.Run(async () => { using var a = source.StartActivity(\"a\"); await http.GetStringAsync(\"/\"); }); await Task.Yield(); return 1; } }",
        "class A(HttpClient http) { public async Task Do(CancellationToken cancellation) { using var a = source.StartActivity(\"a\"); using (ExecutionContext.SuppressFlow()) { await http.GetStringAsync(\"/\"); } } }",
        "class A(HttpClient http) { public async Task Do(CancellationToken cancellation) { using var a = source.StartActivity(\"a\"); _ = Task.Run(() => http.GetStringAsync(\"/\")); await http.GetStringAsync(\"/b\"); } }",
        "class A(HttpClient http) { public Task<string> Do(CancellationToken cancellation) { using var a = source.StartActivity(\"a\"); return http.GetStringAsync(\"/\"); } }",
        "class A(HttpClient http) { public async IAsyncEnumerable<int> Do(CancellationToken cancellation) { using var a = source.StartActivity(\"a\"); yield return 1; await http.GetStringAsync(\"/\"); using var b = source.StartActivity(\"b\"); yield return 2; } }",
        "class A(HttpClient http) { Timer? timer; public void Do() { using var a = source.StartActivity(\"a\"); timer ??= new Timer(_ => { using var b = source.StartActivity(\"b\"); }, null, 0, 1000); _ = Task.Run(async () => { using var c = source.StartActivity(\"c\"); await http.GetStringAsync(\"/\"); }); } }",
        "using OpenTelemetry; class A(HttpClient http) { public async Task Do(CancellationToken cancellation) { using var a = source.StartActivity(\"a\"); _ = Task.Run(async () => { Baggage.SetBaggage(\"a\", \"b\"); using var b = source.StartActivity(\"b\"); await http.GetStringAsync(\"/\"); }); Console.WriteLine(Baggage.GetBaggage(\"a\")); await Task.Yield(); } }",
        "using OpenTelemetry; class A(HttpClient http) { public async Task Do(CancellationToken cancellation) { SuppressInstrumentationScope.Begin(); await http.GetStringAsync(\"/\"); } }",
        "class A(HttpClient http) { public async Task Do(CancellationToken cancellation) { var request = new HttpRequestMessage(HttpMethod.Get, \"/\"); request.Headers.Add(\"traceparent\", Activity.Current!.Id); await http.SendAsync(request); } }",
        "class A(Channel<A.Job> jobs, HttpClient http) { public sealed record Job(int Id); public async Task Put(int id, CancellationToken cancellation) { using var a = source.StartActivity(\"put\"); await jobs.Writer.WriteAsync(new Job(id)); } public async Task Read(CancellationToken cancellation) { await foreach (var job in jobs.Reader.ReadAllAsync()) { using var b = source.StartActivity(\"read\", ActivityKind.Consumer); await http.GetStringAsync(\"/\" + job.Id); } } }",
        "using Microsoft.Data.Sqlite; class A(SqliteConnection connection) { public async Task Do(CancellationToken cancellation) { using var command = new SqliteCommand(\"SELECT 1\", connection); command.ExecuteNonQuery(); await command.ExecuteReaderAsync(); } }",
        "class A { public void Do(Activity parent, ActivityTraceId trace, ActivitySpanId span) { Activity.Current = parent; using var a = source.StartActivity(\"a\", ActivityKind.Server, new ActivityContext(trace, span, ActivityTraceFlags.None)); } }",
        "class A(HttpClient http) { async Task<Activity?> Start(string name) { await Task.Yield(); var a = source.StartActivity(name); return a; } public async Task Do(CancellationToken cancellation) { using var a = await Start(\"a\"); await http.GetStringAsync(\"/\"); } }",
    ];

    /// <summary>All pieces of code.</summary>
    public static IEnumerable<string> All => [.. Of(Prometheus, PrometheusHoles), .. Of(OpenTelemetry, OpenTelemetryHoles), .. Of(Recorded, RecordedHoles), .. Work];

    private static IEnumerable<string> Of(string code, Hole[] holes)
    {
        for (var first = 0; first < holes.Length; first++)
            for (var second = first + 1; second < holes.Length; second++)
                foreach (var one in holes[first].Texts.Skip(1))
                    foreach (var other in holes[second].Texts.Skip(1))
                        yield return holes.Aggregate(code, (text, hole) => text.Replace(hole.Mark, hole == holes[first] ? one : hole == holes[second] ? other : hole.Texts[0], StringComparison.Ordinal));
    }
}
