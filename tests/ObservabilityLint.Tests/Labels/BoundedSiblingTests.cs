using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Labels;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Labels;

/// <summary>A value that nothing bounds, and what stands beside it.</summary>
public class BoundedSiblingTests
{
    [Theory]
    [InlineData("ex.Message", "ex.GetType().Name")]
    [InlineData("ex.ToString()", "ex.GetType().Name")]
    [InlineData("ex.Message.Trim()", "ex.GetType().Name")]
    [InlineData("ex.Message.ToLowerInvariant().Trim()", "ex.GetType().Name")]
    [InlineData("ex.InnerException!.Message", "ex.InnerException!.GetType().Name")]
    [InlineData("ex.InnerException?.Message", "ex.InnerException?.GetType().Name")]
    [InlineData("ex.InnerException?.Message ?? \"none\"", "ex.InnerException?.GetType().Name ?? \"none\"")]
    [InlineData("$\"{ex.Message}\"", "$\"{ex.GetType().Name}\"")]
    [InlineData("$\"{ex}\"", "$\"{ex.GetType().Name}\"")]
    [InlineData("\"error: \" + ex.Message", "\"error: \" + ex.GetType().Name")]
    [InlineData("ex.StackTrace", "ex.GetType().Name")]
    // Not the type twice.
    [InlineData("$\"{ex.GetType().Name}: {ex.Message}\"", "ex.GetType().Name")]
    [InlineData("ex.GetType().Name + \" - \" + ex.Message", "ex.GetType().Name")]
    [InlineData("$\"{ex.GetType().Name} in shop: {ex.Message}\"", "$\"{ex.GetType().Name} in shop: {ex.GetType().Name}\"")]
    [InlineData("(string)ex.Message", "(string)ex.GetType().Name")]
    public Task Of_the_text_of_an_exception(string value, string sibling) => GivesAsync("Exception ex", value, sibling);

