namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing;

/// <summary>Lines of text are separated by | here; the last line feed is added.</summary>
public class PrometheusTextParserTests
{
    [Theory]
    [InlineData("|a 1", "A metric name is expected")]
    [InlineData("a  1", "'' is not a number")]
    [InlineData("a 1 ", "'' is not a timestamp in milliseconds")]
    [InlineData("a 1\r", "carriage return")]
    [InlineData("a 1 1.5", "'1.5' is not a timestamp in milliseconds")]
    [InlineData("a 0x1", "'0x1' is not a number")]
    [InlineData("a 1 # {b=\"c\"} 1", "'#' is not a timestamp in milliseconds")]
    [InlineData("a 1 1 # {b=\"c\"} 1", "The line should end after the sample")]
    [InlineData("{\"a.b\"} 1", "A metric name is expected")]
    [InlineData("a{\"b.c\"=\"d\"} 1", "A label name is expected")]
    [InlineData("a{b=\"c\",} 1", "A label name is expected")]
    [InlineData("a{b=\"\\t\"} 1", "'\\t' is not an escape")]
    [InlineData("a{b=\"1\",b=\"2\"} 1", "The label b stands there twice")]
    [InlineData("a{__b=\"1\"} 1", "The label name __b is reserved")]
    public void Refuses_a_malformed_sample(string text, string why) => Refuses(text, why);

    [Theory]
    [InlineData("# TYPE a gauge|# TYPE a gauge", "a has a second TYPE")]
    [InlineData("# HELP a b|# HELP a b", "a has a second HELP")]
    [InlineData("a 1|# TYPE a gauge", "The TYPE of a comes after its samples")]
    [InlineData("a 1|# HELP a b", "The HELP of a comes after its samples")]
    [InlineData("# TYPE a unknown", "'unknown' is not a type")]
    [InlineData("# TYPE a info", "'info' is not a type")]
    [InlineData("# TYPE a gauge ", "'gauge ' is not a type")]
    [InlineData("# HELP a \\\"", "'\\\"' is not an escape")]
    [InlineData("# HELP a \\", "single backslash")]
    [InlineData("#TYPE a gauge", "'# ' is expected")]
    [InlineData("#  HELP a b", "more than one space after #")]
    [InlineData("# HELP", "' ' is expected after HELP")]
    public void Refuses_wrong_metadata(string text, string why) => Refuses(text, why);

    [Theory]
    [InlineData("a 1|b 1|a{c=\"d\"} 1", "The family a takes the name a")]
    [InlineData("# TYPE a histogram|a 1", "The family a takes the name a")]
    [InlineData("# TYPE a histogram|# TYPE a_count counter", "takes the name a_count")]
    [InlineData("a_sum 1|# TYPE a summary", "takes the name a_sum")]
    [InlineData("a 1|a 2", "The series is there twice")]
    [InlineData("a 1 1|a 2 2", "The series is there twice")]
    public void Refuses_families_in_pieces_and_names_that_clash(string text, string why) => Refuses(text, why);

    [Theory]
    [InlineData("# TYPE a counter|a -1", "negative or NaN")]
    [InlineData("# TYPE a histogram|a_bucket 1", "The label le is missing")]
    [InlineData("# TYPE a histogram|a_bucket{le=\"1\"} 1|a_count 1|a_sum 1", "no bucket +Inf")]
    [InlineData("# TYPE a histogram|a_bucket{le=\"2\"} 1|a_bucket{le=\"1\"} 1", "do not ascend")]
    [InlineData("# TYPE a histogram|a_bucket{le=\"1\"} 2|a_bucket{le=\"+Inf\"} 1", "less than the one before")]
    [InlineData("# TYPE a histogram|a_bucket{le=\"+Inf\"} 1|a_count 2|a_sum 1", "not that of the bucket +Inf, 1")]
    [InlineData("# TYPE a histogram|a_bucket{le=\"+Inf\"} 1|a_count 1", "The histogram has no _sum")]
    [InlineData("# TYPE a histogram|a_bucket{le=\"+Inf\"} 1|a_sum 1", "The histogram has no _count")]
    [InlineData("# TYPE a summary|a 1", "The label quantile is missing")]
    [InlineData("# TYPE a summary|a{quantile=\"2\"} 1", "not a number from 0 to 1")]
    [InlineData("# TYPE a summary|a{quantile=\"1\"} 1|a{quantile=\"0.5\"} 1", "do not ascend")]
    [InlineData("# TYPE a summary|a_count -1", "negative or NaN")]
    public void Refuses_what_its_type_cannot_be(string text, string why) => Refuses(text, why);

    [Fact]
    public void Needs_a_line_feed_after_the_last_line()
    {
        Assert.Contains("does not end with a line feed", Assert.Throws<MalformedExpositionException>(() => PrometheusTextParser.Parse("a 1")).Message, StringComparison.Ordinal);
        Assert.Empty(PrometheusTextParser.Parse("").Families);
    }

    [Fact]
    public void Ignores_comments_those_that_mean_something_in_OpenMetrics_too()
    {
        var read = Parse("# EOF|#|# UNIT a b|# HELPER a|# TYPE a_total counter|# HELP a_total|# a comment|a_total 1");
        Assert.Equal(MetricType.Counter, read["a_total"].Type);
        Assert.Equal("", read["a_total"].Help);
        Assert.Equal("", read["a_total"].Unit);
    }

    [Fact]
    public void Unescapes_labels_and_help()
    {
        var read = Parse("""# HELP a \\n is \n and " is "|a{b="\\n is \n and \" is it"} 1 1500""");
        Assert.Equal("\\n is \n and \" is \"", read["a"].Help);
        Assert.Equal("\\n is \n and \" is it", read["a"].Samples[0]["b"]);
        Assert.Equal(1.5, read["a"].Samples[0].Timestamp);
    }

    [Theory]
    [InlineData("# TYPE a untyped|a -1", MetricType.Unknown)]
    [InlineData("# TYPE a gauge|a NaN", MetricType.Gauge)]
    [InlineData("# TYPE a counter|a +Inf", MetricType.Counter)]
    [InlineData("# TYPE a histogram|a_bucket{le=\"-1\"} 1|a_bucket{le=\"+Inf\"} 1|a_sum -5|a_count 1", MetricType.Histogram)]
    [InlineData("# TYPE a summary|a{quantile=\"0.5\"} -1|a_sum -1|a_count 1", MetricType.Summary)]
    public void Reads_every_type(string text, MetricType type) => Assert.Equal(type, Parse(text)["a"].Type);

    private static ParsedExposition Parse(string text) => PrometheusTextParser.Parse(text.Replace('|', '\n') + "\n");

    private static void Refuses(string text, string why)
        => Assert.Contains(why, Assert.Throws<MalformedExpositionException>(() => Parse(text)).Message, StringComparison.Ordinal);
}
