namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>selector @ 1609746000</c></summary>
internal sealed class AtExpression(Expression operand, Expression timestamp) : ModifiedExpression(SourceSpan.Between(operand.Span.Start, timestamp.Span.End), operand)
{
    /// <summary>A number, a sign before it, a variable, or a <see cref="QueryBoundary"/>.</summary>
    public Expression Timestamp { get; } = timestamp;

    public override IReadOnlyList<Node> Children => [Operand, Timestamp];
}
