using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Queries.Expressions;

/// <summary>Numbers in expressions.</summary>
internal static class Constants
{
    /// <summary>True for a number, arithmetic over numbers, and a variable.</summary>
    public static bool IsConstant(Expression expression) => expression switch
    {
        NumberLiteral or VariableExpression => true,
        Parenthesis parenthesis => IsConstant(parenthesis.Inner),
        Unary unary => IsConstant(unary.Operand),
        Binary binary => IsConstant(binary.Left) && IsConstant(binary.Right),
        Call { Name: "scalar" or "vector", Arguments: [var argument] } => IsConstant(argument),
        _ => false,
    };

    /// <summary>The number; null for what is none, or is known only when a variable is.</summary>
    public static double? ValueOf(Expression expression) => expression switch
    {
        NumberLiteral number => number.Value,
        Parenthesis parenthesis => ValueOf(parenthesis.Inner),
        Unary unary => unary.IsMinus ? -ValueOf(unary.Operand) : ValueOf(unary.Operand),
        Call { Name: "scalar" or "vector", Arguments: [var argument] } => ValueOf(argument),
        Binary binary when ValueOf(binary.Left) is { } left && ValueOf(binary.Right) is { } right => binary.Operator switch
        {
            BinaryOperator.Add => left + right,
            BinaryOperator.Subtract => left - right,
            BinaryOperator.Multiply => left * right,
            BinaryOperator.Divide => left / right,
            BinaryOperator.Power => Math.Pow(left, right),
            _ => null,
        },
        _ => null,
    };

    /// <summary>True for a number that is the same in every unit.</summary>
    public static bool IsUnitless(Expression expression) => ValueOf(expression) is { } value && (value == 0 || !double.IsFinite(value));
}
