namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing;

/// <summary>What the points of each type must be in OpenMetrics. Samples are separated by | here, and begin with the name a.</summary>
public class OpenMetricsTypesTests
{
    [Theory]
    [InlineData("a_total -1", "negative or NaN")]
    [InlineData("a_total NaN", "negative or NaN")]
    [InlineData("a_created 1", "no total")]
    [InlineData("a_total 1|a_created +Inf", "not a time")]
    public void Refuses_a_counter(string samples, string why) => Refuses("counter", samples, why);

    [Theory]
    [InlineData("a_bucket 1", "The label le is missing")]
    [InlineData("a_bucket{le=\"+Inf\"} 1|a_count{le=\"+Inf\"} 1", "The label le does not belong here")]
    [InlineData("a_bucket{le=\"\"} 1", "neither a number nor +Inf")]
    [InlineData("a_bucket{le=\"Inf\"} 1", "neither a number nor +Inf")]
    [InlineData("a_bucket{le=\"NaN\"} 1", "neither a number nor +Inf")]
    [InlineData("a_bucket{le=\"1\"} 1", "no bucket +Inf")]
    [InlineData("a_count 1|a_sum 1", "no bucket +Inf")]
    [InlineData("a_bucket{le=\"2\"} 1|a_bucket{le=\"1\"} 1|a_bucket{le=\"+Inf\"} 1", "do not ascend")]
    [InlineData("a_bucket{le=\"1\"} 1|a_bucket{le=\"1.0\"} 1|a_bucket{le=\"+Inf\"} 1", "do not ascend")]
    [InlineData("a_bucket{le=\"1\"} 2|a_bucket{le=\"+Inf\"} 1", "less than the one before")]
    [InlineData("a_bucket{le=\"1\"} 0.5|a_bucket{le=\"+Inf\"} 1", "not a whole number")]
    [InlineData("a_bucket{le=\"+Inf\"} +Inf", "not a whole number")]
    [InlineData("a_bucket{le=\"+Inf\"} NaN", "negative or NaN")]
    [InlineData("a_bucket{le=\"+Inf\"} 1|a_count 2|a_sum 1", "not that of the bucket +Inf, 1")]
    [InlineData("a_bucket{le=\"+Inf\"} 1|a_count 1", "and not the other")]
    [InlineData("a_bucket{le=\"+Inf\"} 1|a_sum 1", "and not the other")]
    [InlineData("a_bucket{le=\"+Inf\"} 1|a_count 1|a_sum -1", "negative or NaN")]
    [InlineData("a_bucket{le=\"+Inf\"} 1|a_count 1|a_sum NaN", "negative or NaN")]
    [InlineData("a_bucket{le=\"-1\"} 0|a_bucket{le=\"+Inf\"} 1|a_count 1|a_sum 1", "a bucket below zero, and a sum")]
    [InlineData("a_bucket{le=\"+Inf\"} 1|a_created NaN", "not a time")]
    public void Refuses_a_histogram(string samples, string why) => Refuses("histogram", samples, why);

    [Theory]
    [InlineData("a_bucket 1", "The label le is missing")]
    [InlineData("a_bucket{le=\"1\"} 1", "no bucket +Inf")]
    [InlineData("a_bucket{le=\"+Inf\"} 1|a_gcount 2|a_gsum 1", "not that of the bucket +Inf, 1")]
    [InlineData("a_bucket{le=\"+Inf\"} 1|a_gcount 1", "and not the other")]
    [InlineData("a_bucket{le=\"+Inf\"} 1|a_gcount 1|a_gsum -1", "negative or NaN")]
    [InlineData("a_bucket{le=\"-1\"} 1|a_bucket{le=\"+Inf\"} 1|a_gcount 1|a_gsum NaN", "The sum is NaN")]
    public void Refuses_a_gauge_histogram(string samples, string why) => Refuses("gaugehistogram", samples, why);

    [Theory]
    [InlineData("a 1", "The label quantile is missing")]
    [InlineData("a_count{quantile=\"0.5\"} 1", "The label quantile does not belong here")]
    [InlineData("a{quantile=\"1.5\"} 1", "not a number from 0 to 1")]
    [InlineData("a{quantile=\"NaN\"} 1", "not a number from 0 to 1")]
    [InlineData("a{quantile=\"0.5\"} -1", "The value is negative")]
    [InlineData("a_sum -1", "negative or NaN")]
    [InlineData("a_count 0.5", "not a whole number")]
    public void Refuses_a_summary(string samples, string why) => Refuses("summary", samples, why);

    [Theory]
    [InlineData("info", "a_info 0", "The value of an info is 1")]
    [InlineData("stateset", "a 1", "The label a is missing")]
    [InlineData("stateset", "a{a=\"b\"} 2", "A state is 0 or 1")]
    [InlineData("stateset", "a{a=\"b\"} NaN", "A state is 0 or 1")]
    public void Refuses_an_info_or_a_state_set(string type, string samples, string why) => Refuses(type, samples, why);

    [Theory]
    [InlineData("unknown", "a -1")]
    [InlineData("gauge", "a NaN")]
    [InlineData("counter", "a_total +Inf|a_created -1.5")]
    [InlineData("counter", "a_created 1|a_total 1")]
    [InlineData("histogram", "a_bucket{le=\"-1\"} 1|a_bucket{le=\"+Inf\"} 1")]
    [InlineData("histogram", "a_bucket{le=\"0\",b=\"c\"} 1 # {} -1|a_bucket{b=\"c\",le=\"+Inf\"} 1 # {} NaN|a_count{b=\"c\"} 1|a_sum{b=\"c\"} 1|a_created{b=\"c\"} 1")]
    [InlineData("gaugehistogram", "a_bucket{le=\"-1\"} 1|a_bucket{le=\"+Inf\"} 1|a_gcount 1|a_gsum -1")]
    [InlineData("summary", "a{quantile=\"1\"} NaN|a{quantile=\"0.5\"} 0|a_sum 0|a_count 0")]
    [InlineData("info", "a_info{b=\"c\"} 1.0")]
    [InlineData("stateset", "a{a=\"b\"} 0|a{a=\"c\"} 1")]
    public void Reads_every_type(string type, string samples)
        => Assert.Equal(samples.Split('|').Length, Parse(type, samples)["a"].Samples.Length);

    private static ParsedExposition Parse(string type, string samples) => OpenMetricsParser.Parse($"# TYPE a {type}\n{samples.Replace('|', '\n')}\n# EOF\n");

    private static void Refuses(string type, string samples, string why)
        => Assert.Contains(why, Assert.Throws<MalformedExpositionException>(() => Parse(type, samples)).Message, StringComparison.Ordinal);
}
