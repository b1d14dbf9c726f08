using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>How strongly operators bind; what is stronger binds first.</summary>
internal static class Precedence
{
    public const int Weakest = 0;

    private const int OfProducts = 4;

    /// <summary>A sign takes what binds stronger than a product: <c>-a^2</c> is <c>-(a^2)</c>, and <c>-a*b</c> is <c>(-a)*b</c>.</summary>
    public const int UnderASign = OfProducts + 1;

    public static int Of(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Or => Weakest,
        BinaryOperator.And or BinaryOperator.Unless => 1,
        // A variable is most often a comparison.
        <= BinaryOperator.TrimLower or BinaryOperator.Variable => 2,
        BinaryOperator.Add or BinaryOperator.Subtract => 3,
        BinaryOperator.Power => OfProducts + 1,
        _ => OfProducts,
    };

    /// <summary>What the right side of an operator may take at least: all take the left side first, except <c>^</c>.</summary>
    public static int OnTheRightOf(BinaryOperator @operator) => @operator == BinaryOperator.Power ? Of(@operator) : Of(@operator) + 1;
}
