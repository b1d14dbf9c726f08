using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>What selectors select.</summary>
internal static class Selectors
{
    /// <summary>The metric, before the braces or in them; null where it is no single name.</summary>
    public static (string Name, SourceSpan Span)? MetricOf(VectorSelector selector)
    {
        if (selector.Name is { } name) return name.HasVariables ? null : (name.Value, name.Span);
        foreach (var matcher in selector.Matchers)
            switch (matcher)
            {
                case QuotedMetricName { Name: var quoted }:
                    return quoted.HasVariables ? null : (quoted.Value, quoted.Span);
                case LabelMatcher { IsOfMetric: true, IsRegex: false, IsNegative: false, Value: StringLiteral { HasVariables: false } value }:
                    return (value.Value, value.Span);
            }
        return null;
    }

    /// <summary>The metrics that a pattern in the braces lists.</summary>
    public static IEnumerable<(string Name, SourceSpan Span)> AlternativesOf(VectorSelector selector)
    {
        foreach (var matcher in selector.Matchers.OfType<LabelMatcher>())
            if (matcher is { IsOfMetric: true, IsRegex: true, IsNegative: false, Value: StringLiteral { HasVariables: false } value } && PromQLName.ListedIn(value.Value) is var names)
                for (int i = 0, start = 0; i < names.Count; start += names[i++].Length + 1) yield return (names[i], value.Content.SpanOf(start, names[i].Length));
    }

    /// <summary>The selectors whose labels reach an expression: not those below another aggregation.</summary>
    public static IReadOnlyList<VectorSelector> Reaching(Expression expression)
    {
        var found = new List<VectorSelector>();
        var left = new Stack<Node>([expression]);
        while (left.TryPop(out var node))
            if (node is VectorSelector selector) found.Add(selector);
            else if (node is Call { Function: null } or Call { Name: "label_replace" or "label_join" or "info" } or VariableExpression) return [];
            else if (node is Aggregation aggregation && LabelSet.Of(aggregation) != null || node is Aggregation { Operator: "count_values" }) return [];
            else
                foreach (var child in node.Children) left.Push(child);
        return found;
    }
}
