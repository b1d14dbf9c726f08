namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>selector[5m] anchored</c> or <c>selector[5m] smoothed</c>: how values at the edges of the range are found.</summary>
internal sealed class RangeEdgeExpression(Expression operand, Token keyword, bool isSmoothed) : ModifiedExpression(SourceSpan.Between(operand.Span.Start, keyword.Span.End), operand)
{
    public Token Keyword { get; } = keyword;

    public bool IsSmoothed { get; } = isSmoothed;

    public override IReadOnlyList<Node> Children => [Operand];
}
