using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing;

/// <summary>Lines of text are separated by | here; the end is added.</summary>
public class OpenMetricsParserTests
{
    [Theory]
    [InlineData("a  1", "'' is not a number")]
    [InlineData("a 1 ", "'' is not a timestamp")]
    [InlineData("a\t1", "' ' is expected after the series")]
    [InlineData(" a 1", "A metric name is expected")]
    [InlineData("|a 1", "A metric name is expected")]
    [InlineData("0a 1", "A metric name is expected")]
    [InlineData("a.b 1", "' ' is expected after the series")]
    [InlineData("{\"a.b\"} 1", "A metric name is expected")]
    [InlineData("\uFEFFa 1", "A metric name is expected")]
    [InlineData("a 1\r", "carriage return")]
    [InlineData("a 1 2 3", "' # ' is expected after the value")]
    public void Refuses_a_malformed_line(string text, string why) => Refuses(text, why);

    [Theory]
    [InlineData("a 1_000")]
    [InlineData("a 1,5")]
    [InlineData("a 0x10")]
    [InlineData("a 1e")]
    [InlineData("a .")]
    [InlineData("a 1e999")]
    [InlineData("a ++1")]
    [InlineData("a -NaN")]
    [InlineData("a infinite")]
    [InlineData("a \u0661")]
    public void Refuses_what_is_no_number(string text) => Refuses(text, "is not a number that fits a double");

    [Theory]
    [InlineData("1.", 1)]
    [InlineData("+.5E+1", 5)]
    [InlineData("-007", -7)]
    [InlineData("1.7976931348623157E+308", double.MaxValue)]
    [InlineData("5E-324", double.Epsilon)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("+Infinity", double.PositiveInfinity)]
    [InlineData("nan", double.NaN)]
    public void Reads_numbers_as_the_grammar_has_them(string number, double value) => Assert.Equal(value, Parse("a " + number).Value("a"));

    [Theory]
    [InlineData("a{b} 1", "'=' is expected")]
    [InlineData("a{b=1} 1", "'\"' is expected")]
    [InlineData("a{b=\"1} 1", "no closing quotation mark")]
    [InlineData("a{b=\"1\\\"} 1", "no closing quotation mark")]
    [InlineData("a{b=\"1\",} 1", "A label name is expected")]
    [InlineData("a{,} 1", "A label name is expected")]
    [InlineData("a{b=\"1\" ,c=\"2\"} 1", "'}' is expected")]
    [InlineData("a{b=\"1\", c=\"2\"} 1", "A label name is expected")]
    [InlineData("a{b:c=\"1\"} 1", "'=' is expected")]
    [InlineData("a{é=\"1\"} 1", "A label name is expected")]
    [InlineData("a{b=\"1\",b=\"2\"} 1", "The label b stands there twice")]
    [InlineData("a{__name__=\"b\"} 1", "The label name __name__ is reserved")]
    public void Refuses_malformed_labels(string text, string why) => Refuses(text, why);

