using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>Where an expression should stand, and the text is at fault. There is an error that says so.</summary>
internal sealed class MissingExpression(int position) : Expression(new SourceSpan(position, 0), ExpressionType.Unknown)
{
    public override IReadOnlyList<Node> Children => [];
}
