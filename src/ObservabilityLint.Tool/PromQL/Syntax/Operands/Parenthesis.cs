namespace ObservabilityLint.Tool.PromQL.Syntax;

internal sealed class Parenthesis(SourceSpan span, Expression inner) : Expression(span, inner.Type)
{
    public Expression Inner { get; } = inner;

    public override IReadOnlyList<Node> Children => [Inner];
}
