using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Validation;

internal static class DurationRules
{
    /// <summary>What 64 bits of nanoseconds hold.</summary>
    private const double MostSeconds = long.MaxValue / 1e9;

    /// <summary>A range or step, which cannot be zero or negative.</summary>
    public static void CheckRange(Expression duration, ErrorList errors)
    {
        Check(duration, errors);
        if (ValueOf(duration) <= 0) errors.AddMeaning(duration.Span, "the duration must be greater than 0");
    }

    public static void Check(Expression duration, ErrorList errors)
    {
        foreach (var node in duration.DescendantsAndSelf())
            if (node is NumberLiteral { Value: > MostSeconds } literal) errors.AddMeaning(literal.Span, "the duration is out of range: it is longer than 292 years");
            else if (node is Binary { Operator: BinaryOperator.Divide or BinaryOperator.Modulo } division && ValueOf(division.Right) == 0) errors.AddMeaning(division.Right.Span, "division by zero");
    }

    /// <summary>The seconds of a literal with its sign; null for a variable or arithmetic, which only the server calculates.</summary>
    public static double? ValueOf(Expression duration)
    {
        var isNegative = false;
        while (duration is Unary unary) (duration, isNegative) = (unary.Operand, isNegative ^ unary.IsMinus);
        return duration is NumberLiteral literal ? isNegative ? -literal.Value : literal.Value : null;
    }
}
