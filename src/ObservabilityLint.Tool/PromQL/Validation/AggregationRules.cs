using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Validation;

internal static class AggregationRules
{
    public static void Check(Aggregation aggregation, ErrorList errors)
    {
        if (aggregation.OperatorToken.Kind == TokenKind.Identifier && CheckCount(aggregation, errors) && ParameterOf(aggregation) is { } wanted && !aggregation.Arguments[0].Type.CanBe(wanted))
            errors.AddMeaning(aggregation.Arguments[0].Span, $"{aggregation.Operator} takes {wanted.InWords()} as its parameter, got {aggregation.Arguments[0].Type.InWords()}");
        if (aggregation.Operand is { } operand && !operand.Type.CanBe(ExpressionType.InstantVector))
            errors.AddMeaning(operand.Span, $"{aggregation.Operator} needs an instant vector, got {operand.Type.InWords()}");
    }

    private static bool CheckCount(Aggregation aggregation, ErrorList errors)
    {
        var wanted = ParameterOf(aggregation) is null ? 1 : 2;
        if (aggregation.Arguments.Length == wanted) return true;
        errors.AddMeaning(aggregation.Span, $"{aggregation.Operator} takes {(wanted == 1 ? "one argument" : "two arguments, a parameter and an instant vector")}, got {aggregation.Arguments.Length}");
        return false;
    }

    private static ExpressionType? ParameterOf(Aggregation aggregation) => aggregation.Operator switch
    {
        "topk" or "bottomk" or "quantile" or "limitk" or "limit_ratio" => ExpressionType.Scalar,
        "count_values" => ExpressionType.String,
        _ => null,
    };
}
