using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class DeprecatedAttributeTests
{
    [Theory]
    [InlineData("Activity.Current?.SetTag([|\"http.status_code\"|], 200);")]
    [InlineData("const string Method = [|\"http.method\"|]; Activity.Current?.SetTag(Method, \"GET\").SetTag(Method, \"PUT\");")]
    [InlineData("using var a = source.StartActivity(\"a\", ActivityKind.Client, default(ActivityContext), [new([|\"db.statement\"|], \"select 1\")]);")]
    [InlineData("void Do(OpenTelemetry.Trace.TelemetrySpan span) => span.SetAttribute([|\"db.system\"|], \"postgresql\");")]
    [InlineData("meter.CreateHistogram<double>(\"shop.calls\").Record(1, new KeyValuePair<string, object?>([|\"http.method\"|], \"GET\"));")]
    [InlineData("meter.CreateUpDownCounter<long>([|\"db.client.connections.usage\"|]).Add(1, new KeyValuePair<string, object?>([|\"state\"|], \"idle\"));")]
    [InlineData("meter.CreateCounter<long>([|\"messaging.publish.messages\"|]);")]
    [InlineData("ActivityTagsCollection tags = [new([|\"db.statement\"|], \"select 1\")]; using var a = source.StartActivity(ActivityKind.Client, tags: tags, name: \"a\");")]
    [InlineData("Activity.Current?.AddEvent(new ActivityEvent(\"sent\", tags: [new([|\"http.status_code\"|], 200), new(\"shop.item\", 1)]));")]
    [InlineData("var tags = new KeyValuePair<string, object?>[2]; tags[0] = new(\"shop.item\", 1); tags[1] = new([|\"messaging.client_id\"|], \"a\"); using var a = source.StartActivity(\"a\", ActivityKind.Client, default(ActivityContext), tags);")]
    [InlineData("Activity.Current?.AddEvent(new(\"sent\", tags: [new([|\"http.status_code\"|], 200)]));")]
    public Task Fires(string statements) => Verify<DeprecatedAttribute>.FiresAsync(statements);

    /// <summary>A class of the conventions' names may stand anywhere: what is spoken of is its constant, once.</summary>
    [Fact]
    public Task Speaks_where_the_name_is_written() => Verify<DeprecatedAttribute>.FiresAsync(
        """
        class Use { void Do() => Activity.Current?.SetTag(TraceSemanticConventions.AttributeHttpMethod, "GET"); void Again() => Activity.Current?.SetTag(TraceSemanticConventions.AttributeHttpMethod, "PUT"); }
        === Conventions.cs
        static class TraceSemanticConventions { public const string AttributeHttpMethod = [|"http.method"|], AttributeHttpRequestMethod = "http.request.method", AttributeHttpUrl = "http.url"; }
        """);

    /// <summary>What a generator wrote nobody edits: the use is spoken of.</summary>
    [Fact]
    public Task Speaks_at_the_use_of_a_generated_name() => Verify<DeprecatedAttribute>.FiresAsync(
        """
        class Use { void Do() => Activity.Current?.SetTag([|Conventions.HttpMethod|], "GET"); }
        === Conventions.g.cs
        static class Conventions { public const string HttpMethod = "http.method"; }
        """);

    [Theory]
    [InlineData("Activity.Current?.SetTag(\"http.request.method\", \"GET\").SetTag(\"shop.method\", \"a\").SetTag(\"http.route\", \"/\");")]
    [InlineData("Activity.Current?.SetTag(\"http.host\", \"a\").SetTag(\"http.flavor\", \"1.1\").SetTag(\"net.peer.name\", \"a\");")]
    [InlineData("Activity.Current?.SetTag(\"state\", 1).SetTag(\"pool.name\", \"a\"); meter.CreateCounter<int>(\"shop.orders\").Add(1, new KeyValuePair<string, object?>(\"state\", 1));")]
    [InlineData("Activity.Current?.SetTag(\"gen_ai.prompt\", \"a\").SetTag(\"mcp.method.name\", \"a\");")]
    [InlineData("Activity.Current?.SetTag(\"http.method\", \"GET\").SetTag(\"http.request.method\", \"GET\");")]
    [InlineData("Activity.Current?.SetTag(\"db.statement\", null); Activity.Current?.SetTag(\"http.url\", (object?)null);")]
    [InlineData("if (Activity.Current?.GetTagItem(\"http.method\") is string method) Console.WriteLine(method);")]
    [InlineData("var labels = Metrics.CreateCounter(\"a_total\", \"A.\", \"state\"); labels.WithLabels(\"a\").Inc();")]
    [InlineData("ActivityTagsCollection tags = [new(\"http.route\", \"/\")]; List<KeyValuePair<string, object?>> others = [new(\"db.statement\", \"select 1\")]; Activity.Current?.AddEvent(new(\"sent\", tags: tags));")]
    public Task Quiet(string statements) => Verify<DeprecatedAttribute>.QuietAsync(statements);

    [Theory]
    [InlineData("Activity.Current?.SetTag([|\"http.status_code\"|], 200); // code", "Activity.Current?.SetTag(\"http.response.status_code\", 200); // code")]
    [InlineData("const string Method = [|\"http.method\"|]; Activity.Current?.SetTag(Method, \"GET\").SetTag(Method, \"PUT\");", "const string Method = \"http.request.method\"; Activity.Current?.SetTag(Method, \"GET\").SetTag(Method, \"PUT\");")]
    [InlineData("Activity.Current?.SetTag([|\"db.system\"|], \"postgresql\");", "Activity.Current?.SetTag(\"db.system.name\", \"postgresql\");")]
    [InlineData("Activity.Current?.SetTag([|\"messaging.operation\"|], \"process\");", "Activity.Current?.SetTag(\"messaging.operation.type\", \"process\");")]
    [InlineData("meter.CreateCounter<long>([|\"system.network.packets\"|], \"{packet}\");", "meter.CreateCounter<long>(\"system.network.packet.count\", \"{packet}\");")]
    public Task Fixes(string before, string after) => Verify<DeprecatedAttribute>.FixesAsync(before, after);

    [Theory]
    [InlineData("Activity.Current?.SetTag([|\"db.system\"|], \"mssql\");")]
    [InlineData("Activity.Current?.SetTag([|\"net.transport\"|], \"ip_tcp\");")]
    [InlineData("Activity.Current?.SetTag([|\"messaging.operation\"|], \"publish\"); void Of(string operation) => Activity.Current?.SetTag([|\"messaging.operation\"|], operation);")]
    [InlineData("Activity.Current?.SetTag([|\"http.method\"|], \"GET\"); _ = Activity.Current?.GetTagItem(\"http.method\");")]
    [InlineData("Activity.Current?.SetTag([|\"db.statement\"|], \"select 1\"); Activity.Current?.SetTag(\"db.statement\", null);")]
    [InlineData("meter.CreateHistogram<double>([|\"messaging.publish.duration\"|], \"ms\");")]
    public Task Offers_no_fix(string statements) => Verify<DeprecatedAttribute>.OffersNoFixAsync(statements);

    /// <summary>A list of all names holds more than anybody reads: only what is read may be looked up.</summary>
    [Theory]
    [InlineData("internal", "http.response.status_code", "Conventions.Route")]
    [InlineData("internal", null, "Conventions.StatusCode")]
    [InlineData("internal", null, "nameof(Conventions.StatusCode)")]
    [InlineData("public", null, "Conventions.Route")]
    public Task Renames_beside_a_constant_that_nobody_reads(string visibility, string? after, string read)
    {
        var code = $$"""
            class Use { void Do() { Activity.Current?.SetTag([|"http.status_code"|], 200); _ = Activity.Current?.GetTagItem({{read}}); } }
            === Conventions.cs
            {{visibility}} static class Conventions { /* of old */ public const string Route = "http.route", StatusCode = "http.status_code"; }
            """;
        return after is null ? Verify<DeprecatedAttribute>.OffersNoFixAsync(code) : Verify<DeprecatedAttribute>.FixesAsync(code, code.Replace("[|\"http.status_code\"|]", $"\"{after}\"", StringComparison.Ordinal));
    }

    [Fact]
    public Task Says_what_to_write() => Verify<DeprecatedAttribute>.SaysAsync(
        "Activity.Current?.SetTag([|\"http.method\"|], \"GET\");",
        "Attribute 'http.method' is an old name: since the semantic conventions call it 'http.request.method', queries and dashboards that follow them do not find it. Name it so.");
}
