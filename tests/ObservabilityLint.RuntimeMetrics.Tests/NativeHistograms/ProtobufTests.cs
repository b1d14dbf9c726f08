using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Tests.Conformance;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;

namespace ObservabilityLint.RuntimeMetrics.Tests.NativeHistograms;

/// <summary>A scrape in protobuf tells all that text tells. That it does so of random programs is told in <see cref="RandomInstrumentsTests"/>.</summary>
public class ProtobufTests
{
    [Fact]
    public async Task Types_units_help_labels_exemplars_and_times_are_those_of_OpenMetrics()
    {
        var clock = new Clock();
        using var shop = new Shop(new RuntimeMetricsOptions { CreatedTimestamps = true, TimeProvider = clock, TargetInfo = { ["service.name"] = "shop \"one\"" } });
        using var activity = new Activity("order") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();
        shop.Meter.CreateCounter<long>("shop.orders", "{order}", "Orders.\r\nAll \\ of them.").Add(1, new("kind", "a \\ \"b\"\n,c=ü"), new("size", 1));
        shop.Meter.CreateHistogram<double>("shop.duration", "s").Record(0.3);
        shop.Meter.CreateGauge<double>("shop.level", "By").Record(double.NegativeInfinity);
        clock.Now += TimeSpan.FromMilliseconds(1);
        var protobuf = await NativeScrape.OfAsync(shop.Metrics);
        var openMetrics = OpenMetricsParser.Parse(await BytesOfAsync(shop.Metrics, MetricsFormat.OpenMetrics));
        ProtobufAgreement.Check(protobuf, openMetrics, PrometheusTextParser.Parse(await BytesOfAsync(shop.Metrics, MetricsFormat.PrometheusText)));
        Assert.Equal((MetricType.Counter, "Orders.\nAll \\ of them."), (protobuf.Exposition["shop_orders_total"].Type, protobuf.Exposition["shop_orders_total"].Help));
        var order = protobuf.Exposition.Sample("shop_orders_total", ("kind", "a \\ \"b\"\n,c=ü"), ("size", "1"));
        Assert.Equal($"trace_id=\"{activity.TraceId}\" span_id=\"{activity.SpanId}\"", string.Join(" ", order.Exemplar!.Labels));
        Assert.Equal((1, 1767225600), (order.Exemplar.Value, order.Exemplar.Timestamp!.Value));
        Assert.Equal("seconds", protobuf.Units["shop_duration_seconds"]);
        Assert.Equal(1767225600, protobuf.Created["shop_duration_seconds{}"]);
        Assert.Equal("shop \"one\"", Assert.Single(protobuf.Exposition["target_info"].Samples)["service_name"]);
        // Those of the runtime and the bridge are there too.
        Assert.Equal(openMetrics.Families.Length, protobuf.Exposition.Families.Length);
    }

    [Fact]
    public async Task A_whole_count_beyond_those_of_a_double_is_the_nearest()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<long>("shop.orders");
        orders.Add(long.MaxValue);
        orders.Add(long.MaxValue);
        Assert.Equal(Math.Pow(2, 64), (await NativeScrape.OfAsync(shop.Metrics)).Exposition.Value("shop_orders_total"));
    }

    /// <summary>Prometheus 3 refuses a scrape in which a unit is not the end of a name, as it is not where underscores are doubled: also one of text.</summary>
    [Theory]
    [InlineData(NameEscaping.Underscores, "shop_order_time_seconds_total", "shop_order_kind", "seconds")]
    [InlineData(NameEscaping.AllowUtf8, "shop.order.time_seconds_total", "shop.order.kind", "seconds")]
    [InlineData(NameEscaping.Dots, "shop_dot_order_dot_time__seconds__total", "shop_dot_order_dot_kind", null)]
    [InlineData(NameEscaping.Values, "U__shop_2e_order_2e_time__seconds__total", "U__shop_2e_order_2e_kind", null)]
    internal async Task Names_are_as_they_are_asked_for(NameEscaping escaping, string name, string label, string? unit)
    {
        using var shop = new Shop(new RuntimeMetricsOptions { NameTranslation = NameTranslation.NoUtf8EscapingWithSuffixes });
        shop.Meter.CreateCounter<double>("shop.order.time", "s").Add(1.5, new KeyValuePair<string, object?>("shop.order.kind", "gold \"x\""));
        var scraped = PrometheusProtobufParser.Parse(await BytesOfAsync(shop.Metrics, MetricsFormat.PrometheusProtobuf, escaping));
        Assert.Equal(1.5, scraped.Exposition.Value(name, (label, "gold \"x\"")));
        Assert.Equal(unit, scraped.Units.GetValueOrDefault(name));
        var text = Encoding.UTF8.GetString(await BytesOfAsync(shop.Metrics, MetricsFormat.OpenMetrics, escaping));
        Assert.Equal(unit is not null, text.Split('\n').Any(line => line.StartsWith("# UNIT ", StringComparison.Ordinal) && line.Contains("order", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_family_of_any_size_is_one_message()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { MaxSeriesPerMetric = 20_000 });
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        // Labels around the lengths at which the length itself takes one byte more.
        for (var i = 0; i < 16_500; i += i < 300 ? 1 : 500) orders.Add(i + 1, new KeyValuePair<string, object?>("text", new string('x', i)));
        var family = (await NativeScrape.OfAsync(shop.Metrics)).Exposition["shop_orders_total"];
        Assert.Equal(333, family.Samples.Length);
        Assert.All(family.Samples, sample => Assert.Equal(sample.Value - 1, (sample["text"] ?? "").Length));
    }

    private static async Task<byte[]> BytesOfAsync(RuntimeMetricsBridge metrics, MetricsFormat format, NameEscaping escaping = NameEscaping.Underscores)
    {
        using var stream = new MemoryStream();
        await metrics.WriteAsync(PipeWriter.Create(stream), new ExpositionForm(format, escaping), TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
