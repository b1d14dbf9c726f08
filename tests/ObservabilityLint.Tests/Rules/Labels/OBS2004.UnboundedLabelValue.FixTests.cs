using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class UnboundedLabelValueFixTests
{
    private const string Errors = "static readonly Counter C = Metrics.CreateCounter(\"shop_errors_total\", \"Errors.\", \"kind\", \"error\");\n", NoErrors = "static readonly Counter C = Metrics.CreateCounter(\"shop_errors_total\", \"Errors.\", \"kind\");\n";

    [Theory]
    [InlineData("static void Use(Exception ex) { C.WithLabels(\"a\", [|ex.Message|]).Inc(); }", "sibling span drop")]
    [InlineData("static void Use(Exception ex) => C.WithLabels(\"a\", [|ex.Message|]).Inc();", "sibling span drop")]
    [InlineData("static object? Use(Guid id, bool isNew) => isNew ? C.WithLabels(\"a\", [|id.ToString()|]) : null;", "drop")]
    [InlineData("static void Use(Guid id) { C.WithLabels(\"a\", [|id.ToString()|]).Inc(); }", "span drop")]
    [InlineData("static void Use() { C.WithLabels(\"a\", [|Guid.NewGuid().ToString()|]).Inc(); }", "span drop")]
    [InlineData("static void Use(Guid id) { C.WithLabels(\"a\", [|id.ToString()|]).Inc(); C.RemoveLabelled(\"a\", id.ToString()); }", "")]
    [InlineData("static void Use(Guid id) { C.WithLabels(\"a\", [|id.ToString()|]).Inc(); Other(C); }\nstatic void Other(Counter c) { }", "")]
    [InlineData("static void Use(Guid id, string error) { C.WithLabels(error, [|id.ToString()|]).Inc(); }", "")]
    [InlineData("static void Use(Guid kind, string who) { C.WithLabels(who, [|kind.ToString()|]).Inc(); }", "")]
    [InlineData("static void Use(Guid id, string who) { C.WithLabels(who, [|id.ToString()|]).Inc(); }", "span drop")]
    [InlineData("static void Use(Guid error, string error2) { C.WithLabels(error2, [|error.ToString()|]).Inc(); }", "span drop")]
    public Task Offers(string use, string choices) => Verify<UnboundedLabelValue>.OffersAsync(Errors + use, choices);

    /// <summary>Of a level that is set for each thing, only that of the last would be left.</summary>
    [Theory]
    [InlineData("foreach (var id in ids) G.WithLabels([|id.ToString()|]).Set(1);", "drop")]
    [InlineData("for (var i = 0; i < ids.Length; i++) { G.WithLabels([|ids[i].ToString()|]).Set(1); }", "drop")]
    [InlineData("var id = ids[0]; G.WithLabels([|id.ToString()|]).Set(1);", "span drop")]
    public Task Offers_for_a_gauge(string use, string choices)
        => Verify<UnboundedLabelValue>.OffersAsync("static readonly Gauge G = Metrics.CreateGauge(\"shop_health\", \"Health.\", \"player\");\nstatic void Use(Guid[] ids) { " + use + " }", choices);

    [Theory]
    [InlineData("C.WithLabels(\"a\", [|ex.Message|]).Inc(); // count", "C.WithLabels(\"a\", ex.GetType().Name).Inc(); // count")]
    [InlineData("C.WithLabels(\"a\", [|Task.CompletedTask.Exception!.Message|]).Inc(); C.WithLabels(\"b\", [|Task.CompletedTask.Exception?.Message ?? \"none\"|]).Inc();", "C.WithLabels(\"a\", Task.CompletedTask.Exception!.GetBaseException().GetType().Name).Inc(); C.WithLabels(\"b\", Task.CompletedTask.Exception?.GetBaseException().GetType().Name ?? \"none\").Inc();")]
    [InlineData("C.WithLabels(\"a\", [|ex.ToString()|]).Inc(); C.WithLabels(\"b\", [|ex.InnerException!.Message|]).Inc();", "C.WithLabels(\"a\", ex.GetType().Name).Inc(); C.WithLabels(\"b\", ex.InnerException!.GetType().Name).Inc();")]
    public Task Fixes_with_the_bounded_sibling(string before, string after)
        => Verify<UnboundedLabelValue>.FixesAsync(Errors + Use(before), Errors + Use(after));

    [Fact]
    public Task Fixes_the_path_in_a_label_of_the_requests_metrics() => Verify<UnboundedLabelValue>.FixesAsync(
        "using Microsoft.AspNetCore.Builder;\nusing Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Routing;\n\nstatic class Use { static void Configure(WebApplication app) => app.UseHttpMetrics(o => o.AddCustomLabel(\"page\", c => [|c.Request.Path|])); }",
        "using Microsoft.AspNetCore.Builder;\nusing Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Routing;\n\nstatic class Use { static void Configure(WebApplication app) => app.UseHttpMetrics(o => o.AddCustomLabel(\"page\", c => ((c.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"))); }");

    [Fact]
    public Task Fixes_paths_with_routes() => Verify<UnboundedLabelValue>.FixesAsync(
        """
        using Microsoft.AspNetCore.Http;

        class Count(RequestDelegate next)
        {
            private static readonly Counter Requests = Metrics.CreateCounter("shop_requests_total", "Requests.", "path", "method");
            public async Task Invoke(HttpContext context)
            {
                await next(context);
                Requests.WithLabels([|context.Request.Path.Value!|], context.Request.Method).Inc();
            }
        }
        """.Replace(".Value!|]", ".Value|]!", StringComparison.Ordinal),
        """
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Routing;

        class Count(RequestDelegate next)
        {
            private static readonly Counter Requests = Metrics.CreateCounter("shop_requests_total", "Requests.", "path", "method");
            public async Task Invoke(HttpContext context)
            {
                await next(context);
                Requests.WithLabels((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unmatched", context.Request.Method).Inc();
            }
        }
        """);

    [Theory]
    [InlineData("C.WithLabels(\"a\", [|ex.Message|]).Inc(); C.WithLabels(\"b\", \"none\").Inc();", "Activity.Current?.SetTag(\"error\", ex.Message);\n    C.WithLabels(\"a\").Inc(); Activity.Current?.SetTag(\"error\", \"none\"); C.WithLabels(\"b\").Inc();")]
    public Task Moves_the_value_to_the_span(string before, string after)
        => Verify<UnboundedLabelValue>.ChosenFixesAsync("span", Errors + Use(before), NoErrors + Use(after));

    [Theory]
    [InlineData("C.WithLabels(\"a\", [|ex.Message|]).Inc(); C.WithLabels(\"b\", [|ex.ToString()|]).Inc(); C.WithLabels(\"c\", \"none\").Inc();", "C.WithLabels(\"a\").Inc(); C.WithLabels(\"b\").Inc(); C.WithLabels(\"c\").Inc();")]
    public Task Drops_the_label(string before, string after)
        => Verify<UnboundedLabelValue>.ChosenFixesAsync("drop", Errors + Use(before), NoErrors + Use(after));

    [Fact]
    public Task Drops_several_labels_of_one_instrument() => Verify<UnboundedLabelValue>.ChosenFixesAsync("drop",
        """
        class A
        {
            private static readonly Counter<int> Orders = meter.CreateCounter<int>("shop.orders");
            void Do(Guid order, Guid customer) => Orders.Add(1, new("order", [|order|]), new("customer", [|customer|]), new("kind", "new"));
        }
        """,
        """
        class A
        {
            private static readonly Counter<int> Orders = meter.CreateCounter<int>("shop.orders");
            void Do(Guid order, Guid customer) => Orders.Add(1, new KeyValuePair<string, object?>("kind", "new"));
        }
        """);

    /// <summary>A label that can only be lost is not taken away in a run over everything.</summary>
    [Fact]
    public Task Drops_alone_only_where_an_author_says_so() => Verify<UnboundedLabelValue>.DraftsAsync(
        Errors + "static object? Use(Guid id, bool isNew) => isNew ? C.WithLabels(\"a\", [|id.ToString()|]) : null;",
        NoErrors + "static object? Use(Guid id, bool isNew) => isNew ? C.WithLabels(\"a\") : null;");

    private const string Swapped = "using Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Routing;\n";

    /// <summary>Where the values stand at each other's labels, the fix is made on the label that the value belongs to.</summary>
    [Theory]
    [InlineData("sibling", "C.WithLabels([|context.Request.Path|], context.Request.Method).Inc();", "C.WithLabels(context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\").Inc();", false)]
    [InlineData("span", "C.WithLabels([|context.Request.Path|], context.Request.Method).Inc();", "Activity.Current?.SetTag(\"path\", context.Request.Path); C.WithLabels(context.Request.Method).Inc();", true)]
    [InlineData("drop", "C.WithLabels([|context.Request.Path|], context.Request.Method).Inc();", "C.WithLabels(context.Request.Method).Inc();", true)]
    [InlineData("drop", "C.WithLabels([|context.Request.Path|], context.Request.Method).Inc(); C.WithLabels(context.Request.Method, \"/\").Inc();", "C.WithLabels(context.Request.Method).Inc(); C.WithLabels(context.Request.Method).Inc();", true)]
    public Task Knows_where_a_swapped_value_belongs(string choice, string before, string after, bool isDropped)
    {
        return Verify<UnboundedLabelValue>.ChosenFixesAsync(choice, Code("\"method\", \"path\"", before), Code(isDropped ? "\"method\"" : "\"method\", \"path\"", after));

        static string Code(string labels, string use) => Swapped + $"static class A {{ static readonly Counter C = Metrics.CreateCounter(\"shop_requests_total\", \"Requests.\", {labels}); static void Use(HttpContext context) {{ {use} }} }}";
    }

    [Fact]
    public Task Puts_all_values_of_a_call_in_order_at_once() => Verify<UnboundedLabelValue>.FixesAsync(
        Swapped + "static class A { static readonly Counter C = Metrics.CreateCounter(\"shop_errors_total\", \"Errors.\", \"message\", \"path\"); static void Use(HttpContext context, Exception ex) { C.WithLabels([|context.Request.Path|], [|ex.Message|]).Inc(); } }",
        Swapped + "static class A { static readonly Counter C = Metrics.CreateCounter(\"shop_errors_total\", \"Errors.\", \"message\", \"path\"); static void Use(HttpContext context, Exception ex) { C.WithLabels(ex.GetType().Name, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\").Inc(); } }");

    private static string Use(string statements) => "static void Use(Exception ex)\n{\n    " + statements + "\n}";
}
