using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class IncompleteSpanTests
{
    [Theory]
    [InlineData("using var a = [|source.StartActivity(\"query\", ActivityKind.Client)|]; a?.SetTag(\"db.query.text\", \"select 1\");")]
    [InlineData("using var a = [|source.StartActivity(\"GET /orders\", ActivityKind.Server)|]; Console.WriteLine();")]
    [InlineData("using var a = [|source.StartActivity(\"call\", ActivityKind.Client)|]; a?.SetTag(\"http.request.method\", \"GET\"); a?.SetTag(\"url.full\", \"https://a\");")]
    [InlineData("using var a = [|source.StartActivity(\"send\", ActivityKind.Client)|]; a?.SetTag(\"messaging.system\", \"kafka\");")]
    [InlineData("using var a = [|source.StartActivity(\"query\", ActivityKind.Client)|]; a?.SetTag(\"db.query.text\", \"select 1\"); using var b = source.StartActivity(\"b\"); b?.SetTag(\"db.system.name\", \"mysql\");")]
    public Task Fires(string statements) => Verify<IncompleteSpan>.FiresAsync(statements);

    [Theory]
    [InlineData("using var a = source.StartActivity(\"query\", ActivityKind.Client); a?.SetTag(\"db.query.text\", \"select 1\").SetTag(\"db.system.name\", \"mysql\");")]
    [InlineData("using var a = source.StartActivity(\"query\", ActivityKind.Client); a?.SetTag(\"db.query.text\", \"select 1\"); a?.SetTag(\"db.system\", \"mysql\");")]
    [InlineData("using var a = source.StartActivity(\"call\", ActivityKind.Client); a?.SetTag(\"http.request.method\", \"GET\"); a?.SetTag(\"server.address\", \"a\"); a?.SetTag(\"http.response.status_code\", 200);")]
    [InlineData("using var a = source.StartActivity(\"query\", ActivityKind.Client, default(ActivityContext), [new(\"db.query.text\", \"select 1\")]);")]
    [InlineData("using var a = source.StartActivity(\"query\", ActivityKind.Client); a?.SetTag(\"db.query.text\", \"select 1\"); Console.WriteLine(a);")]
    [InlineData("using var a = source.StartActivity(\"query\", ActivityKind.Client); a?.SetTag(\"db.query.text\", \"select 1\"); a?.SetTag(Console.ReadLine()!, 1);")]
    [InlineData("using var a = source.StartActivity(\"query\"); a?.SetTag(\"db.query.text\", \"select 1\"); using var b = source.StartActivity(\"work\", ActivityKind.Client);")]
    [InlineData("static class Tags { public static void Tag(this Activity? a) => a?.SetTag(\"db.system.name\", \"mysql\"); } static class Use { static void Do() { using var a = source.StartActivity(\"query\", ActivityKind.Client); a?.SetTag(\"db.query.text\", \"select 1\"); a.Tag(); } }")]
    public Task Quiet(string statements) => Verify<IncompleteSpan>.QuietAsync(statements);

    private const string Duration = "static readonly Histogram<double> duration = meter.CreateHistogram<double>(\"http.server.request.duration\", \"s\"); ";

    [Theory]
    [InlineData(Duration + "void Do(double s) => duration.[|Record|](s, new KeyValuePair<string, object?>(\"http.request.method\", \"GET\"));")]
    [InlineData(Duration + "void Do(double s) => duration.[|Record|](s, new TagList { { \"http.method\", \"GET\" }, { \"http.route\", \"/\" } });")]
    [InlineData("static readonly Counter<long> collections = meter.CreateCounter<long>(\"dotnet.gc.collections\"); void Do() => collections.[|Add|](1, new KeyValuePair<string, object?>(\"kind\", 1));")]
    public Task Fires_on_values_of_stable_metrics(string members) => Verify<IncompleteSpan>.FiresAsync("class C { " + members + " }");

    [Theory]
    [InlineData(Duration + "void Do(double s) => duration.Record(s, new KeyValuePair<string, object?>(\"http.method\", \"GET\"), new KeyValuePair<string, object?>(\"url.scheme\", \"https\"));")]
    [InlineData(Duration + "void Do(double s, TagList tags) => duration.Record(s, tags);")]
    [InlineData(Duration + "void Do(double s, string key) => duration.Record(s, new KeyValuePair<string, object?>(key, \"GET\"));")]
    [InlineData("static readonly Histogram<double> own = meter.CreateHistogram<double>(\"shop.request.duration\", \"s\"); void Do(double s) => own.Record(s, new KeyValuePair<string, object?>(\"http.request.method\", \"GET\"));")]
    public Task Quiet_on_other_values(string members) => Verify<IncompleteSpan>.QuietAsync("class C { " + members + " }");

    [Fact]
    public Task Says_what_a_value_lacks() => Verify<IncompleteSpan>.SaysAsync(
        "class C { " + Duration + "void Do(double s) => duration.[|Record|](s, new KeyValuePair<string, object?>(\"url.scheme\", \"https\")); }",
        "A value of 'http.server.request.duration' is never given 'http.request.method', without which views made for such metrics leave it out. Set it here.");

    [Fact]
    public Task Says_what_is_missing() => Verify<IncompleteSpan>.SaysAsync(
        "using var a = [|source.StartActivity(\"send\", ActivityKind.Client)|]; a?.SetTag(\"messaging.destination.name\", \"orders\");",
        "Span 'send' (Activity) is never given 'messaging.system', 'messaging.operation.name', without which views made for such spans leave it out. Set them in this method.");
}
