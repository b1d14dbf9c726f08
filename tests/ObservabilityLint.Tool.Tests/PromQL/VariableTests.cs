using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Lexing;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Tests.PromQL;

/// <summary>What a Grafana variable becomes in the tree.</summary>
public class VariableTests
{
    private static Expression Parse(string expression)
    {
        var tree = PromQLParser.Parse(expression, PromQLOptions.Grafana);
        Assert.True(tree.IsValid, string.Join("\n", tree.Errors));
        return tree.Root;
    }

    [Theory]
    [InlineData("$x", true)]
    [InlineData("${x:csv}", true)]
    [InlineData("[[x]]", true)]
    [InlineData("5$x", true)]
    [InlineData("0.$x", true)]
    [InlineData("$x_total", true)]
    [InlineData("${x}_total", false)]
    [InlineData("node_$x", false)]
    [InlineData("$x{a=\"b\"}", false)]
    public void Alone_it_may_be_anything_and_in_a_name_it_is_a_metric(string expression, bool isAnything)
    {
        var root = Parse(expression);
        if (isAnything) Assert.Equal(ExpressionType.Unknown, Assert.IsType<VariableExpression>(root).Type);
        else Assert.True(Assert.IsType<VectorSelector>(root).Name!.HasVariables);
    }

    [Fact]
    public void With_parentheses_it_is_a_function_and_with_a_grouping_an_aggregation()
    {
        Assert.Null(Assert.IsType<Call>(Parse("$f(up)")).Function);
        Assert.Equal("$f", Assert.IsType<Aggregation>(Parse("$f(up) by (x)")).Operator);
        Assert.NotNull(Assert.IsType<Aggregation>(Parse("$f by (x) (up)")).Grouping);
    }

    [Theory]
    [InlineData("a $op b", "(a $op b)")]
    [InlineData("a + b ${op} c * d", "((a + b) ${op} (c * d))")]
    [InlineData("a and b [[op]] c", "(a and (b [[op]] c))")]
    [InlineData("a $op bool on (x) b", "(a $op b)")]
    public void Between_operands_it_is_an_operator_that_binds_like_a_comparison(string expression, string brackets)
    {
        var tree = PromQLParser.Parse(expression, PromQLOptions.Grafana);
        Assert.True(tree.IsValid, string.Join("\n", tree.Errors));
        Assert.Equal(brackets, TreeText.Of(tree));
        Assert.Contains(tree.Root.DescendantsAndSelf(), static node => node is Binary { Operator: BinaryOperator.Variable, Type: ExpressionType.InstantVector });
    }

    [Fact]
    public void Behind_an_aggregation_and_before_its_parenthesis_it_is_a_grouping()
        => Assert.Equal("$by", Assert.Single(Assert.IsType<Aggregation>(Parse("sum $by (up)")).Grouping!.Labels).Value);

    [Fact]
    public void In_braces_it_is_a_matcher_a_label_or_a_value()
    {
        var matchers = Assert.IsType<VectorSelector>(Parse("up{$all, $label=\"a\", b=$value, c=\"x$y\"}")).Matchers;
        Assert.Collection(
            matchers,
            static matcher => Assert.IsType<VariableMatcher>(matcher),
            static matcher => Assert.True(Assert.IsType<LabelMatcher>(matcher).Label.HasVariables),
            static matcher => Assert.IsType<VariableExpression>(Assert.IsType<LabelMatcher>(matcher).Value),
            static matcher => Assert.True(Assert.IsType<StringLiteral>(Assert.IsType<LabelMatcher>(matcher).Value).HasVariables));
    }

    [Fact]
    public void In_brackets_it_is_a_duration()
    {
        var subquery = Assert.IsType<Subquery>(Parse("up[$__range:${n}m]"));
        Assert.IsType<VariableExpression>(subquery.Range);
        Assert.IsType<VariableExpression>(subquery.Step);
    }

    [Theory]
    [InlineData("a$b.${c:d}[[e]]", "$b ${c:d} [[e]]")]
    [InlineData("${a.b:c} ${__to:date:seconds}", "${a.b:c} ${__to:date:seconds}")]
    [InlineData("$1 ${1} $ ${ [[1]] [[a] [a]", "")]
    [InlineData("$__rate_interval$a-$b", "$__rate_interval $a $b")]
    public void Variables_are_found_in_any_text(string text, string variables)
        => Assert.Equal(variables, string.Join(" ", GrafanaVariable.In(text, new SourceSpan(0, text.Length)).Select(span => span.In(text))));

    [Fact]
    public void Prometheus_knows_none()
    {
        Assert.Contains("only known in dashboards", PromQLParser.Parse("rate(up[$__rate_interval])", PromQLOptions.Prometheus).Errors[0].Message, StringComparison.Ordinal);
        Assert.False(PromQLParser.Parse("{a=\"$b\"}", PromQLOptions.Prometheus).Names[0].HasVariables);
    }
}
