using ObservabilityLint.RuntimeMetrics.Tags;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Series;

public class LabelTests
{
    private enum Tier
    {
        Gold,
    }

    private sealed class Throwing
    {
        public override string ToString() => throw new InvalidOperationException("no text");
    }

    private sealed class Named(string name)
    {
        public override string ToString() => name;
    }

    public static TheoryData<string, object?, string> Pairs => new()
    {
        { "kind", "online", "kind=\"online\"" },
        { "order.kind", "online", "order_kind=\"online\"" },
        { "order-kind/a b", "online", "order_kind_a_b=\"online\"" },
        { "größe", "x", "gr_e=\"x\"" },
        // As the exporter of OpenTelemetry writes them: one underscore for a run, none behind another (PrometheusTranslationTests asks it).
        { "a..b", "x", "a_b=\"x\"" },
        { "a.-b", "x", "a_b=\"x\"" },
        { "a__b", "x", "a__b=\"x\"" },
        { "a._b", "x", "a__b=\"x\"" },
        { "a_.b", "x", "a_b=\"x\"" },
        { "a_._b", "x", "a__b=\"x\"" },
        { "..a", "x", "_a=\"x\"" },
        { "_.a", "x", "_a=\"x\"" },
        { "a..", "x", "a_=\"x\"" },
        { "...", "x", "_=\"x\"" },
        { "..1", "x", "_1=\"x\"" },
        { "2nd", "x", "_2nd=\"x\"" },
        { "", "x", "_=\"x\"" },
        { "a:b", "x", "a_b=\"x\"" },
        { "__name__", "x", "key__name__=\"x\"" },
        { "_own", "x", "_own=\"x\"" },
        { "kind", "a\\b\"c\nd\te", "kind=\"a\\\\b\\\"c\\nd\te\"" },
        { "kind", "größe\u2603", "kind=\"größe\u2603\"" },
        { "kind", "a\uD800b", "kind=\"a\uFFFDb\"" },
        { "kind", 200, "kind=\"200\"" },
        { "kind", -1.5, "kind=\"-1.5\"" },
        { "kind", 1e300, "kind=\"1E+300\"" },
        { "kind", 1.10, "kind=\"1.1\"" },
        { "kind", true, "kind=\"true\"" },
        { "kind", 'x', "kind=\"x\"" },
        { "kind", Tier.Gold, "kind=\"Gold\"" },
        { "kind", new[] { "a", "b\"" }, "kind=\"[\\\"a\\\",\\\"b\\\\\\\"\\\"]\"" },
        { "kind", new object?[] { 1, null, false }, "kind=\"[1,null,false]\"" },
        { "kind", new Throwing(), "kind=\"Throwing\"" },
        { "kind", new Named("x"), "kind=\"x\"" },
        { "kind", null, "" },
        { "kind", "", "" },
    };

