namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>{$filters}</c>: a Grafana variable that stands for whole matchers.</summary>
internal sealed class VariableMatcher(Token token) : Matcher(token.Span)
{
    public Token Token { get; } = token;

    public override IReadOnlyList<Node> Children => [];
}
