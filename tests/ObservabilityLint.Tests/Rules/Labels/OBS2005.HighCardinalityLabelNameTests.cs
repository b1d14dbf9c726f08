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
    [InlineData("const string key = \"orderId\"; c.Add(1, new TagList { { [|key|], number } });")]
    [InlineData("c.Add(1, tag: new(value: text, key: [|\"url.full\"|]));")]
    [InlineData("p.WithLabels([|text|], \"x\").Inc();")]
    [InlineData("p.WithLabels([|number.ToString()|], text).Inc();")]
    public Task Fires(string statement) => Verify<HighCardinalityLabelName>.FiresAsync(Method + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"url.scheme\", text));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"user_id\", kind));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"path\", number > 3 ? \"/a\" : \"/b\"));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"user_id\", id));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"path\", request.Path));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"email\", text));")]
    [InlineData("var route = text; var urlTemplate = text; c.Add(1, new(\"path\", route), new(\"url\", urlTemplate.ToLower()));")]
    [InlineData("p.WithLabels(\"x\", text).Inc(); p.RemoveLabelled(text, text);")]
    [InlineData("Activity.Current?.SetTag(\"user.id\", text);")]
    [InlineData("Metrics.WithManagedLifetime(TimeSpan.FromHours(2)).CreateGauge(\"g\", \"G.\", [\"user_id\"]).WithExtendLifetimeOnUse().WithLabels(text).Inc();")]
    public Task Quiet(string statement) => Verify<HighCardinalityLabelName>.QuietAsync(Method + statement + " } }");

    [Fact]
    public Task Quiet_where_a_view_drops_the_label() => Verify<HighCardinalityLabelName>.QuietAsync(
        Method + "c.Add(1, new(\"user.id\", text), new(\"kind\", kind)); } static void Set(OpenTelemetry.Metrics.MeterProviderBuilder b) => OpenTelemetry.Metrics.MeterProviderBuilderExtensions.AddView(b, \"c\", new OpenTelemetry.Metrics.MetricStreamConfiguration { TagKeys = [\"kind\"] }); }");

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
