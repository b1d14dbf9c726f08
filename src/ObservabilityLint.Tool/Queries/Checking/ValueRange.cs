using System.Globalization;
using System.Runtime.CompilerServices;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Expressions;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>The values that the result of an expression may have, as far as the expression tells.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest.</param>
/// <param name="IsAbove">All are greater than the least.</param>
/// <param name="IsBelow">All are less than the greatest.</param>
internal readonly record struct ValueRange(double Low, double High, bool IsAbove = false, bool IsBelow = false)
{
    private static readonly ValueRange Any = new(double.NegativeInfinity, double.PositiveInfinity);

    private static readonly HashSet<string> NeverNegative = ["rate", "irate", "increase", "changes", "resets", "abs", "sqrt"];

    public bool IsEmpty => Low > High || Low == High && (IsAbove || IsBelow);

    public override string ToString()
        => (Low, High) switch
        {
            (double.NegativeInfinity, _) => string.Create(CultureInfo.InvariantCulture, $"{(IsBelow ? "less than" : "at most")} {High}"),
            (_, double.PositiveInfinity) => string.Create(CultureInfo.InvariantCulture, $"{(IsAbove ? "greater than" : "at least")} {Low}"),
            _ when Low == High => Low.ToString(CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"from {Low} to {High}"),
        };

    public static ValueRange Of(Expression expression) => !RuntimeHelpers.TryEnsureSufficientExecutionStack() ? Any : expression switch
    {
        Parenthesis parenthesis => Of(parenthesis.Inner),
        Aggregation { Operator: "count" } or Call { Name: "count_over_time" } => new ValueRange(1, double.PositiveInfinity),
        Aggregation { Operator: "group" } or Call { Name: "absent" or "absent_over_time" or "present_over_time" } => new ValueRange(1, 1),
        Aggregation { Operator: "min" or "max" or "avg" or "topk" or "bottomk" or "limitk", Operand: { } operand } => Of(operand),
        Aggregation { Operator: "sum", Operand: { } operand } => Of(operand).Low >= 0 ? new ValueRange(0, double.PositiveInfinity) : Any,
        Call call when NeverNegative.Contains(call.Name) => new ValueRange(0, double.PositiveInfinity),
        Binary { Operator: BinaryOperator.And or BinaryOperator.Unless } binary => Of(binary.Left),
        Binary binary when Compared(binary) is var (vector, range) => Of(vector).And(range),
        _ => Any,
    };

    /// <summary>What a comparison with a number lets through, and of what; null for anything else.</summary>
    public static (Expression Vector, ValueRange Range)? Compared(Binary binary)
    {
        if (binary.Modifiers?.BoolKeyword != null) return null;
        return Constants.ValueOf(binary.Right) is { } right ? Passing(binary.Operator, right) is { } range ? (binary.Left, range) : null
            : Constants.ValueOf(binary.Left) is { } left && Passing(Turned(binary.Operator), left) is { } turned ? (binary.Right, turned) : null;
    }

    public ValueRange And(ValueRange other) => new(
        Math.Max(Low, other.Low), Math.Min(High, other.High),
        Low > other.Low ? IsAbove : Low < other.Low ? other.IsAbove : IsAbove || other.IsAbove,
        High < other.High ? IsBelow : High > other.High ? other.IsBelow : IsBelow || other.IsBelow);

    private static ValueRange? Passing(BinaryOperator @operator, double number) => @operator switch
    {
        _ when double.IsNaN(number) => null,
        BinaryOperator.Equal => new ValueRange(number, number),
        BinaryOperator.Less => new ValueRange(double.NegativeInfinity, number, IsBelow: true),
        BinaryOperator.LessOrEqual => new ValueRange(double.NegativeInfinity, number),
        BinaryOperator.Greater => new ValueRange(number, double.PositiveInfinity, IsAbove: true),
        BinaryOperator.GreaterOrEqual => new ValueRange(number, double.PositiveInfinity),
        _ => null,
    };

    private static BinaryOperator Turned(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        var same => same,
    };
}
