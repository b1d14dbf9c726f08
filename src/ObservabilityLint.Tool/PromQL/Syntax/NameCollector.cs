using System.Collections.Immutable;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>The names in an expression, those in string arguments and in matchers of <c>__name__</c> too.</summary>
internal static class NameCollector
{
    public static IReadOnlyList<Name> NamesOf(Expression root)
    {
        var names = new List<Name>();
        foreach (var node in root.DescendantsAndSelf())
            switch (node)
            {
                case Name name:
                    names.Add(name);
                    break;
                case LabelMatcher { IsOfMetric: true, IsRegex: false, Value: StringLiteral value }:
                    names.Add(NameIn(value, NameRole.Metric));
                    break;
                case Call call:
                    AddLabels(names, call.Name, call.Arguments);
                    break;
                case Aggregation aggregation:
                    AddLabels(names, aggregation.Operator, aggregation.Arguments);
                    break;
            }
        names.Sort(static (one, other) => one.Span.Start.CompareTo(other.Span.Start));
        return names;
    }

    private static void AddLabels(List<Name> names, string function, ImmutableArray<Expression> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
            if (RoleOf(function, i) is { } role && InParentheses(arguments[i]) is StringLiteral label) names.Add(NameIn(label, role));
    }

    private static NameRole? RoleOf(string function, int argument) => (function, argument) switch
    {
        ("count_values", 0) or ("label_replace" or "label_join" or "histogram_quantiles", 1) => NameRole.WrittenLabel,
        ("label_replace", 3) or ("label_join", > 2) or ("sort_by_label" or "sort_by_label_desc", > 0) => NameRole.ReadLabel,
        _ => null,
    };

    private static Expression InParentheses(Expression expression)
    {
        while (expression is Parenthesis parenthesis) expression = parenthesis.Inner;
        return expression;
    }

    private static Name NameIn(StringLiteral literal, NameRole role) => new(role, literal.Token, literal.Value, literal.HasVariables);
}
