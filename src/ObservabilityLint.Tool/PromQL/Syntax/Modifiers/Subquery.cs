using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>expression[1h:5m]</c></summary>
internal sealed class Subquery(SourceSpan span, Expression operand, Expression range, Expression? step) : Expression(span, ExpressionType.RangeVector)
{
    public Expression Operand { get; } = operand;

    public Expression Range { get; } = range;

    /// <summary>The resolution; null for the server's.</summary>
    public Expression? Step { get; } = step;

    public override IReadOnlyList<Node> Children => Step is null ? [Operand, Range] : [Operand, Range, Step];
}
