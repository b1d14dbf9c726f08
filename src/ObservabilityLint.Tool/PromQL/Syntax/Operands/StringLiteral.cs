using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

internal sealed class StringLiteral(Token token, LiteralContent content, bool hasVariables) : Expression(token.Span, ExpressionType.String)
{
    public Token Token { get; } = token;

    public LiteralContent Content { get; } = content;

    public string Value => Content.Value;

    /// <summary>Whether Grafana variables stand in it.</summary>
    public bool HasVariables { get; } = hasVariables;

    public override IReadOnlyList<Node> Children => [];
}
