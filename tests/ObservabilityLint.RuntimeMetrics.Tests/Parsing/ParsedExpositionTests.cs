namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing;

/// <summary>What tests look up in an exposition.</summary>
public class ParsedExpositionTests
{
    private static readonly ParsedExposition Shop = OpenMetricsParser.Parse(
        """
        # TYPE shop_orders counter
        # UNIT shop_orders orders
        # HELP shop_orders Orders\n"taken" \\ paid.
        shop_orders_total{country="de",paid="\"yes\""} 9007199254740993 1.5 # {trace_id="ab"} 2 3.25
        shop_orders_total{country="at",paid="no\n"} 2 1.5
        # TYPE queue gauge
        queue 7
        # EOF
        """);

    [Fact]
    public void Has_the_metadata_of_a_family_unescaped()
    {
        var family = Shop["shop_orders"];
        Assert.Equal(MetricType.Counter, family.Type);
        Assert.Equal("orders", family.Unit);
        Assert.Equal("Orders\n\"taken\" \\ paid.", family.Help);
        Assert.Equal(["shop_orders", "queue"], Shop.Families.Select(each => each.Name));
    }

    [Fact]
    public void Finds_a_sample_by_its_labels_in_any_order()
    {
        var sample = Shop.Sample("shop_orders_total", ("paid", "\"yes\""), ("country", "de"));
        Assert.Equal([new Label("country", "de"), new Label("paid", "\"yes\"")], sample.Labels);
        Assert.Equal(4, sample.Line);
        Assert.Equal(2, Shop.Value("shop_orders_total", ("country", "at"), ("paid", "no\n")));
        Assert.Equal(7, Shop.Value("queue"));
    }

    [Fact]
    public void Finds_no_sample_with_more_labels_or_fewer()
    {
        Assert.Null(Shop.FindSample("shop_orders_total", ("country", "at")));
        Assert.Null(Shop.FindSample("queue", ("country", "at")));
        Assert.Null(Shop.Find("orders"));
        Assert.Contains("country=\"at\"", Assert.Throws<KeyNotFoundException>(() => Shop.Value("shop_orders_total")).Message, StringComparison.Ordinal);
        Assert.Contains("queue", Assert.Throws<KeyNotFoundException>(() => Shop["orders"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_every_digit_beside_the_nearest_double()
    {
        var sample = Shop["shop_orders"].Samples[0];
        Assert.Equal("9007199254740993", sample.RawValue);
        Assert.Equal(9007199254740992, sample.Value);
    }

    [Fact]
    public void Has_timestamps_and_exemplars()
    {
        var sample = Shop["shop_orders"].Samples[0];
        Assert.Equal(1.5, sample.Timestamp);
        Assert.Equal([new Label("trace_id", "ab")], sample.Exemplar!.Labels);
        Assert.Equal(2, sample.Exemplar.Value);
        Assert.Equal(3.25, sample.Exemplar.Timestamp);
        Assert.Null(Shop["queue"].Samples[0].Timestamp);
        Assert.Null(Shop["queue"].Samples[0].Exemplar);
    }
}
