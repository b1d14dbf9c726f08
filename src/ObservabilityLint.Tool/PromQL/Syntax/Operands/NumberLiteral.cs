using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>A number, or a duration, which is a number of seconds.</summary>
internal sealed class NumberLiteral(Token token, double value) : Expression(token.Span, ExpressionType.Scalar)
{
    public Token Token { get; } = token;

    public double Value { get; } = value;

    public bool IsDuration => Token.Kind == TokenKind.Duration;

    public override IReadOnlyList<Node> Children => [];
}
