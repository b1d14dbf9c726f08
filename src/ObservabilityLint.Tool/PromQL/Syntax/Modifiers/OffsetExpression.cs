namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>selector offset 5m</c></summary>
internal sealed class OffsetExpression(Expression operand, Expression offset) : ModifiedExpression(SourceSpan.Between(operand.Span.Start, offset.Span.End), operand)
{
    /// <summary>A number, a duration, a variable, a sign before them, or arithmetic in parentheses.</summary>
    public Expression Offset { get; } = offset;

    public override IReadOnlyList<Node> Children => [Operand, Offset];
}
