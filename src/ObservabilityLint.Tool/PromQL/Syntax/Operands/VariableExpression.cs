using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>A Grafana variable in the place of an expression, a number or a duration.</summary>
internal sealed class VariableExpression(Token token) : Expression(token.Span, ExpressionType.Unknown)
{
    public Token Token { get; } = token;

    public override IReadOnlyList<Node> Children => [];
}
