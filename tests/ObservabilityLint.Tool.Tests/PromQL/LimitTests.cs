using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Tests.PromQL;

/// <summary>Expressions that no person writes.</summary>
public class LimitTests
{
    private const int Deep = 10_000;

    /// <summary>Anything that looks back over what it has read would not end on these.</summary>
    private const int Long = 200_000;

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    public static TheoryData<string, string, string> Nested => new()
    {
        { "(", "1", ")" },
        { "-", "a", "" },
        { "a ^ ", "a", "" },
        { "sum(", "a", ")" },
        { "abs(", "a", ")" },
        { "a + (", "a", ")" },
        { "sum by (x) (-(", "a", "))" },
        { "a[", "5m", "]" },
        { "(", "", "" },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public void Ten_thousand_levels_are_an_error_and_no_crash(string open, string inner, string close)
    {
        var tree = ParseOnSmallStack(Repeat(open, Deep) + inner + Repeat(close, Deep));
        Assert.Equal(ErrorKind.Syntax, Assert.Single(tree.Errors).Kind);
        Assert.NotEmpty(tree.Root.DescendantsAndSelf());
    }

    [Fact]
    public void Groups_of_a_regular_expression_nest_as_little()
        => Assert.Contains("nested too deeply", Assert.Single(ParseOnSmallStack($"a{{b=~\"{Repeat("(", Deep)}{Repeat(")", Deep)}\"}}").Errors).Message, StringComparison.Ordinal);

    /// <summary>With as little stack as any thread has.</summary>
    private static PromQLTree ParseOnSmallStack(string text)
    {
        PromQLTree? tree = null;
        var thread = new Thread(() => tree = PromQLParser.Parse(text, PromQLOptions.Grafana), 256 * 1024);
        thread.Start();
        thread.Join();
        return tree!;
    }

    [Fact]
    public void Durations_nest_as_little()
    {
        foreach (var duration in (string[])[Repeat("(", Deep) + "5m" + Repeat(")", Deep), Repeat("-", Deep) + "5m", Repeat("5 ^ ", Deep) + "5m", Repeat("max_of(1m, ", Deep) + "5m" + Repeat(")", Deep)])
        {
            Assert.Contains("nested too deeply", Assert.Single(PromQLParser.Parse($"a[{duration}]", PromQLOptions.Prometheus).Errors).Message, StringComparison.Ordinal);
            Assert.Contains("nested too deeply", Assert.Single(PromQLParser.Parse($"a offset {duration}", PromQLOptions.Prometheus).Errors).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_hundred_levels_are_none()
        => Assert.True(PromQLParser.Parse(Repeat("(", 100) + "a" + Repeat(")", 100), PromQLOptions.Prometheus).IsValid);

    public static TheoryData<string, string, string> Endless => new()
    {
        { "a + ", "a", "" },
        { "a or ", "a", "" },
        { "a == 1 + ", "a", "" },
        { "1 == ", "1", "" },
        { "a", "[5m:]", "[5m:]" },
        { "a ", "offset 5m ", "offset 5m " },
        { "", "\"a\" ", "" },
        { "\"", "", "" },
        { "'\\z", "'", "" },
        { "a{", "", "" },
        { "${a.", "", "" },
        { "[[a:", "", "" },
        { "$a", "$b", "" },
        { "# c\n", "a", "" },
        { "1m", "", "" },
        { "a[", "", "" },
        { "x ", "", "" },
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public void A_long_text_is_read_once(string repeated, string last, string alsoRepeated)
    {
        var text = Repeat(repeated, Long) + last + Repeat(alsoRepeated, alsoRepeated.Length == 0 ? 0 : Long);
        var tree = PromQLParser.Parse(text, PromQLOptions.Grafana);
        Assert.Equal(text.Length, tree.Tokens.Sum(static token => token.Span.Length));
        Assert.NotNull(tree.Names);
    }

    [Fact]
    public void Many_matchers_labels_arguments_and_modifiers_are_read_once()
    {
        foreach (var text in (string[])
        [
            "a{" + Repeat("b=~\"(c|d)*e{1,2}\",", Long) + "}",
            "sum by (" + Repeat("a,", Long) + ") (b)",
            "label_join(a, \"b\", \"c\"" + Repeat(", \"d\"", Long) + ")",
            "a * on (" + Repeat("b,", Long) + ") group_left (" + Repeat("c,", Long) + ") d",
            "a{b=~\"" + Repeat("{[", Long) + "\"}",
            "a{b=~\"" + Repeat("(?:x)*", Long) + "\"}",
            "a{b=~\"[" + Repeat("[:", Long) + "]\"}",
        ])
            Assert.Equal(text.Length, PromQLParser.Parse(text, PromQLOptions.Prometheus).Tokens.Sum(static token => token.Span.Length));
        Assert.Equal(Long, PromQLParser.Parse("a" + Repeat(" offset 5m", Long + 1), PromQLOptions.Prometheus).Errors.Length);
    }
}
