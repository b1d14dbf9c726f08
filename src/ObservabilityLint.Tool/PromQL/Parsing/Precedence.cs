using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>Which operators bind before which.</summary>
internal static class Precedence
{
    /// <summary>A sign takes what binds stronger than a product: <c>-a^2</c> is <c>-(a^2)</c>, and <c>-a*b</c> is <c>(-a)*b</c>.</summary>
    public const BinaryOperator WeakestUnderASign = BinaryOperator.Power;

    public static bool IsAtLeast(BinaryOperator @operator, BinaryOperator weakest) => Of(@operator) >= Of(weakest);

    /// <summary>All operators take the left side first, except <c>^</c>.</summary>
    public static BinaryOperator WeakestOnTheRightOf(BinaryOperator @operator) => Of(@operator) switch
    {
        0 => BinaryOperator.And,
        1 => BinaryOperator.Equal,
        2 => BinaryOperator.Add,
        3 => BinaryOperator.Multiply,
        _ => BinaryOperator.Power,
    };

    private static int Of(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Or => 0,
        BinaryOperator.And or BinaryOperator.Unless => 1,
        <= BinaryOperator.TrimLower => 2,
        BinaryOperator.Add or BinaryOperator.Subtract => 3,
        BinaryOperator.Power => 5,
        _ => 4,
    };
}
