using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Names;

/// <summary>Whole texts with names that Prometheus knows since its third version, in each of the schemes that a scraper may ask for.</summary>
public partial class Utf8ExpositionTests
{
    [Fact]
    public async Task Quoted_names_stand_in_the_braces_and_in_the_lines_about_the_metric()
    {
        using var shop = UnescapedShop();
        Assert.Equal(
            [
                "# TYPE \"shop.größe\" counter", "# HELP \"shop.größe\" What is in it.", "{\"shop.größe_total\",\"http.route\"=\"/a\",kind=\"b\"} 3",
                "# TYPE \"shop.level\" gauge", "{\"shop.level\"} 2",
                "# TYPE shop_plain_bytes counter", "# UNIT shop_plain_bytes bytes", "shop_plain_bytes_total{\"user id\"=\"say \\\"so\\\"\"} 1",
                "# TYPE \"shop.wait_seconds\" histogram", "# UNIT \"shop.wait_seconds\" seconds", "{\"shop.wait_seconds_bucket\",le=\"1.0\"} 1", "{\"shop.wait_seconds_bucket\",le=\"+Inf\"} 1",
                "{\"shop.wait_seconds_sum\"} 0.5", "{\"shop.wait_seconds_count\"} 1",
                "# EOF",
            ],
            (await LinesAsync(shop.Metrics, MetricsFormat.OpenMetrics, NameEscaping.AllowUtf8)).SkipWhile(line => line[0] != '#' || !line.Contains("shop", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "# HELP \"shop.größe_total\" What is in it.", "# TYPE \"shop.größe_total\" counter", "{\"shop.größe_total\",\"http.route\"=\"/a\",kind=\"b\"} 3",
                "# TYPE \"shop.level\" gauge", "{\"shop.level\"} 2",
                "# TYPE shop_plain_bytes_total counter", "shop_plain_bytes_total{\"user id\"=\"say \\\"so\\\"\"} 1",
                "# TYPE \"shop.wait_seconds\" histogram", "{\"shop.wait_seconds_bucket\",le=\"1\"} 1", "{\"shop.wait_seconds_bucket\",le=\"+Inf\"} 1", "{\"shop.wait_seconds_sum\"} 0.5", "{\"shop.wait_seconds_count\"} 1",
            ],
            (await LinesAsync(shop.Metrics, MetricsFormat.PrometheusText, NameEscaping.AllowUtf8)).SkipWhile(line => line[0] != '#' || !line.Contains("shop", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Underscores", "shop_gr__e_total{http_route=\"/a\",kind=\"b\"} 3", "shop_plain_bytes_total{user_id=\"say \\\"so\\\"\"} 1", "shop_wait_seconds_bucket{le=\"1.0\"} 1", "# TYPE shop_gr__e counter")]
    [InlineData("Dots", "shop_dot_gr____e__total{http_dot_route=\"/a\",kind=\"b\"} 3", "shop_plain_bytes_total{user__id=\"say \\\"so\\\"\"} 1", "shop_dot_wait__seconds_bucket{le=\"1.0\"} 1", "# TYPE shop_dot_gr____e_ counter")]
    [InlineData("Values", "U__shop_2e_gr_f6__df_e__total{U__http_2e_route=\"/a\",kind=\"b\"} 3", "shop_plain_bytes_total{U__user_20_id=\"say \\\"so\\\"\"} 1", "U__shop_2e_wait__seconds_bucket{le=\"1.0\"} 1", "# TYPE U__shop_2e_gr_f6__df_e_ counter")]
    public async Task Other_schemes_have_no_quotation_marks_around_names(string scheme, params string[] expected)
    {
        using var shop = UnescapedShop();
        for (var scrape = 0; scrape < 2; scrape++)
        {
            var lines = await LinesAsync(shop.Metrics, MetricsFormat.OpenMetrics, Enum.Parse<NameEscaping>(scheme));
            Assert.All(expected, line => Assert.Contains(line, lines));
            Assert.All(lines, line => Assert.Matches(PlainLine(), line));
        }
    }

    [Theory, InlineData(MetricsFormat.OpenMetrics), InlineData(MetricsFormat.PrometheusText)]
    public async Task All_lines_are_of_the_grammar_that_Prometheus_3_reads(MetricsFormat format)
    {
        using var shop = UnescapedShop();
        var lines = await LinesAsync(shop.Metrics, format, NameEscaping.AllowUtf8);
        Assert.All(lines, line => Assert.Matches(Utf8Line(), line));
        Assert.Contains(lines, line => line.StartsWith("{\"dotnet.gc.pause.time_seconds_total\"} ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("{\"obslint.bridge.scrape.duration_seconds\"} ", StringComparison.Ordinal));
    }

    /// <summary>Names that some scrapers could not tell apart are one name: all of them see the same series.</summary>
    [Fact]
    public async Task What_underscores_make_one_is_one_in_every_scheme()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { NameTranslation = NameTranslation.NoUtf8EscapingWithSuffixes });
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        orders.Add(1, new KeyValuePair<string, object?>("a.b", "x"));
        orders.Add(2, new KeyValuePair<string, object?>("a_b", "x"));
        orders.Add(4, new("a_b", "z"), new("a-b", "y"));
        shop.Meter.CreateCounter<int>("shop_orders").Add(1);
        Assert.Equal(["{\"shop.orders_total\",\"a.b\"=\"x\"} 3", "{\"shop.orders_total\",\"a-b\"=\"y;z\"} 4"], (await LinesAsync(shop.Metrics, MetricsFormat.OpenMetrics, NameEscaping.AllowUtf8)).Where(IsOfShop));
        Assert.Equal(["U__shop_2e_orders__total{U__a_2e_b=\"x\"} 3", "U__shop_2e_orders__total{U__a_2d_b=\"y;z\"} 4"], (await LinesAsync(shop.Metrics, MetricsFormat.OpenMetrics, NameEscaping.Values)).Where(IsOfShop));
        Assert.Equal(["shop_orders_total{a_b=\"x\"} 3", "shop_orders_total{a_b=\"y;z\"} 4"], (await LinesAsync(shop.Metrics, MetricsFormat.OpenMetrics, NameEscaping.Underscores)).Where(IsOfShop));
        Assert.Single(await shop.ToldAsync("obslint_bridge_dropped_instruments{instrument=\"shop_orders\""));

        static bool IsOfShop(string line) => line[0] != '#' && line.Contains("orders", StringComparison.Ordinal) && !line.Contains("obslint", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_the_metric_itself_are_not_those_of_tags()
    {
        using var shop = new Shop(new RuntimeMetricsOptions { NameTranslation = NameTranslation.NoUtf8EscapingWithSuffixes, MaxSeriesPerMetric = 1, HistogramBuckets = { ["shop.sizes"] = [] } });
        var sizes = shop.Meter.CreateHistogram<int>("shop.sizes");
        sizes.Record(1, new("le", "x"), new("otel.metric.overflow", true), new("__x", 1));
        sizes.Record(1, new KeyValuePair<string, object?>("k", 1));
        Assert.Equal(
            ["{\"shop.sizes_count\",exported_le=\"x\",exported_otel_metric_overflow=\"true\",key__x=\"1\"} 1", "{\"shop.sizes_count\",\"otel.metric.overflow\"=\"true\"} 1"],
            (await LinesAsync(shop.Metrics, MetricsFormat.OpenMetrics, NameEscaping.AllowUtf8)).Where(line => line.Contains("_count\"", StringComparison.Ordinal)));
    }

    [Theory, InlineData(NameTranslation.OpenTelemetryDotNet), InlineData(NameTranslation.OtlpTranslator)]
    public async Task Translated_names_are_the_same_for_all_who_ask(NameTranslation translation)
    {
        using var shop = new Shop(new RuntimeMetricsOptions { NameTranslation = translation, TargetInfo = { ["service.name"] = "shop" } });
        shop.Meter.CreateCounter<int>("shop.orders").Add(1, new KeyValuePair<string, object?>("http.route", "/"));
        foreach (var scheme in Enum.GetValues<NameEscaping>())
        {
            var lines = await LinesAsync(shop.Metrics, MetricsFormat.OpenMetrics, scheme);
            Assert.Contains("shop_orders_total{http_route=\"/\"} 1", lines);
            Assert.Contains("target_info{service_name=\"shop\"} 1", lines);
        }
    }

    private static async Task<string[]> LinesAsync(RuntimeMetricsBridge metrics, MetricsFormat format, NameEscaping escaping)
    {
        using var stream = new MemoryStream();
        await metrics.WriteAsync(PipeWriter.Create(stream), new ExpositionForm(format, escaping), TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Shop UnescapedShop([System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var shop = new Shop(new RuntimeMetricsOptions { NameTranslation = NameTranslation.NoUtf8EscapingWithSuffixes, HistogramBuckets = { ["shop.wait"] = [1] } }, test);
        shop.Meter.CreateCounter<int>("shop.größe", null, "What is in it.").Add(3, new("http.route", "/a"), new("kind", "b"));
        shop.Meter.CreateGauge<int>("shop.level").Record(2);
        shop.Meter.CreateCounter<int>("shop_plain", "By").Add(1, new KeyValuePair<string, object?>("user id", "say \"so\""));
        shop.Meter.CreateHistogram<double>("shop.wait", "s").Record(0.5);
        return shop;
    }

    [GeneratedRegex("""^(# EOF|# (TYPE|HELP|UNIT) [a-zA-Z_:][a-zA-Z0-9_:]* .*|[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="(\\.|[^\\"])*",?)+\})? [^ ]+( # .*)?)$""")]
    private static partial Regex PlainLine();

    /// <summary>A sample has its name before the braces, or in quotation marks as the first in them; the lines about a metric have it either way.</summary>
    [GeneratedRegex("""^(# EOF|# (TYPE|HELP|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*|"(\\.|[^\\"])*") .*|([a-zA-Z_:][a-zA-Z0-9_:]*(\{(([a-zA-Z_][a-zA-Z0-9_]*|"(\\.|[^\\"])*")="(\\.|[^\\"])*",?)+\})?|\{"(\\.|[^\\"])*"(,([a-zA-Z_][a-zA-Z0-9_]*|"(\\.|[^\\"])*")="(\\.|[^\\"])*")*\}) [^ ]+( # .*)?)$""")]
    private static partial Regex Utf8Line();
}
