using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class AttributeValueTypeTests
{
    [Theory]
    [InlineData("Activity.Current?.SetTag(\"http.response.status_code\", [|\"200\"|]);")]
    [InlineData("void Do(string code, double d) => Activity.Current?.SetTag(\"http.response.status_code\", [|code|]).SetTag(\"http.response.status_code\", [|d|]);")]
    [InlineData("void Do(int port) => Activity.Current?.SetTag(\"server.port\", [|port.ToString()|]);")]
    [InlineData("void Do(int code) => Activity.Current?.SetTag(\"db.response.status_code\", [|code|]);")]
    [InlineData("void Do(bool isNew, int? n) => Activity.Current?.SetTag(\"server.address\", [|isNew|]).SetTag(\"http.route\", [|n|]);")]
    [InlineData("const string Code = \"http.response.status_code\"; void Do(OpenTelemetry.Trace.TelemetrySpan span) => span.SetAttribute(Code, [|\"200\"|]);")]
    [InlineData("Activity.Current?.SetTag(\"http.request.method\", [|\"get\"|]).SetTag(\"http.request.method\", [|\"FETCH\"|]);")]
    [InlineData("Activity.Current?.SetTag(\"network.transport\", [|\"TCP\"|]).SetTag(\"db.system.name\", [|\"PostgreSQL\"|]);")]
    [InlineData("meter.CreateHistogram<double>(\"shop.calls\").Record(1, new KeyValuePair<string, object?>(\"http.response.status_code\", [|\"200\"|]));")]
    public Task Fires(string statements) => Verify<AttributeValueType>.FiresAsync(statements);

    [Theory]
    [InlineData("void Do(int a, long b, short c, int? d) => Activity.Current?.SetTag(\"http.response.status_code\", a).SetTag(\"http.response.status_code\", b).SetTag(\"http.response.status_code\", c).SetTag(\"http.response.status_code\", d);")]
    [InlineData("void Do(System.Net.HttpStatusCode code, object any) => Activity.Current?.SetTag(\"http.response.status_code\", code).SetTag(\"http.response.status_code\", any).SetTag(\"http.response.status_code\", null);")]
    [InlineData("void Do(Uri url, Guid id, HttpMethod m) => Activity.Current?.SetTag(\"url.full\", url).SetTag(\"db.namespace\", id).SetTag(\"http.request.method\", m).SetTag(\"http.request.method\", m.Method);")]
    [InlineData("Activity.Current?.SetTag(\"http.request.method\", \"GET\").SetTag(\"http.request.method\", \"_OTHER\").SetTag(\"db.system.name\", \"shopdb\").SetTag(\"error.type\", \"timeout\").SetTag(\"network.transport\", \"rdma\");")]
    [InlineData("Activity.Current?.SetTag(\"shop.status_code\", \"200\").SetTag(\"http.status_code\", \"200\");")]
    [InlineData("Activity.Current?.AddBaggage(\"http.response.status_code\", \"200\"); _ = Activity.Current?.GetTagItem(\"http.response.status_code\");")]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"code\"); c.WithLabels(\"200\").Inc();")]
    [InlineData("Activity.Current?.SetTag(\"container.image.tags\", new[] { \"a\" }).SetTag(\"http.request.header.accept\", \"a\");")]
    [InlineData("Activity.Current?.SetTag(\"otel.status_code\", \"error\").SetTag(\"otel.status_code\", \"Ok\");")]
    public Task Quiet(string statements) => Verify<AttributeValueType>.QuietAsync(statements);

    [Theory]
    [InlineData("Activity.Current?.SetTag(\"http.response.status_code\", [|\"200\"|]); // code", "Activity.Current?.SetTag(\"http.response.status_code\", 200); // code")]
    [InlineData("void Do(int port) => Activity.Current?.SetTag(\"server.port\", [|port.ToString()|]);", "void Do(int port) => Activity.Current?.SetTag(\"server.port\", port);")]
    [InlineData("void Do(HttpResponseMessage r) => Activity.Current?.SetTag(\"http.response.status_code\", [|((int)r.StatusCode).ToString()|]);", "void Do(HttpResponseMessage r) => Activity.Current?.SetTag(\"http.response.status_code\", (int)r.StatusCode);")]
    [InlineData("void Do(int code) => Activity.Current?.SetTag(\"db.response.status_code\", [|code|]);", "void Do(int code) => Activity.Current?.SetTag(\"db.response.status_code\", code.ToString());")]
    [InlineData("Activity.Current?.SetTag(\"http.request.method\", [|\"get\"|]).SetTag(\"network.transport\", [|\"TCP\"|]).SetTag(\"db.response.status_code\", [|42|]);", "Activity.Current?.SetTag(\"http.request.method\", \"GET\").SetTag(\"network.transport\", \"tcp\").SetTag(\"db.response.status_code\", \"42\");")]
    [InlineData("void Do(HttpResponseMessage r) => Activity.Current?.SetTag(\"http.response.status_code\", [|r.StatusCode.ToString()|]);", "void Do(HttpResponseMessage r) => Activity.Current?.SetTag(\"http.response.status_code\", (int)r.StatusCode);")]
    public Task Fixes(string before, string after) => Verify<AttributeValueType>.FixesAsync(before, after);

    [Theory]
    [InlineData("void Do(string code) => Activity.Current?.SetTag(\"http.response.status_code\", [|code|]);")]
    [InlineData("void Do(ConsoleColor c) => Activity.Current?.SetTag(\"http.response.status_code\", [|c.ToString()|]);")]
    [InlineData("void Do(double d) => Activity.Current?.SetTag(\"http.response.status_code\", [|d|]);")]
    public Task Offers_no_fix(string statements) => Verify<AttributeValueType>.OffersNoFixAsync(statements);

    [Fact]
    public Task Says_what_to_write() => Verify<AttributeValueType>.SaysAsync(
        "Activity.Current?.SetTag(\"http.response.status_code\", [|\"200\"|]);",
        "'http.response.status_code' is a whole number in the semantic conventions, and gets a text: queries that compare it do not find this value. Give the number itself.");
}