    [Fact]
    public void Unescapes_labels_and_help_and_keeps_a_backslash_that_escapes_nothing()
    {
        var read = Parse("""# HELP a \\n is \n, \" is " and \t is \\t|a{b="\\n is \n, \" is it and \t is \\t"} 1""");
        Assert.Equal("\\n is \n, \" is \" and \\t is \\t", read["a"].Help);
        Assert.Equal("\\n is \n, \" is it and \\t is \\t", read["a"].Samples[0]["b"]);
        Refuses("""# HELP a b\""", "single backslash");
    }

    [Theory]
    [InlineData("# a comment", "neither metadata nor the end")]
    [InlineData("#", "' ' is expected after #")]
    [InlineData("# EOF|a 1", "'# EOF' is neither metadata nor the end")]
    [InlineData("# TYPE  a gauge", "A metric name is expected")]
    [InlineData("# TYPE a", "' ' is expected after the name in TYPE")]
    [InlineData("# TYPE a Gauge", "'Gauge' is not a type")]
    [InlineData("# TYPE a untyped", "'untyped' is not a type")]
    [InlineData("# TYPE a gauge|# TYPE a gauge", "a has a second TYPE")]
    [InlineData("# UNIT a_s s|# UNIT a_s s", "a_s has a second UNIT")]
    [InlineData("# HELP a b|# HELP a ", "a has a second HELP")]
    [InlineData("a 1|# TYPE a gauge", "The TYPE of a comes after its samples")]
    [InlineData("# UNIT as s", "does not end with the unit 's'")]
    [InlineData("# UNIT a_s S", "does not end with the unit 'S'")]
    [InlineData("# TYPE a_s info|# UNIT a_s s", "its type cannot have")]
    [InlineData("# UNIT a_s s|# TYPE a_s stateset", "its type cannot have")]
    public void Refuses_wrong_metadata(string text, string why) => Refuses(text, why);

    [Theory]
    [InlineData("# TYPE a gauge|a 1|b 1|a{c=\"d\"} 1", "The family a takes the name a")]
    [InlineData("# TYPE a gauge|# TYPE b gauge|# HELP a c", "The family a takes the name a")]
    [InlineData("# TYPE a counter|a 1", "The family a takes the name a")]
    [InlineData("# TYPE a_created gauge|# TYPE a counter", "takes the name a_created")]
    [InlineData("# TYPE a counter|# TYPE a_total gauge", "takes the name a_total")]
    [InlineData("# TYPE a counter|# TYPE a_total counter", "takes the name a_total")]
    [InlineData("# TYPE a histogram|# TYPE a_count gauge", "takes the name a_count")]
    [InlineData("# TYPE a_sum gauge|# TYPE a summary", "takes the name a_sum")]
    [InlineData("# TYPE a gaugehistogram|a_gcounts 1|a_gsum 1", "takes the name a_gsum")]
    [InlineData("# TYPE a info|a_info 1|a_info_info 1|a_info{b=\"c\"} 1", "takes the name a_info")]
    public void Refuses_families_in_pieces_and_names_that_clash(string text, string why) => Refuses(text, why);

    [Theory]
    [InlineData("# TYPE a gauge|a{b=\"1\"} 1|a{b=\"1\"} 2", "The series is there twice")]
    [InlineData("# TYPE a gauge|a{b=\"1\",c=\"2\"} 1|a{c=\"2\",b=\"1\"} 1", "The series is there twice")]
    [InlineData("# TYPE a gauge|a 1|a{b=\"\"} 1", "The series is there twice")]
    [InlineData("# TYPE a counter|a_total{b=\"1\"} 1|a_total{b=\"2\"} 1|a_created{b=\"1\"} 1", "are not together")]
    [InlineData("# TYPE a gauge|a 1 2|a 1", "Either all samples")]
    [InlineData("# TYPE a gauge|a 1 2|a 1 1", "go back")]
    [InlineData("a 1 NaN", "'NaN' is not a timestamp")]
    public void Refuses_series_twice_or_in_pieces(string text, string why) => Refuses(text, why);

    [Theory]
    [InlineData("a 1 # {} 1", "cannot have an exemplar")]
    [InlineData("# TYPE a counter|a_total 1|a_created 1 # {} 1", "cannot have an exemplar")]
    [InlineData("# TYPE a histogram|a_bucket{le=\"+Inf\"} 1|a_count 1 # {} 1|a_sum 1", "cannot have an exemplar")]
    [InlineData("# TYPE a summary|a_count 1 # {} 1|a_sum 1", "cannot have an exemplar")]
    [InlineData("# TYPE a counter|a_total 1 # 1", "'{' is expected")]
    [InlineData("# TYPE a counter|a_total 1 # {}", "' ' is expected after the labels of the exemplar")]
    [InlineData("# TYPE a counter|a_total 1 # {} 1 2 3", "The line should end after the exemplar")]
    [InlineData("# TYPE a counter|a_total 1 # {} 1 Inf", "'Inf' is not a timestamp")]
    [InlineData("# TYPE a histogram|a_bucket{le=\"1\"} 1 # {} 1.5|a_bucket{le=\"+Inf\"} 1", "The exemplar's value 1.5 is above the bound")]
    public void Refuses_exemplars_where_they_do_not_belong(string text, string why) => Refuses(text, why);

    [Fact]
    public void Counts_the_characters_of_an_exemplar_and_not_its_bytes()
    {
        var most = string.Concat(Enumerable.Repeat("🙂", 127));
        Assert.Equal(most, Parse($"# TYPE a counter|a_total 1 # {{b=\"{most}\"}} 1").Sample("a_total").Exemplar!.Labels[0].Value);
        Refuses($"# TYPE a counter|a_total 1 # {{bc=\"{most}\"}} 1", "have 129 characters");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a 1\n")]
    [InlineData("a 1\n# EOF\n\n")]
    [InlineData("a 1\n# EOF \n")]
    [InlineData("a 1\n#EOF\n")]
    public void Refuses_a_text_without_its_end(string text)
        => Assert.Contains("does not end with # EOF", Assert.Throws<MalformedExpositionException>(() => OpenMetricsParser.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_bytes_that_are_not_UTF8_and_says_where()
        => Assert.Equal(2, Assert.Throws<MalformedExpositionException>(() => OpenMetricsParser.Parse([.. "a 1\nb{c=\""u8, 0xC3, 0x28, .. "\"} 1\n# EOF\n"u8])).Line);

    [Fact]
    public void Refuses_half_a_surrogate_pair() => Refuses("a{b=\"\ud800\"} 1", "half a surrogate pair");

    [Fact]
    public void Reads_bytes_that_are_UTF8()
        => Assert.Equal("é🙂", OpenMetricsParser.Parse(Encoding.UTF8.GetBytes("a{b=\"é🙂\"} 1\n# EOF")).Samples.Single()["b"]);

    private static ParsedExposition Parse(string text) => OpenMetricsParser.Parse(text.Replace('|', '\n') + "\n# EOF\n");

    private static void Refuses(string text, string why)
        => Assert.Contains(why, Assert.Throws<MalformedExpositionException>(() => Parse(text)).Message, StringComparison.Ordinal);
}
