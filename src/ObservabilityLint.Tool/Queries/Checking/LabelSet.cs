using System.Runtime.CompilerServices;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>The labels that the result of an expression has, where the expression itself tells: after an aggregation.</summary>
internal static class LabelSet
{
    /// <summary>All labels that there can be; null where there may be others.</summary>
    public static IReadOnlySet<string>? Of(Expression expression) => !RuntimeHelpers.TryEnsureSufficientExecutionStack() ? null : expression switch
    {
        Parenthesis parenthesis => Of(parenthesis.Inner),
        Unary unary => Of(unary.Operand),
        ModifiedExpression modified => Of(modified.Operand),
        Subquery subquery => Of(subquery.Operand),
        Aggregation aggregation => Of(aggregation),
        Call call => Of(call),
        Binary binary => Of(binary),
        _ => null,
    };

    private static HashSet<string>? Of(Aggregation aggregation)
    {
        if (aggregation.Operand is not { } operand) return null;
        var below = Of(operand);
        if (aggregation.Operator is "topk" or "bottomk" or "limitk" or "limit_ratio" || aggregation.OperatorToken.Kind is TokenKind.Variable or TokenKind.Template) return below is null ? null : [.. below];
        var listed = aggregation.Grouping?.Labels ?? [];
        if (listed.Any(static label => label.HasVariables)) return null;
        HashSet<string>? labels = aggregation.Grouping is { IsWithout: true } ? below is null ? null : [.. below.Except(listed.Select(static label => label.Value))] : [.. listed.Select(static label => label.Value)];
        if (labels != null && aggregation.Operator == "count_values" && aggregation.Parameter is StringLiteral { HasVariables: false } counted) labels.Add(counted.Value);
        return labels;
    }

    private static HashSet<string>? Of(Call call)
    {
        if (call.Function is null) return null;
        switch (call.Name)
        {
            case "label_replace" or "label_join":
                if (call.Arguments is not [var vector, StringLiteral { HasVariables: false } label, ..] || Of(vector) is not { } below) return null;
                return [.. below, label.Value];
            case "histogram_quantile":
                return call.Arguments is [_, var buckets] && Of(buckets) is { } labels ? [.. labels.Where(static label => label != "le")] : null;
            case "scalar" or "vector" or "time" or "absent" or "absent_over_time" or "info" or "histogram_quantiles":
                return null;
            default:
                return call.Arguments.Length > 0 && call.Arguments.Select(Of).FirstOrDefault(static each => each != null) is { } kept ? [.. kept] : null;
        }
    }

    private static IReadOnlySet<string>? Of(Binary binary)
    {
        var (left, right) = (Of(binary.Left), Of(binary.Right));
        if (binary.Operator == BinaryOperator.Variable) return null;
        if (binary.Left is NumberLiteral) return right;
        if (binary.Right is NumberLiteral) return left;
        var matching = binary.Modifiers?.Matching;
        if (binary.Operator == BinaryOperator.Or) return left != null && right != null ? left.Union(right).ToHashSet() : null;
        if (binary.Operator is BinaryOperator.And or BinaryOperator.Unless) return left;
        if (matching?.Group is { } group)
        {
            var many = group.IsRight ? right : left;
            return many?.Union(group.Labels.Select(static label => label.Value)).ToHashSet();
        }
        if (matching is { IsOn: true }) return matching.Labels.Any(static label => label.HasVariables) ? null : matching.Labels.Select(static label => label.Value).ToHashSet();
        return left ?? right;
    }
}
