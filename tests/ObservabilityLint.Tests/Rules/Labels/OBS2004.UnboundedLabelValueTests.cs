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
    [InlineData("var child = p.WithLabels([|id.ToString()|], \"x\"); try { child.Inc(); } finally { p.RemoveLabelled(\"a\", \"x\"); }")]
    [InlineData("var child = p.WithLabels([|id.ToString()|], \"x\"); var other = p.WithLabels(\"a\", \"x\"); try { child.Inc(); } finally { other.Remove(); }")]
    [InlineData("var path = request.Path.Value!; if (!Names.TryGetValue(path, out var name)) name = path; c.Add(1, new KeyValuePair<string, object?>(\"path\", [|name|]));")]
    [InlineData("void Add(Counter<long> counter) => counter.Add(tag: new(\"id\", [|id|]), delta: 1); Add(c);")]
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
    [InlineData("p.WithLabels(request.Path, \"x\").Remove(); p.WithLabels(id.ToString(), \"x\").Unpublish();")]
    [InlineData("var child = p.WithLabels(id.ToString(), \"x\"); try { child.Inc(); } finally { child.Remove(); }")]
    [InlineData("new Dictionary<string, object>().Add(\"path\", request.Path); var list = new List<object>(); list.Add(id);")]
    public Task Quiet(string statement) => Verify<UnboundedLabelValue>.QuietAsync(Method + statement + " } }");

    private const string Viewed = "using OpenTelemetry.Metrics;\nstatic class Use { static readonly Counter<long> c = meter.CreateCounter<long>(\"shop.calls\"); static void Do(Guid id) => c.Add(1, new(\"kind\", \"a\"), new(\"id\", id)); static void Set(MeterProviderBuilder b, MetricStreamConfiguration? other, string key) => b";

    /// <summary>A view keeps the label out of the series, or may.</summary>
    [Theory]
    [InlineData(".AddView(\"shop.calls\", new MetricStreamConfiguration { TagKeys = [\"kind\"] })")]
    [InlineData(".AddView(\"SHOP.*\", new ExplicitBucketHistogramConfiguration { TagKeys = Array.Empty<string>() })")]
    [InlineData(".AddView(\"shop.calls\", MetricStreamConfiguration.Drop)")]
    [InlineData(".AddView(\"shop.calls\", other!)")]
    [InlineData(".AddView(\"shop.calls\", new MetricStreamConfiguration { TagKeys = [key] })")]
    [InlineData(".AddView(i => i.Name == \"shop.calls\" ? new MetricStreamConfiguration { TagKeys = [\"kind\"] } : null)")]
    [InlineData(".AddView(i => i.Meter.Name == \"x\" ? MetricStreamConfiguration.Drop : null)")]
    public Task Quiet_where_a_view_drops_the_label(string views) => Verify<UnboundedLabelValue>.QuietAsync(Viewed + views + "; }");

    [Theory]
    [InlineData(".AddView(\"shop.calls\", new MetricStreamConfiguration { TagKeys = [\"kind\", \"id\"] })")]
    [InlineData(".AddView(\"shop.calls\", new MetricStreamConfiguration { Description = \"Calls.\" })")]
    [InlineData(".AddView(\"shop.other\", new MetricStreamConfiguration { TagKeys = [\"kind\"] })")]
    [InlineData(".AddView(\"depot.*\", MetricStreamConfiguration.Drop)")]
    [InlineData(".AddView(\"*\", new MetricStreamConfiguration { TagKeys = [\"kind\"] }).AddView(\"shop.calls\", new MetricStreamConfiguration { Name = \"shop.all\" })")]
    [InlineData(".AddView(i => i.Name == \"x\" ? new MetricStreamConfiguration { Name = \"y\" } : null)")]
    [InlineData(".AddView(\"shop.calls\", \"shop.all\")")]
    public Task Fires_where_no_view_drops_the_label(string views) => Verify<UnboundedLabelValue>.FiresAsync(Viewed.Replace("\"id\", id", "\"id\", [|id|]") + views + "; }");

    private const string Placed = "using Pair = System.Collections.Generic.KeyValuePair<string, object?>;\nstatic class Use { static readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); const int Second = 1;\n"
        + "static Pair[] Make(Exception e) { var i = 0; var tags = new Pair[2]; tags[i++] = new(\"a\", 1); tags[i++] = new(\"b\", e.Message); return tags; } static void Put(Pair[] tags, object? value) { tags[0] = new(\"a\", value); }\n"
        + "static void Do(Exception e, bool any) { ";

    [Theory]
    [InlineData("var tags = new Pair[2]; tags[0] = new(\"a\", 1); tags[Second] = new(\"b\", [|e.Message|]); c.Add(1, tags);")]
    [InlineData("Pair[] tags; if (any) { tags = new Pair[1]; tags[0] = new(\"b\", [|e.Message|]); } else tags = new Pair[0]; c.Add(1, tags);")]
    [InlineData("var tags = new List<Pair> { new(\"a\", 1), new(\"b\", 1) }; tags[1] = KeyValuePair.Create<string, object?>(\"b\", [|e.Message|]); c.Add(1, tags.ToArray());")]
    [InlineData("TagList tags = new() { { \"a\", 1 } }; tags[0] = new(\"b\", [|e.Message|]); c.Add(1, tags);")]
    [InlineData("Span<Pair> tags = new Pair[1]; tags[0] = new(\"b\", [|e.Message|]); c.Add(1, tags);")]
    [InlineData("var tags = new Pair[1]; tags[0] = new(\"b\", [|e.Message|]); if (any) tags[0] = new(\"b\", 1); c.Add(1, tags);")]
    [InlineData("c.Add(1, [|Make(e)|]);")]
    [InlineData("var tags = new Pair[1]; [|Put(tags, e.Message)|]; c.Add(1, tags);")]
    public Task Fires_on_what_is_set_at_a_place(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Placed + statements + " } }");

    [Theory]
    [InlineData("var tags = new Pair[] { new(\"b\", e.Message) }; tags[0] = new(\"b\", 1); c.Add(1, tags);")]
    [InlineData("var tags = new Pair[] { new(\"b\", e.Message) }; tags[0] = new(\"a\", 1); c.Add(1, tags);")]
    [InlineData("var tags = new Pair[1]; tags[0] = new(\"b\", e.Message); tags[0] = new(\"a\", 1); c.Add(1, tags);")]
    [InlineData("var tags = new Pair[1]; tags[0] = new(\"b\", e.Message); for (var i = 0; i < tags.Length; i++) tags[i] = new(tags[i].Key, 1); c.Add(1, tags);")]
    [InlineData("var tags = new Pair[1]; c.Add(1, tags); tags[0] = new(\"b\", e.Message);")]
    [InlineData("var all = new Dictionary<int, Pair>(); all[0] = new(\"b\", e.Message); c.Add(1, new Pair(\"a\", all.Count > 1));")]
    public Task Quiet_on_what_is_set_at_a_place(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Placed + statements + " } }");

    /// <summary>What one method puts into a buffer of the object is not what another records.</summary>
    [Fact]
    public Task Quiet_on_places_that_are_filled_for_another_call() => Verify<UnboundedLabelValue>.QuietAsync(
        """
        class A
        {
            static readonly Counter<long> C = meter.CreateCounter<long>("c");
            readonly KeyValuePair<string, object?>[] buffer = new KeyValuePair<string, object?>[1];
            void Span(Exception e) { buffer[0] = new("reason", e.Message); using var a = new ActivitySource("a").StartActivity("a", ActivityKind.Client, default(ActivityContext), buffer); }
            void Count() { buffer[0] = new("kind", "a"); C.Add(1, buffer); }
        }
        """);

    private const string Copied = Usings + "class Timed(List<string> names, List<string> first) { readonly string[] own = first.ToArray(); readonly Counter counter = Metrics.CreateCounter(\"c_total\", \"C.\", names.ToArray());\n";

    [Theory]
    [InlineData("string[] All(string[] values) { var all = new string[9]; Array.Copy(own, all, own.Length); Array.Copy(values, 0, all, own.Length, values.Length); return all; } public void Count(string[] values) => counter.WithLabels(All(values)).Inc(); }")]
    [InlineData("public void Count(string[] values) { var all = new string[9]; own.CopyTo(all, 0); values.CopyTo(all, own.Length); counter.WithLabels(all).Inc(); } }")]
    [InlineData("string[] All(string[] values) => own.Concat(values).ToArray(); public void Count(string[] values) => counter.WithLabels(All(values)).Inc(); }")]
    [InlineData("string[] All(string[] values) => [.. own, .. values]; public void Count(string[] values) => counter.WithLabels(All(values)).Inc(); }")]
    [InlineData("public void Count(string[] values) { var all = new string[9]; for (var i = 0; i < values.Length; i++) all[i] = values[i]; counter.WithLabels(all).Inc(); } }")]
    [InlineData("public void Count(string[] values) { var all = new List<string>(own); all.AddRange(values); counter.WithLabels(all.ToArray()).Inc(); } }")]
    [InlineData("public void Count(string[] values) { var all = new List<string>(own); foreach (var value in values) all.Add(value); counter.WithLabels(all.ToArray()).Inc(); } }")]
    public Task Fires_on_values_that_a_wrapper_copies(string wrapper) => Verify<UnboundedLabelValue>.FiresAsync(Copied + wrapper + "\nclass Use { void Do(Timed timed, HttpRequest request) => timed.Count([\"a\", [|request.Path|]]); }");

    [Theory]
    [InlineData("public void Count(string[] values) { var all = new string[9]; Array.Copy(values, all, 1); counter.WithLabels(all).Inc(); } }")]
    [InlineData("public void Count(string[] values) { var all = new string[9]; all[0] = values[0]; counter.WithLabels(all).Inc(); } }")]
    [InlineData("static string Known(string value) => value == \"a\" ? value : \"other\"; public void Count(string[] values) { var all = new string[9]; for (var i = 0; i < values.Length; i++) all[i] = Known(values[i]); counter.WithLabels(all).Inc(); } }")]
    [InlineData("static string Known(string value) => value == \"a\" ? value : \"other\"; public void Count(string[] values) { var all = new string[9]; values.CopyTo(all, 0); for (var i = 0; i < all.Length; i++) all[i] = Known(all[i]); counter.WithLabels(all).Inc(); } }")]
    [InlineData("public void Count(string[] values) { var all = own.Concat(values.Where(value => value.Length < 3)).ToArray(); counter.WithLabels(all).Inc(); } }")]
    [InlineData("public void Count(string[] values) { counter.WithLabels(own).Inc(values.Length); } }")]
    [InlineData("public void Count(string[] values) { values = own; counter.WithLabels([.. own, .. values]).Inc(); } }")]
    public Task Quiet_on_values_that_a_wrapper_copies(string wrapper) => Verify<UnboundedLabelValue>.QuietAsync(Copied + wrapper + "\nclass Use { void Do(Timed timed, HttpRequest request) => timed.Count([\"a\", request.Path]); }");

    private const string Collected = "class Operation { readonly object gate = new(); TagList tags; public void Tag(string key, object? value) { lock (gate) tags.Add(key, value); } public TagList Tags() { lock (gate) return tags; } }\n"
        + "class Listed { readonly List<KeyValuePair<string, object?>> tags = [new(\"a\", 1)]; public void Tag(string key, object? value) => this.tags.Add(new(key, value)); public KeyValuePair<string, object?>[] Tags => tags.ToArray(); }\n"
        + "class Applied { TagList tags; public void Tag(string key, object? value) => tags.Add(key, value); public TagList Tags => tags; public void On(Activity a) { foreach (var tag in tags) a.SetTag(tag.Key, tag.Value); } }\n"
        + "class Use(Operation kept) { static readonly Counter<long> C = meter.CreateCounter<long>(\"c\"), D = meter.CreateCounter<long>(\"d\"); ";

    [Theory]
    [InlineData("void Do(Exception e) { var o = new Operation(); o.Tag(\"b\", [|e.Message|]); C.Add(1, o.Tags()); } }")]
    [InlineData("void Fail(Exception e) => kept.Tag(\"b\", [|e.Message|]); void Done() { var tags = kept.Tags(); tags.Add(\"a\", 1); C.Add(1, tags); } }")]
    [InlineData("void Do(Exception e, Listed o) { o.Tag(\"b\", [|e.Message|]); C.Add(1, o.Tags); D.Add(1, o.Tags); } }")]
    [InlineData("void Do(Exception e, Operation o) { o.Tag(\"b\", [|e.Message|]); } }\n=== Other.cs\nclass Other { static readonly Counter<long> E = meter.CreateCounter<long>(\"e\"); void Do(Operation o) => E.Add(1, o.Tags()); }")]
    public Task Fires_on_what_an_object_collects(string code) => Verify<UnboundedLabelValue>.FiresAsync(Collected + code);

    /// <summary>Who reads the same list for something else may put in what is meant for that.</summary>
    [Theory]
    [InlineData("void Do(Exception e) { var o = new Operation(); o.Tag(\"b\", e.Message); foreach (var tag in o.Tags()) Activity.Current?.SetTag(tag.Key, tag.Value); } void Count() => C.Add(1, new Operation().Tags()); }")]
    [InlineData("void Do(Exception e, Applied o, Activity a) { o.Tag(\"b\", e.Message); o.On(a); } void Count(Applied o) => C.Add(1, o.Tags); }")]
    [InlineData("void Do(Exception e, Operation o) { o.Tag(\"b\", e.Message); using var a = new ActivitySource(\"a\").StartActivity(\"a\", ActivityKind.Client, default(ActivityContext), o.Tags()); } }")]
    public Task Quiet_on_what_an_object_collects(string code) => Verify<UnboundedLabelValue>.QuietAsync(Collected + code);

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

    private const string Lives = "static class Shop { static readonly IManagedLifetimeMetricFactory Short = Metrics.WithManagedLifetime(TimeSpan.FromMinutes(1)); static readonly IManagedLifetimeMetricHandle<ICounter> Leased = Short.CreateCounter(\"l_total\", \"L.\", [\"id\"]);\n"
        + "static readonly ICollector<ICounter> Extended = Leased.WithExtendLifetimeOnUse(), Plain = Metrics.CreateCounter(\"p_total\", \"P.\", \"id\"); static Counter Made(string name) => Metrics.CreateCounter(name, \"M.\", \"id\");\n"
        + "static void Lease(string id) => Leased.WithLease(c => c.Inc(), id); static void Count(ICollector<ICounter> c, params string[] ids) => c.WithLabels(ids).Inc(); static void Do(Guid id, Counter counter, ICollector<ICounter> given) { ";

    [Theory]
    [InlineData("Plain.WithLabels([|id.ToString()|]).Inc(); counter.WithLabels([|id.ToString()|]).Inc(); Count(Plain, [|id.ToString()|]); Made(\"m_total\").WithLabels([|id.ToString()|]).Inc(); } }")]
    public Task Fires_on_series_that_stay(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Lives + statements);

    [Theory]
    [InlineData("Leased.WithLease(c => c.Inc(), id.ToString()); using var lease = Leased.AcquireLease(out var child, id.ToString()); Leased.WithLeaseAsync(c => Task.CompletedTask, id.ToString()); using (Leased.AcquireRefLease(out var other, id.ToString())) other.Inc(); } }")]
    [InlineData("Extended.WithLabels(id.ToString()).Inc(); Leased.WithExtendLifetimeOnUse().WithLabels(id.ToString()).Inc(); given.WithLabels(id.ToString()).Inc(); Lease(id.ToString()); Count(Extended, id.ToString()); } }")]
    [InlineData("Short.WithLabels(new Dictionary<string, string>()).CreateGauge(\"g\", \"G.\", [\"id\"]).WithLease(g => g.Set(1), id.ToString()); } }")]
    public Task Quiet_on_series_that_expire(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Lives + statements);

    [Fact]
    public Task Fires_on_collectors_where_no_life_is_extended() => Verify<UnboundedLabelValue>.FiresAsync("static class Shop { static void Do(ICollector<ICounter> given, Guid id) => given.WithLabels([|id.ToString()|]).Inc(); }");

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