    [Theory]
    [InlineData("HttpContext context", "context.Request.Path", "(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("HttpContext context", "context.Request.Path.Value", "(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("HttpContext context", "context.Request.Path.ToString()", "(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("HttpContext context", "context.Request.Path.Value!.TrimEnd('/').ToLower()", "(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("HttpContext context", "$\"{context.Request.Path}\"", "$\"{((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\")}\"")]
    [InlineData("HttpContext context", "\"GET \" + context.Request.Path", "\"GET \" + ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\")")]
    [InlineData("HttpRequest request", "request.Path", "(request.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("HttpRequest request", "request.GetDisplayUrl()", "(request.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("HttpContext context", "context.Request.GetDisplayUrl()", "(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("Microsoft.AspNetCore.Mvc.ControllerBase controller", "controller.Request.Path", "(controller.Request.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("IHttpContextAccessor accessor", "accessor.HttpContext?.Request.Path", null)]
    [InlineData("HttpContext context", "context.Request.Path.Value ?? throw new InvalidOperationException()", null)]
    [InlineData("string path", "path", null)]
    [InlineData("Guid id", "id.ToString()", null)]
    public Task Of_the_path_of_a_request(string parameter, string value, string? sibling) => GivesAsync(parameter, value, sibling);

    /// <summary>Where the route is asked for already, the path is only taken for lack of one; where something else is taken for lack of a path, that stays.</summary>
    [Theory]
    [InlineData("endpoint?.RoutePattern.RawText ?? context.Request.Path.Value!", "endpoint?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("endpoint?.RoutePattern.RawText ?? context.Request.Path", "endpoint?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("endpoint?.RoutePattern.RawText?.ToLower() ?? (context.Request.Path.Value)", "endpoint?.RoutePattern.RawText?.ToLower() ?? (\"unmatched\")")]
    [InlineData("pattern ?? context.Request.Path", "pattern ?? \"unmatched\"")]
    [InlineData("(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? context.Request.Path.ToString()", "(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("endpoint is null ? context.Request.Path.Value : endpoint.RoutePattern.RawText", "endpoint is null ? \"unmatched\" : endpoint.RoutePattern.RawText")]
    [InlineData("context.GetEndpoint() is RouteEndpoint route ? route.RoutePattern.RawText : context.Request.Path.Value", "context.GetEndpoint() is RouteEndpoint route ? route.RoutePattern.RawText : \"unmatched\"")]
    [InlineData("string.IsNullOrEmpty(pattern) ? context.Request.Path.Value : pattern", "string.IsNullOrEmpty(pattern) ? \"unmatched\" : pattern")]
    [InlineData("context.GetEndpoint() switch { RouteEndpoint route => route.RoutePattern.RawText, _ => context.Request.Path.Value }", "context.GetEndpoint() switch { RouteEndpoint route => route.RoutePattern.RawText, _ => \"unmatched\" }")]
    [InlineData("context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } raw } ? raw : context.Request.Path.Value", "context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } raw } ? raw : \"unmatched\"")]
    [InlineData("endpoint?.RoutePattern.RawText is { } raw ? raw : context.Request.Path.Value", "endpoint?.RoutePattern.RawText is { } raw ? raw : \"unmatched\"")]
    [InlineData("endpoint?.RoutePattern.RawText is string { Length: > 0 } raw ? raw : context.Request.Path", "endpoint?.RoutePattern.RawText is string { Length: > 0 } raw ? raw : \"unmatched\"")]
    [InlineData("pattern is { Length: > 0 } ? pattern : context.Request.Path.ToString()", "pattern is { Length: > 0 } ? pattern : \"unmatched\"")]
    [InlineData("pattern is null ? context.Request.Path.Value : pattern", "pattern is null ? \"unmatched\" : pattern")]
    [InlineData("context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IRouteDiagnosticsMetadata>()?.Route ?? context.Request.Path", "context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IRouteDiagnosticsMetadata>()?.Route ?? \"unmatched\"")]
    [InlineData("context.GetEndpoint()?.DisplayName ?? context.Request.Path", "context.GetEndpoint()?.DisplayName ?? \"unmatched\"")]
    [InlineData("isKnown ? endpoint!.RoutePattern.RawText : context.Request.Path.Value", "isKnown ? endpoint!.RoutePattern.RawText : (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("isKnown ? \"known\" : context.Request.Path.Value", "isKnown ? \"known\" : (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("tenant ?? context.Request.Path.Value", "tenant ?? (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\"")]
    [InlineData("context.Request.Path.Value ?? \"none\"", "(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"none\"")]
    [InlineData("context.Request.Path.Value ?? tenant", "(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? tenant")]
    public Task Beside_the_route(string value, string sibling)
    {
        return Verify<UnboundedLabelValue>.FixesAsync(Code($"[|{value}|]"), Code(sibling));

        static string Code(string given) => "using Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Routing;\n#nullable disable\nstatic class A { static readonly Counter C = Metrics.CreateCounter(\"shop_requests_total\", \"Requests.\", \"label\");\n"
            + $"static void Use(HttpContext context, RouteEndpoint endpoint, string tenant, bool isKnown) {{ var pattern = endpoint?.RoutePattern.RawText; C.WithLabels({given}).Inc(); }} }}";
    }

    /// <summary>Where a local holds them, its fall-back becomes the constant, if nothing but labels is made of it.</summary>
    [Theory]
    [InlineData("var route = endpoint?.RoutePattern.RawText ?? context.Request.Path.Value; C.WithLabels([|route|]).Inc();", "var route = endpoint?.RoutePattern.RawText ?? \"unmatched\"; C.WithLabels(route).Inc();")]
    [InlineData("var route = endpoint?.RoutePattern.RawText is { } raw ? raw : context.Request.Path.Value; C.WithLabels([|route|]).Inc(); D.WithLabels([|route|]).Inc();", "var route = endpoint?.RoutePattern.RawText is { } raw ? raw : \"unmatched\"; C.WithLabels(route).Inc(); D.WithLabels(route).Inc();")]
    public Task Beside_the_route_in_a_local(string before, string after) => Verify<UnboundedLabelValue>.FixesAsync(InBody(before), InBody(after));

    [Fact]
    public Task Beside_the_route_in_a_local_that_others_read() => LabelSnippet.Parse(InBody("var route = endpoint?.RoutePattern.RawText ?? context.Request.Path.Value; Console.WriteLine(route); C.WithLabels([|route|]).Inc();")).GivesAsync(null, SiblingAsync);

    private static string InBody(string body) => "using Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Routing;\n#nullable disable\nstatic class A { static readonly Counter C = Metrics.CreateCounter(\"shop_requests_total\", \"Requests.\", \"label\"), D = Metrics.CreateCounter(\"shop_calls_total\", \"Calls.\", \"label\");\n"
        + $"static void Use(HttpContext context, RouteEndpoint endpoint) {{ {body} }} }}";

    [Fact]
    public Task Of_the_phrase_of_a_status() => GivesAsync("System.Net.Http.HttpResponseMessage response", "response.ReasonPhrase", "((int)response.StatusCode).ToString()");

    [Fact]
    public Task With_the_usings_that_it_needs() => LabelSnippet.Parse(
        """
        class A { static readonly Counter C = Metrics.CreateCounter("shop_orders_total", "Orders.", "path"); void Use(Microsoft.AspNetCore.Http.HttpContext context) { C.WithLabels([|context.Request.Path|]).Inc(); } }
        """).GivesAsync(
        """
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Routing;

        class A { static readonly Counter C = Metrics.CreateCounter("shop_orders_total", "Orders.", "path"); void Use(Microsoft.AspNetCore.Http.HttpContext context) { C.WithLabels((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unmatched").Inc(); } }
        """, SiblingAsync);

    [Fact]
    public Task In_a_tag() => LabelSnippet.Parse(
        """
        static readonly Counter<int> C = meter.CreateCounter<int>("shop.orders");
        static void Use(Exception ex) { C.Add(1, new KeyValuePair<string, object?>("error.message", [|ex.Message|])); C.Add(1, new TagList { { "error.message", [|ex|] } }); }
        """).GivesAsync(
        """
        static readonly Counter<int> C = meter.CreateCounter<int>("shop.orders");
        static void Use(Exception ex) { C.Add(1, new KeyValuePair<string, object?>("error.message", ex.GetType().Name)); C.Add(1, new TagList { { "error.message", ex.GetType().Name } }); }
        """, SiblingAsync);

    [Theory]
    [InlineData("var text = ex.Message; C.WithLabels([|text|]).Inc();", "var text = ex.Message; C.WithLabels(ex.GetType().Name).Inc();")]
    [InlineData("var text = ex.Message.Trim(); Console.WriteLine(text); C.WithLabels([|text|]).Inc();", "var text = ex.Message.Trim(); Console.WriteLine(text); C.WithLabels(ex.GetType().Name).Inc();")]
    [InlineData("var text = ex.Message; ex = new Exception(); C.WithLabels([|text|]).Inc();", null)]
    [InlineData("var text = \"a\" + ex.Message; C.WithLabels([|text|]).Inc();", null)]
    [InlineData("string text; { var inner = ex; text = inner.Message; } C.WithLabels([|text|]).Inc();", null)]
    public Task Of_what_a_local_holds(string before, string? after)
    {
        return LabelSnippet.Parse(Code(before)).GivesAsync(after is null ? null : Code(after), SiblingAsync);

        static string Code(string use) => $"static readonly Counter C = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"error\");\nstatic void Use(Exception ex) {{ {use} }}";
    }

    private static Task GivesAsync(string parameter, string value, string? sibling)
    {
        const string usings = "using Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Http.Extensions;\nusing Microsoft.AspNetCore.Routing;\n";
        return LabelSnippet.Parse(Code($"[|{value}|]")).GivesAsync(sibling is null ? null : Code(sibling), SiblingAsync);

        string Code(string given) => usings + $"#nullable disable\nstatic class A {{ static readonly Counter C = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"label\"); static void Use({parameter}) {{ C.WithLabels({given}).Inc(); }} }}";
    }

    private static async Task<SolutionEdits?> SiblingAsync(Document document, LabelPlace place) => (await BoundedSibling.ForAsync(document, place.Measurement!, place.Tag!, default))?.Edits;
}
