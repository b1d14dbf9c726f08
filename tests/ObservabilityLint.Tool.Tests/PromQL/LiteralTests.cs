using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Tests.PromQL;

/// <summary>What numbers, durations and strings are worth, and where it is written.</summary>
public class LiteralTests
{
    private static T Parse<T>(string expression) where T : Expression
    {
        var tree = PromQLParser.Parse(expression, PromQLOptions.Prometheus);
        Assert.True(tree.IsValid, string.Join("\n", tree.Errors));
        return Assert.IsType<T>(tree.Root);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1.5", 1.5)]
    [InlineData("5.", 5)]
    [InlineData(".5", .5)]
    [InlineData("1e3", 1000)]
    [InlineData("2.5E-2", .025)]
    [InlineData("0x1f", 31)]
    [InlineData("0XAB", 171)]
    [InlineData("017", 15)]
    [InlineData("019", 19)]
    [InlineData("017.5", 17.5)]
    [InlineData("1_000_000", 1e6)]
    [InlineData("0x_ff_ff", 65535)]
    [InlineData("9223372036854775808", 9223372036854775808d)]
    [InlineData("Inf", double.PositiveInfinity)]
    [InlineData("iNF", double.PositiveInfinity)]
    [InlineData("NaN", double.NaN)]
    [InlineData("5m", 300)]
    [InlineData("1y2w3d4h5m6s7ms", 31536000 + 1209600 + 259200 + 14400 + 300 + 6 + .007)]
    [InlineData("0s", 0)]
    public void A_number_is_worth_what_Prometheus_says(string expression, double value) => Assert.Equal(value, Parse<NumberLiteral>(expression).Value, 9);

    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("'it\\'s'", "it's")]
    [InlineData("\"a\\tb\\nc\\\\d\\\"e\"", "a\tb\nc\\d\"e")]
    [InlineData("`a\\tb`", "a\\tb")]
    [InlineData("\"\\a\\b\\f\\r\\v\"", "\a\b\f\r\v")]
    [InlineData("\"\\x41\\101\\u00e9\\U0001F600\"", "AAé😀")]
    [InlineData("\"\\xc3\\xa9\\303\\251\"", "éé")]
    [InlineData("\"\\xff\"", "\uFFFD")]
    [InlineData("\"日本 😀\"", "日本 😀")]
    public void A_string_holds_what_its_escapes_stand_for(string expression, string value) => Assert.Equal(value, Parse<StringLiteral>(expression).Value);

    [Theory]
    [InlineData("\"abc\"", 1, 1, "b")]
    [InlineData("'a\\'b'", 1, 1, "\\'")]
    [InlineData("'a\\'b'", 2, 1, "b")]
    [InlineData("\"\\u0041\\x42C\"", 0, 2, "\\u0041\\x42")]
    [InlineData("\"\\u0041\\x42C\"", 2, 1, "C")]
    [InlineData("\"x\\xc3\\xa9y\"", 1, 1, "\\xc3\\xa9")]
    [InlineData("\"\\U0001F600z\"", 0, 2, "\\U0001F600")]
    [InlineData("\"\\x41\\x42\"", 0, 1, "\\x41")]
    [InlineData("\"\\303\\251\\xc3\\xa9\"", 1, 1, "\\xc3\\xa9")]
    [InlineData("\"\\xff\\x41\"", 0, 1, "\\xff")]
    [InlineData("`a\\nb`", 1, 2, "\\n")]
    [InlineData("\"a\\n\"", 1, 1, "\\n")]
    public void A_part_of_a_string_is_found_where_it_is_written(string expression, int index, int length, string written)
        => Assert.Equal(written, Parse<StringLiteral>(expression).Content.SpanOf(index, length).In(expression));
}
