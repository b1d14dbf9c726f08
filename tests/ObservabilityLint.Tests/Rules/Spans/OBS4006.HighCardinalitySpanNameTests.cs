using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class HighCardinalitySpanNameTests
{
    private const string Request = "using Microsoft.AspNetCore.Http;\nclass M(RequestDelegate next) { public async Task Invoke(HttpContext context) { ";

    [Theory]
    [InlineData("using var a = source.StartActivity([|$\"order {Guid.NewGuid()}\"|]);")]
    [InlineData("void Do(Guid id) { using var a = source.StartActivity([|\"order \" + id|], ActivityKind.Client); }")]
    [InlineData("void Do(Guid id) { var name = $\"order {id}\"; using var a = source.CreateActivity([|name|], ActivityKind.Client); }")]
    [InlineData("void Do(Guid id) { using var a = source.StartActivity(\"order\"); a!.DisplayName = [|$\"order {id}\"|]; }")]
    [InlineData("void Do(Guid id) { var a = new Activity([|$\"order {id}\"|]) { DisplayName = [|$\"order {id}\"|] }.Start(); a.Stop(); }")]
    [InlineData("void Do(OpenTelemetry.Trace.Tracer tracer, Guid id) { using var a = tracer.StartActiveSpan([|$\"order {id}\"|]); using var b = tracer.StartSpan([|id.ToString()|]); using var c = tracer.StartRootSpan([|id.ToString()|]); a.UpdateName([|$\"order {id}\"|]); }")]
    [InlineData("void Do() { using var a = source.StartActivity([|$\"import {DateTime.UtcNow:O}\"|]); }")]
    [InlineData("void Do(Guid id) { using var a = source.StartActivity(\"order\"); a!.DisplayName += [|\" \" + id|]; }")]
    [InlineData("void Do(Guid id, Activity a) { a.DisplayName += [|$\" {id}\"|]; }")]
    public Task Fires(string statements) => Verify<HighCardinalitySpanName>.FiresAsync(statements);

    private const string Ids = "class Order { public int Id { get; set; } public long CustomerId { get; set; } public int Count { get; set; } } class PlaceOrderCommand { public string OrderId = \"\"; } class Settings { public int CustomerId; public int Id; } class Device { public int Id; } ";

    /// <summary>Nothing is known of them but what they are called.</summary>
    [Theory]
    [InlineData("static void Do(Order order) { using var a = source.StartActivity([|$\"order {order.Id}\"|]); }")]
    [InlineData("static void Do(Order placed) { using var a = source.StartActivity([|$\"order {placed.Id:D4} of {placed.Count}\"|]); }")]
    [InlineData("static void Do(Order order) { using var a = source.StartActivity([|\"customer \" + order.CustomerId.ToString()|]); }")]
    [InlineData("static void Do(int orderId) { var name = string.Format(\"order {0}\", orderId); using var a = source.StartActivity([|name|]); }")]
    [InlineData("static void Do(string orderId) { using var a = source.StartActivity(\"order\"); a!.DisplayName = [|$\"order {orderId}\"|]; }")]
    [InlineData("static void Do(PlaceOrderCommand command) { using var a = source.StartActivity([|$\"place {command.OrderId}\"|]); }")]
    [InlineData("static void Do(List<Order> orders) { foreach (var order in orders) using (source.StartActivity([|$\"order {order.Id}\"|])) { } }")]
    [InlineData("static Activity? Begin(string name) => source.StartActivity(name); static void Do(Order order) { using var a = Begin([|$\"order {order.Id}\"|]); }")]
    public Task Fires_on_ids(string members) => Verify<HighCardinalitySpanName>.FiresAsync(Ids + members);

    [Theory]
    [InlineData("static void Do(Order order, int partition, int shardId, int typeId) { using var a = source.StartActivity($\"order {order.Count} {partition} {shardId} {typeId}\"); }")]
    [InlineData("static void Do(Order order) { using var a = source.StartActivity($\"bucket {order.Id % 16}\"); }")]
    [InlineData("static void Do(int orderId) { if (orderId is 1 or 2) { using var a = source.StartActivity($\"order {orderId}\"); } }")]
    [InlineData("static void Do(int orderId) { using var a = source.StartActivity($\"order {orderId}\"); } static void Both() { Do(1); Do(2); }")]
    [InlineData("static void Do() { for (var orderId = 0; orderId < 4; orderId++) using (source.StartActivity($\"order {orderId}\")) { } }")]
    // One for a process, or an object that may live as long.
    [InlineData("static readonly string runId = Guid.NewGuid().ToString(); static void Do() { using var a = source.StartActivity($\"run {runId}\"); }")]
    [InlineData("class Import(int customerId) { readonly int sessionId = customerId; public void Do() { using var a = source.StartActivity($\"import {customerId} {sessionId}\"); } }")]
    [InlineData("static void Do(Settings settings, Device device) { using var a = source.StartActivity($\"import {settings.CustomerId} {settings.Id} {device.Id}\"); }")]
    // A method may make a name of few of it.
    [InlineData("static string NameOf(int orderId) => orderId < 10 ? \"first\" : \"later\"; static Activity? Begin(int orderId) => source.StartActivity(NameOf(orderId)); static void Do(Order order) { using var a = Begin(order.Id); }")]
    public Task Quiet_on_ids(string members) => Verify<HighCardinalitySpanName>.QuietAsync(Ids + members);

    [Theory]
    [InlineData("using var a = source.StartActivity([|$\"{context.Request.Method} {context.Request.Path}\"|]); await next(context); } }")]
    [InlineData("if (Activity.Current is { } a) a.DisplayName = [|context.Request.Path|]; await next(context); } }")]
    public Task Fires_on_the_path_of_a_request(string statements) => Verify<HighCardinalitySpanName>.FiresAsync(Request + statements);

    [Theory]
    [InlineData("static Activity? Begin(string name) => source.StartActivity(name); static void Do(Guid id) { using var a = Begin([|$\"order {id}\"|]); }")]
    [InlineData("static class Tracing { public static Activity? Begin(string name) => source.StartActivity(\"shop \" + name); } static class Outer { public static Activity? Open(string what) => Tracing.Begin(what); static void Do(Guid id) { using var a = Open([|id.ToString()|]); } }")]
    [InlineData("interface ITracing { Activity? Begin(string name); } class Tracing : ITracing { public Activity? Begin(string name) => source.StartActivity(name); } class Use(ITracing t) { void Do(Guid id) { using var a = t.Begin([|$\"order {id}\"|]); } }")]
    [InlineData("static void Name(Activity a, string name) => a.DisplayName = name; static void Do(Guid id, Activity a) => Name(a, [|$\"order {id}\"|]);")]
    public Task Fires_at_calls_of_methods_that_start_spans(string members) => Verify<HighCardinalitySpanName>.FiresAsync(members);

    [Theory]
    [InlineData("using var a = source.StartActivity(\"order\"); using var b = source.StartActivity(); a!.DisplayName = \"orders\";")]
    [InlineData("void Do(ConsoleKey key, bool isNew) { using var a = source.StartActivity($\"order {key} {isNew}\"); }")]
    [InlineData("void Do(string queue) { using var a = source.StartActivity($\"{queue} process\"); }")]
    [InlineData("void Do(Guid id) { using var a = source.StartActivity(\"order\"); a?.SetTag(\"order.id\", id); }")]
    [InlineData("static Activity? Begin(string name) => source.StartActivity(name); static void Do() { using var a = Begin(\"order\"); using var b = Begin(nameof(Do)); }")]
    [InlineData("class Person { public string DisplayName = \"\"; } static void Do(Person p, Guid id) => p.DisplayName = id.ToString();")]
    [InlineData("void Do(Type type) { using var a = source.StartActivity($\"handle {type.Name}\"); }")]
    public Task Quiet(string statements) => Verify<HighCardinalitySpanName>.QuietAsync(statements);

    [Theory]
    [InlineData("using var a = source.StartActivity($\"{context.Request.Method} {(context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText}\"); await next(context); } }")]
    [InlineData("using var a = source.StartActivity(context.Request.Path == \"/health\" ? \"health\" : \"request\"); await next(context); } }")]
    public Task Quiet_on_routes(string statements) => Verify<HighCardinalitySpanName>.QuietAsync(Request + statements);

    [Theory]
    [InlineData("void Do(Guid orderId) { using var a = source.StartActivity([|$\"order {orderId}\"|]); // start\n}", "void Do(Guid orderId) { using var a = source.StartActivity(\"order\"); a?.SetTag(\"order.id\", orderId); // start\n}")]
    [InlineData("void Do(Activity a, Guid orderId)\n{\n    a.DisplayName = [|\"Order: \" + orderId|];\n}", "void Do(Activity a, Guid orderId)\n{\n    a.DisplayName = \"Order\";\n    a.SetTag(\"order.id\", orderId);\n}")]
    [InlineData("void Do(int orderId)\n{\n    using var a = source.StartActivity([|$\"order {orderId}\"|]);\n}", "void Do(int orderId)\n{\n    using var a = source.StartActivity(\"order\");\n    a?.SetTag(\"order.id\", orderId);\n}")]
    // It is an attribute already, always or under a condition.
    [InlineData("void Do(Guid id)\n{\n    using var a = source.StartActivity([|\"order \" + id|]);\n    a?.SetTag(\"OrderId\", id);\n}", "void Do(Guid id)\n{\n    using var a = source.StartActivity(\"order\");\n    a?.SetTag(\"OrderId\", id);\n}")]
    [InlineData("void Do(Guid id)\n{\n    using var a = source.StartActivity([|\"order \" + id|]);\n    if (id != default) a?.SetTag(\"OrderId\", id);\n}", "void Do(Guid id)\n{\n    using var a = source.StartActivity(\"order\");\n    a?.SetTag(\"id\", id);\n    if (id != default) a?.SetTag(\"OrderId\", id);\n}")]
    public Task Fixes(string before, string after) => Verify<HighCardinalitySpanName>.FixesAsync(before, after);

    [Fact]
    public Task Fixes_the_path_of_a_request() => Verify<HighCardinalitySpanName>.FixesAsync(
        Request + "using var a = source.StartActivity([|$\"{context.Request.Method} {context.Request.Path}\"|]); await next(context); } }",
        "using Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Routing;\nclass M(RequestDelegate next) { public async Task Invoke(HttpContext context) { using var a = source.StartActivity($\"{context.Request.Method} {((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"unmatched\")}\"); await next(context); } }");

    [Theory]
    [InlineData("void Do(Guid id) { using var a = source.StartActivity([|id.ToString()|]); }")]
    [InlineData("void Do(Guid a, Guid b) { using var x = source.StartActivity([|$\"order {a} {b}\"|]); }")]
    [InlineData("static Activity? Begin(string name) => source.StartActivity(name); static void Do(Guid id) { using var a = Begin([|$\"order {id}\"|]); }")]
    public Task Offers_no_fix(string statements) => Verify<HighCardinalitySpanName>.OffersNoFixAsync(statements);

    [Fact]
    public Task Says_what_to_do() => Verify<HighCardinalitySpanName>.SaysAsync(
        "static Activity? Begin(string name) => source.StartActivity(name); static void Do() { using var a = Begin([|$\"order {Guid.NewGuid()}\"|]); }",
        "The name of this span (Activity) may be any text (Guid.NewGuid(), via Begin): whoever groups spans by name gets a group for each. Keep the name constant, and set the value as an attribute.");
}
