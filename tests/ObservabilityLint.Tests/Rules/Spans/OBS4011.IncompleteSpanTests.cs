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

    [Fact]
    public Task Says_what_is_missing() => Verify<IncompleteSpan>.SaysAsync(
        "using var a = [|source.StartActivity(\"send\", ActivityKind.Client)|]; a?.SetTag(\"messaging.destination.name\", \"orders\");",
        "Span 'send' (Activity) is never given 'messaging.system', 'messaging.operation.name', without which views made for such spans leave it out. Set them in this method.");
}
