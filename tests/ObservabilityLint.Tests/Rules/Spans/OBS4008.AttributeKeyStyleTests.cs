using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class AttributeKeyStyleTests
{
    [Theory]
    [InlineData("Activity.Current?.SetTag([|\"orderKind\"|], 1);")]
    [InlineData("Activity.Current?.AddTag([|\"Order\"|], \"1\").SetTag([|\"order-kind\"|], 1).SetTag([|\"order kind\"|], 2);")]
    [InlineData("const string Kind = [|\"shop.orderKind\"|]; Activity.Current?.SetTag(Kind, 1); Activity.Current?.SetTag(Kind, 2);")]
    [InlineData("using var a = source.StartActivity(\"a\", ActivityKind.Internal, default(ActivityContext), new TagList { { [|\"orderKind\"|], 1 } });")]
    [InlineData("Activity.Current?.AddEvent(new ActivityEvent(\"e\", tags: new ActivityTagsCollection { [[|\"orderKind\"|]] = 1 }));")]
    [InlineData("void Do(OpenTelemetry.Trace.TelemetrySpan span) => span.SetAttribute([|\"orderKind\"|], 1);")]
    [InlineData("void Do(OpenTelemetry.Trace.Tracer tracer) => tracer.StartSpan(\"s\", initialAttributes: new OpenTelemetry.Trace.SpanAttributes([new([|\"orderKind\"|], 1)]));")]
    public Task Fires(string statements) => Verify<AttributeKeyStyle>.FiresAsync(statements);

    [Fact]
    public Task Speaks_where_the_key_is_written() => Verify<AttributeKeyStyle>.FiresAsync(
        """
        class Use { void Do() => Activity.Current?.SetTag(Keys.Kind, 1); void Again() => Activity.Current?.SetTag(Keys.Kind, 1); }
        === Keys.cs
        static class Keys { public const string Kind = [|"orderKind"|], Other = "otherKind"; }
        """);

    [Theory]
    [InlineData("Activity.Current?.SetTag(\"order.kind\", 1).SetTag(\"order_kind\", 1).SetTag(\"order\", 1).SetTag(\"v2.order\", 1);")]
    [InlineData("Activity.Current?.SetTag(Console.ReadLine()!, 1); Activity.Current?.SetTag(\"\", 1);")]
    [InlineData("Activity.Current?.SetTag(\"http.request.header.X-Trace\", 1);")]
    [InlineData("Activity.Current?.AddBaggage(\"orderKind\", \"1\"); Activity.Current?.GetTagItem(\"orderKind\");")]
    [InlineData("meter.CreateCounter<int>(\"c\").Add(1, new KeyValuePair<string, object?>(\"orderKind\", 1));")]
    public Task Quiet(string statements) => Verify<AttributeKeyStyle>.QuietAsync(statements);

    [Theory]
    [InlineData("Activity.Current?.SetTag([|\"orderKind\"|], 1); // kind", "Activity.Current?.SetTag(\"order_kind\", 1); // kind")]
    [InlineData("const string Kind = [|\"Shop.OrderKind\"|]; Activity.Current?.SetTag(Kind, 1); Activity.Current?.SetTag([|\"order-id\"|], 1);", "const string Kind = \"shop.order_kind\"; Activity.Current?.SetTag(Kind, 1); Activity.Current?.SetTag(\"order_id\", 1);")]
    [InlineData("const string Prefix = \"shop.\"; Activity.Current?.SetTag([|Prefix + \"orderKind\"|], 1);", "const string Prefix = \"shop.\"; Activity.Current?.SetTag(Prefix + \"order_kind\", 1);")]
    public Task Fixes(string before, string after) => Verify<AttributeKeyStyle>.FixesAsync(before, after);

    /// <summary>The key has a name, which a text in its place would leave behind.</summary>
    [Fact]
    public Task Offers_no_fix_for_a_constant_that_is_put_together() => Verify<AttributeKeyStyle>.OffersNoFixAsync("const string Prefix = \"shop.\", Kind = Prefix + \"orderKind\"; Activity.Current?.SetTag([|Kind|], 1);");

    /// <summary>Who looks the attribute up by its old key would find it no more.</summary>
    [Fact]
    public Task Offers_no_fix_where_the_key_is_looked_up() => Verify<AttributeKeyStyle>.OffersNoFixAsync("Activity.Current?.SetTag([|\"orderKind\"|], 1); _ = Activity.Current?.GetTagItem(\"orderKind\");");

    [Fact]
    public Task Says_what_to_write() => Verify<AttributeKeyStyle>.SaysAsync(
        "Activity.Current?.SetTag([|\"orderKind\"|], 1);",
        "Attribute 'orderKind' is not in dotted snake_case, the style of OpenTelemetry: queries need the exact key, and readers expect another. Name it 'order_kind'.");
}
