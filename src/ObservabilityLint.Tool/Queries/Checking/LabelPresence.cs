using System.Runtime.CompilerServices;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>Why a label is never there.</summary>
/// <param name="Message">For a person.</param>
/// <param name="IsUnknown">A metric has no such label; else something within leaves it out.</param>
internal sealed record Absence(string Message, bool IsUnknown);

/// <summary>Whether the result of an expression can have a label.</summary>
internal sealed class LabelPresence(MetricCatalog catalog)
{
    /// <summary>Why it never has it; null where it may.</summary>
    public Absence? WhyNever(Expression expression, string label) => !RuntimeHelpers.TryEnsureSufficientExecutionStack() ? null : expression switch
    {
        VectorSelector selector => WhyNever(selector, label),
        Parenthesis parenthesis => WhyNever(parenthesis.Inner, label),
        Unary unary => WhyNever(unary.Operand, label),
        MatrixSelector matrix => WhyNever(matrix.Operand, label),
        Subquery subquery => WhyNever(subquery.Operand, label),
        ModifiedExpression modified => WhyNever(modified.Operand, label),
        Aggregation aggregation => WhyNever(aggregation, label),
        Call call => WhyNever(call, label),
        Binary binary => WhyNever(binary, label),
        _ => null,
    };

    private Absence? WhyNever(VectorSelector selector, string label)
    {
        if (Selectors.MetricOf(selector) is not { } metric || catalog.Find(metric.Name) is not { } series || catalog.MayHave(series, label)) return null;
        var labels = series.Instrument.Labels.Select(static each => each.Name).ToList();
        return new Absence($"'{series.Family}' has no label '{label}': the code gives it {(labels.Count == 0 ? "none" : string.Join(", ", labels))}. If its targets have it, name it with --known-label.", IsUnknown: true);
    }

    private Absence? WhyNever(Aggregation aggregation, string label)
    {
        if (aggregation.Operand is not { } operand) return null;
        if (aggregation.OperatorToken.Kind != TokenKind.Identifier || aggregation.Operator is "topk" or "bottomk" or "limitk" or "limit_ratio") return WhyNever(operand, label);
        if (aggregation.Operator == "count_values" && (aggregation.Parameter is not StringLiteral { HasVariables: false } counted || counted.Value == label)) return null;
        var grouping = aggregation.Grouping;
        var isListed = grouping?.Labels.Any(name => name.Value == label) == true;
        if (isListed == (grouping is { IsWithout: true }) && grouping?.Labels.Any(static name => name.HasVariables) != true) return LeftOut(label, $"{aggregation.Operator}()");
        return WhyNever(operand, label);
    }

    private Absence? WhyNever(Call call, string label)
    {
        switch (call.Name)
        {
            case "label_replace" or "label_join":
                return call.Arguments is [var vector, StringLiteral { HasVariables: false } set, ..] && set.Value != label ? WhyNever(vector, label) : null;
            case "histogram_quantile" when call.Arguments is [_, var buckets]:
                return label == "le" ? LeftOut(label, "histogram_quantile()") : WhyNever(buckets, label);
            case "absent" or "absent_over_time" or "info" or "histogram_quantiles":
                return null;
        }
        if (call.Function is null) return null;
        return call.Arguments.FirstOrDefault(static argument => argument.Type is ExpressionType.InstantVector or ExpressionType.RangeVector) is { } argument ? WhyNever(argument, label) : null;
    }

    private Absence? WhyNever(Binary binary, string label)
    {
        var (left, right) = (binary.Left, binary.Right);
        if (binary.Operator == BinaryOperator.Variable || left is VariableExpression) return null;
        if (left.Type == ExpressionType.Scalar) return WhyNever(right, label);
        if (binary.Operator == BinaryOperator.Or) return WhyNever(left, label) is { } why && WhyNever(right, label) != null ? why : null;
        var matching = binary.Modifiers?.Matching;
        if (binary.Operator is BinaryOperator.And or BinaryOperator.Unless || matching is null || matching.Labels.Any(static name => name.HasVariables)) return WhyNever(left, label);
        if (matching.Group is { } group)
        {
            var (many, one) = group.IsRight ? (right, left) : (left, right);
            return WhyNever(group.Labels.Any(name => name.Value == label || name.HasVariables) ? one : many, label);
        }
        return matching.IsOn == matching.Labels.Any(name => name.Value == label) ? WhyNever(left, label) : LeftOut(label, matching.IsOn ? "on()" : "ignoring()");
    }

    private static Absence LeftOut(string label, string by) => new($"There is no '{label}' left: {by} leaves it out.", IsUnknown: false);
}
