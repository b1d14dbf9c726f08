using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>metric[5m]</c></summary>
internal sealed class MatrixSelector(SourceSpan span, Expression operand, Expression range) : Expression(span, ExpressionType.RangeVector)
{
    public Expression Operand { get; } = operand;

    /// <summary>A number, a duration, a variable, or arithmetic over them.</summary>
    public Expression Range { get; } = range;

    public override IReadOnlyList<Node> Children => [Operand, Range];
}