    [Theory, MemberData(nameof(Pairs))]
    public async Task Tags_become_labels(string key, object? value, string label)
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<int>("shop.orders").Add(1, new KeyValuePair<string, object?>(key, value));
        Assert.Equal([label.Length > 0 ? $"shop_orders_total{{{label}}} 1" : "shop_orders_total 1"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task The_order_of_tags_does_not_count()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        orders.Add(1, new("a", "1"), new("b", "2"), new("c", "3"));
        orders.Add(1, new("c", "3"), new("a", "1"), new("b", "2"));
        orders.Add(1, new("b", "2"), new("c", "3"), new("a", "1"));
        Assert.Equal(["shop_orders_total{a=\"1\",b=\"2\",c=\"3\"} 3"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task One_label_in_many_forms_is_one_series()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        foreach (var form in (object[])["1", 1, 1L, (byte)1, 1.0, 1m, new Named("1"), new Named("1")]) orders.Add(1, new KeyValuePair<string, object?>("tier", form));
        Assert.Equal(["shop_orders_total{tier=\"1\"} 8"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task No_label_and_an_empty_one_are_one_series()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        orders.Add(1);
        orders.Add(1, new KeyValuePair<string, object?>("tier", null));
        orders.Add(1, new KeyValuePair<string, object?>("tier", ""));
        Assert.Equal(["shop_orders_total 3"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task A_measurement_with_a_null_key_counts()
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<int>("shop.orders").Add(1, new(null!, "x"), new("tier", "gold"));
        Assert.Equal(["shop_orders_total{tier=\"gold\"} 1"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task Keys_that_become_one_name_are_joined_in_their_order()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        orders.Add(1, new("order_kind", "b"), new("order.kind", "a"), new("z", "1"));
        orders.Add(1, new("z", "1"), new("order.kind", "a"), new("order_kind", "b"));
        orders.Add(1, new("tier", "x"), new("tier", "y"));
        Assert.Equal(["shop_orders_total{order_kind=\"a;b\",z=\"1\"} 2", "shop_orders_total{tier=\"x;y\"} 1"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task The_label_of_buckets_stays_their_own()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { HistogramBuckets = { ["shop.sizes"] = [] } });
        shop.Meter.CreateHistogram<int>("shop.sizes").Record(1, new KeyValuePair<string, object?>("le", "mine"));
        shop.Meter.CreateCounter<int>("shop.orders").Add(1, new KeyValuePair<string, object?>("le", "mine"));
        Assert.Equal(["shop_orders_total{le=\"mine\"} 1", "shop_sizes_bucket{exported_le=\"mine\",le=\"+Inf\"} 1", "shop_sizes_sum{exported_le=\"mine\"} 1", "shop_sizes_count{exported_le=\"mine\"} 1"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task Many_tags_are_told_apart()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        for (var series = 0; series < 500; series++)
            orders.Add(series, [.. Enumerable.Range(0, 70).Select(tag => new KeyValuePair<string, object?>($"tag{tag}", tag == series % 70 ? series.ToString(null as IFormatProvider) : "same"))]);
        var samples = await shop.SamplesAsync();
        Assert.Equal(500, samples.Length);
        Assert.All(samples, line => Assert.Contains($"\"{line[(line.LastIndexOf(' ') + 1)..]}\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_tags_in_another_order_are_one_series()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        KeyValuePair<string, object?>[] tags = [.. Enumerable.Range(0, 300).Select(tag => new KeyValuePair<string, object?>($"tag{tag}", tag))];
        for (var turn = 0; turn < 20; turn++) orders.Add(1, [.. tags[turn..], .. tags[..turn]]);
        Assert.EndsWith(" 20", Assert.Single(await shop.SamplesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_that_differ_in_what_is_shown_are_two_series_and_others_one()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        foreach (var value in (object[])[1.0m, 1.00m, 0.0, -0.0, DateTime.UnixEpoch, DateTime.UnixEpoch.AddTicks(1), new[] { "a" }, new[] { "a" }, new object[] { "a" }, new[] { "b" }, new[] { 1, 2 }, new[] { 1L, 2L }])
            orders.Add(1, new KeyValuePair<string, object?>("kind", value));
        Assert.Equal(
            [
                "shop_orders_total{kind=\"-0\"} 1", "shop_orders_total{kind=\"0\"} 1", "shop_orders_total{kind=\"01/01/1970 00:00:00\"} 2", "shop_orders_total{kind=\"1.0\"} 1", "shop_orders_total{kind=\"1.00\"} 1",
                "shop_orders_total{kind=\"[1,2]\"} 2", "shop_orders_total{kind=\"[\\\"a\\\"]\"} 3", "shop_orders_total{kind=\"[\\\"b\\\"]\"} 1",
            ],
            (await shop.SamplesAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_array_that_changes_later_is_another_label()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        string[] kinds = ["a"];
        orders.Add(1, new KeyValuePair<string, object?>("kinds", kinds));
        kinds[0] = "b";
        orders.Add(1, new KeyValuePair<string, object?>("kinds", kinds));
        Assert.Equal(2, (await shop.SamplesAsync()).Length);
    }

    /// <summary>Whole numbers were known by their halves, combined: these would all be one.</summary>
    [Fact]
    public void Whole_numbers_do_not_collide_by_design()
        => Assert.InRange(Enumerable.Range(0, 1000).Select(i => TagSet.Hash([new("id", (long)i << 32 | (uint)i)])).Distinct().Count(), 990, 1000);
}
