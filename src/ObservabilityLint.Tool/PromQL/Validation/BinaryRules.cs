using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Validation;

internal static class BinaryRules
{
    public static void Check(Binary binary, ErrorList errors)
    {
        CheckOperand(binary.Left, errors);
        CheckOperand(binary.Right, errors);
        CheckComparison(binary, errors);
        CheckLabels(binary, errors);
        var isOfScalars = binary.Left.Type == ExpressionType.Scalar || binary.Right.Type == ExpressionType.Scalar;
        var isSet = binary.Operator is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Unless;
        if (isOfScalars && isSet) errors.AddMeaning(binary.OperatorToken.Span, "\"and\", \"or\" and \"unless\" need instant vectors on both sides, got a scalar");
        CheckMatching(binary, isOfScalars, isSet, errors);
    }

    private static void CheckOperand(Expression operand, ErrorList errors)
    {
        if (operand.Type is ExpressionType.String or ExpressionType.RangeVector) errors.AddMeaning(operand.Span, $"an operator needs scalars or instant vectors, got {operand.Type.InWords()}");
    }

    private static void CheckComparison(Binary binary, ErrorList errors)
    {
        var isComparison = binary.Operator is >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual;
        if (binary.Operator == BinaryOperator.Variable) return;
        if (binary.Modifiers?.BoolKeyword is { } keyword)
        {
            if (!isComparison) errors.AddMeaning(keyword.Span, "\"bool\" can only stand behind a comparison");
        }
        else if (isComparison && binary.Left.Type == ExpressionType.Scalar && binary.Right.Type == ExpressionType.Scalar)
            errors.AddMeaning(binary.OperatorToken.Span, "a comparison of two scalars needs \"bool\" behind the operator");
    }

    private static void CheckLabels(Binary binary, ErrorList errors)
    {
        if (binary.Modifiers?.Matching is not { IsOn: true, Group: { } group } matching) return;
        var matched = matching.Labels.Select(static label => label.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var label in group.Labels.Where(label => matched.Contains(label.Value)))
            errors.AddMeaning(label.Span, $"the label {label.Value} cannot stand both in \"on\" and in \"{(group.IsRight ? "group_right" : "group_left")}\"");
    }

    private static void CheckMatching(Binary binary, bool isOfScalars, bool isSet, ErrorList errors)
    {
        var (matching, fills) = (binary.Modifiers?.Matching, binary.Modifiers?.Fills ?? []);
        if (isOfScalars)
        {
            if (matching is { Labels.IsEmpty: false }) errors.AddMeaning(matching.Span, "only instant vectors are matched by labels, got a scalar");
            if (!fills.IsEmpty) errors.AddMeaning(fills[0].Span, "only between instant vectors are missing series filled, got a scalar");
        }
        else if (isSet)
        {
            if (matching?.Group is { } group) errors.AddMeaning(group.Span, "\"and\", \"or\" and \"unless\" take no \"group_left\" or \"group_right\"");
            if (!fills.IsEmpty) errors.AddMeaning(fills[0].Span, "\"and\", \"or\" and \"unless\" fill no missing series");
        }
    }
}
