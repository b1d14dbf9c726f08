namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>{"metric.name"}</c>: the metric among the matchers.</summary>
internal sealed class QuotedMetricName(Name name) : Matcher(name.Span)
{
    public Name Name { get; } = name;

    public override IReadOnlyList<Node> Children => [Name];
}
