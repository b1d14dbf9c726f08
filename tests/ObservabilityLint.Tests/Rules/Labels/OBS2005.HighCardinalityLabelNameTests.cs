using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class HighCardinalityLabelNameTests
{
    private const string Method = "using Microsoft.AspNetCore.Http;\nstatic partial class Test { static readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); static readonly Counter p = Metrics.CreateCounter(\"p_total\", \"P.\", \"user_id\", \"kind\");\n"
        + "enum Kind { A, B } static void Do(string text, int number, Kind kind, HttpRequest request, Guid id) { ";

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>([|\"user.id\"|], text));")]
    [InlineData("c.Add(1, new([|\"session_id\"|], text), new(\"kind\", kind));")]
    [InlineData("var playerName = text; var name = text; c.Add(1, new([|\"query\"|], playerName), new([|\"url\"|], name));")]
    [InlineData("const string key = \"orderId\"; c.Add(1, new TagList { { [|key|], number } });")]
    [InlineData("c.Add(1, tag: new(value: text, key: [|\"url.full\"|]));")]
    [InlineData("p.WithLabels([|text|], \"x\").Inc();")]
    [InlineData("p.WithLabels([|number.ToString()|], text).Inc();")]
    [InlineData("var userId = number; c.Add(1, new([|\"user\"|], userId), new([|\"shop.order\"|], Order.OrderId.ToString())); } static class Order { public static long OrderId; } static void Other() {")]
    [InlineData("c.Add(1, new([|\"result_count\"|], number), new([|\"items.count\"|], number.ToString()), new([|\"duration_ms\"|], 1.5 * number), new([|\"online_count\"|], (long)number));")]
    public Task Fires(string statement) => Verify<HighCardinalityLabelName>.FiresAsync(Method + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"url.scheme\", text));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"user_id\", kind));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"path\", number > 3 ? \"/a\" : \"/b\"));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"user_id\", id));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"path\", request.Path));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"email\", text));")]
    [InlineData("var tableName = text; var db = text; c.Add(1, new(\"query\", tableName), new(\"db.query\", db));")]
    [InlineData("var route = text; var urlTemplate = text; c.Add(1, new(\"path\", route), new(\"url\", urlTemplate.ToLower()));")]
    [InlineData("p.WithLabels(\"x\", text).Inc(); p.RemoveLabelled(text, text);")]
    [InlineData("Activity.Current?.SetTag(\"user.id\", text);")]
    // Of a kind, an id of another thing, or of one that is installed.
    [InlineData("var userId = text; var tenantId = text; c.Add(1, new(\"user_kind\", userId), new(\"tenant\", tenantId), new(\"channel\", userId), new(\"user\", kind));")]
    // A setting.
    [InlineData("c.Add(1, new(\"lease_duration_seconds\", number), new(\"max_latency_ms\", number));")]
    // A range is a text, and retries are few.
    [InlineData("c.Add(1, new(\"result_count\", text), new(\"retry_count\", number), new(\"item_count\", number > 3 ? 1 : 0), new(\"worker_count\", number), new(\"count\", number), new(\"order_counts\", number));")]
    [InlineData("var queryName = text; c.Add(1, new KeyValuePair<string, object?>(\"query\", queryName)); Action<string, TimeSpan> done = (statementName, took) => c.Add(1, new KeyValuePair<string, object?>(\"db.query\", statementName));")]
    [InlineData("Metrics.WithManagedLifetime(TimeSpan.FromHours(2)).CreateGauge(\"g\", \"G.\", [\"user_id\"]).WithExtendLifetimeOnUse().WithLabels(text).Inc();")]
    public Task Quiet(string statement) => Verify<HighCardinalityLabelName>.QuietAsync(Method + statement + " } }");

    [Fact]
    public Task Quiet_where_a_view_drops_the_label() => Verify<HighCardinalityLabelName>.QuietAsync(
        Method + "c.Add(1, new(\"user.id\", text), new(\"kind\", kind)); } static void Set(OpenTelemetry.Metrics.MeterProviderBuilder b) => OpenTelemetry.Metrics.MeterProviderBuilderExtensions.AddView(b, \"c\", new OpenTelemetry.Metrics.MetricStreamConfiguration { TagKeys = [\"kind\"] }); }");

    [Theory]
    [InlineData("static void Track(string id) => c.Add(1, new KeyValuePair<string, object?>(\"user.id\", id)); public static void Use(Guid id) => Track(id.ToString());")]
    [InlineData("public static void Track(string id) => p.WithLabels(id, \"x\").Inc(); public static void Use(HttpRequest r) { Track(r.Path); Track(\"/\"); }")]
    [InlineData("public static void Track(string id) => p.WithLabels(id, \"x\").Inc(); static void Pass(string id) => Track(id); public static void Use(HttpRequest r) => Pass(r.Path);")]
    public Task Quiet_on_what_its_method_is_told_to_be_given(string members) => Verify<HighCardinalityLabelName>.QuietAsync(Method + "} " + members + " }");

    [Theory]
    [InlineData("static void Track(string id) => c.Add(1, new KeyValuePair<string, object?>([|\"user.id\"|], id)); public static void Use(string id) => Track(id);")]
    [InlineData("public static void Track(string id) => p.WithLabels([|id|], \"x\").Inc(); public static void Use() => Track(Console.ReadLine()!);")]
    [InlineData("public static void Track(string id, string kind) => p.WithLabels([|id|], kind).Inc(); public static void Use(HttpRequest r, string id) => Track(id, r.Path);")]
    public Task Fires_where_no_call_says_it(string members) => Verify<HighCardinalityLabelName>.FiresAsync(Method + "} " + members + " }");

    private const string Put = "static partial class Test { static void Put(ref TagList tags, string key, object? value) => tags.Add(key, value); static void PutUser(List<KeyValuePair<string, object?>> tags, object? value) => tags.Add(new(\"user.id\", value));\n"
        + "static void PutPath(ref TagList tags, string? pathTemplate) => tags.Add(\"path\", pathTemplate); static void Pass(ref TagList tags, object? value) => Put(ref tags, \"order_id\", value); }\n";

    [Theory]
    [InlineData("TagList tags = new(); [|Put(ref tags, \"user.id\", text)|]; c.Add(1, tags);")]
    [InlineData("var tags = new List<KeyValuePair<string, object?>>(); [|PutUser(tags, text)|]; c.Add(1, tags.ToArray());")]
    [InlineData("TagList tags = new(); [|Pass(ref tags, number)|]; c.Add(1, tags);")]
    [InlineData("var tags = new KeyValuePair<string, object?>[1]; tags[0] = new([|\"user.id\"|], text); c.Add(1, tags);")]
    public Task Fires_on_tags_that_are_put_in(string statements) => Verify<HighCardinalityLabelName>.FiresAsync(Method + statements + " } }\n" + Put);

    [Theory]
    [InlineData("TagList tags = new(); Put(ref tags, \"user.id\", kind); Put(ref tags, \"url.scheme\", text); c.Add(1, tags);")]
    [InlineData("TagList tags = new(); PutPath(ref tags, text); var route = text; Put(ref tags, \"url\", route); c.Add(1, tags);")]
    [InlineData("TagList tags = new(); Put(ref tags, \"user.id\", text); Activity.Current?.SetTag(\"count\", tags.Count);")]
    public Task Quiet_on_tags_that_are_put_in(string statements) => Verify<HighCardinalityLabelName>.QuietAsync(Method + statements + " } }\n" + Put);

    private const string Checks = "static partial class Test { static readonly string[] Few = [\"a\", \"b\"]; static readonly Dictionary<string, int> Open = []; static bool IsKnown(string text) => Few.Contains(text); static bool Exists(string text) => Open.ContainsKey(text); static IEnumerable<string> All() => Console.ReadLine()!.Split(\',\'); }\n";

    [Theory]
    [InlineData("if (!Few.Contains(text)) return; p.WithLabels(text, \"x\").Inc();")]
    [InlineData("p.WithLabels(Few.Contains(text) ? text : \"other\", \"x\").Inc();")]
    [InlineData("var label = Array.IndexOf(Few, text) >= 0 ? text.ToLower() : \"other\"; p.WithLabels(label, \"x\").Inc();")]
    [InlineData("p.WithLabels(text is \"a\" or \"b\" ? text : \"other\", \"x\").Inc(); p.WithLabels(text.Equals(\"a\") ? text : \"other\", \"x\").Inc();")]
    [InlineData("if (text == \"a\") p.WithLabels(text, \"x\").Inc(); if (IsKnown(text)) p.WithLabels(text, \"x\").Inc();")]
    [InlineData("string path = request.Path; p.WithLabels(Few.Contains(path) ? path : \"other\", \"x\").Inc();")]
    [InlineData("p.WithLabels(System.Text.RegularExpressions.Regex.Replace(text, \"[0-9]+\", \"{id}\"), \"x\").Inc();")]
    [InlineData("foreach (var one in All().Where(Few.Contains)) p.WithLabels(one, \"x\").Inc(); foreach (var one in All().Intersect(Few)) p.WithLabels(one, \"x\").Inc();")]
    public Task Quiet_on_what_is_one_of_few(string statements) => Verify<HighCardinalityLabelName>.QuietAsync(Method + statements + " } }\n" + Checks);

    // That it is one of those that are there at the moment does not make it one of few.
    [Theory]
    [InlineData("if (Open.ContainsKey(text)) p.WithLabels([|text|], \"x\").Inc();")]
    [InlineData("if (Open.TryGetValue(text, out var n)) p.WithLabels([|text|], n.ToString()).Inc();")]
    [InlineData("if (text != \"\" && text != null && text is { Length: > 2 }) p.WithLabels([|text|], \"x\").Inc();")]
    [InlineData("if (Exists(text)) p.WithLabels([|text|], \"x\").Inc(); if (text == Console.ReadLine()) p.WithLabels([|text|], \"x\").Inc();")]
    [InlineData("if (!Few.Contains(text)) p.WithLabels([|text|], \"x\").Inc(); if (Few.Contains(kind.ToString())) p.WithLabels([|text|], \"x\").Inc();")]
    [InlineData("foreach (var one in All().Where(Open.ContainsKey)) p.WithLabels([|one|], \"x\").Inc();")]
    public Task Fires_on_what_is_only_found(string statements) => Verify<HighCardinalityLabelName>.FiresAsync(Method + statements + " } }\n" + Checks);

    private const string Sites = "using Microsoft.Extensions.Configuration;\nclass Site { public string Url { get; set; } = \"\"; } class SiteOptions { public List<Site> Sites { get; } = []; public string[] Urls { get; set; } = []; public Dictionary<string, string> Named { get; } = []; } class SiteQueue { public List<Site> Sites { get; } = []; public string[] Urls { get; set; } = []; }\n"
        + "class Use(SiteOptions options, SiteQueue queue, IConfiguration configuration) { static readonly Gauge up = Metrics.CreateGauge(\"up\", \"U.\", \"url\"); void Do() { ";

    [Theory]
    [InlineData("foreach (var url in options.Urls) up.WithLabels(url).Set(1); foreach (var (name, url) in options.Named) up.WithLabels(url).Set(name.Length);")]
    [InlineData("foreach (var site in options.Sites) { up.WithLabels(site.Url).Set(1); Ask(site); } options.Sites.ForEach(site => up.WithLabels(site.Url).Set(1)); up.WithLabels(options.Sites[0].Url).Set(1); } static void Ask(Site site) { up.WithLabels(site.Url).Set(1);")]
    [InlineData("foreach (var site in options.Sites.Where(site => site.Url != \"\")) up.WithLabels(site.Url).Set(1);")]
    [InlineData("up.WithLabels(configuration[\"Site\"]!).Set(1); foreach (var section in configuration.GetSection(\"Sites\").GetChildren()) up.WithLabels(section.Value!).Set(1);")]
    [InlineData("up.WithLabels(Environment.GetEnvironmentVariable(\"SITE\")!).Set(1);")]
    public Task Quiet_on_what_is_configured(string statements) => Verify<HighCardinalityLabelName>.QuietAsync(Sites + statements + " } }");

    [Theory]
    [InlineData("foreach (var url in queue.Urls) up.WithLabels([|url|]).Set(1);")]
    [InlineData("foreach (var site in queue.Sites) up.WithLabels([|site.Url|]).Set(1);")]
    public Task Fires_on_lists_of_others(string statements) => Verify<HighCardinalityLabelName>.FiresAsync(Sites + statements + " } }");

    [Fact]
    public Task Fires_on_names_that_are_configured() => Verify<HighCardinalityLabelName>.FiresAsync(
        Method + "c.Add(1, new([|\"shop.basket\"|], text), new(\"shop\", text)); } }", "observability_lint.unbounded_label_names = shop_basket, other");

    [Fact]
    public Task Quiet_on_names_that_are_configured() => Verify<HighCardinalityLabelName>.QuietAsync(
        Method + "c.Add(1, new KeyValuePair<string, object?>(\"user.id\", text)); } }", "observability_lint.bounded_label_names = user_id");

    [Fact]
    public Task Fires_in_records_lambdas_and_top_level_statements() => Verify<HighCardinalityLabelName>.FiresAsync(
        """
        Action<string> a = text => { Action b = () => Shop.Orders.Add(1, new KeyValuePair<string, object?>([|Keys.User|], text)); };
        Shop.Orders.Add(1, new KeyValuePair<string, object?>([|"ip"|], Console.ReadLine()));
        === Shop.cs
        record Shop(string Ip) { internal static readonly Counter<long> Orders = meter.CreateCounter<long>("shop.orders"); void Do() => Orders.Add(1, new KeyValuePair<string, object?>([|"client_ip"|], Ip)); }
        static class Keys { public const string User = "userId"; }
        """);

    [Fact]
    public Task Fires_on_tags_that_objects_hold() => Verify<HighCardinalityLabelName>.FiresAsync(
        """
        class Session(string id, string kind)
        {
            static readonly Counter<long> C = meter.CreateCounter<long>("c");
            static readonly KeyValuePair<string, object?> Own = new("session_id", Environment.GetEnvironmentVariable("SESSION"));
            private readonly KeyValuePair<string, object?>[] _tags = [new("session_id", id)];
            private readonly TagList _kinds = new() { { "url", kind } };
            void Done() { C.Add(1, [|_tags|]); C.Add(1, Own); C.Add(1, _kinds); }
        }
        """);

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<HighCardinalityLabelName>.QuietAsync("class Mine { public void Add(int n, params KeyValuePair<string, object?>[] tags) { } void Do(string s) => Add(1, new KeyValuePair<string, object?>(\"user_id\", s)); }");

    [Fact]
    public Task Says_which_word() => Verify<HighCardinalityLabelName>.SaysAsync(
        Method + "c.Add(1, new KeyValuePair<string, object?>([|\"shop.user.id\"|], text)); } }", "Label 'shop.user.id' of 'c' suggests a value for every 'user_id': each new one creates a time series, and the OpenTelemetry SDK merges all beyond its limit (2,000 by default). Put it on the span (Activity), or list it in 'bounded_label_names' if they are few.");
}
