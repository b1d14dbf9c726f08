using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class UnboundedLabelValueTests
{
    private const string Usings = "using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Http.Extensions; using Microsoft.AspNetCore.Routing;\n";

    private const string Given = Usings + "static partial class Test { static readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); static readonly Counter p = Metrics.CreateCounter(\"p_total\", \"P.\", \"a\", \"b\");\n"
        + "static readonly HashSet<string> Known = []; static readonly Dictionary<string, string> Names = new() { [\"/a\"] = \"a\" };\n";

    private const string Method = Given + "static void Do(HttpContext context, HttpRequest request, Exception e, Guid id, string text) { ";

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"path\", [|request.Path|]));")]
    [InlineData("c.Add(1, new(\"path\", [|request.Path.Value|]), new(\"method\", request.Method));")]
    [InlineData("c.Add(tag: new(\"path\", [|request.GetDisplayUrl()|]), delta: 1);")]
    [InlineData("c.Add(1, new TagList { { \"id\", [|id|] }, { \"method\", request.Method } });")]
    [InlineData("var tags = new TagList(); tags.Add(\"error\", [|e.Message|]); c.Add(1, tags);")]
    [InlineData("c?.Add(1, new KeyValuePair<string, object?>(\"error\", [|$\"{e.GetType().Name}: {e.Message}\"|]));")]
    [InlineData("p.WithLabels([|request.Path|], \"x\").Inc();")]
    [InlineData("p.WithLabels(\"x\", [|Guid.NewGuid().ToString()|]).Inc();")]
    [InlineData("p.WithLabels([|id.ToString()|], [|DateTime.UtcNow.ToString(\"O\")|]).Inc();")]
    [InlineData("p.Labels([|context.TraceIdentifier|], \"x\").Inc();")]
    [InlineData("var path = request.Path.Value!; p.WithLabels([|path|], \"x\").Inc();")]
    [InlineData("var path = request.Path.Value!; Action a = () => { Action b = () => p.WithLabels([|path.ToLower()|], \"x\").Inc(); };")]
    [InlineData("var path = request.Path.Value!; if (path == \"/health\") return; p.WithLabels([|path|], \"x\").Inc();")]
    [InlineData("var path = request.Path; p.WithLabels([|path.HasValue ? path.Value! : \"none\"|], \"x\").Inc();")]
    [InlineData("Metrics.CreateHistogram(\"h\", \"H.\", \"path\").WithLabels([|request.Path|]).Observe(1);")]
    [InlineData("var tags = new List<KeyValuePair<string, object?>> { new(\"kind\", \"a\") }; tags.Add(new(\"id\", [|id|])); c.Add(1, tags.ToArray());")]
    [InlineData("var tags = new Dictionary<string, object?> { [\"id\"] = [|id|] }; c.Add(1, tags.ToArray());")]
    [InlineData("var tags = new List<KeyValuePair<string, object?>> { new(\"id\", [|id|]) }; c.Add(1, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tags));")]
    [InlineData("object o = text; if (o is Guid g) c.Add(1, new KeyValuePair<string, object?>(\"id\", [|g|]));")]
    [InlineData("var path = request.Path.Value!; if (!Names.TryGetValue(path, out var name)) name = path; c.Add(1, new KeyValuePair<string, object?>(\"path\", [|name|]));")]
    public Task Fires(string statement) => Verify<UnboundedLabelValue>.FiresAsync(Method + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"method\", request.Method)); p.WithLabels(request.Method, text).Inc();")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"route\", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText));")]
    [InlineData("var path = request.Path.Value!; if (!Known.Contains(path)) path = \"other\"; p.WithLabels(path, \"x\").Inc();")]
    [InlineData("p.WithLabels(e.GetType().Name, context.Response.StatusCode.ToString()).Inc();")]
    [InlineData("Activity.Current?.SetTag(\"url.path\", request.Path.Value); Activity.Current?.AddTag(\"id\", id);")]
    [InlineData("p.WithLabels(\"a\", \"b\").Inc(Prometheus.Exemplar.From(Prometheus.Exemplar.Pair(\"trace_id\", Activity.Current!.TraceId.ToString())));")]
    [InlineData("p.RemoveLabelled(request.Path, \"x\");")]
    [InlineData("var path = request.Path.Value!; if (!Names.TryGetValue(path, out var name)) name = \"other\"; c.Add(1, new KeyValuePair<string, object?>(\"path\", name));")]
    [InlineData("object o = text; if (o is string s) c.Add(1, new KeyValuePair<string, object?>(\"kind\", s));")]
    [InlineData("var tags = new List<KeyValuePair<string, object?>> { new(\"kind\", \"a\") }; c.Add(1, tags.ToArray()); tags.Add(new(\"id\", id));")]
    [InlineData("var built = new System.Reflection.AssemblyMetadataAttribute(\"Built\", text); p.WithLabels(DateTime.Parse(built.Value ?? \"1970-01-01\").ToString(\"O\"), System.IO.File.GetLastWriteTimeUtc(typeof(Counter).Assembly.Location).ToString(\"O\")).Inc();")]
    [InlineData("new Dictionary<string, object>().Add(\"path\", request.Path); var list = new List<object>(); list.Add(id);")]
    public Task Quiet(string statement) => Verify<UnboundedLabelValue>.QuietAsync(Method + statement + " } }");

    [Fact]
    public Task Quiet_on_what_is_one_value_for_each_process() => Verify<UnboundedLabelValue>.QuietAsync(
        """
        class A(Guid instance)
        {
            static readonly Counter<long> C = meter.CreateCounter<long>("c");
            static readonly Counter P = Metrics.CreateCounter("p_total", "P.", "id");
            static readonly string Run = Guid.NewGuid().ToString();
            static readonly Counter.Child Child = P.WithLabels(Guid.NewGuid().ToString());
            readonly string start = DateTime.UtcNow.ToString("O");
            static readonly Meter M = new("m", "1", [new("run", Guid.NewGuid())]);
            void Do() { P.WithLabels(Run).Inc(); P.WithLabels(start).Inc(); C.Add(1, new KeyValuePair<string, object?>("instance", instance)); }
        }
        """);

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<UnboundedLabelValue>.QuietAsync(
        "using Mine;\nclass A { void Do(Mine.Counter c, Mine.HttpRequest r) { c.WithLabels(r.Path); Metrics.CreateCounter(\"c_total\", \"C.\", \"path\").WithLabels(r.Path).Inc(); } }\nnamespace Mine { class Counter { public void WithLabels(params string[] v) { } } class HttpRequest { public string Path => System.Console.ReadLine()!; } }");

    [Theory]
    [InlineData("bounded_label_names = id", "c.Add(1, new KeyValuePair<string, object?>(\"id\", id));")]
    [InlineData("bounded_label_names = shop_tenant_id, other", "c.Add(1, new KeyValuePair<string, object?>(\"shop.tenant.id\", id));")]
    public Task Quiet_on_names_that_are_configured(string option, string statement) => Verify<UnboundedLabelValue>.QuietAsync(Method + statement + " } }", "observability_lint." + option);

    [Fact]
    public Task Fires_in_top_level_statements_records_and_other_files() => Verify<UnboundedLabelValue>.FiresAsync(
        """
        using Microsoft.AspNetCore.Http;
        var shop = new Shop("x");
        Func<HttpRequest, int> handler = request => { Shop.Orders.WithLabels([|request.Path|]).Inc(); shop.Do(request, Guid.NewGuid()); return 1; };
        === Shop.cs
        using Microsoft.AspNetCore.Http;
        record Shop(string Name)
        {
            internal static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "Orders.", Keys.Path);
            internal void Do(HttpRequest request, Guid id)
            {
                Orders.WithLabels([|Paths.Of(request)|]).Inc();
                Orders.WithLabels([|$"{Name}-{id}"|]).Inc();
            }
        }
        static class Keys { public const string Path = "path"; }
        === Paths.cs
        using Microsoft.AspNetCore.Http;
        static class Paths { public static string Of(HttpRequest request) => request.Path.ToString().ToLowerInvariant(); }
        """);

    [Theory]
    [InlineData("class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); public static void Count(string path) => P.WithLabels(path).Inc(); } class U { void Do(HttpRequest r) { M.Count([|r.Path|]); M.Count(\"x\"); M.Count(r.Method); } }")]
    [InlineData("class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\", \"m\"); public void Count(string method, string path) => P.WithLabels(path.ToLower(), method).Inc(); } class U(M m) { void Do(HttpRequest r) { m.Count(path: [|r.Path|], method: \"x\"); m?.Count(r.Method, [|r.Path|]); } }")]
    [InlineData("static class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); public static void Count(this HttpRequest r, string path) { var key = $\"/{path}\"; P.WithLabels(key).Inc(); } } class U { void Do(HttpRequest r) { r.Count([|r.Path|]); M.Count(r, [|r.Path|]); } }")]
    [InlineData("class M { readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); public void Failed(Exception e, string? reason = null) => c.Add(1, new KeyValuePair<string, object?>(\"reason\", reason)); } class U { void Do(M m, Exception e) { m.Failed(e, [|e.Message|]); m.Failed(e); } }")]
    [InlineData("interface IM { void Count(string path); } class M : IM { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); public void Count(string path) => P.WithLabels(path).Inc(); } class U { void Do(IM m, HttpRequest r) => m.Count([|r.Path|]); }")]
    [InlineData("class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); readonly Counter.Child child; public M(string path) => child = P.WithLabels(path); } class U { void Do(HttpRequest r) { new M([|r.Path|]); M m = new([|r.Path|]); } }")]
    [InlineData("class U { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); void Do(HttpRequest r) { void Count(string path) => P.WithLabels(path).Inc(); Count([|r.Path|]); } }")]
    // A parameter whose type is enough is reported in the method, and not again at each of its calls.
    [InlineData("class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"id\"); public static void Count(Guid id) => P.WithLabels([|id.ToString()|]).Inc(); } class U { void Do() => M.Count(Guid.NewGuid()); }")]
    [InlineData("class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"id\"); public static void Count(object id) => P.WithLabels(id.ToString()!).Inc(); } class U { void Do() => M.Count([|Guid.NewGuid()|]); }")]
    public Task Fires_at_the_call_that_passes_the_value(string code) => Verify<UnboundedLabelValue>.FiresAsync(Usings + code);

    [Theory]
    // Checked in the method, changed on its way, marked as bounded, or two levels deep.
    [InlineData("class M { static readonly HashSet<string> Known = []; static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); public static void Count(string path) => P.WithLabels(Known.Contains(path) ? path : \"other\").Inc(); } class U { void Do(HttpRequest r) => M.Count(r.Path); }")]
    [InlineData("class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); public static void Count(string path) { path = Clean(path); P.WithLabels(path).Inc(); } static string Clean(string p) => \"x\"; } class U { void Do(HttpRequest r) => M.Count(r.Path); }")]
    [InlineData("class BoundedAttribute : Attribute; class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); public static void Count([Bounded] string path) => P.WithLabels(path).Inc(); } class U { void Do(HttpRequest r) => M.Count(r.Path); }")]
    [InlineData("class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); public static void Count(string path) => P.WithLabels(Clean(path)).Inc(); static string Clean(string p) => p.Length > 3 ? \"x\" : \"y\"; } class U { void Do(HttpRequest r) => M.Count(r.Path); }")]
    [InlineData("class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); public static void Count(string path) { if (path == \"/a\") P.WithLabels(path).Inc(); } } class U { void Do(HttpRequest r) => M.Count(r.Path); }")]
    [InlineData("class M { static readonly Counter P = Metrics.CreateCounter(\"p_total\", \"P.\", \"path\"); public static void Count(string path) => P.WithLabels(path).Inc(); } class U { void Count(string s) { } void Do(HttpRequest r) => Count(r.Path); }")]
    public Task Quiet_at_calls(string code) => Verify<UnboundedLabelValue>.QuietAsync(Usings + code);

    [Fact]
    public Task Says_where_the_value_comes_from() => Verify<UnboundedLabelValue>.SaysAsync(
        Method + "var path = request.Path; p.WithLabels([|path|], \"x\").Inc(); } }",
        "Label 'a' of 'p_total' may take any value (HttpRequest.Path): each new one creates a time series that is never freed. Use a value from a fixed set, or put it on the span (Activity).");

    [Fact]
    public Task Says_so_without_names() => Verify<UnboundedLabelValue>.SaysAsync(
        "static void Do(Counter counter, Guid id) => counter.WithLabels([|id.ToString()|]).Inc();",
        "This label may take any value (a Guid): each new one creates a time series that is never freed. Use a value from a fixed set, or put it on the span (Activity).");

    [Fact]
    public async Task At_run_time_each_value_is_a_series_that_stays()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        var counter = Prometheus.Metrics.WithCustomRegistry(registry).CreateCounter("shop_requests_total", "Requests.", "path");
        for (var i = 0; i < 100; i++) counter.WithLabels("/orders/" + i).Inc();
        using var stream = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        Assert.Equal(100, System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n').Count(line => line.StartsWith("shop_requests_total{", StringComparison.Ordinal)));
    }
}
