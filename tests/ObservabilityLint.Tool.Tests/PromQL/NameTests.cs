using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.Tests.PromQL;

/// <summary>Where names of metrics and labels stand, and which.</summary>
public class NameTests
{
    private static string NamesIn(string expression, PromQLOptions? options = null)
    {
        var tree = PromQLParser.Parse(expression, options ?? PromQLOptions.Prometheus);
        return string.Join(" ", tree.Names.Select(name => $"{name.Role}:{tree.TextOf(name)}{(name.HasVariables ? "?" : "")}"));
    }

    [Theory]
    [InlineData("up", "Metric:up")]
    [InlineData("sum + by", "Metric:sum Metric:by")]
    [InlineData("up{job=\"a\",x!~\"b\"}", "Metric:up MatcherLabel:job MatcherLabel:x")]
    [InlineData("{\"a.b\",'c.d'=\"e\"}", "Metric:\"a.b\" MatcherLabel:'c.d'")]
    [InlineData("{__name__=\"up\"}", "MatcherLabel:__name__ Metric:\"up\"")]
    [InlineData("{__name__!=\"up\",a=\"b\"}", "MatcherLabel:__name__ Metric:\"up\" MatcherLabel:a")]
    [InlineData("{__name__=~\"up|down\"}", "MatcherLabel:__name__")]
    [InlineData("sum by (a, \"b.c\") (up)", "GroupingLabel:a GroupingLabel:\"b.c\" Metric:up")]
    [InlineData("sum(up) without (sum)", "Metric:up GroupingLabel:sum")]
    [InlineData("a * on (b, c) group_left (d) e", "Metric:a MatchingLabel:b MatchingLabel:c IncludedLabel:d Metric:e")]
    [InlineData("a * ignoring (b) group_right ('x') e", "Metric:a MatchingLabel:b IncludedLabel:'x' Metric:e")]
    [InlineData("label_replace(a, \"dst\", \"$1\", \"src\", \"x\")", "Metric:a WrittenLabel:\"dst\" ReadLabel:\"src\"")]
    [InlineData("label_join(a, \"dst\", \"-\", 's1', `s2`)", "Metric:a WrittenLabel:\"dst\" ReadLabel:'s1' ReadLabel:`s2`")]
    [InlineData("label_replace(a, (\"dst\"), \"$1\", ((\"src\")), \"x\")", "Metric:a WrittenLabel:\"dst\" ReadLabel:\"src\"")]
    [InlineData("count_values(\"v\", a)", "WrittenLabel:\"v\" Metric:a")]
    [InlineData("count_values by (x) (\"v\", a)", "GroupingLabel:x WrittenLabel:\"v\" Metric:a")]
    [InlineData("sort_by_label_desc(a, \"x\", \"y\")", "Metric:a ReadLabel:\"x\" ReadLabel:\"y\"")]
    [InlineData("histogram_quantiles(a, \"q\", 0.5)", "Metric:a WrittenLabel:\"q\"")]
    [InlineData("rate(a[5m]) + b offset 5m", "Metric:a Metric:b")]
    [InlineData("time() + 5", "")]
    [InlineData("up{a=\"b\"} + sum by (c) (", "Metric:up MatcherLabel:a GroupingLabel:c")]
    public void Each_name_has_its_role(string expression, string names) => Assert.Equal(names, NamesIn(expression));

    [Theory]
    [InlineData("node_$x_total", "Metric:node_$x_total?")]
    [InlineData("$metric{a=\"$b\"}", "Metric:$metric? MatcherLabel:a")]
    [InlineData("up{$label=\"x\",$filters,y=\"z\"}", "Metric:up MatcherLabel:$label? MatcherLabel:y")]
    [InlineData("sum by ([[a]], b) ({\"x.$y\"})", "GroupingLabel:[[a]]? GroupingLabel:b Metric:\"x.$y\"?")]
    [InlineData("label_replace(a, \"$dst\", \"$1\", \"src\", \"x\")", "Metric:a WrittenLabel:\"$dst\"? ReadLabel:\"src\"")]
    [InlineData("$agg by (a) (up)", "GroupingLabel:a Metric:up")]
    [InlineData("$query", "")]
    public void A_name_with_a_variable_says_so(string expression, string names) => Assert.Equal(names, NamesIn(expression, PromQLOptions.Grafana));

    [Fact]
    public void A_quoted_name_is_known_without_its_escapes()
    {
        var tree = PromQLParser.Parse("""{"a\"b", "\x63"="d"}""", PromQLOptions.Prometheus);
        Assert.Equal(["a\"b", "c"], tree.Names.Select(static name => name.Value));
        Assert.All(tree.Names, static name => Assert.True(name.IsQuoted));
    }
}
