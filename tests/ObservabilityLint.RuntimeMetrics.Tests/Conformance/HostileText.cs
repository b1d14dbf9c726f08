using FsCheck;
using FsCheck.Fluent;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>Text that programs do give as names, units, descriptions and labels, and that a writer can trip over: reserved, colliding, empty, in need of escapes, or half a character.</summary>
internal static class HostileText
{
    private static readonly string[] KnownNames =
    [
        "shop.orders", "shop_orders", "shop-orders", "shop/orders", "shop..orders", "Shop.Orders", "shop.orders.total", "shop_orders_total", "shop.orders.bucket", "shop.orders.count", "shop.orders.sum",
        "shop.orders.created", "shop.orders.info", "shop.orders_bytes", "shop.orders.bytes.total", "shop.total.orders", "shop.total_total", "total", "_total", "count", "sum", "bucket", "info", "total.total",
        "target", "target.info", "target_info", "dotnet.gc.collections", "dotnet.gc", "obslint.bridge.dropped_instruments", "", "_", "__", "_x", "1st", "1", ":", "shop:orders", "é", "éé", "shop.é", "a b", "a\nb", "a\"b", "a\\b", "a{b=\"c\"}", "# EOF", "\ud800", "🙂", "a\0",
    ];

    private static readonly string[] KnownUnits =
        ["s", "ms", "By", "KiBy", "1", "%", "Cel", "{order}", "{order}/s", "By/s", "/s", "s/", "/", "1/1", "m/h", "{a}{b}", "{", "}", "a{b", "By{x}", "total", "seconds", "bytes_total", "bucket", "count", "created", "info", "ratio", "", " ", "_", "__", "é", "a b", "\n", "\"", "\\", "1st", ":", "\ud800"];

    private static readonly string[] KnownTexts =
    [
        "", " ", "Orders.", "back\\slash", "ends with \\", "\\n", "\\\\n", "two\nlines", "two\r\nlines", "ends\n", "ends\r", "\r", "\n", "quoted \"text\"", "\"", "  spaces  ", "é🙂", "\ud800", "\udc00", "\udc00\ud800", "\0", "\u2028", "\ufeff", "\ufffd", "\t", "# EOF", "# HELP a b", "a # {b=\"c\"} 1", "{a=\"b\"}", "a,b;c=d", "+Inf", "true",
    ];

    private static readonly string?[] KnownKeys =
    [
        "a", "a.b", "a_b", "a-b", "a b", "A", "é", "ü", "", "_", "__", "__a", "_a", "___", "key__a", "1", "1a", "le", "l\u0435", "exported_le", "quantile", "job", "instance", "__name__", "__address__", "otel_scope_name", "otel.scope.version", "otel_metric_overflow", "otel.metric.overflow",
        "trace_id", "a\nb", "a\"b", "a\\b", "a=b", "a{}", "a:b", "\ud800", "🙂", "\0", null,
    ];

    private static readonly Gen<string> Any = Gen.Choose(1, 8).SelectMany(length => Gen.Elements("ab_.-/:019éß\"\\\n\r {},=#🙂\ud800\udc00\0".ToCharArray()).ArrayOf(length)).Select(characters => new string(characters));

    public static Gen<string> Name { get; } = Gen.Frequency((6, Gen.Elements(KnownNames)), (1, Any));

    public static Gen<string?> Unit { get; } = Gen.Frequency((4, Gen.Constant((string?)null)), (6, Gen.Elements(KnownUnits).Select(unit => (string?)unit)), (1, Any.Select(unit => (string?)unit)));

    public static Gen<string> Text { get; } = Gen.Frequency((5, Gen.Elements(KnownTexts)), (1, Any));

    public static Gen<string?> Key { get; } = Gen.Frequency((5, Gen.Elements(KnownKeys)), (1, Any.Select(key => (string?)key)));

    /// <summary>What tags may hold beside text.</summary>
    public static Gen<object?> Value { get; } = Gen.Frequency((4, Text.Select(text => (object?)text)), (3, Gen.Elements(
        null, true, false, 1, 1L, (byte)1, -1, 1.5, 1.5f, 1.5m, double.NaN, double.NegativeInfinity, long.MinValue, ulong.MaxValue, 'a', '"', '\n', '\ud800', DayOfWeek.Monday, DateTimeOffset.UnixEpoch, Guid.Empty,
        new[] { "a", "b\"\n\\" }, new[] { 1, 2 }, Array.Empty<string>(), new object?[] { null, "a", new[] { true } }, new object(), new Uri("http://shop.example/a?b=\"c\""), new ThrowingText(), new NullText())));

    /// <summary>Tags, and those more often that the bridge has itself.</summary>
    public static Gen<KeyValuePair<string, object?>> Tag { get; } = Gen.Frequency(
        (12, from key in Key from value in Value select new KeyValuePair<string, object?>(key!, value)),
        (1, Gen.Elements<KeyValuePair<string, object?>>(new("otel_metric_overflow", true), new("le", "0.5"), new("le", 10.0), new("otel_scope_name", "shop"))));

    private sealed class ThrowingText
    {
        public override string ToString() => throw new InvalidOperationException("This has no text.");
    }

    private sealed class NullText
    {
        public override string? ToString() => null;
    }
}
