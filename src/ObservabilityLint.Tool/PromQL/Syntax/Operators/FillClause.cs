namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>fill (0)</c>, <c>fill_left (0)</c> or <c>fill_right (0)</c>.</summary>
internal sealed class FillClause(SourceSpan span, FillSide side, Expression value) : Node(span)
{
    public FillSide Side { get; } = side;

    public Expression Value { get; } = value;

    public override IReadOnlyList<Node> Children => [Value];
}
